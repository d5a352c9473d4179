//! One news article: its record, its date, and its text as tokens, paragraphs and layout roles.
//!
//! *Takes* a record and the text of one article. *Gives* tokens with byte offsets, paragraphs,
//! roles, quotations and endings, and the events and rejects of all other crates. *Costs* one pass
//! over the text. *Never* knows another article, a file or the habits of an outlet. *Source*: The
//! Unicode Standard, named in [`text`]; the definitions of token and paragraph are this project's.
//!
//! # Example
//! ```
//! use wirecopy_article::text::{Analysis, Role, analyse};
//!
//! let text = "Old quay to close\n\nBy Mira Aalto\n\nOSTVIK (Reuters) - The harbour board \
//!     will close the quay of Ostvik for eleven days in March, its chair said. The quay was \
//!     built in 1911 and has been leaking.\n\n“It is time, and nobody objects,” said the mayor.";
//! let mut analysis = Analysis::default();
//! analyse(text, &mut analysis);
//!
//! let token = analysis.tokens[1];
//! assert_eq!((analysis.token(1), token.start, token.end), ("quay", 4, 8));
//! let roles: Vec<Role> = analysis.paragraphs.iter().map(|paragraph| paragraph.role).collect();
//! assert_eq!(roles, [Role::Headline, Role::Byline, Role::Dateline, Role::Quote]);
//! let quote = &analysis.paragraphs[3];
//! assert_eq!(analysis.folded_of(&quote.tokens), "it is time and nobody objects said the mayor");
//! ```

mod date;
mod rejected;
mod record;
mod warning;
pub mod event;
pub mod word_table;
pub mod text;

pub use date::{DatePrecision, Published};
pub use record::{Document, TextLocation, TextMaker};
pub use rejected::{JsonKind, Reject, RejectReason};
