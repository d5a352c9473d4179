//! How a paragraph ends, which tells whether a story that ends with it was cut.

use serde::{Deserialize, Serialize};

use super::quotation::is_left_open;
use super::sentences::ends_sentence;

/// How a paragraph ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// As a sentence does.
    #[default]
    Stop,
    /// With dots that stand for more, or the number of characters that are missing (`[+1234 chars]`).
    Ellipsis,
    /// Inside a quotation.
    OpenQuotation,
    /// In the middle of a sentence.
    NoStop,
}

impl Ending {
    /// How `paragraph` ends. Linear.
    pub fn of(paragraph: &str) -> Ending {
        let paragraph = paragraph.trim_end();
        let (told, is_counted) = match without_count(paragraph) {
            Some(told) => (told.trim_end(), true),
            None => (paragraph, false),
        };
        let bare = told.trim_end_matches([']', ')', '"', '”', '»']);
        if is_counted || bare.ends_with('…') || bare.ends_with("...") || bare.ends_with(". . .") {
            Ending::Ellipsis
        } else if is_left_open(told) {
            Ending::OpenQuotation
        } else if ends_sentence(told) {
            Ending::Stop
        } else {
            Ending::NoStop
        }
    }

    /// Whether more must have followed.
    pub fn is_open(self) -> bool {
        self != Ending::Stop
    }
}

/// What stands before `[+1234 chars]`, as interfaces to news cut texts.
fn without_count(paragraph: &str) -> Option<&str> {
    let (told, count) = paragraph.strip_suffix(" chars]")?.rsplit_once("[+")?;
    count.bytes().all(|byte| byte.is_ascii_digit()).then_some(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_open_where_more_must_have_followed() {
        for (paragraph, ending) in [
            ("The quay was closed on Monday.", Ending::Stop),
            ("“The quay is ours,” she said. “Ours alone.”", Ending::Stop),
            ("(The quay was closed.)", Ending::Stop),
            ("码头星期一关闭。", Ending::Stop),
            ("The quay was closed on …", Ending::Ellipsis),
            ("The quay was closed. [...]", Ending::Ellipsis),
            ("The quay was clo… [+1482 chars]", Ending::Ellipsis),
            ("“The quay is ours. Nobody shall take it.", Ending::OpenQuotation),
            ("She said: \"The quay is", Ending::OpenQuotation),
            ("The quay was closed on", Ending::NoStop),
            ("", Ending::NoStop),
        ] {
            assert_eq!(Ending::of(paragraph), ending, "{paragraph}");
        }
    }
}
