//! The kind of a page: an article, a release, a live blog, or no article at all.
//!
//! *Takes* an analysed text, the ends of its paragraphs, and its title. *Gives* its kind. *Costs*
//! linear time. *Never* reads an address, names a site, or judges a text by its subject.
//! *Source*: the words of pages are those of servers, consent tools and publishers,
//! `data/page_kinds.tsv`; the numbers were set on hand-labelled pages.

mod page_kind;
pub(crate) mod live_blog;
mod facts;
mod rules;

#[cfg(test)]
mod tests;

pub use page_kind::PageKind;
pub use rules::page_kind;
