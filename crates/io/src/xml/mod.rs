//! XML and SGML: feeds (RSS, Atom), exports of WordPress, news in NITF and NewsML-G2, and the
//! tagged files of older wires.
//!
//! *Takes* an open file. *Gives* blocks of whole items, and an article or a reject for each.
//! *Costs* one search for the tags of items while cutting; each item is parsed once, in parallel.
//! *Never* stops at a fault that is common in feeds (a control character, an unknown entity, a tag
//! that is not closed), resolves an entity that the file declares, or takes a summary for the text
//! if there is a text. *Source*: RSS 2.0, RFC 4287, the WordPress export format, IPTC's NITF 3.6
//! and NewsML-G2, the SGML of Reuters-21578 and TREC.

mod article;
mod format;
mod items;
mod element_names;
mod tree;

pub(crate) use format::Xml;
