//! Temporary files: what a run does not keep in memory.
//!
//! *Takes* frames, rows and words, a folder and a budget. *Gives* them back by span, in order, or
//! partition by partition, from files without a name; a file that needs one is in a folder that its
//! owner alone can enter. *Costs* the disk's time beyond the budget. *Never* knows what the bytes
//! mean. *Source*: external sorting by distribution, Knuth 1998, "The Art of Computer Programming",
//! volume 3, section 5.4.9.

pub mod blob;
pub mod block_store;
pub mod disk;
mod error;
pub mod frame;
mod jagged;
mod number;
pub mod order;
pub mod partition;
pub mod positioned;
mod temp_file;
mod temp_folder;
mod text_order;

pub use error::{Error, Result};
pub use jagged::JaggedVec;
pub use temp_file::{TempFile, unnamed_file};
pub use temp_folder::{
    PrivateFolder, private_file, private_folder, remove_abandoned, remove_abandoned_temporary,
    temporary_folder,
};
pub use text_order::in_text_order;
