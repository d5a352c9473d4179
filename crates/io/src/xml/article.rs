//! The article of one item, by the names of its elements.

use super::element_names::{NAMES, NamedValue};
use super::tree::{Element, Node};
use crate::html::{has_markup, text_of_markup};
use crate::record::Fields;
use wirecopy_article::{RejectReason, TextMaker};

/// The fields of an item.
///
/// # Errors
/// With the reason if it is not an article, or has no text.
pub(super) fn fields(item: &Element) -> Result<Fields<'static>, RejectReason> {
    refuse_unpublished(item)?;
    let all = item.all();
    let text = NAMES.texts.iter().find_map(|name| {
        let texts = all.iter().filter(|element| element.name == *name).map(|element| text_of(element));
        texts
            .filter(|text| text.as_ref().map_or(true, |text| !text.is_empty()))
            .max_by_key(|text| text.as_ref().map_or(0, String::len))
    });
    // An item may be its text, without an element for it.
    let text = text.unwrap_or_else(|| Ok(String::new()))?;
    if text.is_empty() {
        return Err(RejectReason::TextEmpty);
    }
    let url = link(&all);
    Ok(Fields {
        id: Fields::uncounted(first_value(&all, &NAMES.ids).or_else(|| url.clone())),
        url: Fields::uncounted(url),
        title: Fields::uncounted(title(&all)),
        author: Fields::uncounted(byline(&all)),
        ..Fields::made(text, TextMaker::Xml)
    }
    .published_in_words(first_value(&all, &NAMES.dates)))
}

/// Refuses drafts, pages of attachments and menus of a WordPress export.
fn refuse_unpublished(item: &Element) -> Result<(), RejectReason> {
    let value = |name: &str| {
        item.elements().find(|element| element.name == name).map(|element| words(&element.text()))
    };
    let refused = |what: String| Err(RejectReason::NotAnArticle { what });
    match value("post_type").as_deref() {
        None | Some("post" | "page" | "article" | "news" | "story") => {}
        Some("attachment") => return refused("an attachment".into()),
        Some("nav_menu_item") => return refused("an entry of a menu".into()),
        Some(kind) if kind.starts_with("wp_") || kind == "revision" || kind == "custom_css" => {
            return refused(format!("a record of WordPress ({kind})"));
        }
        Some(_) => {}
    }
    match value("status").as_deref() {
        Some("draft" | "auto-draft" | "pending" | "future") => refused("a draft".into()),
        Some("trash") => refused("a post in the trash".into()),
        Some("private") => refused("a private post".into()),
        _ => Ok(()),
    }
}

fn title(all: &[&Element]) -> Option<String> {
    let texts = NAMES.titles.iter().flat_map(|name| all.iter().filter(move |element| element.name == *name));
    let mut texts = texts.map(|element| {
        let text = element.text();
        words(&if has_markup(&text) { text_of_markup(&text).unwrap_or(text) } else { text })
    });
    texts.find(|text| !text.is_empty())
}

fn byline(all: &[&Element]) -> Option<String> {
    let found = NAMES.bylines.iter().find_map(|name| all.iter().find(|element| element.name == *name))?;
    Some(words(&found.text())).filter(|words| !words.is_empty())
}

fn link(all: &[&Element]) -> Option<String> {
    let links: Vec<&&Element> = all.iter().filter(|element| element.name == "link").collect();
    let is_address = |address: &str| address.starts_with("http");
    let stated = links.iter().find_map(|link| {
        let relation = link.attribute("rel").unwrap_or("alternate");
        link.attribute("href").filter(|_| relation == "alternate").map(str::to_owned)
    });
    let content = links.iter().map(|link| words(&link.text())).find(|address| is_address(address));
    let permanent = all.iter().filter(|element| element.name == "guid");
    let permanent = permanent.filter(|guid| guid.attribute("ispermalink") != Some("false"));
    content.or(stated).or_else(|| permanent.map(|guid| words(&guid.text())).find(|guid| is_address(guid)))
}

fn first_value(all: &[&Element], names: &[NamedValue]) -> Option<String> {
    names.iter().find_map(|(name, attribute)| {
        let mut found = all.iter().filter(|element| element.name == *name).map(|element| match attribute {
            Some(attribute) => element.attribute(attribute).unwrap_or_default().to_owned(),
            None => words(&element.text()),
        });
        found.find(|value| !value.is_empty())
    })
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of an element: the markup that it quotes, or its own elements, as paragraphs.
fn text_of(element: &Element) -> Result<String, RejectReason> {
    if element.elements().next().is_some() {
        return Ok(paragraphs(element));
    }
    let text = element.text();
    let text = if has_markup(&text) { text_of_markup(&text)? } else { text };
    Ok(text.trim().to_owned())
}

/// The blocks below an element as paragraphs. Words of an element that has no block keep their
/// lines.
fn paragraphs(element: &Element) -> String {
    enum Step<'a> {
        Node(&'a Node),
        End,
    }
    let mut text = String::new();
    let mut pending: Vec<Step<'_>> = element.children.iter().rev().map(Step::Node).collect();
    while let Some(step) = pending.pop() {
        match step {
            Step::Node(Node::Text(words)) => text.push_str(words),
            Step::Node(Node::Element(inner)) if NAMES.outside.contains(&inner.name.as_str()) => {}
            Step::Node(Node::Element(inner)) => {
                if inner.name == "br" {
                    text.push('\n');
                }
                let is_block = inner.name != "br" && !NAMES.inline.contains(&inner.name.as_str());
                if is_block {
                    text.push_str("\n\n");
                    pending.push(Step::End);
                }
                pending.extend(inner.children.iter().rev().map(Step::Node));
            }
            Step::End => text.push_str("\n\n"),
        }
    }
    let lines = text.lines().map(str::trim_end);
    let mut tidy = String::with_capacity(text.len());
    let mut is_after_blank = true;
    for line in lines {
        match (line.trim().is_empty(), is_after_blank) {
            (true, true) => {}
            (is_blank, _) => {
                tidy.push_str(line);
                tidy.push('\n');
                is_after_blank = is_blank;
            }
        }
    }
    tidy.trim().to_owned()
}
