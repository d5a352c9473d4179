//! The text of markup: its blocks as paragraphs, its entities as characters.

use super::limits;
use crate::markup::{is_hidden, is_paragraph};
use dom_query::{Document, NodeRef};
use wirecopy_article::RejectReason;

/// Returns whether a text has tags or entities, so that what a reader would see is another text.
pub(crate) fn has_markup(text: &str) -> bool {
    let has_tag = memchr::memchr_iter(b'<', text.as_bytes()).any(|at| is_tag(&text[at + 1..]));
    has_tag || memchr::memchr_iter(b'&', text.as_bytes()).any(|at| is_entity(&text[at + 1..]))
}

fn is_tag(rest: &str) -> bool {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let len = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    let is_name = (1..=10).contains(&len) && name.as_bytes()[0].is_ascii_alphabetic();
    let end = memchr::memchr2(b'<', b'>', name.as_bytes());
    rest.starts_with("!--")
        || is_name
            && end.is_some_and(|end| name.as_bytes()[end] == b'>')
            && matches!(name.as_bytes()[len], b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t')
}

fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let len = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    (2..=8).contains(&len) && name.as_bytes().get(len) == Some(&b';')
}

/// The text of markup. Line breaks of the markup are spaces, unless it has no block of its own:
/// then a blank line ends a paragraph.
///
/// # Errors
/// With the reason if the markup is too deep or too large.
pub(crate) fn text_of_markup(markup: &str) -> Result<String, RejectReason> {
    limits::check(markup)?;
    let has_blocks = ["<p", "<P", "<br", "<BR", "<div", "<DIV", "<li"].iter().any(|tag| markup.contains(tag));
    let document = if has_blocks {
        Document::fragment(markup)
    } else {
        let lines: Vec<&str> = markup.lines().map(str::trim_end).collect();
        let paragraphs =
            lines.split(|line| line.is_empty()).map(|lines| format!("<p>{}</p>", lines.join("\n")));
        Document::fragment(paragraphs.collect::<String>())
    };
    Ok(text_of_node(&document.root()))
}

/// The text below a node, its blocks as paragraphs. Without recursion.
pub(super) fn text_of_node(root: &NodeRef<'_>) -> String {
    let mut text = ParagraphText::default();
    let mut next = root.first_child();
    while let Some(node) = next {
        let name = node.node_name();
        let name = name.as_deref().unwrap_or_default();
        if node.is_text() {
            text.push(&node.text());
        } else if name == "br" {
            text.end_line();
        } else if is_paragraph(name) {
            text.end_paragraph();
        }
        let child = if is_hidden(name) { None } else { node.first_child() };
        next = child.or_else(|| {
            let mut node = node;
            loop {
                if node.node_name().as_deref().is_some_and(is_paragraph) {
                    text.end_paragraph();
                }
                if let Some(sibling) = node.next_sibling() {
                    return Some(sibling);
                }
                node = node.parent().filter(|parent| parent.id != root.id)?;
            }
        });
    }
    text.finish()
}

/// Paragraphs that grow word by word.
#[derive(Default)]
pub(crate) struct ParagraphText {
    text: String,
    /// The separator before the next word.
    separator: TextBreak,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TextBreak {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl ParagraphText {
    /// Appends words. White space is one space.
    pub(crate) fn push(&mut self, words: &str) {
        let is_space = |letter: char| letter.is_ascii_whitespace();
        for (number, word) in words.split(is_space).enumerate() {
            if number > 0 {
                self.separator = self.separator.max(TextBreak::Space);
            }
            if !word.is_empty() {
                self.separate();
                self.text.push_str(word);
            }
        }
    }

    pub(crate) fn end_line(&mut self) {
        // Two breaks are how old pages separate paragraphs.
        let is_second = self.separator >= TextBreak::Line;
        self.separator = if is_second { TextBreak::Paragraph } else { TextBreak::Line };
    }

    pub(crate) fn end_paragraph(&mut self) {
        self.separator = TextBreak::Paragraph;
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.separator {
                TextBreak::None => "",
                TextBreak::Space => " ",
                TextBreak::Line => "\n",
                TextBreak::Paragraph => "\n\n",
            });
        }
        self.separator = TextBreak::None;
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_entities_are_characters() {
        for (markup, text) in [
            (
                "<p>The heron&nbsp;left.</p>\n<p>It <b>came</b>\nback&#8217;s</p>",
                "The heron\u{a0}left.\n\nIt came back’s",
            ),
            ("One.<br>Two.<br/><br/>Three.", "One.\nTwo.\n\nThree."),
            ("First line\nof it.\n\nSecond <i>one</i>.", "First line of it.\n\nSecond one."),
            ("<ul><li>a<li>b</ul><script>x()</script><!-- c -->", "a\n\nb"),
            ("Fish &amp; chips", "Fish & chips"),
            ("", ""),
        ] {
            assert_eq!(text_of_markup(markup).unwrap(), text, "{markup}");
        }
    }

    #[test]
    fn prose_with_signs_is_no_markup() {
        for (text, has) in [
            ("profits rose <b>5</b> %", true),
            ("a &amp; b", true),
            ("a &#8217; b", true),
            ("if a < b and b > c", false),
            ("AT&T; Q&A", false),
            ("<not a tag", false),
            ("write to <ann@example.com>", false),
            ("x <- y", false),
        ] {
            assert_eq!(has_markup(text), has, "{text}");
        }
    }
}
