//! Pages without a story whose address also has a record with the story.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ArticleId, HostId, TextId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Error pages, walls and failed extractions, each with the longest story of its address.
#[derive(Default)]
pub(super) struct FailedCaptures {
    stories: BTreeMap<ArticleId, ArticleId>,
}

impl FailedCaptures {
    /// Finds them. Reads the addresses of the sites alone that have such pages.
    pub(super) fn of(corpus: &Corpus) -> Result<FailedCaptures> {
        let mut pages: HashMap<String, Vec<ArticleId>> = HashMap::new();
        let mut hosts: HashSet<HostId> = HashSet::new();
        let is_failed =
            |article: &ArticleId| corpus.kind(*article).is_error_page() && !corpus.is_reference(*article);
        for page in corpus.articles().filter(is_failed) {
            if let Some((host, address)) = corpus.row(page).host.zip(address_of(corpus, page)?) {
                hosts.insert(host);
                pages.entry(address).or_default().push(page);
            }
        }
        let mut longest: HashMap<String, ArticleId> = HashMap::new();
        let has_such_host = |article: &ArticleId| {
            corpus.kind(*article).has_story()
                && corpus.row(*article).host.is_some_and(|host| hosts.contains(&host))
        };
        for story in corpus.articles().filter(has_such_host) {
            let Some(address) = address_of(corpus, story)?.filter(|address| pages.contains_key(address))
            else {
                continue;
            };
            let key = |article| (Reverse(corpus.row(article).tokens), corpus.id_rank[article]);
            let best = longest.entry(address).or_insert(story);
            if key(story) < key(*best) {
                *best = story;
            }
        }
        let mut stories = BTreeMap::new();
        for (address, pages) in pages {
            if let Some(story) = longest.get(&address) {
                stories.extend(pages.into_iter().map(|page| (page, *story)));
            }
        }
        Ok(FailedCaptures { stories })
    }

    /// The story of the page's address.
    pub(super) fn story_of(&self, page: ArticleId) -> Option<ArticleId> {
        self.stories.get(&page).copied()
    }

    /// Returns whether all copies of a text are such pages, so that none is kept.
    pub(super) fn has_all(&self, corpus: &Corpus, text_id: TextId) -> bool {
        !self.stories.is_empty() && corpus.copies(text_id).all(|copy| self.stories.contains_key(&copy))
    }
}

/// The address of an article without the anchor inside the page.
fn address_of(corpus: &Corpus, article: ArticleId) -> Result<Option<String>> {
    let address = corpus.metadata(article)?.url;
    Ok(address.map(|url| url.split('#').next().unwrap_or_default().trim().to_owned()))
}
