//! Phrases that credit without the name of an agency: republished texts, source lines, unnamed
//! wires.

use super::partial::{unnamed, wires};
use crate::credit::agencies::{agency_credited_as, agency_name, agency_named, agency_of_outlet};
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use crate::credit::mention::{Mention, head};
use wirecopy_article::text::Role;
use wirecopy_article::word_table::rows;

/// A kind of phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub(in crate::credit) enum Phrase {
    /// Followed by the name of the outlet in which the text appeared before.
    AppearedIn,
    /// Followed by the name of the source; only on a separate line, since the words are common.
    SourceLine,
    /// Like `SourceLine`, with a label that is used for texts and for nothing else.
    SourceLineOfText,
    /// Says that the article contains the text of some agency.
    SomeWire,
    /// Says that all of the article is the text of some agency.
    WholeWire,
    /// A word for agencies, only at the end of a short line.
    Wires,
    /// Precedes the names of editors at Reuters.
    EditedBy,
}

/// Returns all phrases in lower case, each with its kind.
pub(in crate::credit) fn phrases() -> impl Iterator<Item = (Phrase, &'static str)> {
    rows(include_str!("../../../data/credit_phrases.tsv"))
        .map(|columns| (columns[0].parse().expect("a test parses every row"), columns[1]))
}

/// Maximum number of bytes of the name of an outlet.
const NAME_BYTES_MAX: usize = 80;
/// Maximum number of tokens of a line that names its source.
const SOURCE_TOKENS_MAX: usize = 14;
/// Maximum number of tokens of a line that says where a text appeared before; in a story the same
/// words are about something else.
const APPEARED_TOKENS_MAX: usize = 60;
/// Maximum number of tokens of such a line without a word such as "this".
const APPEARED_LINE_TOKENS_MAX: usize = 14;
/// Maximum number of bytes of a sentence about the article before the word that says so.
const ARTICLE_BYTES_MAX: usize = 40;
/// Maximum number of bytes of a word such as "this" with the noun for a text that follows it.
const NOUN_BYTES_MAX: usize = 32;
/// Maximum number of words of the name of a source.
const SOURCE_NAME_WORDS_MAX: usize = 6;

/// Maximum number of bytes after a name in which a word says that it is that of a letter to
/// subscribers.
const OWN_LETTER_BYTES_MAX: usize = 36;

/// Returns the credit that a phrase is part of, if it is part of one.
pub(in crate::credit) fn credit_of_phrase(mention: &Mention<'_>, phrase: Phrase) -> Option<Credit> {
    match phrase {
        Phrase::AppearedIn => appeared_in(mention),
        Phrase::SourceLine | Phrase::SourceLineOfText => source_line(mention, phrase),
        Phrase::SomeWire => unnamed(mention),
        Phrase::WholeWire => {
            unnamed(mention).map(|credit| Credit { strength: Strength::VeryStrong, ..credit })
        }
        Phrase::Wires => wires(mention),
        Phrase::EditedBy => edited_by(mention),
    }
}

/// Returns the credit in `(Reporting by X; Editing by Y)`, which only Reuters writes with this
/// bracket, separator and both phrases.
fn edited_by(mention: &Mention<'_>) -> Option<Credit> {
    let (opened, closed) = mention.in_brackets()?;
    let before = mention.before[mention.before.len() - opened..].to_lowercase();
    let is_form = CUES.reporting_before.occur_in(&before);
    let separated = before.trim_end().ends_with([';', ',', '.']) || before.trim_end().ends_with("and");
    (is_form && separated && mention.position != CreditPosition::Head).then(|| {
        let reuters = agency_named("Reuters").map_or(CreditedParty::Unnamed, CreditedParty::Agency);
        mention.credit(Class::SignOff, reuters, Strength::VeryStrong, (opened, closed))
    })
}

fn appeared_in(mention: &Mention<'_>) -> Option<Credit> {
    let before = mention.before_in_lower_case(120);
    let is_line = mention.is_line(APPEARED_TOKENS_MAX);
    let is_end = mention.is_last || mention.position == CreditPosition::Head || mention.role == Role::Credit;
    if !(is_line || is_end) || !is_about_article(mention) || CUES.no_republication_before.occur_in(&before) {
        return None;
    }
    let (name, skipped) = outlet_name(mention.after)?;
    let around = (if is_line { mention.before.len() } else { 0 }, skipped + name.len());
    Some(credit(mention, name, Strength::Strong, around))
}

/// Returns whether the sentence of a phrase is about the article itself: it starts with the phrase,
/// or has a word such as "this" and a noun for a text before it.
fn is_about_article(mention: &Mention<'_>) -> bool {
    let sentence = mention.sentence_before().to_lowercase();
    let sentence = sentence.trim_matches(|sign: char| !sign.is_alphanumeric());
    if sentence.is_empty() || sentence == "it" {
        return true;
    }
    let has_noun = CUES.text_noun.occur_in(sentence);
    let is_short = sentence.split_whitespace().count() <= 2 && mention.is_line(APPEARED_LINE_TOKENS_MAX);
    // Further on in a sentence, "this report" is a part of the story.
    let opening = format!(" {} ", head(sentence, ARTICLE_BYTES_MAX));
    let names_itself = || {
        let (at, _) = CUES.this_text.last_in(&opening)?;
        CUES.text_noun.occur_in(head(&opening[at..], NOUN_BYTES_MAX)).then_some(())
    };
    has_noun && (is_short || names_itself().is_some())
}

/// A line that starts with a label such as "Source:" names where the text is from only above or
/// below it; between, it names where a picture, a table or a fact is from. Only an agency writes
/// the texts of others, so any other name is weak evidence, unless the label itself means a text.
fn source_line(mention: &Mention<'_>, label: Phrase) -> Option<Credit> {
    let before = mention.before.trim_matches(|sign: char| !sign.is_alphanumeric());
    let is_edge =
        label == Phrase::SourceLineOfText || mention.is_last || mention.position == CreditPosition::Head;
    if !mention.reaches_start()
        || !before.is_empty()
        || !is_edge
        || !mention.is_line(SOURCE_TOKENS_MAX)
        || mention.role == Role::Caption
    {
        return None;
    }
    let (name, skipped) = outlet_name(mention.after)?;
    let rest = mention.after[skipped + name.len()..].trim_matches(|sign: char| !sign.is_alphanumeric());
    let is_agency = agency_credited_as(name).is_some();
    let is_whole = rest.is_empty() || is_agency || name.contains('.');
    let may_be_outlet = name.split_whitespace().count() <= SOURCE_NAME_WORDS_MAX
        && !CUES.no_outlet.occur_in(&format!(" {} ", name.to_lowercase()));
    let is_text = label == Phrase::SourceLineOfText;
    let strength = if is_agency || is_text { Strength::Strong } else { Strength::Weak };
    (is_whole && may_be_outlet)
        .then(|| credit(mention, name, strength, (mention.before.len(), skipped + name.len())))
}

fn credit(mention: &Mention<'_>, name: &str, strength: Strength, around: (usize, usize)) -> Credit {
    let credited =
        agency_credited_as(name).map_or_else(|| CreditedParty::Named(name.to_owned()), CreditedParty::Agency);
    let channel = agency_of_outlet(name).map(|agency| agency_name(agency).to_owned());
    Credit { channel, ..mention.credit(Class::Republication, credited, strength, around) }
}

/// Returns the name at the start of `after` without its article, and its offset. The name ends at a
/// stop, a comma, a date or a word about the licence.
fn outlet_name(after: &str) -> Option<(&str, usize)> {
    let start = after.len()
        - after
            .trim_start_matches([' ', ':', '：', '(', '"', '“', '«', '\u{3000}', '\u{a0}', '《', '»'])
            .len();
    let rest = &after[start..];
    // The article of "The Conversation" has a capital: it is part of the name.
    let article = CUES.outlet_article.of(rest).last().map_or(0, str::len);
    let rest = &rest[article..];
    let line = rest.split('\n').next().unwrap_or_default();
    let end = CUES.name_end.first_in(line).unwrap_or(line.len());
    let name =
        head(rest, end.min(NAME_BYTES_MAX + 1)).trim_end_matches(['.', ' ', ',', ';', ':', '\u{a0}', '。']);
    let name = name.strip_suffix(" and").unwrap_or(name);
    // The owner of a host: "Tolm.example's Saturday page".
    let name = match name.find(['\'', '’']) {
        Some(owner) if name[..owner].contains('.') => &name[..owner],
        _ => name,
    };
    let rest = &line[line.find(name).map_or(0, |at| at + name.len())..];
    let is_letter = CUES.own_letter_after.occur_in(&head(rest, OWN_LETTER_BYTES_MAX).to_lowercase());
    (!name.is_empty() && name.len() <= NAME_BYTES_MAX && may_name_outlet(name) && !is_letter)
        .then_some((name, start + article))
}

/// Returns whether the words can be the name of an outlet: no date, no part of an outlet's own, and
/// a capital or a host at the start.
fn may_name_outlet(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let first = first.trim_end_matches(['.', ',']);
    let is_dated = name.starts_with(|sign: char| sign.is_ascii_digit())
        || CUES.date_word.iter().any(|word| word == first);
    let begins =
        !name.starts_with(char::is_lowercase) || name.contains('.') || agency_credited_as(name).is_some();
    begins && !is_dated && !CUES.no_outlet_name.occur_in(&format!(" {} ", name.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_a_kind_and_is_in_lower_case() {
        let all: Vec<(Phrase, &str)> = phrases().collect();
        assert!(all.len() > 100);
        for (index, (_, phrase)) in all.iter().enumerate() {
            assert_eq!(phrase.to_lowercase(), *phrase);
            assert!(all[..index].iter().all(|(_, known)| known != phrase), "listed twice: {phrase}");
        }
    }
}
