//! The people, places and organisations of one text.

use crate::generate::prose::lexicon::{WordClass, lexicon, list};
use crate::generate::random::Random;
use std::sync::LazyLock;

/// Kinds of organisations in the news.
static ORGANISATIONS: LazyLock<Vec<&str>> = LazyLock::new(|| list("organisations"));

/// Numbers of recurring people, places and organisations in a text.
const PEOPLE: usize = 3;
const PLACES: usize = 2;
const ORGANISATIONS_IN_CAST: usize = 2;

/// People, places and organisations of a text. Drawn with the fill of a text, so that a filled
/// template has another cast.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cast {
    people: [(&'static str, &'static str); PEOPLE],
    /// True for each who was already named in full.
    introduced: [bool; PEOPLE],
    places: [&'static str; PLACES],
    organisations: [String; ORGANISATIONS_IN_CAST],
}

impl Cast {
    pub(crate) fn draw(fill: &mut Random) -> Cast {
        Cast {
            people: std::array::from_fn(|_| person(fill)),
            introduced: [false; PEOPLE],
            places: std::array::from_fn(|_| lexicon().draw(WordClass::Place, fill)),
            organisations: std::array::from_fn(|_| {
                let place = lexicon().draw(WordClass::Place, fill);
                let field = lexicon().draw(WordClass::Noun, fill);
                let kind = fill.pick(&ORGANISATIONS);
                format!("{place} {}{} {kind}", field[..1].to_uppercase(), &field[1..])
            }),
        }
    }

    /// Writes a person: in full at first, later mostly by surname.
    pub(crate) fn push_person(&mut self, fill: &mut Random, text: &mut String) {
        let drawn = fill.below(4 * PEOPLE as u64) as usize;
        let (number, in_full) = (drawn / 4, drawn.is_multiple_of(4));
        let (first, last) = self.people[number];
        if in_full || !self.introduced[number] {
            text.push_str(first);
            text.push(' ');
            self.introduced[number] = true;
        }
        text.push_str(last);
    }

    /// The place that a dateline names.
    pub(crate) fn scene(&self) -> &'static str {
        self.places[0]
    }

    pub(crate) fn push_place(&self, fill: &mut Random, text: &mut String) {
        text.push_str(fill.pick::<&str>(&self.places));
    }

    pub(crate) fn push_organisation(&self, fill: &mut Random, text: &mut String) {
        text.push_str(fill.pick(&self.organisations).as_str());
    }
}

/// A first name and a surname.
pub(crate) fn person(random: &mut Random) -> (&'static str, &'static str) {
    (lexicon().draw(WordClass::FirstName, random), lexicon().draw(WordClass::Surname, random))
}

/// Writes a first name and a surname.
pub(crate) fn push_person(random: &mut Random, text: &mut String) {
    let (first, last) = person(random);
    text.push_str(first);
    text.push(' ');
    text.push_str(last);
}
