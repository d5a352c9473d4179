//! The network of outlets as GraphML, for Gephi, igraph, NetworkX and the like.
//!
//! The form is that of "The GraphML File Format" (Brandes, Eiglsperger, Lerner, 2002, sections 2.1 to 2.4): keys declare the attributes of nodes and
//! edges, and what is unknown has no `data` element.

use crate::output::{Network, NetworkEdge, NetworkOutlet};
use std::io;
use std::io::Write;

/// Id, what it belongs to, name and type of each attribute.
const KEYS: [(&str, &str, &str, &str); 17] = [
    ("o0", "node", "name", "string"),
    ("o1", "node", "articles", "long"),
    ("o2", "node", "stories", "long"),
    ("o3", "node", "stories_shared", "long"),
    ("o4", "node", "stories_first", "long"),
    ("o5", "node", "wire_articles", "long"),
    ("o6", "node", "originality", "double"),
    ("o7", "node", "originality_without_wire", "double"),
    // Programs that lay graphs out look for this name.
    ("e0", "edge", "weight", "double"),
    ("e1", "edge", "stories", "long"),
    ("e2", "edge", "share_of_from", "double"),
    ("e3", "edge", "share_of_to", "double"),
    ("e4", "edge", "median_lag_hours", "double"),
    ("e5", "edge", "lags_known", "long"),
    ("e6", "edge", "carriers", "long"),
    ("e7", "edge", "carriers_crediting", "long"),
    ("e8", "edge", "credit_rate", "double"),
];

/// Writes one directed graph; nodes are numbered in the order of the outlets.
///
/// # Errors
/// Those of `out`.
pub fn write_graphml(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    out.write_all(b"<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")?;
    for (id, of, name, kind) in KEYS {
        writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    out.write_all(b"  <graph id=\"outlets\" edgedefault=\"directed\">\n")?;
    for (number, outlet) in network.outlets.iter().enumerate() {
        writeln!(out, "    <node id=\"n{number}\">")?;
        write_data(out, "o", &outlet_values(outlet))?;
        out.write_all(b"    </node>\n")?;
    }
    let number = |name: &str| {
        network.outlets.binary_search_by(|outlet| outlet.outlet.as_str().cmp(name)).map_err(|_| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{name} is no outlet of the network"))
        })
    };
    for edge in &network.edges {
        writeln!(out, "    <edge source=\"n{}\" target=\"n{}\">", number(&edge.from)?, number(&edge.to)?)?;
        write_data(out, "e", &edge_values(edge))?;
        out.write_all(b"    </edge>\n")?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")
}

fn outlet_values(outlet: &NetworkOutlet) -> [Option<String>; 8] {
    [
        Some(escaped(&outlet.outlet)),
        Some(outlet.articles.to_string()),
        Some(outlet.stories.to_string()),
        Some(outlet.stories_shared.to_string()),
        Some(outlet.stories_first.to_string()),
        outlet.wire_articles.map(|articles| articles.to_string()),
        outlet.originality.map(|share| share.to_string()),
        outlet.originality_without_wire.map(|share| share.to_string()),
    ]
}

fn edge_values(edge: &NetworkEdge) -> [Option<String>; 9] {
    [
        Some(edge.stories.to_string()),
        Some(edge.stories.to_string()),
        Some(edge.share_of_from.to_string()),
        Some(edge.share_of_to.to_string()),
        edge.median_lag_hours.map(|hours| hours.to_string()),
        Some(edge.lags_known.to_string()),
        Some(edge.carriers.to_string()),
        edge.carriers_crediting.map(|carriers| carriers.to_string()),
        edge.credit_rate.map(|rate| rate.to_string()),
    ]
}

fn write_data(out: &mut dyn Write, of: &str, values: &[Option<String>]) -> io::Result<()> {
    for (number, value) in values.iter().enumerate() {
        if let Some(value) = value {
            writeln!(out, "      <data key=\"{of}{number}\">{value}</data>")?;
        }
    }
    Ok(())
}

/// Character data of XML 1.0; a character that it cannot hold becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // A reader of XML takes it for a line break.
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::collections::BTreeMap;

    fn outlet(name: &str) -> NetworkOutlet {
        NetworkOutlet {
            outlet: name.to_owned(),
            articles: 3,
            stories: 2,
            stories_shared: 1,
            stories_first: 0,
            wire_articles: None,
            originality: Some(0.25),
            originality_words: 400,
            originality_without_wire: None,
            originality_without_wire_words: 0,
        }
    }

    /// A name with its attributes.
    type Element = (String, BTreeMap<String, String>);

    /// Elements with their attributes, and the texts, of a document that a reader of XML takes.
    fn parsed(bytes: &[u8]) -> (Vec<Element>, Vec<String>) {
        let mut reader = Reader::from_reader(bytes);
        let (mut elements, mut texts, mut open) = (Vec::new(), Vec::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return (elements, texts),
                Event::Start(element) | Event::Empty(element) => {
                    let attributes = element.attributes().map(|attribute| {
                        let attribute = attribute.unwrap();
                        let name = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                        (name, String::from_utf8(attribute.value.to_vec()).unwrap())
                    });
                    let name = String::from_utf8(element.name().as_ref().to_vec()).unwrap();
                    elements.push((name, attributes.collect()));
                    open.clear();
                }
                Event::Text(text) => open.push_str(&text.decode().unwrap()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().unwrap();
                    let named = || match &*reference.decode().unwrap() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        other => unreachable!("{other}"),
                    };
                    open.push(character.unwrap_or_else(named));
                }
                Event::End(_) => texts.push(std::mem::take(&mut open)),
                _ => {}
            }
        }
    }

    #[test]
    fn graphml_is_xml_with_every_key_declared_and_names_unharmed() {
        let names = ["<b>\"&amp;\"</b>", "Tolm & Sundvik\u{1} Post", "渡轮日报"];
        let network = Network {
            links: "origin".to_owned(),
            zones: "any".to_owned(),
            articles: 9,
            articles_without_outlet: 0,
            stories: 6,
            stories_shared: 1,
            stories_of_open_origin: 0,
            appearances_unlinked: 0,
            edges_left_out: 0,
            outlets: names.map(outlet).to_vec(),
            edges: vec![NetworkEdge {
                from: names[2].to_owned(),
                to: names[0].to_owned(),
                stories: 1,
                share_of_from: 0.5,
                share_of_to: 0.5,
                median_lag_hours: None,
                lags_known: 0,
                carriers: 2,
                carriers_crediting: Some(1),
                credit_rate: Some(0.5),
            }],
        };
        let mut bytes = Vec::new();
        write_graphml(&network, &mut bytes).unwrap();
        let (elements, texts) = parsed(&bytes);
        let named = |name: &'static str| elements.iter().filter(move |(element, _)| element == name);
        let keys: Vec<&String> = named("key").map(|(_, attributes)| &attributes["id"]).collect();
        assert!(named("data").all(|(_, attributes)| keys.contains(&&attributes["key"])));
        assert_eq!(named("data").count(), 3 * 6 + 8);
        assert_eq!(named("node").count(), 3);
        let (_, edge) = named("edge").next().unwrap();
        assert_eq!((edge["source"].as_str(), edge["target"].as_str()), ("n2", "n0"));
        for name in ["<b>\"&amp;\"</b>", "Tolm & Sundvik\u{fffd} Post", "渡轮日报"] {
            assert!(texts.iter().any(|text| text == name), "{name}: {texts:?}");
        }
    }
}
