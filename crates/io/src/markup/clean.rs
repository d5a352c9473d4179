//! The text that a fragment of HTML shows.

use super::elements::{Effect, effect};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::borrow::Cow;

/// The text that a browser would show for a fragment: entities decoded, paragraphs of block
/// elements with an empty line between them. Line breaks count only if there is no element that
/// makes paragraphs. Borrowed where nothing changes. Linear.
pub(crate) fn plain_text(fragment: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'<', b'&', fragment.as_bytes()).is_none() {
        return Cow::Borrowed(fragment);
    }
    let mut page = ShownText::default();
    let on_event = |event: CallbackEvent<'_>, _: Span<()>| -> Option<std::convert::Infallible> {
        page.on_event(&event);
        None
    };
    let mut emitter = CallbackEmitter::new(on_event);
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(fragment, emitter).finish();
    let text = page.finish();
    if text == fragment { Cow::Borrowed(fragment) } else { Cow::Owned(text) }
}

/// The shown text of a fragment, as far as it was read.
#[derive(Default)]
struct ShownText {
    pieces: Vec<ShownPiece>,
    has_blocks: bool,
    /// The hidden element that is open, and how often.
    hidden: Option<(Vec<u8>, u32)>,
}

enum ShownPiece {
    Text(String),
    Paragraph,
    Line,
    Blank,
}

impl ShownText {
    fn on_event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.open(name),
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } if self.hidden.is_none() => {
                self.pieces.push(ShownPiece::Text(String::from_utf8_lossy(value).into_owned()));
            }
            _ => {}
        }
    }

    fn open(&mut self, name: &[u8]) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += u32::from(hidden.as_slice() == name);
            return;
        }
        match effect(name) {
            Some(Effect::Hidden) => self.hidden = Some((name.to_vec(), 1)),
            other => self.separate(other),
        }
    }

    fn close(&mut self, name: &[u8]) {
        match &mut self.hidden {
            Some((hidden, depth)) if hidden.as_slice() == name => {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            Some(_) => {}
            None => self.separate(effect(name).filter(|effect| *effect != Effect::Break)),
        }
    }

    fn separate(&mut self, effect: Option<Effect>) {
        let piece = match effect {
            Some(Effect::Block) => ShownPiece::Paragraph,
            Some(Effect::Break) => ShownPiece::Line,
            Some(Effect::Cell) => ShownPiece::Blank,
            Some(Effect::Hidden | Effect::Inline) | None => return,
        };
        self.has_blocks |= !matches!(piece, ShownPiece::Blank);
        self.pieces.push(piece);
    }

    fn finish(self) -> String {
        let mut text = String::new();
        if !self.has_blocks {
            // The lines of such a text are its own.
            text.extend(self.pieces.iter().map(|piece| match piece {
                ShownPiece::Text(piece) => piece.as_str(),
                ShownPiece::Paragraph | ShownPiece::Line | ShownPiece::Blank => " ",
            }));
            return text;
        }
        let mut before = WordSeparator::None;
        for piece in &self.pieces {
            match piece {
                ShownPiece::Text(piece) => append_collapsed(&mut text, piece, &mut before),
                ShownPiece::Paragraph => before = before.max(WordSeparator::Paragraph),
                ShownPiece::Line if before >= WordSeparator::Line => before = WordSeparator::Paragraph,
                ShownPiece::Line => before = WordSeparator::Line,
                ShownPiece::Blank => before = before.max(WordSeparator::Blank),
            }
        }
        text
    }
}

/// The separator of the next word from the text before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WordSeparator {
    None,
    Blank,
    Line,
    Paragraph,
}

/// Appends a piece of text with its runs of white space as one blank each.
fn append_collapsed(text: &mut String, piece: &str, before: &mut WordSeparator) {
    // A no-break space is a character like any other.
    let is_blank = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
    if piece.starts_with(is_blank) {
        *before = (*before).max(WordSeparator::Blank);
    }
    for word in piece.split(is_blank).filter(|word| !word.is_empty()) {
        if !text.is_empty() {
            text.push_str(match before {
                WordSeparator::None => "",
                WordSeparator::Blank => " ",
                WordSeparator::Line => "\n",
                WordSeparator::Paragraph => "\n\n",
            });
        }
        text.push_str(word);
        *before = WordSeparator::Blank;
    }
    if !piece.ends_with(is_blank) && !piece.is_empty() {
        *before = WordSeparator::None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_show_their_text() {
        for (fragment, text) in [
            ("<p>Herons &amp; gulls</p><p>came  back\nto Tolm.</p>", "Herons & gulls\n\ncame back to Tolm."),
            ("<div><p>One</p></div>\n<div>Two</div>", "One\n\nTwo"),
            ("One<br>two<br><br/>three", "One\ntwo\n\nthree"),
            ("He<b>r</b>ons <i>came</i> back", "Herons came back"),
            ("A line\n\nand <em>another</em>", "A line\n\nand another"),
            ("<script>let a = '<p>';</script>shown<style>p {}</style>", "shown"),
            ("<p>open <a href=\"x", "open"),
            ("plain text", "plain text"),
            ("3 < 4 & 5 > 4", "3 < 4 & 5 > 4"),
            ("It&#8217;s &quot;so&quot;&nbsp;far", "It’s \"so\"\u{a0}far"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
            ("<svg><title>x</title></svg><p>seen</p>", "seen"),
            ("", ""),
        ] {
            assert_eq!(plain_text(fragment), text, "{fragment}");
        }
    }

    #[test]
    fn a_deep_page_takes_no_deep_stack() {
        let deep = format!("{}herons{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(plain_text(&deep), "herons");
    }

    proptest::proptest! {
        #[test]
        fn no_fragment_panics(fragment in "(<|>|/|p|b|br|script|&|;|#|x|[a-z]| |\n|é|\"|=){0,60}") {
            let text = plain_text(&fragment);
            proptest::prop_assert!(text.len() <= 3 * fragment.len() + 3);
        }
    }
}
