//! Passages of pairs: texts are read again in tiles, rows wait in a blob_file.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::output::{PairPassage, PassageEdits, PassageLabel};
use crate::pairs::label::Parts;
use rayon::prelude::*;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_news::relation::{AnnotatedText, RelationEvidence};
use wirecopy_reuse::align::{Edit, NgramIndex, Passage, PassageKind, are_moved, longest};
use wirecopy_reuse::overlap::TilePlan;
use wirecopy_reuse::shingle::token_hashes;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// Differences that a pair lists; of the rest it says how many they are.
const EDITS_LISTED: usize = 20;

/// Characters that are shown of a longer difference.
const EDIT_CHARACTERS_MAX: usize = 120;

/// A text ready to be aligned.
pub(crate) struct Tokenised {
    pub(crate) text: String,
    /// Where each token stands.
    pub(crate) spans: Vec<(u32, u32)>,
    pub(crate) ngrams: NgramIndex,
}

impl Tokenised {
    pub(crate) fn of(text: String, analysis: &mut Analysis) -> Tokenised {
        analyse(&text, analysis);
        Tokenised::of_analysed(text, analysis)
    }

    /// The same of a text that was taken apart already.
    pub(crate) fn of_analysed(text: String, analysis: &Analysis) -> Tokenised {
        Tokenised::of_hashed(text, analysis, token_hashes(analysis, analysis.all_tokens()).collect())
    }

    fn of_hashed(text: String, analysis: &Analysis, tokens: Vec<u64>) -> Tokenised {
        Tokenised {
            ngrams: NgramIndex::new(tokens),
            spans: analysis.tokens.iter().map(|token| (token.start, token.end)).collect(),
            text,
        }
    }

    /// Bytes from the first to after the last of some tokens; an empty place behind the token before where there is none.
    pub(crate) fn bytes(&self, tokens: &Range<u32>) -> Range<usize> {
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

/// An article ready to be aligned and to be labelled.
pub(crate) struct ReadArticle {
    pub(crate) text: Tokenised,
    pub(crate) reading: AnnotatedText,
}

/// Calls `row` for each pair, by its place, with both articles, sides as they are given, and gives what it makes of them, in the order of pairs. Articles of
/// one story are read together, nearly all once.
pub(crate) fn over_read<Row: Send>(
    corpus: &Corpus,
    budget: &Budget,
    pairs: &[(u32, u32)],
    read: impl Fn(u32, &str, &Analysis) -> Result<AnnotatedText> + Sync,
    row: impl Fn(usize, &ReadArticle, &ReadArticle) -> Option<Row> + Sync,
) -> Result<Vec<Row>> {
    let read_all = |articles: &[u32]| {
        let read_one = |analysis: &mut Analysis, article: &u32| {
            let text = corpus.text_source.text(&corpus.row(*article).place)?;
            analyse(&text, analysis);
            let reading = read(*article, &text, analysis)?;
            let tokens = reading.tokens.clone();
            Ok(ReadArticle { text: Tokenised::of_hashed(text, analysis, tokens), reading })
        };
        articles.par_iter().map_init(Analysis::default, read_one).collect()
    };
    let weight = |article| u64::from(corpus.row(article).tokens) + 1;
    TilePlan::new(pairs, weight, budget.tokens).score(read_all, row)
}

/// What is shown of aligned pairs, by their place. It lies in a blob_file, because it is larger than all else that is known of a pair.
pub(crate) struct Alignments {
    pairs: Vec<AlignedPair>,
    blob_file: BlobFile,
}

/// What is shown of one pair.
#[derive(Debug, bincode::Encode, bincode::Decode)]
pub(crate) struct PairShown {
    /// RelationEvidence of its label, sides as they were compared.
    pub(crate) evidence: Vec<RelationEvidence>,
    /// Its passages, sides in the order of ids.
    pub(crate) passages: Vec<PairPassage>,
}

/// Where that lies.
#[derive(Clone, Copy)]
pub(crate) struct AlignedPair {
    longest: u32,
    place: FrameSpan,
}

impl Alignments {
    pub(crate) fn of(pairs: Vec<AlignedPair>, blob_file: SharedBlobFile) -> Alignments {
        Alignments { pairs, blob_file: blob_file.into_inner() }
    }

    /// Words of the longest run.
    pub(crate) fn longest(&self, at: usize) -> u32 {
        self.pairs[at].longest
    }

    /// What is shown of a pair.
    pub(crate) fn shown(&self, at: usize) -> Result<PairShown> {
        Ok(self.blob_file.row(self.pairs[at].place)?)
    }

    /// What pairs hold of each other, where it was put beside.
    pub(crate) fn parts(&self, place: FrameSpan) -> Result<Parts> {
        Ok(self.blob_file.row(place)?)
    }

    /// Adds further evidence to a pair.
    pub(crate) fn add_evidence(&mut self, at: usize, further: RelationEvidence) -> Result<()> {
        let mut shown = self.shown(at)?;
        shown.evidence.push(further);
        self.pairs[at].place = self.blob_file.append(&BlobFile::row_frame(&shown))?;
        Ok(())
    }
}

impl AlignedPair {
    /// Keeps the passages of two texts, which are given in the order of ids, and evidence.
    pub(crate) fn keep(
        passages: &[Passage],
        (a, b): (&Tokenised, &Tokenised),
        evidence: Vec<RelationEvidence>,
        blob_file: &SharedBlobFile,
    ) -> Result<AlignedPair> {
        let shown = PairShown { evidence, passages: passage_rows(passages, a, b) };
        Ok(AlignedPair { longest: longest(passages), place: blob_file.append_row(&shown)? })
    }
}

/// A blob_file that several threads append to.
pub(crate) struct SharedBlobFile(Mutex<BlobFile>);

impl SharedBlobFile {
    pub(crate) fn create(temp_dir: &Path) -> Result<SharedBlobFile> {
        Ok(SharedBlobFile(Mutex::new(BlobFile::create(temp_dir)?)))
    }

    /// Appends a row, which is framed before others have to wait.
    pub(crate) fn append_row(&self, row: &impl bincode::Encode) -> Result<FrameSpan> {
        let frame = BlobFile::row_frame(row);
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).append(&frame)?)
    }

    pub(crate) fn into_inner(self) -> BlobFile {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Passages as the output carries them.
pub(crate) fn passage_rows(passages: &[Passage], a: &Tokenised, b: &Tokenised) -> Vec<PairPassage> {
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
pub(crate) fn exact_passage(corpus: &Corpus, a: u32, b: u32) -> Option<PairPassage> {
    let (in_a, in_b) = (corpus.content(a)?, corpus.content(b)?);
    Some(PairPassage {
        a_start: in_a.start.into(),
        a_end: in_a.end.into(),
        b_start: in_b.start.into(),
        b_end: in_b.end.into(),
        words: corpus.row(a).tokens.into(),
        kind: PassageLabel::Identical,
        edits: PassageEdits::default(),
    })
}
