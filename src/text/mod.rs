//! placeholder
pub mod role;
pub use role::Role;

/// tmp
pub fn scheme() -> String {
    String::new()
}
