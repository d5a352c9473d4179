//! Mail: mailboxes of many mails, and files of one.
//!
//! *Takes* an open file. *Gives* blocks of whole mails, and an article or a reject for each.
//! *Costs* one search for the lines between mails while cutting; each mail is parsed once, in
//! parallel. *Never* reads an attachment. *Source*: RFC 4155 (mbox), RFC 5322, RFC 2045 (MIME).

mod boxes;
mod format;

pub(crate) use format::Mailbox;
