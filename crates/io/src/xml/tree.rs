//! One item as a tree of elements.

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

/// Elements within elements: more than any news has.
const DEPTH_MAX: usize = 200;

/// An element with what it contains.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// In lower case and without a prefix.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// A part of an element.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn elements(&self) -> impl DoubleEndedIterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(listed, _)| listed == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// This element and those below it, in order.
    pub(super) fn all(&self) -> Vec<&Element> {
        let mut all = Vec::new();
        let mut pending = vec![self];
        while let Some(element) = pending.pop() {
            all.push(element);
            pending.extend(element.elements().rev());
        }
        all
    }

    /// Its own text and that of all elements below it.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut pending: Vec<&Node> = self.children.iter().rev().collect();
        while let Some(node) = pending.pop() {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => pending.extend(element.children.iter().rev()),
            }
        }
        text
    }
}

/// The element that fills `xml`. A fault ends the elements that are open, and those that are not
/// closed end with the one around them.
pub(super) fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if open.len() <= DEPTH_MAX => open.push(element(&start)),
            Ok(Event::Start(_)) => {}
            Ok(Event::Empty(start)) => add(&mut open, Node::Element(element(&start))),
            Ok(Event::End(end)) => {
                let name = local_name(end.name().as_ref());
                if let Some(depth) = open.iter().skip(1).rposition(|element| element.name == name) {
                    while open.len() > depth + 1 {
                        close(&mut open);
                    }
                }
            }
            Ok(Event::Text(text)) => add_text(&mut open, &String::from_utf8_lossy(&text)),
            Ok(Event::CData(text)) => add_text(&mut open, &String::from_utf8_lossy(&text)),
            Ok(Event::GeneralRef(reference)) => {
                add_text(&mut open, &character(&String::from_utf8_lossy(&reference)));
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let root = open.pop().unwrap_or_default();
    let first = root.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    first.unwrap_or_default()
}

fn close(open: &mut Vec<Element>) {
    if let Some(closed) = open.pop() {
        add(open, Node::Element(closed));
    }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut() else { return };
    // Control characters that XML forbids are in exports all the same.
    let is_text = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    let text: String = text.chars().filter(|letter| is_text(*letter)).collect();
    match last.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(&text),
        _ => last.children.push(Node::Text(text)),
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let pair = |attribute: Attribute<'_>| {
        let value = String::from_utf8_lossy(&attribute.value).into_owned();
        (local_name(attribute.key.as_ref()), with_characters(&value))
    };
    Element {
        name: local_name(start.name().as_ref()),
        attributes: start.html_attributes().with_checks(false).flatten().map(pair).collect(),
        children: Vec::new(),
    }
}

fn local_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    name.rsplit(':').next().map(str::to_owned).unwrap_or(name)
}

/// A value with its references replaced.
fn with_characters(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.find(';').filter(|end| *end <= 10) {
            Some(end) => {
                text.push_str(&character(&rest[..end]));
                rest = &rest[end + 1..];
            }
            None => text.push('&'),
        }
    }
    text.push_str(rest);
    text
}

/// The character of a reference, or the reference as it is.
fn character(reference: &str) -> String {
    let number = reference.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => number.parse().ok(),
    });
    if let Some(letter) = number.and_then(char::from_u32) {
        return letter.to_string();
    }
    match quick_xml::escape::resolve_html5_entity(reference) {
        Some(text) => text.to_owned(),
        None => format!("&{reference};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_survives_faults() {
        let root = parse("<a:Item x='1 &amp; 2'>t&#233;&eacute;&nope;\u{1}<b>c<p/>d</a:Item>rest");
        assert_eq!((root.name.as_str(), root.attribute("x")), ("item", Some("1 & 2")));
        assert_eq!(root.text(), "téé&nope;cd");
        assert_eq!(parse("no element"), Element::default());
        assert_eq!(parse(&"<a>".repeat(100_000)).name, "a");
        assert_eq!(parse("<a>x & y</a>").text(), "x & y");
    }
}
