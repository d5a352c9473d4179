//! Text in either language.

use super::Language;
use super::chinese::Chinese;
use super::english::{English, Form};
use super::random::Random;

/// What writes one text.
pub(super) enum Prose {
    English(English),
    Chinese(Chinese),
}

impl Prose {
    /// `words` decides about templates and words, `fill` about numbers and names.
    pub(super) fn new(language: Language, words: Random, fill: Random) -> Prose {
        match language {
            Language::English => Prose::English(English::new(words, fill)),
            Language::Chinese => Prose::Chinese(Chinese::new(words, fill)),
        }
    }

    /// Writes one sentence, headline or line.
    pub(super) fn push(&mut self, form: Form, text: &mut String) {
        match self {
            Prose::English(english) => english.push(form, text),
            Prose::Chinese(chinese) => chinese.push(form, text),
        }
    }

    /// Writes sentences of one form as a paragraph.
    pub(super) fn push_paragraph(&mut self, form: Form, sentences: u64, text: &mut String) {
        for number in 0..sentences {
            if number > 0 && matches!(self, Prose::English(_)) {
                text.push(' ');
            }
            self.push(form, text);
        }
    }

    /// Writes a sentence that names somebody as its source.
    pub(super) fn push_mention(&mut self, of: &str, text: &mut String) {
        match self {
            Prose::English(english) => english.source = of.to_owned(),
            Prose::Chinese(chinese) => chinese.source = of.to_owned(),
        }
        self.push(Form::Mention, text);
    }

    /// Where the story plays.
    pub(super) fn scene(&self) -> &str {
        match self {
            Prose::English(english) => english.cast.scene(),
            Prose::Chinese(chinese) => chinese.scene(),
        }
    }
}
