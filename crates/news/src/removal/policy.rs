//! Parameters of a deduplication.

use crate::error::{Error, Result};
use crate::kind::PageKind;
use crate::relation::{JACCARD_NEAR, Relation};
use serde::Serialize;
use std::collections::BTreeSet;

/// All parameters of a deduplication. Serialised with the names that the reports use.
///
/// ```
/// use std::collections::BTreeSet;
/// use wirecopy_news::removal::{Keep, Level, Policy, Strip, Versions};
///
/// let policy = Policy {
///     level: Level::Both,
///     strip: BTreeSet::from([Strip::Boilerplate]),
///     keep: Keep::Longest,
///     versions: Versions::Newest,
///     ..Policy::default()
/// };
/// assert!(policy.check().is_ok() && policy.strips());
/// assert!(Policy { loss_max: 1.5, ..policy }.check().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Policy {
    /// The parts that are removed: articles, paragraphs, or both.
    pub level: Level,
    /// Kinds of paragraphs that are removed.
    pub strip: BTreeSet<Strip>,
    /// Relations by which an article is removed.
    pub remove: BTreeSet<Relation>,
    /// Kinds of pages that are removed whatever else is like them.
    pub drop_kinds: BTreeSet<PageKind>,
    /// The rule that decides which of two articles is kept.
    pub keep: Keep,
    /// Outlets in order of preference, which comes before `keep`.
    #[serde(rename = "prefer")]
    pub preferred: Vec<String>,
    /// The versions of a story in one outlet that are kept.
    pub versions: Versions,
    /// Minimum Jaccard of two near copies of which one is removed, from 0.5 to 1.
    #[serde(rename = "jaccard")]
    pub jaccard_min: f64,
    /// Minimum containment of an article that is removed because another one contains it, from 0.5
    /// to
    /// 1.
    #[serde(rename = "containment")]
    pub containment_min: f64,
    /// Minimum number of shingles of a text that is removed for one that is not equal. In a flash
    /// of a dozen words, one different word may be another company, and many stories may start with
    /// its words.
    #[serde(rename = "copy_shingles")]
    pub copy_shingles_min: u32,
    /// True if an article is only removed in favour of one of the same outlet.
    pub keep_per_outlet: bool,
    /// True if pages without a story stay although another record of their address has the story.
    pub keep_failed_pages: bool,
    /// True if an article is only removed for one of another input.
    pub against_only: bool,
    /// Largest share of its articles that an outlet may lose, from 0 to 1.
    #[serde(rename = "max_loss")]
    pub loss_max: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            level: Level::Article,
            strip: BTreeSet::new(),
            remove: BTreeSet::from([Relation::Exact, Relation::Near, Relation::CopyTruncated]),
            drop_kinds: BTreeSet::new(),
            keep: Keep::Earliest,
            preferred: Vec::new(),
            versions: Versions::All,
            jaccard_min: 0.8,
            containment_min: 0.9,
            copy_shingles_min: 25,
            keep_per_outlet: false,
            keep_failed_pages: false,
            against_only: false,
            loss_max: 0.5,
        }
    }
}

impl Policy {
    /// The kinds of paragraphs that are removed where no kind is named.
    pub const STRIP_DEFAULT: [Strip; 2] = [Strip::Boilerplate, Strip::Repeats];

    /// Checks that all values are in their ranges and consistent.
    ///
    /// # Errors
    /// [`Error::Parameter`] for the first value that does not.
    pub fn check(&self) -> Result<()> {
        for (name, value, least, expected) in [
            ("jaccard_min", self.jaccard_min, JACCARD_NEAR, "a share from 0.5 to 1 is expected"),
            ("containment_min", self.containment_min, 0.5, "a share from 0.5 to 1 is expected"),
            ("loss_max", self.loss_max, 0.0, "a share from 0 to 1 is expected"),
        ] {
            if !(least..=1.0).contains(&value) {
                return Err(Error::Parameter { name, value: value.to_string(), expected });
            }
        }
        if self.strips() == self.strip.is_empty() {
            let value = self.level.name().to_owned();
            let expected =
                "article is expected where no paragraph is stripped, paragraph or both where one is";
            return Err(Error::Parameter { name: "level", value, expected });
        }
        if self.remove.contains(&Relation::Roundup) {
            let value = Relation::Roundup.name().to_owned();
            let expected =
                "a roundup is made of several articles and is no copy of any of them; name excerpt";
            return Err(Error::Parameter { name: "remove", value, expected });
        }
        Ok(())
    }

    /// Returns it as the rule by which an article is removed only if one that is kept contains it
    /// entirely: an edited copy is not contained in the other, however similar the two are.
    #[must_use]
    pub fn contained_only(self) -> Policy {
        let remove = BTreeSet::from([
            Relation::Exact,
            Relation::Near,
            Relation::Contained,
            Relation::CopyTruncated,
            Relation::Teaser,
            Relation::Excerpt,
        ]);
        Policy { remove, jaccard_min: 1.0, containment_min: 1.0, ..self }
    }

    /// Returns whether paragraphs are removed.
    pub fn strips(&self) -> bool {
        self.level != Level::Article
    }

    /// Returns whether articles are removed.
    pub fn removes_articles(&self) -> bool {
        self.level != Level::Paragraph
    }
}

/// The parts that a deduplication removes.
///
/// ```
/// assert_eq!(wirecopy_news::removal::Level::Both.name(), "both");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::EnumString, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Level {
    /// Whole articles.
    Article,
    /// Whole paragraphs of all articles.
    Paragraph,
    /// Whole articles, and whole paragraphs of those that are kept.
    Both,
}

/// A kind of paragraphs that is removed.
///
/// ```
/// assert_eq!("captions".parse(), Ok(wirecopy_news::removal::Strip::Captions));
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Strip {
    /// Boilerplate.
    Boilerplate,
    /// Captions.
    Captions,
    /// Paragraphs that occur earlier in the same article, word for word.
    Repeats,
}

/// The rule that decides which of two copies is kept.
///
/// ```
/// assert_eq!("latest".parse(), Ok(wirecopy_news::removal::Keep::Latest));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::EnumString, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Keep {
    /// The one that was published first; one with a date rather than one without.
    Earliest,
    /// The one that was published last; one with a date rather than one without.
    Latest,
    /// The one with more words.
    Longest,
    /// The first one of the input.
    First,
}

/// The versions of one outlet's story that are kept.
///
/// ```
/// assert_eq!(wirecopy_news::removal::Versions::Newest.name(), "newest");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::EnumString, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Versions {
    /// All of them.
    All,
    /// The newest.
    Newest,
}

names_in_output!(Level, Strip, Keep, Versions);
