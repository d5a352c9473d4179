//! Articles by story, and the pairs within stories.

use crate::evaluate::Truth;
use crate::evaluate::grouping::Grouping;
use crate::evaluate::share::Share;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Articles by story.
pub(super) struct StoryMembers<'truth> {
    of_article: HashMap<&'truth str, &'truth str>,
    /// Articles that belong to no single story, such as roundups: they may share text with any.
    apart: HashSet<&'truth str>,
    /// Members of each story that are in the scan.
    members: BTreeMap<&'truth str, Vec<u32>>,
}

impl<'truth> StoryMembers<'truth> {
    pub(super) fn of(truth: &'truth Truth, grouping: &Grouping<'_>) -> Self {
        let mut stories =
            StoryMembers { of_article: HashMap::new(), apart: HashSet::new(), members: BTreeMap::new() };
        for article in truth.articles.iter().filter(|article| article.story.is_some()) {
            let Some(story) = article.story_to_cluster() else {
                stories.apart.insert(&article.id);
                continue;
            };
            stories.of_article.insert(&article.id, story);
            if let Some(number) = grouping.number(&article.id) {
                stories.members.entry(story).or_default().push(number);
            }
        }
        stories
    }

    pub(super) fn is_empty(&self) -> bool {
        self.of_article.is_empty() && self.apart.is_empty()
    }

    /// Returns whether two articles have a story in common; `None` if either is unknown or belongs
    /// to no single story.
    pub(super) fn share_text(&self, a: &str, b: &str) -> Option<bool> {
        if self.apart.contains(a) || self.apart.contains(b) {
            return None;
        }
        Some(self.of_article.get(a)? == self.of_article.get(b)?)
    }

    /// Pairs within stories, siblings included, and those of them within one component: counted by
    /// the sizes of components, never listed.
    pub(super) fn joined(&self, grouping: &Grouping<'_>) -> Share {
        let pairs = |len: u64| len * len.saturating_sub(1) / 2;
        let mut share = Share::default();
        for members in self.members.values() {
            let mut by_component: BTreeMap<u32, u64> = BTreeMap::new();
            for member in members {
                *by_component.entry(grouping.component(*member)).or_default() += 1;
            }
            share.hits += by_component.into_values().map(pairs).sum::<u64>();
            share.of += pairs(members.len() as u64);
        }
        share
    }
}
