//! Parameters of a deduplication, by the names that the command line has for them.

use crate::settings::{engine, one_of, refused};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::str::FromStr;
use wirecopy::{Error, Level, PageKind, Policy, ReadOptions, Relation, ScanParams, Strip, read_known_text};
use wirecopy_io::KeyField;

/// Settings of what is removed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DedupSettings {
    pub level: Option<String>,
    pub strip: Vec<String>,
    pub remove: Vec<String>,
    pub drop_kinds: Vec<String>,
    pub keep: String,
    pub prefer: Vec<String>,
    pub versions: String,
    pub jaccard: f64,
    pub containment: f64,
    pub copy_shingles_min: u32,
    pub keep_failed_pages: bool,
    pub against_only: bool,
    pub key: Vec<String>,
    pub boilerplate: Option<PathBuf>,
    pub keep_per: Option<String>,
    pub rule: Option<String>,
    pub max_loss: f64,
    pub candidates: String,
    pub fold_han: bool,
    pub group_len_max: u32,
}

impl Default for DedupSettings {
    fn default() -> Self {
        let (policy, search) = (Policy::default(), ScanParams::default());
        DedupSettings {
            level: None,
            strip: Vec::new(),
            remove: ["exact", "near", "copy_truncated"].map(str::to_owned).to_vec(),
            drop_kinds: Vec::new(),
            keep: policy.keep.name().to_owned(),
            prefer: Vec::new(),
            versions: policy.versions.name().to_owned(),
            jaccard: policy.jaccard_min,
            containment: policy.containment_min,
            copy_shingles_min: policy.copy_shingles_min,
            keep_failed_pages: policy.keep_failed_pages,
            against_only: policy.against_only,
            key: vec!["text".to_owned()],
            boilerplate: None,
            keep_per: None,
            rule: None,
            max_loss: policy.loss_max,
            candidates: search.candidates.name().to_owned(),
            fold_han: search.fold_han,
            group_len_max: search.group_len_max,
        }
    }
}

/// Reads a name of one of the library's values.
fn named<T: FromStr>(name: &'static str, value: &str, expected: &'static str) -> Result<T, Error> {
    value.parse().map_err(|_| refused(name, value, expected))
}

impl DedupSettings {
    /// Returns the library's policy.
    pub fn policy(&self) -> Result<Policy, Error> {
        let strip = |name: &String| named("strip", name, "boilerplate, captions or repeats is expected");
        let strip: BTreeSet<Strip> = self.strip.iter().map(strip).collect::<Result<_, _>>()?;
        let level = match &self.level {
            Some(level) => named("level", level, "article, paragraph or both is expected")?,
            None if strip.is_empty() => Level::Article,
            _ => Level::Both,
        };
        let remove = |name: &String| named::<Relation>("remove", name, "a relation is expected, as near");
        let kinds: Vec<(&str, PageKind)> = PageKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
        let kind = |name: &String| one_of("drop_kinds", name, &kinds, "a kind of page is expected");
        let outlet = [("outlet", true)];
        let policy = Policy {
            level,
            strip: if strip.is_empty() && level != Level::Article {
                Policy::STRIP_DEFAULT.into()
            } else {
                strip
            },
            remove: self.remove.iter().map(remove).collect::<Result<_, _>>()?,
            drop_kinds: self.drop_kinds.iter().map(kind).collect::<Result<_, _>>()?,
            keep: named("keep", &self.keep, "earliest, latest, longest or first is expected")?,
            preferred: self.prefer.clone(),
            versions: named("versions", &self.versions, "newest or all is expected")?,
            jaccard_min: self.jaccard,
            containment_min: self.containment,
            copy_shingles_min: self.copy_shingles_min,
            keep_per_outlet: match &self.keep_per {
                Some(what) => one_of("keep_per", what, &outlet, "outlet is expected")?,
                None => false,
            },
            keep_failed_pages: self.keep_failed_pages,
            against_only: self.against_only,
            loss_max: self.max_loss,
        };
        let contained = [("contained", true)];
        match &self.rule {
            Some(rule) => {
                one_of("rule", rule, &contained, "contained is expected").map(|_| policy.contained_only())
            }
            None => Ok(policy),
        }
    }

    /// Returns the fields that copies have in common beside their text.
    pub fn key(&self) -> Result<Vec<KeyField>, Error> {
        let expected = "text, and any of title, author, outlet and url are expected";
        if !self.key.iter().any(|name| name == "text") {
            return Err(refused("key", &self.key.join(","), expected));
        }
        let others = self.key.iter().filter(|name| *name != "text");
        let fields = others.map(|name| KeyField::named(name).ok_or_else(|| refused("key", name, expected)));
        Ok(fields.collect::<Result<BTreeSet<_>, _>>()?.into_iter().collect())
    }

    /// Returns the search parameters; reads known page text.
    pub fn search(&self, reading: &ReadOptions) -> Result<ScanParams, Error> {
        Ok(ScanParams {
            boilerplate: match &self.boilerplate {
                Some(path) => read_known_text(path, &reading.temp_dir)?,
                None => Default::default(),
            },
            candidates: engine(&self.candidates)?,
            fold_han: self.fold_han,
            group_len_max: self.group_len_max,
            ..ScanParams::default()
        })
    }
}
