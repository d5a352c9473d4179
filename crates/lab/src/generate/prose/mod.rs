//! Text in either language, and the lines that agencies add to it.
//!
//! *Takes* random draws and a form. *Gives* sentences, headlines, captions, datelines. *Costs* a
//! few nanoseconds per byte. *Never* repeats a sentence except by chance. *Source*: templates and
//! word lists of our own in `data/`.

pub(crate) mod agencies;
pub(crate) mod calendar;
pub(crate) mod cast;
pub(crate) mod chinese;
pub(crate) mod english;
pub(crate) mod lexicon;
pub(crate) mod template;

use crate::generate::Language;
use crate::generate::prose::chinese::Chinese;
use crate::generate::prose::english::{English, Form};
use crate::generate::random::Random;

/// Writer of one text.
pub(crate) enum Prose {
    English(English),
    Chinese(Chinese),
}

impl Prose {
    /// `words` decides about templates and words, `fill` about numbers and names.
    pub(crate) fn new(language: Language, words: Random, fill: Random) -> Prose {
        match language {
            Language::English => Prose::English(English::new(words, fill)),
            Language::Chinese => Prose::Chinese(Chinese::new(words, fill)),
        }
    }

    /// Writes one sentence, headline or line.
    pub(crate) fn push(&mut self, form: Form, text: &mut String) {
        match self {
            Prose::English(english) => english.push(form, text),
            Prose::Chinese(chinese) => chinese.push(form, text),
        }
    }

    /// Writes sentences of one form as a paragraph.
    pub(crate) fn push_paragraph(&mut self, form: Form, sentences: u64, text: &mut String) {
        for number in 0..sentences {
            if number > 0 && matches!(self, Prose::English(_)) {
                text.push(' ');
            }
            self.push(form, text);
        }
    }

    /// Writes a sentence that names somebody as its source.
    pub(crate) fn push_mention(&mut self, of: &str, text: &mut String) {
        match self {
            Prose::English(english) => english.source = of.to_owned(),
            Prose::Chinese(chinese) => chinese.source = of.to_owned(),
        }
        self.push(Form::Mention, text);
    }

    /// Place of the story.
    pub(crate) fn scene(&self) -> &str {
        match self {
            Prose::English(english) => english.cast.scene(),
            Prose::Chinese(chinese) => chinese.scene(),
        }
    }
}
