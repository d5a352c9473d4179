//! Kinds of pages.

use serde::{Deserialize, Serialize};

/// Kind of a record.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    bincode::Encode,
    bincode::Decode,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PageKind {
    /// One story in running text.
    #[default]
    Article,
    /// A text issued by the body that it speaks for.
    PressRelease,
    /// Entries, most of the text, each with its time.
    LiveBlog,
    /// Several items under one head.
    Roundup,
    /// A speech, an interview or a broadcast, word for word.
    Transcript,
    /// Results, prices, figures, dates; no running text.
    TableOrSchedule,
    /// Captions of pictures and no story.
    Gallery,
    /// Headlines, teasers or links to other pieces.
    IndexPage,
    /// Not found, moved, unsupported browser.
    ErrorPage,
    /// A consent or robot page in place of the text.
    CookieOrRobotWall,
    /// A subscription page in place of the text.
    PaywallStub,
    /// A page that had a story, of which the record has nothing but a headline, a line, a filler.
    FailedExtraction,
    /// Not of the news trade.
    NonNews,
    /// Anything else.
    Other,
}

impl PageKind {
    /// All kinds, in their order.
    pub const ALL: &[PageKind] = <PageKind as strum::VariantArray>::VARIANTS;

    /// Returns whether a record of this kind has running text of a story. Those without lead no
    /// list, form no story with others, and contain nobody's words.
    ///
    /// ```
    /// use wirecopy_news::kind::PageKind;
    ///
    /// assert!(PageKind::Article.has_story());
    /// assert!(!PageKind::Gallery.has_story());
    /// ```
    pub fn has_story(self) -> bool {
        !matches!(
            self,
            PageKind::Gallery
                | PageKind::IndexPage
                | PageKind::ErrorPage
                | PageKind::CookieOrRobotWall
                | PageKind::PaywallStub
                | PageKind::FailedExtraction
        )
    }

    /// Returns whether a record of this kind has the words of an error, a wall or a failed
    /// extraction in place of a text.
    pub fn is_error_page(self) -> bool {
        matches!(
            self,
            PageKind::ErrorPage
                | PageKind::CookieOrRobotWall
                | PageKind::PaywallStub
                | PageKind::FailedExtraction
        )
    }
}

names_in_output!(PageKind);
