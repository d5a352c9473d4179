//! Numbers of articles, texts, paragraphs and names, each kind a separate type.

use std::ops::Range;
use typed_index_collections::{TiSlice, TiVec};
use wirecopy_scratch::numbers;

numbers! {
    /// An article in the order of the hash of its tokens, then of its id.
    pub(crate) ArticleId;
    /// The row of an article in reading order.
    pub(crate) InputRow;
    /// The rank of an article's id among all ids.
    pub(crate) IdRank;
    /// A distinct text, in the order of articles.
    pub(crate) TextId;
    /// A paragraph of a distinct text, in the order of texts.
    pub(crate) ParagraphId;
    /// A piece of a paragraph that is cut, in the order of texts.
    pub(crate) PieceId;
    /// A group of equal or nearly equal units: fragments, then pieces.
    pub(crate) GroupId;
    /// A distinct paragraph, in the order of first occurrences.
    pub(crate) DistinctId;
    /// A fragment other than an echo, in the order of representatives.
    pub(crate) FragmentId;
    /// A cluster, in the order of rows.
    pub(crate) ClusterId;
    /// A story of a wire, in the order of ids.
    pub(crate) WireStoryId;
    /// The name of an outlet.
    pub(crate) OutletId;
    /// A host of addresses.
    pub(crate) HostId;
    /// A publication in which texts say that they appeared before.
    pub(crate) SourceId;
}

/// Iterates over the numbers of a range.
pub(crate) fn all<Number: From<u32>>(
    range: Range<u32>,
) -> impl ExactSizeIterator<Item = Number> + DoubleEndedIterator + Clone {
    range.map(Number::from)
}

/// Iterates over the numbers from one to before another.
pub(crate) fn between<Number: From<u32>>(
    start: Number,
    end: Number,
) -> impl ExactSizeIterator<Item = Number> + DoubleEndedIterator + Clone
where
    u32: From<Number>,
{
    all(start.into()..end.into())
}

/// Returns the inverse of a table in which each number occurs once.
pub(crate) fn inverse<Key, Number>(table: &TiSlice<Key, Number>) -> TiVec<Number, Key>
where
    Key: Copy + From<usize>,
    Number: Copy,
    usize: From<Number>,
{
    let mut inverse: TiVec<Number, Key> = vec![Key::from(0); table.len()].into();
    for (key, number) in table.iter_enumerated() {
        inverse[*number] = key;
    }
    inverse
}
