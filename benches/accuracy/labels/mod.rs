//! Labels made by reading, and what scans say of the same rows.
//!
//! *Takes* a folder with `pairs.jsonl`, `paragraphs.jsonl`, `credits.jsonl`, `endings.jsonl` and
//! `kinds.jsonl`, and the outputs of a scan of each set that they name. *Gives* a table of shares
//! for each file, rows that rules were set on apart from those kept back. *Costs* one pass over
//! the outputs for each file. *Never* reads a text. *Source*: Wilson 1927 for the intervals.

mod agencies;
mod credits;
mod endings;
pub mod invented;
mod kinds;
mod label;
mod pairs;
mod share;
mod spans;

use label::{Label, rows};
use share::Line;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Set of which no row may be used to choose a rule or a weight.
const KEPT_BACK_SET: &str = "giveme5w1h-newscluster";

/// Of each file, every row whose number is a multiple of this is kept back, too.
const KEPT_BACK_EVERY: usize = 5;

/// Label with what the scan says, if its set is scanned and has the article.
struct LabelledRow<L: Label> {
    label: L,
    is_kept_back: bool,
    answer: Option<L::Answer>,
}

/// All rows of one file of labels.
struct LabelFile<L: Label>(Vec<LabelledRow<L>>);

impl<L: Label> LabelFile<L> {
    fn read(folder: &Path) -> Self {
        let path = folder.join(L::FILE);
        if !path.exists() {
            eprintln!("{} is absent", path.display());
            return Self(Vec::new());
        }
        let labels = rows::<L>(&path).enumerate().map(|(at, label)| LabelledRow {
            is_kept_back: (at + 1) % KEPT_BACK_EVERY == 0 || label.set() == KEPT_BACK_SET,
            label,
            answer: None,
        });
        Self(labels.collect())
    }

    fn score(&mut self, set: &str, scan: &Path) {
        let (labels, places): (Vec<&L>, Vec<&mut Option<L::Answer>>) = self
            .0
            .iter_mut()
            .filter(|row| row.label.set() == set)
            .map(|row| (&row.label, &mut row.answer))
            .unzip();
        for (place, answer) in places.into_iter().zip(L::answers(&labels, scan)) {
            *place = answer;
        }
    }

    fn lines(&self, is_wanted: impl Fn(&LabelledRow<L>) -> bool) -> Vec<Line> {
        let wanted = self.0.iter().filter(|row| is_wanted(row));
        let answered: Vec<_> = wanted.filter_map(|row| Some((&row.label, row.answer.as_ref()?))).collect();
        L::lines(&answered)
    }

    fn table(&self) -> String {
        let mut table = format!("\n| {} | tuned on | held out |\n|---|---|---|\n", L::HEAD);
        let (tuned, kept_back) = (self.lines(|row| !row.is_kept_back), self.lines(|row| row.is_kept_back));
        for ((what, tuned), (_, kept_back)) in tuned.into_iter().zip(kept_back) {
            if tuned.of + kept_back.of > 0 {
                let _ = writeln!(table, "| {what} | {tuned} | {kept_back} |");
            }
        }
        table
    }
}

/// All labels of a folder.
pub struct Labels {
    pairs: LabelFile<pairs::PairLabel>,
    spans: LabelFile<spans::SpanLabel>,
    credits: LabelFile<credits::CreditLabel>,
    endings: LabelFile<endings::EndingLabel>,
    kinds: LabelFile<kinds::KindLabel>,
}

impl Labels {
    pub fn read(folder: &Path) -> Self {
        Self {
            pairs: LabelFile::read(folder),
            spans: LabelFile::read(folder),
            credits: LabelFile::read(folder),
            endings: LabelFile::read(folder),
            kinds: LabelFile::read(folder),
        }
    }

    /// Returns the names of all sets that have a label.
    pub fn sets(&self) -> BTreeSet<String> {
        let of_pairs = self.pairs.0.iter().map(|row| row.label.set());
        let of_spans = self.spans.0.iter().map(|row| row.label.set());
        let of_credits = self.credits.0.iter().map(|row| row.label.set());
        let of_endings = self.endings.0.iter().map(|row| row.label.set());
        let of_kinds = self.kinds.0.iter().map(|row| row.label.set());
        let all = of_pairs.chain(of_spans).chain(of_credits).chain(of_endings).chain(of_kinds);
        all.map(str::to_owned).collect()
    }

    /// Compares the labels of a set with the outputs of its scan.
    pub fn score(&mut self, set: &str, scan: &Path) {
        self.pairs.score(set, scan);
        self.spans.score(set, scan);
        self.credits.score(set, scan);
        self.endings.score(set, scan);
        self.kinds.score(set, scan);
    }

    /// Returns a table for each file.
    pub fn tables(&self) -> String {
        [
            self.pairs.table(),
            self.spans.table(),
            self.credits.table(),
            self.endings.table(),
            self.kinds.table(),
        ]
        .concat()
    }
}
