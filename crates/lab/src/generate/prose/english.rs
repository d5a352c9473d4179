//! English sentences from templates and the lexicon.

use crate::generate::prose::calendar::{MONTHS, WEEKDAYS};
use crate::generate::prose::cast;
use crate::generate::prose::cast::Cast;
use crate::generate::prose::lexicon::{Lexicon, WordClass, lexicon};
use crate::generate::prose::template::{Slot, TemplatePiece, templates};
use crate::generate::random::Random;
use std::sync::LazyLock;

/// Form of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Sentence,
    Quote,
    Headline,
    Caption,
    TableLine,
    Mention,
}

/// Clauses are separate, because other templates contain them.
struct Templates {
    clauses: Vec<Vec<TemplatePiece>>,
    by_form: [Vec<Vec<TemplatePiece>>; Form::Mention as usize + 1],
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates {
    clauses: templates("clauses"),
    by_form: [
        templates("sentences"),
        templates("quotes"),
        templates("headlines"),
        templates("captions"),
        templates("table_lines"),
        templates("mentions"),
    ],
});

/// State of the writer of one text.
pub(crate) struct English {
    templates: &'static Templates,
    lexicon: &'static Lexicon,
    /// Decides about templates and words.
    words: Random,
    /// Decides about numbers and names: a template that is filled anew has another one.
    fill: Random,
    /// People, places and organisations of the text.
    pub(crate) cast: Cast,
    /// Source that a mention names.
    pub(crate) source: String,
}

impl English {
    pub(crate) fn new(words: Random, mut fill: Random) -> English {
        let cast = Cast::draw(&mut fill);
        English { templates: &TEMPLATES, lexicon: lexicon(), words, fill, cast, source: String::new() }
    }

    /// Writes one sentence, headline or line.
    pub(crate) fn push(&mut self, form: Form, text: &mut String) {
        let start = text.len();
        let of_form = &self.templates.by_form[form as usize];
        let pieces = self.words.pick(of_form);
        self.push_pieces(pieces, start, text);
        capitalise(text, start);
    }

    fn push_pieces(&mut self, pieces: &'static [TemplatePiece], sentence_start: usize, text: &mut String) {
        for piece in pieces {
            match piece {
                TemplatePiece::Words(words) => text.push_str(words),
                TemplatePiece::Slot(Slot::Word(class)) => {
                    let word = self.lexicon.draw(*class, &mut self.words);
                    mend_article(text, word);
                    text.push_str(word);
                }
                TemplatePiece::Slot(Slot::Clause) => {
                    let start = text.len();
                    let clause = self.words.pick(&self.templates.clauses);
                    self.push_pieces(clause, start, text);
                    let before = &text.as_bytes()[sentence_start..start];
                    if before.ends_with("“".as_bytes()) || before.ends_with(b". ") {
                        capitalise(text, start);
                    }
                }
                TemplatePiece::Slot(slot) => self.push_fill(*slot, text),
            }
        }
    }

    fn push_fill(&mut self, slot: Slot, text: &mut String) {
        let fill = &mut self.fill;
        match slot {
            Slot::CastPerson => self.cast.push_person(fill, text),
            Slot::CastPlace => self.cast.push_place(fill, text),
            Slot::CastOrganisation => self.cast.push_organisation(fill, text),
            Slot::AnyPerson => cast::push_person(fill, text),
            Slot::AnyPlace => text.push_str(self.lexicon.draw(WordClass::Place, fill)),
            Slot::SmallNumber => push_number(fill.between(2, 199), text),
            Slot::LargeNumber => push_grouped(fill.between(1_000, 899_999), text),
            Slot::Percent => {
                push_decimal(fill.between(11, 989), text);
                text.push_str(" percent");
            }
            Slot::Money => {
                text.push('$');
                push_decimal(fill.between(11, 9_989), text);
                text.push_str(if fill.chance(0.8) { " million" } else { " billion" });
            }
            Slot::Weekday => text.push_str(fill.pick::<&str>(&WEEKDAYS)),
            Slot::Day => {
                text.push_str(fill.pick::<&str>(&MONTHS));
                text.push(' ');
                push_number(fill.between(1, 28), text);
            }
            Slot::Year => push_number(fill.between(1951, 2030), text),
            Slot::Time => {
                push_number(fill.between(1, 12), text);
                text.push(':');
                push_number(fill.between(10, 59), text);
                text.push_str(if fill.chance(0.5) { " a.m." } else { " p.m." });
            }
            Slot::Agency => text.push_str(&self.source),
            Slot::Word(_) | Slot::Clause => {}
        }
    }
}

/// "a" before a vowel is "an".
#[inline]
fn mend_article(text: &mut String, word: &str) {
    let is_article = matches!(text.as_bytes(), [.., b' ' | b'\n', b'a' | b'A', b' ']);
    if is_article && word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) {
        text.pop();
        text.push_str("n ");
    }
}

/// Writes the first letter after opening marks in upper case.
fn capitalise(text: &mut str, start: usize) {
    let at = start + if text[start..].starts_with('“') { '“'.len_utf8() } else { 0 };
    if let Some(letter) = text.get_mut(at..at + 1) {
        letter.make_ascii_uppercase();
    }
}

/// Writes digits; `write!` takes ten times as long.
pub(crate) fn push_number(number: u64, text: &mut String) {
    if number >= 10 {
        push_number(number / 10, text);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

fn push_grouped(number: u64, text: &mut String) {
    push_number(number / 1000, text);
    text.push(',');
    for power in [100, 10, 1] {
        text.push(char::from(b'0' + (number / power % 10) as u8));
    }
}

fn push_decimal(tenths: u64, text: &mut String) {
    push_number(tenths / 10, text);
    text.push('.');
    push_number(tenths % 10, text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::random::Purpose;

    fn writer(fill: u64) -> English {
        English::new(Random::of(1, Purpose::StoryWords, 0), Random::of(1, Purpose::StoryFill, fill))
    }

    #[test]
    fn sentences_begin_with_a_capital_or_a_digit_and_end() {
        let mut writer = writer(0);
        for form in [Form::Sentence, Form::Quote, Form::TableLine] {
            for _ in 0..500 {
                let mut text = String::new();
                writer.push(form, &mut text);
                let first = text.trim_start_matches('“').chars().next().unwrap();
                assert!(first.is_uppercase() || first.is_ascii_digit() || first == '$', "{text}");
                assert!(text.ends_with(['.', '”']), "{text}");
                assert!(!text.contains("  ") && !text.contains('{'), "{text}");
                assert!(!text.contains(" a a") && !text.contains(" a e"), "{text}");
            }
        }
    }

    #[test]
    fn another_fill_changes_numbers_and_names_and_no_word() {
        let (mut one, mut other) = (String::new(), String::new());
        writer(0).push(Form::TableLine, &mut one);
        writer(1).push(Form::TableLine, &mut other);
        assert_ne!(one, other);
        let words = |text: &str| {
            let lower = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase());
            text.split(' ').filter(lower).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(words(&one), words(&other));
    }

    #[test]
    fn numbers_are_written_as_papers_do() {
        let mut text = String::new();
        push_grouped(12_034, &mut text);
        text.push(' ');
        push_decimal(407, &mut text);
        assert_eq!(text, "12,034 40.7");
    }
}
