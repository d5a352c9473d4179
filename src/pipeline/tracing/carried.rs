//! What the articles of one block carry of the wire; pure, so that blocks run in parallel.

use super::TraceParams;
use super::wire::{ComparedText, WireIndex, WireStory};
use crate::attribution::{Appearance, Zones, is_same_headline, lag_seconds};
use crate::document::Document;
use crate::formats::{Block, ReadOptions, Spool, to_iso8601};
use crate::records::{Carrier, Reject, six_decimals};
use crate::relation::is_reported;
use crate::verify::Overlap;

/// Holds a dump against the wire.
pub(super) struct Tracer<'index> {
    pub(super) index: &'index WireIndex,
    pub(super) params: &'index TraceParams,
}

/// What was found in one block.
pub(super) struct Found {
    pub(super) bytes_on_disk: u64,
    pub(super) articles: u64,
    pub(super) own: u64,
    pub(super) carriers: Vec<CarriedIn>,
    pub(super) rejects: Vec<Reject>,
}

/// One story in one article.
pub(super) struct CarriedIn {
    pub(super) story: u32,
    pub(super) row: RowKey,
    /// The row, compressed.
    pub(super) frame: Vec<u8>,
}

/// What a row is sorted and counted by, beside its story.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowKey {
    pub(super) carrier: Box<str>,
    pub(super) file: Box<str>,
    pub(super) line: u64,
    pub(super) best: bool,
}

/// A record whose text holds no word.
pub(super) fn without_words(document: Document<'_>) -> Reject {
    Reject {
        file: document.file.to_string(),
        line: document.line,
        id: Some(document.id.into_owned()),
        reason: "the text has no words".into(),
    }
}

impl Tracer<'_> {
    /// Decodes a block and holds its articles against the wire.
    pub(super) fn trace(&self, block: &Block, reading: &ReadOptions, text: &mut ComparedText) -> Found {
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
                found.rejects.push(without_words(document));
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
        // What both hold most of; of equals the story that is held most of itself, then the first.
        let most = |(story, overlap): &&(u32, Overlap)| {
            (overlap.shared, std::cmp::Reverse(overlap.a_len), std::cmp::Reverse(*story))
        };
        let Some(best) = carried.iter().max_by_key(most).map(|(story, _)| *story) else { return };
        for (story, overlap) in carried {
            let row = self.row(story, overlap, document, text, story == best);
            let json = serde_json::to_string(&row).expect("a row has string keys and finite numbers");
            found.carriers.push(CarriedIn {
                story,
                row: RowKey {
                    carrier: document.id.as_ref().into(),
                    file: document.file.as_ref().into(),
                    line: document.line,
                    best: story == best,
                },
                frame: Spool::frame(&json),
            });
        }
    }

    fn is_wanted(&self, story: &WireStory, overlap: Overlap, document: &Document<'_>) -> bool {
        let within = |seconds: i64| {
            let dates = story.published.zip(document.published);
            dates.is_some_and(|(wire, carrier)| (wire.unix_seconds - carrier.unix_seconds).abs() <= seconds)
        };
        is_reported(overlap)
            && self.params.share_min.is_none_or(|least| overlap.a_in_b() >= least)
            && self.params.within_seconds.is_none_or(within)
    }

    fn row(
        &self,
        story: u32,
        overlap: Overlap,
        document: &Document<'_>,
        text: &ComparedText,
        best: bool,
    ) -> Carrier {
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
        }
    }
}
