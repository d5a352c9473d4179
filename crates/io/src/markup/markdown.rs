//! Texts with Markdown markup, recognised and cleaned.

use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Kinds of marks by which a text without a link is Markdown. One alone may be typing: a number
/// sign, a line that begins with `>`.
const KINDS_MIN: usize = 2;

/// Marks of a heading, at most.
const HEADING_MARKS_MAX: usize = 6;

/// Returns whether a text has a link of Markdown, or marks of several kinds. Linear.
pub(crate) fn looks_like_markdown(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (opens, closes) = (memchr::memchr(b'[', bytes), memchr::memrchr(b')', bytes));
    let is_link = |at: usize| {
        let rest = &text[at + 2..];
        let is_target =
            ["http://", "https://", "/", "#", "mailto:"].iter().any(|start| rest.starts_with(start));
        is_target && opens.is_some_and(|open| open < at) && closes.is_some_and(|close| close > at)
    };
    if memmem::find_iter(bytes, b"](").any(is_link) {
        return true;
    }
    let is_heading = |line: &str| {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=HEADING_MARKS_MAX).contains(&marks) && line[marks..].starts_with(' ')
    };
    let has_strong = || {
        let mut marks = memmem::find_iter(bytes, b"**");
        let opens = marks.next().is_some_and(|at| bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric));
        opens && marks.next().is_some()
    };
    let kinds = [text.lines().any(is_heading), has_strong(), text.lines().any(|line| line.starts_with("> "))];
    kinds.into_iter().filter(|has| *has).count() >= KINDS_MIN
}

/// The text that a page shows of Markdown: without the marks and the addresses of links, one line
/// per line and an empty line between paragraphs. Linear.
pub(crate) fn text_of_markdown(markdown: &str) -> String {
    let mut shown = String::with_capacity(markdown.len());
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                shown.push_str(&text);
            }
            Event::Html(html) | Event::InlineHtml(html) => shown.push_str(&html),
            Event::SoftBreak | Event::HardBreak => shown.push('\n'),
            Event::Rule => shown.push_str("\n\n"),
            Event::Start(Tag::List(first)) => {
                end_line(&mut shown);
                numbers.push(first);
            }
            Event::Start(Tag::Item) => {
                end_line(&mut shown);
                if let Some(Some(number)) = numbers.last_mut() {
                    shown.push_str(&format!("{number}. "));
                    *number += 1;
                }
            }
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
                end_paragraph(&mut shown);
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::BlockQuote(_),
            ) => {
                end_paragraph(&mut shown);
            }
            _ => {}
        }
    }
    shown.truncate(shown.trim_end().len());
    shown
}

fn end_line(shown: &mut String) {
    if !shown.is_empty() && !shown.ends_with('\n') {
        shown.push('\n');
    }
}

fn end_paragraph(shown: &mut String) {
    shown.truncate(shown.trim_end_matches('\n').len());
    if !shown.is_empty() {
        shown.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_seen_and_typing_is_not() {
        for (text, expected) in [
            ("The [herons](https://tolm.example/h) came back.", true),
            ("# Herons\n\n**TOLM** — They came back.", true),
            ("> They came back,\n\n## she said", true),
            ("# 1 herons, #2 gulls", false),
            ("2 ** 3 is 8 and a ** b", false),
            ("> quoted mail", false),
            ("See [1] (and below)", false),
            ("a list[0](x)", false),
            ("plain", false),
        ] {
            assert_eq!(looks_like_markdown(text), expected, "{text}");
        }
    }

    #[test]
    fn marks_and_addresses_are_left_out_and_every_word_stays() {
        for (markdown, text) in [
            (
                "# Herons\n\n**TOLM (AP) — Herons** came _back_.\n\n> “Yes,” she said.",
                "Herons\n\nTOLM (AP) — Herons came back.\n\n“Yes,” she said.",
            ),
            ("The [herons](https://tolm.example/h) came\nback.", "The herons came\nback."),
            ("* [Share](https://x.example)\n* Print\n\nEnd", "Share\nPrint\n\nEnd"),
            ("3. three\n4. four", "3. three\n4. four"),
            ("![A heron](h.jpg) at the quay", "A heron at the quay"),
            ("1 \\* 2", "1 * 2"),
            ("", ""),
        ] {
            assert_eq!(text_of_markdown(markdown), text, "{markdown}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "([*_#>\\[\\]()!`~|\\\\-]|[a-z]| |\n|é|https://x|\t){0,60}") {
            looks_like_markdown(&text);
            text_of_markdown(&text);
        }
    }
}
