//! Passages of pairs: texts are read again in tiles, rows wait in a spool.

use super::collapse::Corpus;
use crate::cluster::Components;
use crate::document::Place;
use crate::error::Result;
use crate::formats::Spool;
use crate::passage::{Edit, Grams, Passage, PassageKind, align_grams, are_moved};
use crate::records::{PairPassage, PassageEdits, PassageLabel};
use crate::shingle::token_hash;
use crate::text::{Analysis, analyse};
use crate::verify::in_tiles;
use rayon::prelude::*;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Tokens held in memory at once, of about 80 bytes each: 56 for the places of runs, 8 for its hash, 8 for its span, 6 of text. 320 MiB.
const TOKENS_IN_MEMORY: u64 = 1 << 22;

/// Differences that a pair lists; of the rest it says how many they are.
const EDITS_LISTED: usize = 20;

/// Characters that are shown of a longer difference.
const EDIT_CHARACTERS_MAX: usize = 120;

/// A text ready to be aligned.
pub(super) struct Tokenised {
    pub(super) text: String,
    /// Where each token stands.
    pub(super) spans: Vec<(u32, u32)>,
    pub(super) grams: Grams,
}

impl Tokenised {
    pub(super) fn of(text: String, analysis: &mut Analysis) -> Tokenised {
        analyse(&text, analysis);
        let hashes = (0..analysis.tokens.len()).map(|at| token_hash(analysis.token(at).as_bytes()));
        Tokenised {
            grams: Grams::of(hashes.collect()),
            spans: analysis.tokens.iter().map(|token| (token.start, token.end)).collect(),
            text,
        }
    }

    /// Bytes from the first to after the last of some tokens; an empty place behind the token before where there is none.
    pub(super) fn bytes(&self, tokens: &Range<u32>) -> Range<usize> {
        if tokens.is_empty() {
            let at = tokens.start.checked_sub(1).map_or(0, |before| self.spans[before as usize].1 as usize);
            return at..at;
        }
        self.spans[tokens.start as usize].0 as usize..self.spans[tokens.end as usize - 1].1 as usize
    }

    fn shown(&self, tokens: &Range<u32>) -> String {
        let flat = self.text[self.bytes(tokens)].split_whitespace().collect::<Vec<_>>().join(" ");
        match flat.char_indices().nth(EDIT_CHARACTERS_MAX) {
            Some((end, _)) => format!("{}…", &flat[..end]),
            None => flat,
        }
    }

    fn has_number(&self, tokens: &Range<u32>) -> bool {
        self.text[self.bytes(tokens)].contains(char::is_numeric)
    }
}

/// Passages of pairs of articles by both numbers; the rows lie in a spool, because they are larger than all else that is known of a pair.
pub(super) struct Alignments {
    /// Sorted by both articles.
    pairs: Vec<AlignedPair>,
    spool: Spool,
}

#[derive(Clone, Copy)]
struct AlignedPair {
    articles: (u32, u32),
    longest: u32,
    place: Place,
}

impl Alignments {
    fn find(&self, a: u32, b: u32) -> Option<&AlignedPair> {
        let articles = (a.min(b), a.max(b));
        let at = self.pairs.binary_search_by_key(&articles, |pair| pair.articles).ok()?;
        Some(&self.pairs[at])
    }

    /// Whether the pair was kept.
    pub(super) fn holds(&self, a: u32, b: u32) -> bool {
        self.find(a, b).is_some()
    }

    /// Words of the longest run, 0 of a pair that was not kept.
    pub(super) fn longest(&self, a: u32, b: u32) -> u32 {
        self.find(a, b).map_or(0, |pair| pair.longest)
    }

    /// The longest run and the passages, sides as in the order of ids; nothing of a pair that was not kept.
    pub(super) fn of(&self, a: u32, b: u32) -> Result<(u32, Vec<PairPassage>)> {
        let Some(pair) = self.find(a, b) else { return Ok((0, Vec::new())) };
        let rows = self.spool.text(&pair.place)?;
        Ok((pair.longest, serde_json::from_str(&rows).expect("passages are read as they were written")))
    }
}

/// Aligns pairs of articles and keeps those that `wanted` takes, asked with the pair's place and its longest run.
pub(super) fn aligned(
    corpus: &Corpus,
    pairs: &[(u32, u32)],
    temp_dir: &Path,
    wanted: impl Fn(usize, u32) -> bool + Sync,
) -> Result<Alignments> {
    let spool = Mutex::new(Spool::create(temp_dir)?);
    let append = |frame: &[u8]| spool.lock().unwrap_or_else(PoisonError::into_inner).append(frame);
    let kept = over_texts(corpus, pairs, |place, left, right| {
        let passages = align_grams(&left.grams, &right.grams);
        let longest = passages.iter().map(|passage| passage.longest).max().unwrap_or(0);
        wanted(place, longest).then(|| {
            let rows = passage_rows(&passages, left, right);
            let rows = serde_json::to_string(&rows).expect("passages have no keys but strings");
            (place, longest, append(&Spool::frame(&rows)))
        })
    })?;
    let mut aligned = Vec::with_capacity(kept.len());
    for (place, longest, written) in kept {
        let (a, b) = pairs[place];
        aligned.push(AlignedPair { articles: (a.min(b), a.max(b)), longest, place: written? });
    }
    aligned.sort_unstable_by_key(|pair| pair.articles);
    Ok(Alignments { pairs: aligned, spool: spool.into_inner().unwrap_or_else(PoisonError::into_inner) })
}

/// Calls `row` for each pair with its place and both texts, the smaller id first, and gives what it makes of them, in no order that counts.
///
/// Articles are numbered anew, component by component, so that those of one story lie in one tile and are read and analysed once.
pub(super) fn over_texts<Row: Send>(
    corpus: &Corpus,
    pairs: &[(u32, u32)],
    row: impl Fn(usize, &Tokenised, &Tokenised) -> Option<Row> + Sync,
) -> Result<Vec<Row>> {
    let mut joined = Components::new(corpus.n_articles());
    for (a, b) in pairs {
        joined.join(*a, *b);
    }
    let mut articles: Vec<u32> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    articles.par_sort_unstable();
    articles.dedup();
    let mut by_story: Vec<(u32, u32)> = articles.iter().map(|at| (joined.root(*at), *at)).collect();
    by_story.par_sort_unstable();
    let mut rank = vec![0u32; articles.len()];
    for (number, (_, article)) in (0..).zip(&by_story) {
        rank[articles.binary_search(article).expect("every article of a pair was collected")] = number;
    }
    let rank_of =
        |article: u32| rank[articles.binary_search(&article).expect("every article of a pair was collected")];
    let mut ranked: Vec<(u32, u32, usize)> = pairs
        .iter()
        .enumerate()
        .map(|(place, (a, b))| {
            let (a, b) = (rank_of(*a), rank_of(*b));
            (a.min(b), a.max(b), place)
        })
        .collect();
    ranked.par_sort_unstable();
    ranked.dedup_by_key(|(a, b, _)| (*a, *b));
    let tiles: Vec<(u32, u32)> = ranked.iter().map(|(a, b, _)| (*a, *b)).collect();
    let article_of = |rank: u32| by_story[rank as usize].1;
    in_tiles(
        &tiles,
        |rank| u64::from(corpus.sketch(article_of(rank)).tokens) + 1,
        TOKENS_IN_MEMORY,
        |ranks| tokenised(corpus, ranks, article_of),
        |a, b, left, right| {
            let at = tiles.binary_search(&(a, b)).expect("a tile is made of the pairs");
            let in_order = corpus.id_rank[article_of(a) as usize] <= corpus.id_rank[article_of(b) as usize];
            let (left, right) = if in_order { (left, right) } else { (right, left) };
            row(ranked[at].2, left, right)
        },
    )
}

fn tokenised(
    corpus: &Corpus,
    ranks: &[u32],
    article_of: impl Fn(u32) -> u32 + Sync,
) -> Result<Vec<Tokenised>> {
    ranks
        .par_iter()
        .map_init(Analysis::default, |analysis, rank| {
            let place = &corpus.row(article_of(*rank)).place;
            Ok(Tokenised::of(corpus.originals.text(place)?, analysis))
        })
        .collect()
}

/// Passages as the output carries them.
pub(super) fn passage_rows(passages: &[Passage], a: &Tokenised, b: &Tokenised) -> Vec<PairPassage> {
    let mut listed = 0;
    let moved = are_moved(passages);
    passages
        .iter()
        .zip(moved)
        .map(|(passage, is_moved)| {
            let (in_a, in_b) = (a.bytes(&passage.a), b.bytes(&passage.b));
            PairPassage {
                a_start: in_a.start as u64,
                a_end: in_a.end as u64,
                b_start: in_b.start as u64,
                b_end: in_b.end as u64,
                words: passage.words.into(),
                kind: match passage.kind {
                    _ if is_moved => PassageLabel::Moved,
                    PassageKind::Identical => PassageLabel::Identical,
                    PassageKind::Edited => PassageLabel::Edited,
                },
                edits: edit_rows(&passage.edits, a, b, &mut listed),
            }
        })
        .collect()
}

fn edit_rows(edits: &[Edit], a: &Tokenised, b: &Tokenised, listed: &mut usize) -> PassageEdits {
    let mut rows = PassageEdits::default();
    for edit in edits {
        if *listed >= EDITS_LISTED {
            rows.more += 1;
            continue;
        }
        *listed += 1;
        match (edit.a.is_empty(), edit.b.is_empty()) {
            (true, _) => rows.inserted.push(b.shown(&edit.b)),
            (false, true) => rows.deleted.push(a.shown(&edit.a)),
            (false, false) => {
                let is_number = a.has_number(&edit.a) || b.has_number(&edit.b);
                let list = if is_number { &mut rows.numbers } else { &mut rows.substituted };
                list.push([a.shown(&edit.a), b.shown(&edit.b)]);
            }
        }
    }
    rows
}

/// The one passage of two copies, from what was kept of them: neither text is read for it. `None` where they have no words.
pub(super) fn exact_passage(corpus: &Corpus, a: u32, b: u32) -> Option<PairPassage> {
    let (in_a, in_b) = (corpus.content(a)?, corpus.content(b)?);
    Some(PairPassage {
        a_start: in_a.start.into(),
        a_end: in_a.end.into(),
        b_start: in_b.start.into(),
        b_end: in_b.end.into(),
        words: corpus.sketch(a).tokens.into(),
        kind: PassageLabel::Identical,
        edits: PassageEdits::default(),
    })
}
