//! Text of a script without spaces: random Chinese characters.

use crate::generate::prose::english::{Form, push_number};
use crate::generate::prose::lexicon::list;
use crate::generate::random::Random;
use std::sync::LazyLock;

/// Frequent particles.
static PARTICLES: LazyLock<Vec<&str>> = LazyLock::new(|| list("chinese_particles"));

/// Family names, a character each.
static FAMILY_NAMES: LazyLock<Vec<char>> =
    LazyLock::new(|| list("chinese_family_names").concat().chars().collect());

/// Characters are drawn with a probability that falls as 1 / (rank + shift), as words are.
const RANK_SHIFT: f64 = 60.0;

/// Steps of the drawing table, more than the number of characters, so that each has one.
const DRAW_STEPS: usize = 4096;

/// State of the writer of one text.
pub(crate) struct Chinese {
    words: Random,
    fill: Random,
    drawing: &'static [char],
    people: [String; 2],
    place: String,
    /// Source that a mention names.
    pub(crate) source: String,
}

fn drawing_table() -> &'static [char] {
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
        let characters = distinct_characters();
        let len = characters.len() as f64;
        let rank = |step: usize| {
            let probability = (step as f64 + 0.5) / DRAW_STEPS as f64;
            RANK_SHIFT * ((len + RANK_SHIFT) / RANK_SHIFT).powf(probability) - RANK_SHIFT
        };
        (0..DRAW_STEPS).map(|step| characters[(rank(step) as usize).min(characters.len() - 1)]).collect()
    });
    &TABLE
}

/// The table's characters, each once.
fn distinct_characters() -> Vec<char> {
    let mut seen = std::collections::HashSet::new();
    list("chinese_characters").concat().chars().filter(|character| seen.insert(*character)).collect()
}

impl Chinese {
    pub(crate) fn new(words: Random, mut fill: Random) -> Chinese {
        let drawing = drawing_table();
        let people = std::array::from_fn(|_| person(&mut fill));
        let place = (0..2).map(|_| *fill.pick(drawing)).collect();
        Chinese { words, fill, drawing, people, place, source: String::new() }
    }

    /// The place that a dateline names.
    pub(crate) fn scene(&self) -> &str {
        &self.place
    }

    /// Writes one sentence, headline or line.
    pub(crate) fn push(&mut self, form: Form, text: &mut String) {
        match form {
            Form::Sentence => self.push_sentence(text),
            Form::TableLine => {
                self.push_clause(text);
                self.push_figure(text);
                self.push_clause(text);
                self.push_figure(text);
                text.push('。');
            }
            Form::Quote => {
                self.push_person(text);
                text.push_str("表示：“");
                self.push_sentence(text);
                text.push('”');
            }
            Form::Headline => {
                self.push_clause(text);
                text.push(' ');
                self.push_clause(text);
            }
            Form::Caption => {
                text.push_str("图：");
                self.push_clause(text);
                self.push_figure(text);
                text.push_str("日，");
                self.push_clause(text);
                text.push('。');
            }
            Form::Mention => {
                text.push('据');
                text.push_str(&self.source);
                text.push_str("报道，");
                self.push_sentence(text);
            }
        }
    }

    /// Two to four clauses, commas between them.
    fn push_sentence(&mut self, text: &mut String) {
        for _ in 0..self.words.between(1, 3) {
            self.push_clause(text);
            text.push('，');
        }
        self.push_clause(text);
        text.push('。');
    }

    /// Three to six words of one or two characters, with particles between some.
    fn push_clause(&mut self, text: &mut String) {
        match self.words.below(12) {
            0 => self.push_person(text),
            1 => text.push_str(&self.place),
            2 => self.push_figure(text),
            _ => {}
        }
        for _ in 0..self.words.between(3, 6) {
            let drawn = self.words.next();
            text.push(self.drawing[(drawn >> 52) as usize]);
            if drawn & 3 != 0 {
                text.push(self.drawing[(drawn >> 40 & 0xfff) as usize]);
            }
            if drawn >> 2 & 3 == 0 {
                text.push_str(PARTICLES[(drawn >> 4 & 0xffff) as usize % PARTICLES.len()]);
            }
        }
    }

    fn push_figure(&mut self, text: &mut String) {
        push_number(self.fill.between(2, 9_999), text);
    }

    fn push_person(&mut self, text: &mut String) {
        text.push_str(self.fill.pick(&self.people).as_str());
    }
}

/// A character other than the one that `character` is.
pub(crate) fn character_other_than(character: &str, random: &mut Random) -> char {
    loop {
        let drawn = *random.pick(drawing_table());
        if !character.starts_with(drawn) {
            return drawn;
        }
    }
}

/// A family name and one or two characters.
pub(crate) fn person(random: &mut Random) -> String {
    let mut name = String::from(*random.pick(&FAMILY_NAMES));
    for _ in 0..random.between(1, 2) {
        name.push(*random.pick(drawing_table()));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_the_table_can_be_drawn() {
        let characters = distinct_characters();
        assert!((400..=800).contains(&characters.len()), "{}", characters.len());
        assert!(characters.iter().all(|character| drawing_table().contains(character)));
    }
}
