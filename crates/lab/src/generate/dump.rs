//! Plan of a dump before any text is written: story, outlet and time of every article.

use crate::generate::outlets::Outlets;
use crate::generate::page::ArticlePage;
use crate::generate::permutation::Permutation;
use crate::generate::prose::agencies::AGENCIES;
use crate::generate::random::{Purpose, Random};
use crate::generate::score::ComparedText;
use crate::generate::story_sizes::StorySizes;
use crate::generate::{GenerateParams, Language};
use std::sync::OnceLock;

/// All stories break within a year from here: 2023-01-01T00:00:00Z.
const FIRST_SECOND: u64 = 1_672_531_200;
const SECONDS_OF_BREAKING: u64 = 365 * 86_400;

/// Singles come from an agency less often than what is copied.
const AGENCY_SHARE_OF_SINGLES: f64 = 0.1;

/// Number of the largest stories whose originals are kept in memory: these stories have half of the
/// copies, and an original takes 5 KB.
const ORIGINALS_KEPT: u64 = 512;

/// The original of a story with many copies, each of which needs it.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeptOriginal {
    pub(crate) page: OnceLock<ArticlePage>,
    pub(crate) compared: OnceLock<ComparedText>,
}

/// A dump: its parameters and the small tables that follow from them. Any article of it can be made
/// alone.
///
/// In memory are the boilerplate of every outlet, a few numbers per size of story, and a few
/// megabytes of originals with many copies.
#[derive(Debug, Clone)]
pub struct Dump {
    pub(crate) params: GenerateParams,
    pub(crate) outlets: Outlets,
    sizes: StorySizes,
    order: Permutation,
    /// By story.
    kept: Vec<KeptOriginal>,
}

/// Decisions about a story before its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StoryPlan {
    pub(crate) story: u64,
    /// Number of the original article.
    pub(crate) original: u64,
    pub(crate) language: Language,
    /// True if it has copies.
    pub(crate) is_copied: bool,
    /// Weather, markets, results: later articles are the same table with other numbers.
    pub(crate) is_table: bool,
    /// The agency that wrote it, as an index into the table of agencies.
    pub(crate) agency: Option<usize>,
    /// Outlet of the original.
    pub(crate) outlet: u64,
    /// Time of the original, in seconds since 1970.
    pub(crate) published: u64,
}

impl StoryPlan {
    pub(crate) fn agency_name(&self) -> Option<&'static str> {
        self.agency.map(|agency| AGENCIES[agency].name)
    }
}

impl Dump {
    /// Prepares a dump.
    ///
    /// # Errors
    /// Those of [`GenerateParams::check`].
    pub fn new(params: GenerateParams) -> crate::error::Result<Dump> {
        params.check()?;
        let sizes = StorySizes::new(params.articles, params.copied_share);
        Ok(Dump::with_sizes(params, sizes))
    }

    /// Prepares `articles - 1` near-copies of one story, each with its own edits.
    ///
    /// # Errors
    /// Those of [`GenerateParams::check`].
    pub fn hub(articles: u64, seed: u64) -> crate::error::Result<Dump> {
        Dump::one_story(GenerateParams::hub(articles, seed))
    }

    /// Prepares a dump of one story.
    ///
    /// # Errors
    /// Those of [`GenerateParams::check`].
    pub fn one_story(params: GenerateParams) -> crate::error::Result<Dump> {
        params.check()?;
        let sizes = StorySizes::one_story(params.articles);
        Ok(Dump::with_sizes(params, sizes))
    }

    fn with_sizes(params: GenerateParams, sizes: StorySizes) -> Dump {
        let key = Random::of(params.seed, Purpose::Order, 0).next();
        let order = Permutation::new(params.articles, key);
        let kept = vec![KeptOriginal::default(); sizes.copied_stories().min(ORIGINALS_KEPT) as usize];
        Dump { outlets: Outlets::new(&params), sizes, order, kept, params }
    }

    /// Articles in the dump, numbered from 0.
    pub fn articles(&self) -> u64 {
        self.params.articles
    }

    /// Stories in the dump.
    pub fn stories(&self) -> u64 {
        self.sizes.stories()
    }

    /// The kept original of a story, for the largest ones.
    pub(crate) fn kept_original(&self, story: u64) -> Option<&KeptOriginal> {
        self.kept.get(story as usize)
    }

    /// The story of an article.
    pub(crate) fn story_of(&self, article: u64) -> u64 {
        self.sizes.story_at(self.order.forward(article)).0
    }

    /// Plan of a story.
    pub(crate) fn plan_of(&self, story: u64) -> StoryPlan {
        let params = &self.params;
        let place = self.sizes.original_of(story);
        let is_copied = self.sizes.is_copied(story);
        let mut random = Random::of(params.seed, Purpose::StoryPlan, story);
        let is_chinese = random.chance(params.chinese_share);
        let language = if is_chinese { Language::Chinese } else { Language::English };
        let is_table = random.chance(params.table_share);
        let agency_share = if is_copied { params.agency_share } else { AGENCY_SHARE_OF_SINGLES };
        let agency = random.chance(agency_share).then(|| draw_agency(language, &mut random));
        let outlet = match agency {
            Some(agency) => self.outlets.desk_of(agency),
            None => self.outlets.draw(language, u64::MAX, &mut random),
        };
        let published = FIRST_SECOND + random.below(SECONDS_OF_BREAKING);
        let original = self.order.backward(place);
        let is_table = is_table && !is_chinese;
        StoryPlan { story, original, language, is_copied, is_table, agency, outlet, published }
    }
}

/// The agencies in the order of their table: the first ones are the largest.
fn draw_agency(language: Language, random: &mut Random) -> usize {
    let len = AGENCIES.len();
    let share = random.share();
    let drawn = (len as f64 * share * share) as usize;
    // Few agencies are Chinese: the next one of the language is chosen.
    (0..len)
        .map(|step| (drawn + step) % len)
        .find(|agency| AGENCIES[*agency].language == language)
        .expect("every language has an agency")
}

/// Id of an article. All ids have one length, so that they sort like the numbers.
pub(crate) fn id_of(article: u64) -> String {
    format!("a{article:010}")
}
