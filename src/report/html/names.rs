//! Names as the page shows them: as they are, or replaced so that nobody is named.

use super::scan_rows::{ArticleEntry, NONE, ScanRows, shortened};
use super::texts::FoundTexts;
use crate::error::Result;
use crate::output::{Article, Cluster, CreditRow, rows};
use aho_corasick::AhoCorasick;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;
use wirecopy_article::text::{Analysis, Role, analyse};
use wirecopy_io::host_of;

/// In place of every UTF-16 unit of a masked name, so that offsets keep their meaning.
const MASK: &str = "•";

/// Bytes of the shortest name that is masked inside texts.
const NAME_BYTES_MIN: usize = 2;

/// Characters of the longest id, name and other field: an input may have megabytes there, and no
/// room would be left for the rows behind it.
pub(crate) const ID_CHARACTERS_MAX: usize = 500;
const NAME_CHARACTERS_MAX: usize = 120;
const FIELD_CHARACTERS_MAX: usize = 2_000;

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
    /// Names that are replaced; reads those of authors, of hosts and in credits from the rows of
    /// the folder, and those in bylines from the texts that are shown.
    ///
    /// # Errors
    /// When a row cannot be read back.
    pub(crate) fn replaced(folder: &Path, scan: &ScanRows, texts: &FoundTexts) -> Result<PageNames> {
        let mut authors: BTreeSet<String> = BTreeSet::new();
        let mut masked: BTreeSet<String> = scan.outlets.all().flat_map(variants).collect();
        for row in rows::<Article>(&folder.join("articles.jsonl"))? {
            let row = row?;
            let addresses = [row.url.as_deref(), row.canonical_url.as_deref()].into_iter().flatten();
            masked.extend(addresses.filter_map(host_of));
            let credits = row.credits.iter().flatten();
            masked.extend(credits.flat_map(names_in_credit).flat_map(variants));
            masked.extend(row.author.iter().flat_map(|author| names_in(author)).flat_map(variants));
            authors.extend(row.author);
        }
        masked.extend(texts.texts.values().flat_map(|text| names_in_bylines(text)));
        masked.retain(|name| name.len() >= NAME_BYTES_MIN);
        // Too many names for an automaton mask nothing, and every text is then left out.
        let masked = AhoCorasick::new(masked).ok();
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
            PageNames::Given if article.id.chars().nth(ID_CHARACTERS_MAX).is_none() => article.id.clone(),
            // The number keeps it apart from an id that begins alike.
            PageNames::Given => format!("{} {}", shortened(&article.id, NAME_CHARACTERS_MAX), number + 1),
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
            PageNames::Given => shortened(scan.outlets.label(number), NAME_CHARACTERS_MAX),
            PageNames::Replaced { .. } => format!("Outlet {}", number + 1),
        }
    }

    /// The name of an outlet that a document names.
    pub(crate) fn outlet_named(&self, scan: &ScanRows, name: &str) -> String {
        match (self, scan.outlets.find(name)) {
            (PageNames::Given, _) => shortened(name, NAME_CHARACTERS_MAX),
            (PageNames::Replaced { .. }, Some(number)) => format!("Outlet {}", number + 1),
            (PageNames::Replaced { .. }, None) => "Another outlet".to_owned(),
        }
    }

    /// A text in which the names of outlets and authors are masked, of as many UTF-16 units.
    pub(crate) fn text<'text>(&self, text: &'text str) -> Cow<'text, str> {
        let PageNames::Replaced { masked, .. } = self else { return Cow::Borrowed(text) };
        let Some(masked) = masked else { return Cow::Owned(MASK.repeat(text.encode_utf16().count())) };
        let found = masked.find_overlapping_iter(text).map(|found| found.range());
        let mut found: Vec<Range<usize>> =
            found.filter(|found| is_whole(text, found.start, found.end)).collect();
        found.sort_unstable_by_key(|found| found.start);
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for Range { start, end } in found {
            if end > at {
                shown.push_str(&text[at..start.max(at)]);
                shown.push_str(&MASK.repeat(text[start.max(at)..end].encode_utf16().count()));
                at = end;
            }
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
        row.id = self.id_of(scan, &row.id);
        row.exact_copy_of = row.exact_copy_of.map(|id| self.id_of(scan, &id));
        row.outlet = row.outlet.map(|outlet| self.outlet_named(scan, &outlet));
        if let Some(uncredited) = &mut row.uncredited {
            uncredited.source = self.id_of(scan, &uncredited.source);
        }
        if let PageNames::Replaced { authors, .. } = self {
            row.author =
                row.author.map(|author| format!("Author {}", authors.get(&author).copied().unwrap_or(0)));
            (row.file, row.line, row.given_id, row.url) = (None, None, None, None);
            row.canonical_url = None;
            row.credits.iter_mut().flatten().for_each(mask_names);
        }
        let shown = |text: &mut String| {
            *text = shortened(&self.text(text), FIELD_CHARACTERS_MAX);
        };
        let addresses = [&mut row.url, &mut row.canonical_url];
        let texts = [&mut row.title, &mut row.author, &mut row.given_id].into_iter().chain(addresses);
        texts.flatten().for_each(shown);
        row.dateline.iter_mut().flatten().for_each(shown);
        for credit in row.credits.iter_mut().flatten() {
            shown(&mut credit.text);
            [&mut credit.agency, &mut credit.channel].into_iter().flatten().for_each(shown);
        }
        row.uncredited.iter_mut().filter_map(|found| found.agency.as_mut()).for_each(shown);
        row.boilerplate.iter_mut().flatten().filter_map(|span| span.opening.as_mut()).for_each(shown);
        row
    }

    /// The chains of versions of a story, by number of article.
    pub(crate) fn versions(scan: &ScanRows, row: &Cluster) -> Vec<Vec<u32>> {
        let numbers =
            |chain: &Vec<String>| chain.iter().filter_map(|id| scan.numbers.get(id).copied()).collect();
        row.versions.iter().flatten().map(numbers).collect()
    }
}

/// Masks the names of authors and outlets that a credit has.
fn mask_names(credit: &mut CreditRow) {
    let masked = |text: &str| MASK.repeat(text.chars().count());
    if credit.class == "byline" || credit.class == "republication" || credit.field.is_some() {
        credit.text = masked(&credit.text);
    }
    if credit.class == "republication" {
        credit.agency = credit.agency.as_deref().map(masked);
    }
    credit.join_key = None;
}

/// The authors that a credit names, and the outlet that had a text before.
fn names_in_credit(credit: &CreditRow) -> Vec<&str> {
    match credit.class.as_str() {
        "byline" => names_in(&credit.text).filter(|name| is_full_name(name)).collect(),
        "republication" => credit.agency.as_deref().into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The authors that the bylines of a text name, in all forms.
fn names_in_bylines(text: &str) -> Vec<String> {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    let lines = analysis.paragraphs.iter().filter(|paragraph| paragraph.role == Role::Byline);
    let lines = lines.filter_map(|line| text.get(line.start as usize..line.end as usize));
    lines.flat_map(names_in).filter(|name| is_full_name(name)).flat_map(variants).collect()
}

/// Returns whether a piece of a byline may be masked elsewhere: a single word may be any word, and
/// a piece with a number is a time.
fn is_full_name(name: &str) -> bool {
    name.contains(' ') && !name.contains(char::is_numeric)
}

/// The forms of a name in texts: as it is, in capitals, and, where it is no single word, in small
/// letters and without spaces, as in handles and addresses.
fn variants(name: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned(), name.to_uppercase()];
    if name.contains([' ', '.']) {
        let joined = name.replace(' ', "");
        forms.extend([name.to_lowercase(), joined.to_lowercase(), joined]);
    }
    forms
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
