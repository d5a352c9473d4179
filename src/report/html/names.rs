//! Names as the page shows them: as they are, or replaced so that nobody is named.

use super::scan_rows::{ArticleEntry, NONE, ScanRows};
use crate::error::Result;
use crate::output::{Article, Cluster, rows};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

/// In place of every UTF-16 unit of a masked name, so that offsets keep their meaning.
const MASK: &str = "•";

/// Bytes of the shortest name that is masked inside texts.
const NAME_BYTES_MIN: usize = 2;

/// The names of articles, outlets and authors.
pub(crate) enum PageNames {
    /// As the rows have them.
    Given,
    /// Replaced by numbers, and masked inside texts.
    Replaced {
        /// Author → number.
        authors: HashMap<String, usize>,
        /// Names of outlets and authors; `None` if there are none.
        masked: Option<AhoCorasick>,
    },
}

impl PageNames {
    /// PageNames that are replaced; reads the authors from the rows of the folder.
    ///
    /// # Errors
    /// When a row cannot be read back.
    pub(crate) fn replaced(folder: &Path, scan: &ScanRows) -> Result<PageNames> {
        let mut authors: Vec<String> = Vec::new();
        for row in rows::<Article>(&folder.join("articles.jsonl"))? {
            authors.extend(row?.author);
        }
        authors.sort_unstable();
        authors.dedup();
        let names = authors.iter().flat_map(|author| names_in(author));
        let mut masked: Vec<&str> =
            scan.outlets.all().chain(names).filter(|name| name.len() >= NAME_BYTES_MIN).collect();
        masked.sort_unstable();
        masked.dedup();
        let mut automaton = AhoCorasickBuilder::new();
        automaton.match_kind(MatchKind::LeftmostLongest);
        // Too many names for an automaton mask nothing, and every text is then left out.
        let masked = automaton.build(masked).ok();
        let authors = authors.into_iter().zip(1..).collect();
        Ok(PageNames::Replaced { authors, masked })
    }

    /// Returns whether names are replaced.
    pub(crate) fn is_replaced(&self) -> bool {
        matches!(self, PageNames::Replaced { .. })
    }

    /// The id of an article.
    pub(crate) fn id(&self, article: &ArticleEntry, number: u32) -> String {
        match self {
            PageNames::Given => article.id.clone(),
            PageNames::Replaced { .. } => format!("article {}", number + 1),
        }
    }

    /// The id of an article that a row names.
    pub(crate) fn id_of(&self, scan: &ScanRows, id: &str) -> String {
        let number = scan.numbers.get(id).copied().unwrap_or(NONE);
        match scan.articles.get(number as usize) {
            Some(article) => self.id(article, number),
            None if self.is_replaced() => "another article".to_owned(),
            None => id.to_owned(),
        }
    }

    /// The name of an outlet.
    pub(crate) fn outlet(&self, scan: &ScanRows, number: u32) -> String {
        match self {
            PageNames::Given => scan.outlets.label(number).to_owned(),
            PageNames::Replaced { .. } => format!("Outlet {}", number + 1),
        }
    }

    /// The name of an outlet that a document names.
    pub(crate) fn outlet_named(&self, scan: &ScanRows, name: &str) -> String {
        match (self, scan.outlets.find(name)) {
            (PageNames::Given, _) => name.to_owned(),
            (PageNames::Replaced { .. }, Some(number)) => format!("Outlet {}", number + 1),
            (PageNames::Replaced { .. }, None) => "Another outlet".to_owned(),
        }
    }

    /// A text in which the names of outlets and authors are masked, of as many UTF-16 units.
    pub(crate) fn text<'text>(&self, text: &'text str) -> Cow<'text, str> {
        let PageNames::Replaced { masked, .. } = self else { return Cow::Borrowed(text) };
        let Some(masked) = masked else { return Cow::Owned(MASK.repeat(text.encode_utf16().count())) };
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for found in masked.find_iter(text).filter(|found| is_whole(text, found.start(), found.end())) {
            shown.push_str(&text[at..found.start()]);
            shown.push_str(&MASK.repeat(text[found.range()].encode_utf16().count()));
            at = found.end();
        }
        shown.push_str(&text[at..]);
        Cow::Owned(shown)
    }

    /// A text in which its bylines are masked, too: they name authors that no field does.
    pub(crate) fn text_with_bylines<'text>(
        &self,
        text: &'text str,
        bylines: &[Range<usize>],
    ) -> Cow<'text, str> {
        if !self.is_replaced() || bylines.is_empty() {
            return self.text(text);
        }
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for line in bylines {
            shown.push_str(&self.text(&text[at..line.start]));
            let masked = |character: char| match character.is_whitespace() {
                true => character.to_string(),
                false => MASK.repeat(character.len_utf16()),
            };
            shown.extend(text[line.clone()].chars().map(masked));
            at = line.end;
        }
        shown.push_str(&self.text(&text[at..]));
        Cow::Owned(shown)
    }

    /// The row of an article.
    pub(crate) fn article(&self, scan: &ScanRows, mut row: Article) -> Article {
        if scan.hides_files {
            (row.file, row.line) = (None, None);
        }
        let PageNames::Replaced { authors, .. } = self else { return row };
        let mask = |text: &mut String| *text = self.text(text).into_owned();
        row.id = self.id_of(scan, &row.id);
        row.exact_copy_of = row.exact_copy_of.map(|id| self.id_of(scan, &id));
        row.outlet = row.outlet.map(|outlet| self.outlet_named(scan, &outlet));
        row.author =
            row.author.map(|author| format!("Author {}", authors.get(&author).copied().unwrap_or(0)));
        (row.file, row.line, row.given_id, row.url) = (None, None, None, None);
        row.title.iter_mut().for_each(mask);
        row.dateline.iter_mut().flatten().for_each(mask);
        for credit in row.credits.iter_mut().flatten() {
            mask(&mut credit.text);
            if credit.class == "byline" || credit.field.is_some() {
                credit.text = MASK.repeat(credit.text.chars().count());
            }
            credit.join_key = None;
        }
        if let Some(uncredited) = &mut row.uncredited {
            uncredited.source = self.id_of(scan, &uncredited.source);
        }
        row.boilerplate.iter_mut().flatten().filter_map(|span| span.opening.as_mut()).for_each(mask);
        row
    }

    /// The chains of versions of a story, by number of article.
    pub(crate) fn versions(scan: &ScanRows, row: &Cluster) -> Vec<Vec<u32>> {
        let numbers =
            |chain: &Vec<String>| chain.iter().filter_map(|id| scan.numbers.get(id).copied()).collect();
        row.versions.iter().flatten().map(numbers).collect()
    }
}

/// The names in a list of authors, each without the word that makes it a byline.
fn names_in(authors: &str) -> impl Iterator<Item = &str> {
    let names = authors.split([',', ';', '|', '&', '/']).flat_map(|names| names.split(" and "));
    names.map(|name| {
        let name = name.trim();
        let begins = name.get(..3).is_some_and(|begin| begin.eq_ignore_ascii_case("by "));
        if begins { name[3..].trim() } else { name }
    })
}

/// Returns whether a name is no part of a longer word of a script with spaces.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_word = |character: Option<char>| character.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let (before, first) = (text[..start].chars().next_back(), text[start..].chars().next());
    let (last, after) = (text[..end].chars().next_back(), text[end..].chars().next());
    !(is_word(before) && is_word(first) || is_word(last) && is_word(after))
}
