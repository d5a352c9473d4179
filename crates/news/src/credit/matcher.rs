//! One pass over a text: names and phrases, each then looked at where it stands.

use super::agencies::{AGENCIES, AgencyNumber};
use super::credit::{Class, Credit, Credited, Position};
use super::finder::{Finder, Hit};
use super::forms::credit_of_name;
use super::mention::{Mention, Place};
use super::papers::{LAST_WORDS, LAST_WORDS_CHINESE, outlet_as_source};
use super::phrases::{PHRASES, Phrase, credit_of_phrase};
use std::sync::LazyLock;
use wirecopy_article::text::{Analysis, Paragraph, Role};

/// A paragraph of so many tokens is one of a story.
const STORY_TOKENS_MIN: usize = 12;

/// A joiner between two credits of one form: "AP, Reuters and AFP".
const JOINERS: [&str; 12] =
    [", ", "/", " / ", " and ", " & ", "-", "、", " et ", " und ", " y ", " e ", ", and "];

/// What a pattern stands for.
#[derive(Clone, Copy)]
enum Pattern {
    Name {
        agency: AgencyNumber,
        is_short: bool,
    },
    Phrase(Phrase),
    /// An outlet's name may end with it.
    Paper,
}

/// What is looked for, and what each of it stands for.
struct Matcher {
    finder: Finder,
    patterns: Vec<Pattern>,
}

static MATCHER: LazyLock<Matcher> = LazyLock::new(|| {
    let (written, patterns): (Vec<String>, Vec<Pattern>) = patterns().into_iter().unzip();
    Matcher { finder: Finder::new(&written), patterns }
});

/// Everything that is looked for, as it is written.
fn patterns() -> Vec<(String, Pattern)> {
    let mut patterns = Vec::new();
    for (agency, entry) in (0..).zip(AGENCIES) {
        for (names, is_short) in [(entry.names, false), (entry.short, true)] {
            patterns
                .extend(names.iter().map(|name| ((*name).to_owned(), Pattern::Name { agency, is_short })));
        }
    }
    for (phrase, wordings) in PHRASES {
        let cases = wordings.iter().flat_map(|wording| cases(wording));
        patterns.extend(cases.map(|wording| (wording, Pattern::Phrase(*phrase))));
    }
    let words = LAST_WORDS.iter().chain(LAST_WORDS_CHINESE);
    patterns.extend(words.map(|word| ((*word).to_owned(), Pattern::Paper)));
    patterns
}

#[cfg(test)]
pub(super) fn written_names() -> Vec<String> {
    patterns().into_iter().map(|(written, _)| written).collect()
}

/// As within a sentence, at its beginning, and in capitals.
fn cases(wording: &str) -> Vec<String> {
    let mut first = String::new();
    let mut rest = wording.chars();
    first.extend(rest.next().into_iter().flat_map(char::to_uppercase));
    first.push_str(rest.as_str());
    let mut cases = vec![wording.to_owned(), first, wording.to_uppercase()];
    cases.sort();
    cases.dedup();
    cases
}

/// All credits of a text, in its order. Linear in the text.
pub fn find(text: &str, analysis: &Analysis, found: &mut Vec<Credit>) {
    found.clear();
    let matcher = &*MATCHER;
    let mut layout: Option<Layout> = None;
    let mut paragraph = 0;
    // After the last name that was a credit.
    let mut last_name: Option<usize> = None;
    for Hit { name, range: hit } in matcher.finder.hits(text, analysis.word_starts()) {
        let pattern = matcher.patterns[name];
        if !stands_alone(text, hit.start, hit.end, matches!(pattern, Pattern::Phrase(_))) {
            continue;
        }
        let layout = layout.get_or_insert_with(|| Layout::of(&analysis.paragraphs));
        while analysis.paragraphs.get(paragraph).is_some_and(|known| (known.end as usize) < hit.end) {
            paragraph += 1;
        }
        let Some(known) = analysis.paragraphs.get(paragraph) else { break };
        let joined = last_name.filter(|end| JOINERS.contains(&text.get(*end..hit.start).unwrap_or_default()));
        let is_inside_last = found.last().is_some_and(|last| {
            (last.start as usize) < hit.start
                && hit.start < last.end as usize
                && last.class != Class::Dateline
        });
        if (known.start as usize) > hit.start || (is_inside_last && joined.is_none()) {
            continue;
        }
        let place = layout.place(paragraph);
        let mention = Mention::new(text, known, place, hit.clone());
        let credit = match pattern {
            Pattern::Phrase(phrase) => credit_of_phrase(&mention, phrase),
            Pattern::Paper => outlet_as_source(text, known, place, hit.clone()),
            Pattern::Name { agency, is_short } => {
                let credit = match found.last().filter(|_| joined.is_some()) {
                    Some(last) => joined_to(last, agency),
                    None => credit_of_name(&mention, agency, is_short),
                };
                last_name = credit.is_some().then_some(hit.end);
                credit
            }
        };
        found.extend(credit.filter(|credit| found.last() != Some(credit)));
    }
}

/// The second of two agencies that share a credit.
fn joined_to(last: &Credit, agency: AgencyNumber) -> Option<Credit> {
    Some(Credit { credited: Credited::Agency(agency), ..last.clone() })
}

/// Whether no letter or digit touches it; in scripts without spaces all touch, and signs of other uses (`@AP`) do not credit.
fn stands_alone(text: &str, start: usize, end: usize, is_phrase: bool) -> bool {
    let is_spaced = |sign: char| sign.is_alphanumeric() && (sign as u32) < 0x2E80;
    let bounded = |outer: Option<char>, inner: Option<char>| {
        !(outer.is_some_and(is_spaced) && inner.is_some_and(is_spaced))
    };
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    bounded(before, text[start..].chars().next())
        && bounded(after, text[..end].chars().next_back())
        && (is_phrase || !matches!(before, Some('@' | '#' | '_')))
}

/// Where the story begins and ends among the paragraphs.
struct Layout {
    lead: usize,
    last: usize,
}

impl Layout {
    fn of(paragraphs: &[Paragraph]) -> Layout {
        let is_story = |paragraph: &&Paragraph| {
            matches!(paragraph.role, Role::Body | Role::Quote | Role::Dateline)
                && (paragraph.tokens.len() >= STORY_TOKENS_MIN || paragraph.role == Role::Dateline)
        };
        let dateline = paragraphs.iter().position(|paragraph| paragraph.role == Role::Dateline);
        let lead = dateline.or_else(|| paragraphs.iter().position(|paragraph| is_story(&paragraph)));
        let lead = lead.unwrap_or(0);
        let last = paragraphs.iter().rposition(|paragraph| is_story(&paragraph)).unwrap_or(lead).max(lead);
        Layout { lead, last }
    }

    fn place(&self, paragraph: usize) -> Place {
        Place { position: self.position(paragraph), is_last: paragraph >= self.last }
    }

    fn position(&self, paragraph: usize) -> Position {
        if paragraph < self.lead {
            Position::Head
        } else if paragraph <= self.lead + 1 {
            Position::Lead
        } else if paragraph >= self.last {
            Position::Tail
        } else {
            Position::Body
        }
    }
}
