//! What the articles of one block carry of the wire; pure, so that blocks run in parallel.

use crate::output::{Carrier, PairPassage, six_decimals};
use crate::pairs::align::{Tokenised, passage_rows};
use crate::stories::wire_text::credit_row;
use crate::trace::TraceParams;
use crate::trace::wire::{ComparedText, WireIndex, WireStory};
use std::cmp::Reverse;
use wirecopy_article::text::Analysis;
use wirecopy_article::{Document, Reject, RejectReason};
use wirecopy_io::{Block, ReadOptions, to_iso8601};
use wirecopy_news::credit;
use wirecopy_news::credit::Credit;
use wirecopy_news::relation::{is_reported, is_reported_with, may_share_passage};
use wirecopy_news::story::{Appearance, Zones, is_same_headline, lag_seconds};
use wirecopy_reuse::align::{align_indexed, longest};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_scratch::blob::BlobFile;

/// Holds a dump against the wire.
pub(crate) struct Tracer<'index> {
    pub(crate) index: &'index WireIndex,
    pub(crate) params: &'index TraceParams,
}

/// What was found in one block.
pub(crate) struct Found {
    pub(crate) bytes_on_disk: u64,
    pub(crate) articles: u64,
    pub(crate) own: u64,
    pub(crate) carriers: Vec<CarriedIn>,
    pub(crate) rejects: Vec<Reject>,
}

/// One story in one article.
pub(crate) struct CarriedIn {
    pub(crate) story: u32,
    pub(crate) row: RowKey,
    /// The row, compressed.
    pub(crate) frame: Vec<u8>,
}

/// A story with what it has in common with an article.
struct Aligned {
    story: u32,
    overlap: Overlap,
    longest: u32,
    passages: Vec<PairPassage>,
}

/// What a row is sorted and counted by, beside its story.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowKey {
    pub(crate) carrier: Box<str>,
    pub(crate) file: Box<str>,
    pub(crate) line: u64,
    pub(crate) best: bool,
}

impl Tracer<'_> {
    /// Decodes a block and holds its articles against the wire.
    pub(crate) fn trace(&self, block: &Block, reading: &ReadOptions, text: &mut ComparedText) -> Found {
        let decoded = block.decode(reading);
        let mut found = Found {
            bytes_on_disk: block.bytes_on_disk,
            articles: 0,
            own: 0,
            carriers: Vec::new(),
            rejects: decoded.rejects,
        };
        for document in decoded.documents {
            if text.read(&document.text) {
                found.articles += 1;
                self.article(&document, text, &mut found);
            } else {
                found.rejects.push(document.reject(RejectReason::TextWithoutWords));
            }
        }
        found.rejects.sort();
        found
    }

    fn article(&self, document: &Document<'_>, text: &ComparedText, found: &mut Found) {
        let mut carried: Vec<(u32, Overlap)> = self.index.overlaps(text);
        carried.retain(|(story, overlap)| {
            self.is_wanted(&self.index.stories[*story as usize], *overlap, document)
        });
        let is_own = |(story, _): &(u32, Overlap)| {
            let story = &self.index.stories[*story as usize];
            story.id == document.id && story.text_hash == text.text_hash()
        };
        if carried.iter().any(is_own) {
            found.own += 1;
            return;
        }
        let carried = self.aligned(carried, document, text);
        // What both hold most of; of equals the story that is held most of itself, then the first.
        let most = |carried: &&Aligned| {
            (carried.overlap.shared, Reverse(carried.overlap.a_len), Reverse(carried.story))
        };
        let Some(best) = carried.iter().max_by_key(most).map(|carried| carried.story) else { return };
        let mut credits = Vec::new();
        credit::find(&document.text, &text.analysis, &mut credits);
        for aligned in carried {
            let story = aligned.story;
            let row = self.row(aligned, document, text, &credits, story == best);
            let json = serde_json::to_string(&row).expect("a row has string keys and finite numbers");
            found.carriers.push(CarriedIn {
                story,
                row: RowKey {
                    carrier: document.id.as_ref().into(),
                    file: document.file.as_ref().into(),
                    line: document.line,
                    best: story == best,
                },
                frame: BlobFile::frame(&json),
            });
        }
    }

    /// Aligns each story with the article, and drops those that neither scores nor a passage report.
    fn aligned(
        &self,
        carried: Vec<(u32, Overlap)>,
        document: &Document<'_>,
        compared: &ComparedText,
    ) -> Vec<Aligned> {
        if carried.is_empty() {
            return Vec::new();
        }
        let mut analysis = Analysis::default();
        let article = Tokenised::of_analysed(document.text.to_string(), &compared.analysis);
        let align = |(story, overlap): (u32, Overlap)| {
            let text = Tokenised::of(self.index.stories[story as usize].text.to_string(), &mut analysis);
            let passages = align_indexed(&text.ngrams, &article.ngrams);
            let longest = longest(&passages);
            let is_carried = is_reported_with(overlap, longest);
            is_carried.then(|| Aligned {
                story,
                overlap,
                longest,
                passages: passage_rows(&passages, &text, &article),
            })
        };
        carried.into_iter().filter_map(align).collect()
    }

    fn is_wanted(&self, story: &WireStory, overlap: Overlap, document: &Document<'_>) -> bool {
        let within = |seconds: i64| {
            let dates = story.published.zip(document.published);
            dates.is_some_and(|(wire, carrier)| wire.is_within(seconds, carrier))
        };
        (is_reported(overlap) || may_share_passage(overlap))
            && self.params.share_min.is_none_or(|least| overlap.a_in_b() >= least)
            && self.params.within_seconds.is_none_or(within)
    }

    fn row(
        &self,
        aligned: Aligned,
        document: &Document<'_>,
        text: &ComparedText,
        credits: &[Credit],
        best: bool,
    ) -> Carrier {
        let Aligned { story, overlap, longest, passages } = aligned;
        let story = &self.index.stories[story as usize];
        let titles = story.title.as_deref().zip(document.title.as_deref());
        let headline = titles.map(|(a, b)| if is_same_headline(a, b) { "same" } else { "changed" });
        let dates = story.published.zip(document.published);
        let appeared = |published| Appearance::of(published, Zones::Any);
        Carrier {
            wire: story.id.clone(),
            wire_title: story.title.clone(),
            wire_published: story.published.map(|published| to_iso8601(&published)),
            carrier: document.id.to_string(),
            file: document.file.to_string(),
            line: document.line,
            outlet: document.outlet.as_deref().map(str::to_owned),
            published: document.published.map(|published| to_iso8601(&published)),
            url: document.url.as_deref().map(str::to_owned),
            title: document.title.as_deref().map(str::to_owned),
            best,
            jaccard: six_decimals(overlap.jaccard()),
            wire_in_carrier: six_decimals(overlap.a_in_b()),
            carrier_in_wire: six_decimals(overlap.b_in_a()),
            shared_shingles: overlap.shared.into(),
            words: text.tokens.len() as u64,
            lag_seconds: dates.and_then(|(wire, carrier)| lag_seconds(appeared(wire), appeared(carrier))),
            headline: headline.map(str::to_owned),
            longest_match_words: longest.into(),
            credit: story.source.state_in(credits),
            credits: credits.iter().map(credit_row).collect(),
            passages,
        }
    }
}
