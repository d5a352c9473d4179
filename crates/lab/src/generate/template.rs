//! Templates taken apart into words that stand and slots to fill.

use super::lexicon::WordClass;

/// One part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Words(&'static str),
    Slot(Slot),
}

/// What can be filled in; the signs stand in the table of templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Word(WordClass),
    CastPerson,
    CastPlace,
    CastOrganisation,
    AnyPerson,
    AnyPlace,
    SmallNumber,
    LargeNumber,
    Percent,
    Money,
    Weekday,
    Day,
    Year,
    Time,
    Clause,
    Agency,
}

/// Takes templates apart once.
///
/// # Panics
/// If a template has a sign that stands for nothing, which the first test would show.
pub(super) fn taken_apart(templates: &[&'static str]) -> Vec<Vec<Piece>> {
    templates.iter().map(|template| pieces_of(template)).collect()
}

fn pieces_of(template: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, part) in template.split('{').enumerate() {
        let words = match part.split_once('}') {
            Some((sign, words)) if number > 0 => {
                pieces.push(Piece::Slot(slot_of(sign)));
                words
            }
            _ => part,
        };
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
    }
    pieces
}

fn slot_of(sign: &str) -> Slot {
    match sign {
        "n" => Slot::Word(WordClass::Noun),
        "N" => Slot::Word(WordClass::Plural),
        "v" => Slot::Word(WordClass::Verb),
        "V" => Slot::Word(WordClass::VerbThird),
        "d" => Slot::Word(WordClass::VerbPast),
        "g" => Slot::Word(WordClass::VerbGerund),
        "a" => Slot::Word(WordClass::Adjective),
        "r" => Slot::Word(WordClass::Adverb),
        "j" => Slot::Word(WordClass::Joint),
        "p" => Slot::Word(WordClass::Preposition),
        "t" => Slot::Word(WordClass::Determiner),
        "s" => Slot::Word(WordClass::Said),
        "O" => Slot::Word(WordClass::Office),
        "P" => Slot::CastPerson,
        "C" => Slot::CastPlace,
        "R" => Slot::CastOrganisation,
        "Q" => Slot::AnyPerson,
        "L" => Slot::AnyPlace,
        "#" => Slot::SmallNumber,
        "B" => Slot::LargeNumber,
        "%" => Slot::Percent,
        "$" => Slot::Money,
        "w" => Slot::Weekday,
        "m" => Slot::Day,
        "y" => Slot::Year,
        "x" => Slot::Time,
        "K" => Slot::Clause,
        "A" => Slot::Agency,
        other => unreachable!("no slot has the sign {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::english_templates as english;
    use super::*;

    #[test]
    fn a_template_is_its_words_and_slots_in_order() {
        assert_eq!(
            pieces_of("On {w}, {K}."),
            [
                Piece::Words("On "),
                Piece::Slot(Slot::Weekday),
                Piece::Words(", "),
                Piece::Slot(Slot::Clause),
                Piece::Words("."),
            ]
        );
    }

    #[test]
    fn among_six_words_of_any_template_three_are_slots() {
        let tables = [&english::CLAUSES[..], &english::SENTENCES[..], &english::TABLE_LINES[..]];
        for template in tables.into_iter().flatten() {
            let words: Vec<&str> =
                template.split(|c: char| c.is_whitespace() || c == '-' || c == '/').collect();
            for window in words.windows(6) {
                let slots = window.iter().filter(|word| word.contains('{')).count();
                assert!(slots >= 3, "{template}");
            }
        }
    }
}
