//! Search for all credits of a text: one pass for names and phrases, then the words around each.

use super::agencies::AgencyNumber;
use super::credit_cues::CUES;
use super::forms::{credit_of_name, credit_of_phrase, named_outlet};
use super::found::{Class, Credit, CreditPosition, CreditedParty};
use super::initials::RedefinedInitials;
use super::mention::{Mention, ParagraphPosition, is_wide};
use super::names::{Pattern, patterns_in};
use wirecopy_article::text::{Analysis, Paragraph, Role};

/// Minimum number of tokens of a paragraph of running text.
const STORY_TOKENS_MIN: usize = 12;

/// Replaces the contents of `found` by all credits of an analysed text, in the order of the text.
///
/// Locations are offsets in bytes. Linear in the text.
pub fn find(text: &str, analysis: &Analysis, found: &mut Vec<Credit>) {
    found.clear();
    let mut layout: Option<Layout> = None;
    let mut paragraph = 0;
    // End of the last name that was a credit.
    let mut last_name: Option<usize> = None;
    // Initials that the text defines as somebody else's: "Australian Federal Police (AFP)".
    let mut redefined = RedefinedInitials::default();
    for (pattern, hit) in patterns_in(text) {
        let is_phrase = matches!(pattern, Pattern::Phrase(_));
        if !pattern.is_unmistakable() && !is_separate(text, hit.start, hit.end, is_phrase) {
            continue;
        }
        if matches!(pattern, Pattern::Agency { .. }) && redefined.is_another(text, &hit) {
            continue;
        }
        let layout = layout.get_or_insert_with(|| Layout::of(&analysis.paragraphs));
        while analysis.paragraphs.get(paragraph).is_some_and(|known| (known.end as usize) < hit.end) {
            paragraph += 1;
        }
        let Some(known) = analysis.paragraphs.get(paragraph) else { break };
        let joined = last_name.filter(|end| is_joiner(text.get(*end..hit.start).unwrap_or_default()));
        let is_inside_last = found.last().is_some_and(|last| {
            (last.start as usize) < hit.start
                && hit.start < last.end as usize
                && last.class != Class::Dateline
        });
        if (known.start as usize) > hit.start || (is_inside_last && joined.is_none()) {
            continue;
        }
        let position = layout.position(paragraph);
        let mention = Mention::new(text, known, position, hit.clone());
        let credit = match pattern {
            Pattern::Phrase(phrase) => credit_of_phrase(&mention, phrase),
            Pattern::OutletWord => named_outlet(text, known, position, hit.clone()),
            Pattern::Agency { agency, is_short, .. } => {
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

/// Returns whether two agencies with these words between them share a credit: "AP, Reuters and
/// AFP".
fn is_joiner(between: &str) -> bool {
    CUES.joiner.iter().any(|joiner| joiner == between)
}

/// Returns the credit of another agency in the form of the last one.
fn joined_to(last: &Credit, agency: AgencyNumber) -> Option<Credit> {
    Some(Credit { credited: CreditedParty::Agency(agency), ..last.clone() })
}

/// Returns whether no letter or digit is next to the words and they are not a handle (`@AP`). In
/// scripts without spaces, letters may be next to them.
fn is_separate(text: &str, start: usize, end: usize, is_phrase: bool) -> bool {
    let is_spaced = |sign: char| sign.is_alphanumeric() && !is_wide(sign);
    let bounded = |outer: Option<char>, inner: Option<char>| {
        !(outer.is_some_and(is_spaced) && inner.is_some_and(is_spaced))
    };
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    bounded(before, text[start..].chars().next())
        && bounded(after, text[..end].chars().next_back())
        && (is_phrase || !matches!(before, Some('@' | '#' | '_')))
}

/// The first and last paragraph of the running text.
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

    fn position(&self, paragraph: usize) -> ParagraphPosition {
        let is_last = paragraph >= self.last;
        let position = match paragraph {
            _ if paragraph < self.lead => CreditPosition::Head,
            _ if paragraph <= self.lead + 1 => CreditPosition::Lead,
            _ if is_last => CreditPosition::Tail,
            _ => CreditPosition::Body,
        };
        ParagraphPosition { position, is_last }
    }
}
