//! The articles of one block that carry stories of the wire; pure, so that blocks run in parallel.

use crate::compare::annotate::annotated_alone;
use crate::corpus::sketch::fields_of;
use crate::fingerprints::TextFingerprints;
use crate::numbers::WireStoryId;
use crate::output::{Carrier, PairPassage, six_decimals};
use crate::pairs::findings::may_be_reported;
use crate::pairs::passage_rows::passage_rows;
use crate::pairs::tokenised::TokenisedText;
use crate::stories::wire_text::credit_row;
use crate::trace::TraceParams;
use crate::trace::date_faults::DateFaults;
use crate::trace::rows::RowKey;
use crate::trace::source_facts::SourceFacts;
use crate::trace::stories::{StoryOverlap, Wire, WireStory};
use std::cmp::Reverse;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_article::{Document, Reject, RejectReason};
use wirecopy_io::{Block, ReadOptions, to_iso8601};
use wirecopy_news::credit;
use wirecopy_news::credit::Credit;
use wirecopy_news::direction::{Appearance, Zones, lag_seconds};
use wirecopy_news::relation::{LongestRuns, is_reported_outside, is_reported_with};
use wirecopy_news::story::is_same_headline;
use wirecopy_reuse::align::{SharedRuns, align_shared};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::token_hashes;
use wirecopy_scratch::blob::BlobFile;

/// Compares articles with the wire.
#[derive(Clone, Copy)]
pub(crate) struct Tracer<'wire> {
    pub(crate) wire: &'wire Wire,
    pub(crate) params: &'wire TraceParams,
}

/// Rows and counts of one block.
#[derive(Default)]
pub(crate) struct TracedBlock {
    pub(crate) bytes_on_disk: u64,
    pub(crate) articles: u64,
    /// Articles that are records of the wire itself.
    pub(crate) own: u64,
    /// Stories that were left out because an article has too many.
    pub(crate) left_out: u64,
    pub(crate) rows: Vec<CarrierRow>,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) date_faults: DateFaults,
}

/// One story in one article.
pub(crate) struct CarrierRow {
    pub(crate) key: RowKey,
    /// The row as JSON, compressed.
    pub(crate) frame: Vec<u8>,
}

/// A story with what an article has of it.
struct CarriedStory {
    story: WireStoryId,
    /// Of the whole texts.
    overlap: Overlap,
    longest: u32,
    passages: Vec<PairPassage>,
}

impl Tracer<'_> {
    /// Decodes a block and compares its articles with the wire; `space` is working space.
    pub(crate) fn trace(
        &self,
        block: &Block,
        reading: &ReadOptions,
        space: &mut TextFingerprints,
    ) -> TracedBlock {
        let decoded = block.decode(reading);
        let mut traced = TracedBlock {
            bytes_on_disk: block.bytes_on_disk,
            date_faults: DateFaults::of(&decoded),
            rejects: decoded.rejects,
            ..TracedBlock::default()
        };
        for document in decoded.documents {
            if space.read(&document.text) {
                traced.articles += 1;
                match self.overlaps(&document, space) {
                    Some(mut overlaps) => {
                        traced.left_out += self.leave_out(&mut overlaps);
                        let carried = self.aligned(overlaps, &document, space);
                        traced.rows.extend(self.rows(carried, &document, space));
                    }
                    None => traced.own += 1,
                }
            } else {
                traced.rejects.push(document.reject(RejectReason::TextWithoutWords));
            }
        }
        traced.rejects.sort();
        traced
    }

    /// Returns the stories that an article shares text with, by number; `None` if it is a record
    /// of the wire itself.
    fn overlaps(&self, document: &Document<'_>, text: &TextFingerprints) -> Option<Vec<StoryOverlap>> {
        let mut overlaps = self.wire.overlaps(&document.text, text);
        overlaps.retain(|overlap| self.is_wanted(overlap, document));
        let is_own = |overlap: &StoryOverlap| {
            let story = self.story(overlap.story);
            story.id == document.id && story.text_hash == text.text_hash(None)
        };
        (!overlaps.iter().any(is_own)).then_some(overlaps)
    }

    /// Leaves out the stories that share the least with an article above the limit, and counts
    /// them.
    fn leave_out(&self, overlaps: &mut Vec<StoryOverlap>) -> u64 {
        let left_out = overlaps.len().saturating_sub(self.params.pairs_max as usize);
        if left_out > 0 {
            overlaps.sort_by_key(|overlap| (Reverse(overlap.whole.shared), overlap.story));
            overlaps.truncate(self.params.pairs_max as usize);
            overlaps.sort_unstable_by_key(|overlap| overlap.story);
        }
        left_out as u64
    }

    fn story(&self, number: WireStoryId) -> &WireStory {
        &self.wire.stories[number]
    }

    /// Aligns each story with the article, and drops those that neither scores nor a passage
    /// report.
    fn aligned(
        &self,
        overlaps: Vec<StoryOverlap>,
        document: &Document<'_>,
        text: &TextFingerprints,
    ) -> Vec<CarriedStory> {
        if overlaps.is_empty() {
            return Vec::new();
        }
        let mut analysis = Analysis::default();
        let article =
            TokenisedText::of_hashed(document.text.to_string(), &text.analysis, text.tokens.clone());
        let align = |StoryOverlap { story, whole, outside }: StoryOverlap| {
            let WireStory { text: of_story, title, .. } = self.story(story);
            analyse(of_story, &mut analysis);
            let hashes = token_hashes(&analysis, analysis.all_tokens()).collect();
            let tokenised = TokenisedText::of_hashed(of_story.to_string(), &analysis, hashes);
            let indexes = [&tokenised.ngrams, &article.ngrams];
            let shared = SharedRuns::between(indexes[0], indexes[1]);
            let passages = align_shared(indexes[0], indexes[1], &shared);
            let longest = shared.longest_run(indexes[0], indexes[1]);
            // Annotations are costly and decide only where scores do not.
            let longest_outside = || {
                let (left, _) = annotated_alone(of_story, &analysis, title.as_deref());
                let (right, _) = annotated_alone(&document.text, &text.analysis, document.title.as_deref());
                LongestRuns::of([&left, &right], indexes, &shared).outside
            };
            let is_reported = is_reported_outside(whole, outside)
                || is_reported_with(whole, outside, longest)
                    && is_reported_with(whole, outside, longest_outside());
            is_reported.then(|| CarriedStory {
                story,
                overlap: whole,
                longest,
                passages: passage_rows(&passages, &tokenised, &article),
            })
        };
        overlaps.into_iter().filter_map(align).collect()
    }

    fn is_wanted(&self, overlap: &StoryOverlap, document: &Document<'_>) -> bool {
        let within = |seconds: i64| {
            let dates = self.story(overlap.story).published.zip(document.published);
            dates.is_some_and(|(wire, carrier)| wire.is_within(seconds, carrier))
        };
        may_be_reported(overlap.whole, overlap.outside)
            && self.params.share_min.is_none_or(|least| overlap.whole.a_in_b() >= least)
            && self.params.within_seconds.is_none_or(within)
    }

    fn rows(
        &self,
        carried: Vec<CarriedStory>,
        document: &Document<'_>,
        text: &TextFingerprints,
    ) -> Vec<CarrierRow> {
        // The story of which most is shared; of equals the shortest, then the first.
        let most = |carried: &&CarriedStory| {
            (carried.overlap.shared, Reverse(carried.overlap.a_len), Reverse(carried.story))
        };
        let Some(best) = carried.iter().max_by_key(most).map(|carried| carried.story) else {
            return Vec::new();
        };
        let mut credits = Vec::new();
        credit::find(&document.text, &text.analysis, &mut credits);
        credit::find_in_fields(&fields_of(document), &document.text, &mut credits);
        let facts = SourceFacts::of(document, &credits, text.tokens.len());
        let row = |carried: CarriedStory| {
            let (story, best) = (carried.story, carried.story == best);
            let words = text.tokens.len() as u64;
            let of_wire = &self.story(story).facts;
            let row = Carrier {
                best,
                words,
                direction: Some(of_wire.direction_to(&facts)),
                common_agency: of_wire.common_agency(&facts).map(str::to_owned),
                ..self.row(carried, document, &credits)
            };
            let json = serde_json::to_string(&row).expect("a row has string keys and finite numbers");
            CarrierRow {
                key: RowKey {
                    story,
                    carrier: document.id.as_ref().into(),
                    file: document.file.as_ref().into(),
                    line: document.line,
                    best,
                },
                frame: BlobFile::frame(&json),
            }
        };
        carried.into_iter().map(row).collect()
    }

    fn row(&self, carried: CarriedStory, document: &Document<'_>, credits: &[Credit]) -> Carrier {
        let CarriedStory { story, overlap, longest, passages } = carried;
        let story = self.story(story);
        let titles = story.title.as_deref().zip(document.title.as_deref());
        let headline = titles.map(|(a, b)| if is_same_headline(a, b) { "same" } else { "changed" });
        let dates = story.published.zip(document.published);
        let appeared = |published| Appearance::of(published, Zones::Any);
        Carrier {
            wire: story.id.clone(),
            wire_title: story.title.clone(),
            wire_headline: story.headline.clone(),
            wire_published: story.published.map(|published| to_iso8601(&published)),
            carrier: document.id.to_string(),
            file: document.file.to_string(),
            line: document.line,
            outlet: document.outlet.as_deref().map(str::to_owned),
            published: document.published.map(|published| to_iso8601(&published)),
            url: document.url.as_deref().map(str::to_owned),
            title: document.title.as_deref().map(str::to_owned),
            best: false,
            jaccard: six_decimals(overlap.jaccard()),
            wire_in_carrier: six_decimals(overlap.a_in_b()),
            carrier_in_wire: six_decimals(overlap.b_in_a()),
            shared_shingles: overlap.shared.into(),
            words: 0,
            lag_seconds: dates.and_then(|(wire, carrier)| lag_seconds(appeared(wire), appeared(carrier))),
            headline: headline.map(str::to_owned),
            longest_match_words: longest.into(),
            direction: None,
            common_agency: None,
            credit: story.source.state_in(credits),
            credits: credits.iter().map(credit_row).collect(),
            passages,
        }
    }
}
