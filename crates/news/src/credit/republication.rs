//! Phrases that credit without the name of an agency: republished texts, source lines, unnamed
//! wires.

use super::agency_named;
use super::credit_cues::CUES;
use super::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use super::mention::{Mention, head};
use wirecopy_article::text::Role;
use wirecopy_article::word_table::rows;

/// A kind of phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Phrase {
    /// Followed by the name of the outlet in which the text appeared before.
    AppearedIn,
    /// Followed by the name of the source; only in a line of its own, since the words are common.
    SourceLine,
    /// Says that the article contains the text of some agency.
    SomeWire,
    /// Precedes the names of editors at Reuters.
    EditedBy,
}

/// Returns all phrases in lower case, each with its kind.
pub(super) fn phrases() -> impl Iterator<Item = (Phrase, &'static str)> {
    rows(include_str!("../../data/credit_phrases.tsv"))
        .map(|columns| (columns[0].parse().expect("a test parses every row"), columns[1]))
}

/// Most bytes of the name of an outlet.
const NAME_BYTES_MAX: usize = 80;
/// Most tokens of a line that names its source.
const SOURCE_TOKENS_MAX: usize = 14;
/// Most tokens of a line that says where a text appeared before; in a story the same words are
/// about something else.
const APPEARED_TOKENS_MAX: usize = 60;
/// Most tokens of a line that credits agencies without a name.
const SOME_WIRE_TOKENS_MAX: usize = 40;

/// Returns the credit that a phrase is part of, if it is part of one.
pub(super) fn credit_of_phrase(mention: &Mention<'_>, phrase: Phrase) -> Option<Credit> {
    match phrase {
        Phrase::AppearedIn => appeared_in(mention),
        Phrase::SourceLine => source_line(mention),
        Phrase::SomeWire => {
            let is_line = mention.is_line(SOME_WIRE_TOKENS_MAX);
            let around = if is_line { mention.line() } else { (0, 0) };
            (is_line || mention.in_brackets().is_some())
                .then(|| mention.credit(Class::Mixed, CreditedParty::Unnamed, Strength::Strong, around))
        }
        Phrase::EditedBy => edited_by(mention),
    }
}

/// Returns the credit in `(Reporting by X; Editing by Y)`, which only Reuters writes with this
/// bracket, separator and both phrases.
fn edited_by(mention: &Mention<'_>) -> Option<Credit> {
    let (opened, closed) = mention.in_brackets()?;
    let before = mention.before[mention.before.len() - opened..].to_lowercase();
    let is_form =
        before.contains("reporting by") || before.contains("writing by") || before.contains("compiled by");
    let separated = before.trim_end().ends_with([';', ',', '.']) || before.trim_end().ends_with("and");
    (is_form && separated && mention.position != CreditPosition::Head).then(|| {
        let reuters = agency_named("Reuters").map_or(CreditedParty::Unnamed, CreditedParty::Agency);
        mention.credit(Class::SignOff, reuters, Strength::VeryStrong, (opened, closed))
    })
}

fn appeared_in(mention: &Mention<'_>) -> Option<Credit> {
    let is_line = mention.is_line(APPEARED_TOKENS_MAX);
    let is_end = mention.is_last || mention.position == CreditPosition::Head || mention.role == Role::Credit;
    let before = mention.before_in_lower_case(120);
    let is_about_text = CUES.text_noun.occur_in(&before);
    let opens =
        mention.reaches_start() && before.trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty();
    if !(is_line || is_end)
        || !(opens || is_about_text)
        || before.contains("photo")
        || before.contains("recipe")
    {
        return None;
    }
    let (name, skipped) = outlet_name(mention.after)?;
    let around = (if is_line { mention.before.len() } else { 0 }, skipped + name.len());
    Some(credit(mention, name, Strength::Strong, around))
}

fn source_line(mention: &Mention<'_>) -> Option<Credit> {
    let before = mention.before.trim_matches(|sign: char| !sign.is_alphanumeric());
    if !mention.reaches_start()
        || !before.is_empty()
        || !mention.is_line(SOURCE_TOKENS_MAX)
        || mention.role == Role::Caption
    {
        return None;
    }
    let (name, skipped) = outlet_name(mention.after)?;
    let words = name.split_whitespace().count();
    let is_name = name.chars().next().is_some_and(|first| !first.is_lowercase() || first as u32 >= 0x600)
        || name.contains('.')
        || agency_named(name).is_some();
    (is_name && words <= 6)
        .then(|| credit(mention, name, Strength::Strong, (mention.before.len(), skipped + name.len())))
}

fn credit(mention: &Mention<'_>, name: &str, strength: Strength, around: (usize, usize)) -> Credit {
    let credited =
        agency_named(name).map_or_else(|| CreditedParty::Named(name.to_owned()), CreditedParty::Agency);
    mention.credit(Class::Republication, credited, strength, around)
}

/// Returns the name at the start of `after` without its article, and its offset. The name ends at a
/// stop, a comma, a date or a word about the licence.
fn outlet_name(after: &str) -> Option<(&str, usize)> {
    let start = after.len()
        - after.trim_start_matches([' ', ':', '：', '"', '“', '«', '\u{3000}', '\u{a0}', '《', '»']).len();
    let rest = &after[start..];
    // The article of "The Conversation" has a capital: it is part of the name.
    let article = ["the ", "el ", "la ", "le ", "die ", "der ", "dem ", "o ", "a "]
        .iter()
        .find(|article| rest.starts_with(**article))
        .map_or(0, |article| article.len());
    let rest = &rest[article..];
    let line = rest.split('\n').next().unwrap_or_default();
    let end = CUES.name_end.first_in(line).unwrap_or(line.len());
    let name = head(rest, end.min(NAME_BYTES_MAX + 1)).trim_end_matches(['.', ' ', ',', ';', '\u{a0}', '。']);
    let is_dated = name.chars().next().is_some_and(|first| first.is_ascii_digit());
    let begins = name.chars().next().is_some_and(|first| !first.is_lowercase())
        || name.contains('.')
        || agency_named(name).is_some();
    (!name.is_empty() && name.len() <= NAME_BYTES_MAX && begins && !is_dated)
        .then_some((name, start + article))
}
