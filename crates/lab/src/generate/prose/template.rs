//! Sentence templates: fixed words and slots to fill.

use crate::generate::prose::lexicon::WordClass;
use wirecopy_article::word_table;

/// One part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TemplatePiece {
    Words(&'static str),
    Slot(Slot),
}

/// A slot to fill; the table of templates explains the signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
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

/// Templates of one form, in the order of the table, parsed.
///
/// # Panics
/// If a template has a sign without a slot, which the first test would show.
pub(crate) fn templates(form: &str) -> Vec<Vec<TemplatePiece>> {
    templates_of(form).map(pieces_of).collect()
}

/// A template that is in its list several times is drawn as many times as often.
fn templates_of(form: &str) -> impl Iterator<Item = &'static str> {
    word_table::rows(include_str!("../../../data/templates.tsv"))
        .filter(move |columns| columns[0] == form)
        .flat_map(|columns| {
            let times = columns.get(2).map_or(1, |times| times.parse().expect("the third column is a count"));
            std::iter::repeat_n(columns[1], times)
        })
}

fn pieces_of(template: &'static str) -> Vec<TemplatePiece> {
    let mut pieces = Vec::new();
    for (number, part) in template.split('{').enumerate() {
        let words = match part.split_once('}') {
            Some((sign, words)) if number > 0 => {
                pieces.push(TemplatePiece::Slot(slot_of(sign)));
                words
            }
            _ => part,
        };
        if !words.is_empty() {
            pieces.push(TemplatePiece::Words(words));
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
    use super::*;

    #[test]
    fn a_template_is_parsed_into_words_and_slots_in_order() {
        assert_eq!(templates_of("clauses").count(), 62);
        assert_eq!(
            pieces_of("On {w}, {K}."),
            [
                TemplatePiece::Words("On "),
                TemplatePiece::Slot(Slot::Weekday),
                TemplatePiece::Words(", "),
                TemplatePiece::Slot(Slot::Clause),
                TemplatePiece::Words("."),
            ]
        );
    }

    #[test]
    fn among_six_words_of_any_template_three_are_slots() {
        for template in ["clauses", "sentences", "table_lines"].into_iter().flat_map(templates_of) {
            let words: Vec<&str> =
                template.split(|c: char| c.is_whitespace() || c == '-' || c == '/').collect();
            for window in words.windows(6) {
                let slots = window.iter().filter(|word| word.contains('{')).count();
                assert!(slots >= 3, "{template}");
            }
        }
    }
}
