//! The labels of a pair.

use serde::{Deserialize, Serialize};

/// What one pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Relation {
    /// Equal token sequences.
    Exact,
    /// The same text with changes: Jaccard of 0.5 or more.
    Near,
    /// The beginning of the other, cut off.
    CopyTruncated,
    /// Hardly more than the other's lead.
    Teaser,
    /// A part of one stands in the other.
    Excerpt,
    /// Another version of the same story, with other numbers or a few other sentences.
    Update,
    /// A version that says what it puts right in the other.
    Correction,
    /// One is made of the other and of further stories.
    Roundup,
    /// Hardly anything but quotations joins the two.
    SharedQuote,
    /// The same skeleton with other numbers and names.
    Template,
    /// Hardly anything but boilerplate joins the two.
    BoilerplateOnly,
    /// Hardly anything but captions joins the two.
    CaptionOnly,
    /// Hardly anything but headlines joins the two.
    HeadlineOnly,
    /// Entries of a running report stand in both.
    LiveBlog,
    /// The two share text, and nothing more can be said.
    Contained,
}

impl Relation {
    /// All of them.
    pub const ALL: [Relation; 15] = [
        Relation::Exact,
        Relation::Near,
        Relation::CopyTruncated,
        Relation::Teaser,
        Relation::Excerpt,
        Relation::Update,
        Relation::Correction,
        Relation::Roundup,
        Relation::SharedQuote,
        Relation::Template,
        Relation::BoilerplateOnly,
        Relation::CaptionOnly,
        Relation::HeadlineOnly,
        Relation::LiveBlog,
        Relation::Contained,
    ];

    /// The label of a name.
    pub fn of_name(name: &str) -> Option<Relation> {
        Relation::ALL.into_iter().find(|relation| relation.name() == name)
    }

    /// The label as files carry it.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Exact => "exact",
            Relation::Near => "near",
            Relation::CopyTruncated => "copy_truncated",
            Relation::Teaser => "teaser",
            Relation::Excerpt => "excerpt",
            Relation::Update => "update",
            Relation::Correction => "correction",
            Relation::Roundup => "roundup",
            Relation::SharedQuote => "shared_quote",
            Relation::Template => "template",
            Relation::BoilerplateOnly => "boilerplate_only",
            Relation::CaptionOnly => "caption_only",
            Relation::HeadlineOnly => "headline_only",
            Relation::LiveBlog => "live_blog",
            Relation::Contained => "contained",
        }
    }

    /// Whether one of the two may be a copy of the other, or of a part of it: then the pair may hold a cluster together.
    pub fn may_be_copy(self) -> bool {
        !matches!(
            self,
            Relation::SharedQuote
                | Relation::Template
                | Relation::BoilerplateOnly
                | Relation::CaptionOnly
                | Relation::HeadlineOnly
        )
    }

    /// Whether the two are versions of one story.
    pub fn is_of_versions(self) -> bool {
        matches!(self, Relation::Update | Relation::Correction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_carry_the_name_of_a_label() {
        for relation in Relation::ALL {
            assert_eq!(serde_json::to_value(relation).unwrap(), relation.name());
            assert_eq!(Relation::of_name(relation.name()), Some(relation));
        }
    }
}
