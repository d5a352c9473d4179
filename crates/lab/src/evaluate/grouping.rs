//! Groups of copies and connected components of a scan.

use super::{Reported, ReportedPair};
use std::collections::HashMap;
use wirecopy_reuse::graph::Components;

/// Labels of pairs that share no text of their stories.
const JOINS_NOTHING: [&str; 3] = ["boilerplate_only", "caption_only", "headline_only"];

/// Numbers of articles, first copies of their groups, and components.
pub(super) struct Grouping<'rows> {
    numbers: HashMap<&'rows str, u32>,
    heads: Vec<u32>,
    components: Vec<u32>,
    rows: HashMap<(u32, u32), usize>,
    pairs: &'rows [ReportedPair],
}

impl<'rows> Grouping<'rows> {
    /// Pairs that share only boilerplate join no components.
    pub(super) fn of(reported: &'rows Reported) -> Self {
        let numbers: HashMap<&str, u32> =
            (0u32..).zip(&reported.articles).map(|(number, article)| (article.id.as_str(), number)).collect();
        let mut joined = Components::new(reported.articles.len() as u32);
        let mut heads: Vec<u32> = (0..reported.articles.len() as u32).collect();
        for (number, article) in reported.articles.iter().enumerate() {
            let head = article.exact_copy_of.as_ref().and_then(|first| numbers.get(first.as_str()));
            if let Some(head) = head {
                heads[number] = *head;
                joined.join(number as u32, *head);
            }
        }
        let mut rows = HashMap::new();
        let pairs: &[ReportedPair] = reported.pairs.as_deref().unwrap_or_default();
        for (row, pair) in pairs.iter().enumerate() {
            if let (Some(a), Some(b)) = (numbers.get(pair.a.as_str()), numbers.get(pair.b.as_str())) {
                rows.insert(in_order(*a, *b), row);
                if !JOINS_NOTHING.contains(&pair.relation.as_str()) {
                    joined.join(*a, *b);
                }
            }
        }
        let components = (0..heads.len() as u32).map(|article| joined.root(article)).collect();
        Grouping { numbers, heads, components, rows, pairs }
    }

    /// Number of the article, `None` if it is not in the scan.
    pub(super) fn number(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    /// Name of the article's component.
    pub(super) fn component(&self, article: u32) -> u32 {
        self.components[article as usize]
    }

    /// Relation of two articles in the scan.
    pub(super) fn between(&self, a: u32, b: u32) -> Between<'rows> {
        let (head_a, head_b) = (self.heads[a as usize], self.heads[b as usize]);
        if head_a == head_b {
            return Between::SameTokens;
        }
        let row = self.rows.get(&in_order(a, b)).or_else(|| self.rows.get(&in_order(head_a, head_b)));
        match row {
            Some(row) => {
                let pair = &self.pairs[*row];
                let a_is_first =
                    self.numbers[pair.a.as_str()] == a || self.numbers[pair.a.as_str()] == head_a;
                Between::Row { pair, a_is_first }
            }
            None => Between::Nothing,
        }
    }

    /// The row of exactly these two articles.
    pub(super) fn own_row(&self, a: u32, b: u32) -> Option<&'rows ReportedPair> {
        self.rows.get(&in_order(a, b)).map(|row| &self.pairs[*row])
    }
}

/// Relation of two articles in a scan.
#[derive(Clone, Copy)]
pub(super) enum Between<'rows> {
    /// They are copies of each other.
    SameTokens,
    /// They, or the first copies of their groups, are a reported pair.
    Row {
        /// The row.
        pair: &'rows ReportedPair,
        /// True if the first of both articles is the row's `a`.
        a_is_first: bool,
    },
    /// They are not reported.
    Nothing,
}

impl Between<'_> {
    /// Returns whether the scan reports the two.
    pub(super) fn is_found(self) -> bool {
        !matches!(self, Between::Nothing)
    }
}

fn in_order(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}
