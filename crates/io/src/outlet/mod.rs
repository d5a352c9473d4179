//! Outlets: the publication of an article.
//!
//! *Takes* the name that a record gives, or the address of its page. *Gives* the name, or the
//! registrable domain of the site behind the address. *Costs* one look-up in the public suffix
//! list. *Never* takes the host of a consent page, a redirection or a copy for the outlet if the
//! address names another one. *Source*: the public suffix list with its private section, by `psl`.

mod host;
mod rule;
mod site;

pub use host::host_of;
pub use rule::OutletRule;
pub use site::is_same_site;
pub(crate) use site::{are_of_two_sites, hides_its_page};
