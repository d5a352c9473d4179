//! What a deduplication is asked.

use crate::error::{Error, Result};
use crate::relation::{JACCARD_NEAR, Relation};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that decides what goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Whether articles go, paragraphs, or both.
    pub level: Level,
    /// Which paragraphs go.
    pub strip: BTreeSet<Strip>,
    /// Relations by which an article goes.
    pub remove: BTreeSet<Relation>,
    /// Which of two stays.
    pub keep: Keep,
    /// Outlets in order of preference, above `keep`.
    pub preferred: Vec<String>,
    /// Which versions of a story that one outlet updated stay.
    pub versions: Versions,
    /// Smallest Jaccard of two articles one of which goes.
    pub jaccard_min: f64,
    /// Smallest share of a part that goes because it stands in the other article.
    pub containment_min: f64,
    /// Largest share of its articles that an outlet may lose.
    pub loss_max: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            level: Level::Article,
            strip: BTreeSet::new(),
            remove: BTreeSet::from([Relation::Exact, Relation::Near, Relation::CopyTruncated]),
            keep: Keep::Earliest,
            preferred: Vec::new(),
            versions: Versions::All,
            jaccard_min: 0.8,
            containment_min: 0.9,
            loss_max: 0.5,
        }
    }
}

impl Policy {
    /// Refuses values out of their ranges.
    ///
    /// # Errors
    /// [`Error::Parameter`].
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
            let expected = "a roundup is made of several articles and stands for none of them; name excerpt";
            return Err(Error::Parameter { name: "remove", value, expected });
        }
        Ok(())
    }

    /// Whether paragraphs go.
    pub fn strips(&self) -> bool {
        self.level != Level::Article
    }

    /// Whether articles go.
    pub fn removes_articles(&self) -> bool {
        self.level != Level::Paragraph
    }

    /// Whether an older version goes against a newer one.
    pub fn removes_versions(&self) -> bool {
        let asked =
            [Relation::Update, Relation::Correction].iter().any(|relation| self.remove.contains(relation));
        asked || self.versions == Versions::Newest
    }

    /// All parameters by the names that the command line gives them.
    pub fn by_name(&self) -> BTreeMap<String, serde_json::Value> {
        let remove: Vec<&str> = self.remove.iter().map(|relation| relation.name()).collect();
        let strip: Vec<&str> = self.strip.iter().map(|strip| strip.name()).collect();
        [
            ("level", json!(self.level.name())),
            ("strip", json!(strip)),
            ("remove", json!(remove)),
            ("keep", json!(self.keep.name())),
            ("prefer", json!(self.preferred)),
            ("versions", json!(self.versions.name())),
            ("jaccard", json!(self.jaccard_min)),
            ("containment", json!(self.containment_min)),
            ("max_loss", json!(self.loss_max)),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }
}

/// What goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Whole articles.
    Article,
    /// Whole paragraphs of all articles.
    Paragraph,
    /// Whole articles, and whole paragraphs of those that stay.
    Both,
}

impl Level {
    /// As the command line spells it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Article => "article",
            Level::Paragraph => "paragraph",
            Level::Both => "both",
        }
    }
}

/// Which paragraphs go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strip {
    /// Those that belong to the page.
    Boilerplate,
    /// Those under pictures.
    Captions,
    /// Those that stand in the same article before, word for word.
    Repeats,
}

impl Strip {
    /// As the command line spells it.
    pub fn name(self) -> &'static str {
        match self {
            Strip::Boilerplate => "boilerplate",
            Strip::Captions => "captions",
            Strip::Repeats => "repeats",
        }
    }
}

/// Which of two copies stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The one published first; a known date goes before an unknown one.
    Earliest,
    /// The one published last; a known date goes before an unknown one.
    Latest,
    /// The one with more words.
    Longest,
    /// The one that was read first.
    First,
}

impl Keep {
    /// As the command line spells it.
    pub fn name(self) -> &'static str {
        match self {
            Keep::Earliest => "earliest",
            Keep::Latest => "latest",
            Keep::Longest => "longest",
            Keep::First => "first",
        }
    }
}

/// Which versions of one outlet's story stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versions {
    /// All of them.
    All,
    /// The newest.
    Newest,
}

impl Versions {
    /// As the command line spells it.
    pub fn name(self) -> &'static str {
        match self {
            Versions::All => "all",
            Versions::Newest => "newest",
        }
    }
}
