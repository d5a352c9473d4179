//! Labels of pairs.

use serde::{Deserialize, Serialize};

/// The label of one pair. Parsed from its name in output files.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Relation {
    /// Equal token sequences.
    Exact,
    /// One text with changes: a Jaccard of 0.5 or more.
    Near,
    /// One is the start of the other, cut off.
    CopyTruncated,
    /// One is hardly more than the lead of the other.
    Teaser,
    /// One contains a part of the other.
    Excerpt,
    /// Two versions of one story, with different numbers or a few different sentences.
    Update,
    /// A version that corrects the other and says so.
    Correction,
    /// One consists of the other and of further stories.
    Roundup,
    /// The two share hardly anything but quotations.
    SharedQuote,
    /// One form filled in with different numbers and names.
    Template,
    /// The two share hardly anything but boilerplate.
    BoilerplateOnly,
    /// The two share hardly anything but captions.
    CaptionOnly,
    /// The two share hardly anything but headlines.
    HeadlineOnly,
    /// Both contain entries of a live blog.
    LiveBlog,
    /// One is wholly inside the other, and is more than its beginning.
    Contained,
    /// The two share background, a biography or another paragraph that is used again on purpose.
    StandingText,
    /// Both are error pages, or pages of which no text was extracted.
    ErrorPage,
}

impl Relation {
    /// All labels, in their order.
    pub const ALL: &[Relation] = <Relation as strum::VariantArray>::VARIANTS;

    /// Returns whether one of the two may be a copy of the other or of a part of it, so that the
    /// pair may join a cluster.
    ///
    /// ```
    /// use wirecopy_news::relation::Relation;
    ///
    /// assert!(Relation::CopyTruncated.may_be_copy());
    /// assert!("shared_quote".parse().is_ok_and(|relation: Relation| !relation.may_be_copy()));
    /// ```
    pub fn may_be_copy(self) -> bool {
        !matches!(
            self,
            Relation::SharedQuote
                | Relation::Template
                | Relation::BoilerplateOnly
                | Relation::CaptionOnly
                | Relation::HeadlineOnly
                | Relation::StandingText
                | Relation::ErrorPage
        )
    }

    /// Returns whether the two are versions of one story.
    pub fn is_of_versions(self) -> bool {
        matches!(self, Relation::Update | Relation::Correction)
    }
}

names_in_output!(Relation);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_files_contain_the_name_of_a_label() {
        for relation in Relation::ALL {
            assert_eq!(serde_json::to_value(relation).unwrap(), relation.name());
            assert_eq!(relation.name().parse(), Ok(*relation));
        }
    }
}
