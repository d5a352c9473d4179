//! The n-grams of one text, indexed once and looked up from every text that it is compared with.
//!
//! *Takes* the token hashes of a text. *Gives* the positions of each n-gram of one, two and five
//! tokens. *Costs* linear time and about 35 bytes per token. *Never* confuses n-grams whose hashes
//! collide: their tokens are compared. *Source*: Knuth, "The Art of Computer Programming", volume
//! 3, section 6.4, algorithm L (open addressing); Bloom 1970, "Space/time trade-offs in hash coding
//! with allowable errors".

mod table;
mod positions;
mod index;

pub use index::NgramIndex;
pub(super) use table::{LONG, Occurrences};
