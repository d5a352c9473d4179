//! Pages that would take long to parse, recognised before they are parsed.

use crate::markup::{has_raw_content, needs_no_end};
use wirecopy_article::RejectReason;

/// Bytes of the largest page. The largest of news, with their pictures inside, have a few million.
const PAGE_BYTES_MAX: usize = 16 << 20;

/// Tags of the largest page: long running reports have 40,000.
const TAGS_MAX: usize = 200_000;

/// Depth of elements. Browsers stop at 512; real pages have up to 60.
const DEPTH_MAX: usize = 512;

/// Elements times their depths: what an extractor that walks up from each has to do. Real pages
/// have up to two million.
const STEPS_MAX: usize = 10_000_000;

/// Attributes of one tag, each of which the parser compares with all before it. Real tags have up
/// to fifty.
const ATTRIBUTES_MAX: usize = 2000;

/// Refuses a page that is too large, too deep or of too many elements. Linear in the page.
pub(super) fn check(page: &str) -> Result<(), RejectReason> {
    let refused = |fault: String| Err(RejectReason::Unreadable { fault });
    if page.len() > PAGE_BYTES_MAX {
        return refused(format!("the page has more than {PAGE_BYTES_MAX} bytes"));
    }
    if has_too_many_attributes(page) {
        return refused(format!("a tag of the page has more than {ATTRIBUTES_MAX} attributes"));
    }
    let (mut tags, mut depth, mut steps) = (0, 0_usize, 0_usize);
    let mut rest = page;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        let is_end = rest.starts_with('/');
        let name = name_at(if is_end { &rest[1..] } else { rest });
        if name.is_empty() {
            continue;
        }
        tags += 1;
        steps += depth;
        if needs_no_end(name) {
            continue;
        }
        if is_end {
            depth = depth.saturating_sub(1);
            continue;
        }
        if has_raw_content(name) {
            rest = after_end_of(rest, name);
            continue;
        }
        depth += 1;
        if depth > DEPTH_MAX {
            return refused(format!("the page nests more than {DEPTH_MAX} elements"));
        }
    }
    match tags > TAGS_MAX || steps > STEPS_MAX {
        true if tags <= TAGS_MAX => refused("the page nests too many elements too deep".into()),
        true => refused(format!("the page has more than {TAGS_MAX} tags")),
        false => Ok(()),
    }
}

/// Returns whether a tag has more attributes than are accepted. Linear.
fn has_too_many_attributes(page: &str) -> bool {
    let mut rest = page;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        let name = name_at(rest);
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
        } else if !name.is_empty() {
            let (attributes, behind) = attributes_of(&rest[name.len()..]);
            if attributes > ATTRIBUTES_MAX {
                return true;
            }
            rest = if has_raw_content(name) { after_end_of(behind, name) } else { behind };
        }
    }
    false
}

/// The number of attributes of a tag after its name, up to one more than are accepted, and what
/// follows the tag.
fn attributes_of(mut rest: &str) -> (usize, &str) {
    let is_between = |letter: char| letter.is_ascii_whitespace() || letter == '/';
    let is_end = |letter: char| is_between(letter) || letter == '>';
    let mut attributes = 0;
    loop {
        rest = rest.trim_start_matches(is_between);
        if let Some(behind) = rest.strip_prefix('>') {
            return (attributes, behind);
        }
        if rest.is_empty() || attributes > ATTRIBUTES_MAX {
            return (attributes, "");
        }
        attributes += 1;
        // A name may begin with a sign of equality.
        let name_end = rest.char_indices().skip(1).find(|(_, letter)| *letter == '=' || is_end(*letter));
        rest = name_end.map_or("", |(end, _)| rest[end..].trim_ascii_start());
        let Some(value) = rest.strip_prefix('=').map(str::trim_ascii_start) else { continue };
        let quote = value.chars().next().filter(|quote| "\"'".contains(*quote));
        rest = match quote {
            Some(quote) => value[1..].split_once(quote).map_or("", |(_, behind)| behind),
            None => value
                .find(|letter: char| letter.is_ascii_whitespace() || letter == '>')
                .map_or("", |end| &value[end..]),
        };
    }
}

fn name_at(rest: &str) -> &str {
    let len = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
    if rest.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) { &rest[..len] } else { "" }
}

/// The bytes after the end tag of an element whose content is not markup.
fn after_end_of<'a>(rest: &'a str, name: &str) -> &'a str {
    let bytes = rest.as_bytes();
    let ends = memchr::memchr_iter(b'<', bytes).find(|at| {
        let tag = &bytes[at + 1..];
        tag.first() == Some(&b'/')
            && tag.get(1..1 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    });
    ends.map_or("", |at| &rest[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_elements_that_must_be_closed() {
        assert!(check(&"<li>".repeat(10_000)).is_ok());
        assert!(check(&"<div><p></div>".repeat(10_000)).is_ok());
        assert!(check(&"<div>".repeat(DEPTH_MAX + 1)).is_err());
        assert!(check(&format!("<script>{}</script><p>", "'<div>'".repeat(10_000))).is_ok());
        assert!(check(&"<br>".repeat(TAGS_MAX + 1)).is_err());
        let deep = "<div>".repeat(500) + &"</div>".repeat(500);
        assert!(check(&deep).is_ok() && check(&deep.repeat(100)).is_err());
        let tag = |attributes: usize| {
            (0..attributes).fold("<p".to_owned(), |tag, at| format!("{tag} a{at}=\"<>\""))
        };
        assert!(check(&(tag(50) + ">")).is_ok() && check(&(tag(ATTRIBUTES_MAX + 1) + ">")).is_err());
        assert_eq!(attributes_of(" a = 'x>' b=c/d e /f=\"\">rest <p>"), (4, "rest <p>"));
        assert_eq!(attributes_of(" a='open>"), (1, ""));
        assert!(check("<script>").is_ok());
        assert!(check("a < b </ <1> <").is_ok());
    }
}
