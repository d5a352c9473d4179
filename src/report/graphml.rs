//! The network of outlets as GraphML, for Gephi, igraph, NetworkX and other graph programs.
//!
//! Source: Brandes, Eiglsperger, Lerner, 2002, "The GraphML File Format", sections 2.1 to 2.4. Keys
//! declare the attributes of nodes and edges; an unknown value has no `data` element.

use crate::output::{Network, NetworkEdge, NetworkOutlet};
use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;
use std::io::Write;

/// Id, what it belongs to, name and type of each attribute.
const KEYS: [[&str; 4]; 18] = [
    ["o0", "node", "name", "string"],
    ["o1", "node", "articles", "long"],
    ["o2", "node", "stories", "long"],
    ["o3", "node", "stories_shared", "long"],
    ["o4", "node", "stories_first", "long"],
    ["o5", "node", "wire_articles", "long"],
    ["o6", "node", "originality", "double"],
    ["o7", "node", "originality_without_wire", "double"],
    ["o8", "node", "agency", "boolean"],
    // Programs that lay graphs out look for this name.
    ["e0", "edge", "weight", "double"],
    ["e1", "edge", "stories", "long"],
    ["e2", "edge", "share_of_from", "double"],
    ["e3", "edge", "share_of_to", "double"],
    ["e4", "edge", "median_lag_hours", "double"],
    ["e5", "edge", "lags_known", "long"],
    ["e6", "edge", "carriers", "long"],
    ["e7", "edge", "carriers_crediting", "long"],
    ["e8", "edge", "credit_rate", "double"],
];

/// Writes one directed graph; nodes are numbered in the order of the outlets.
///
/// # Errors
/// Those of `out`; [`io::ErrorKind::InvalidData`] if an edge names an outlet that the network
/// does not list.
///
/// ```
/// use wirecopy::report::write_graphml;
///
/// let network = wirecopy::Scan::default()
///     .run_files(["data/sample"])?
///     .network(&wirecopy::NetworkParams::default())?;
/// let mut graph = Vec::new();
/// write_graphml(&network, &mut graph).unwrap();
/// assert_eq!(String::from_utf8(graph).unwrap().matches("<node ").count(), network.outlets.len());
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn write_graphml(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml.create_element("graphml");
    root.with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns")).write_inner_content(|xml| {
        for [id, of, name, kind] in KEYS {
            let key = xml.create_element("key").with_attributes([("id", id), ("for", of)]);
            key.with_attributes([("attr.name", name), ("attr.type", kind)]).write_empty()?;
        }
        let graph = xml.create_element("graph");
        graph
            .with_attributes([("id", "outlets"), ("edgedefault", "directed")])
            .write_inner_content(|xml| write_graph(network, xml))?;
        Ok(())
    })?;
    xml.into_inner().write_all(b"\n")
}

fn write_graph<W: Write>(network: &Network, xml: &mut Writer<W>) -> io::Result<()> {
    for (number, outlet) in network.outlets.iter().enumerate() {
        let node = xml.create_element("node").with_attribute(("id", &*format!("n{number}")));
        node.write_inner_content(|xml| write_data(xml, "o", &outlet_values(outlet)))?;
    }
    let node = |name: &str| {
        let number = network.outlets.binary_search_by(|outlet| outlet.outlet.as_str().cmp(name));
        number.map(|number| format!("n{number}")).map_err(|_| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{name} is no outlet of the network"))
        })
    };
    for edge in &network.edges {
        let ends = [("source", &*node(&edge.from)?), ("target", &*node(&edge.to)?)];
        let element = xml.create_element("edge").with_attributes(ends);
        element.write_inner_content(|xml| write_data(xml, "e", &edge_values(edge)))?;
    }
    Ok(())
}

fn outlet_values(outlet: &NetworkOutlet) -> [Option<String>; 9] {
    [
        Some(character_data(&outlet.outlet)),
        Some(outlet.articles.to_string()),
        Some(outlet.stories.to_string()),
        Some(outlet.stories_shared.to_string()),
        Some(outlet.stories_first.to_string()),
        outlet.wire_articles.map(|articles| articles.to_string()),
        outlet.originality.map(|share| share.to_string()),
        outlet.originality_without_wire.map(|share| share.to_string()),
        Some(outlet.agency.to_string()),
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

fn write_data<W: Write>(xml: &mut Writer<W>, of: &str, values: &[Option<String>]) -> io::Result<()> {
    for (number, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let data = xml.create_element("data").with_attribute(("key", &*format!("{of}{number}")));
            data.write_text_content(BytesText::from_escaped(value))?;
        }
    }
    Ok(())
}

/// Character data of XML 1.0. A character that XML cannot represent becomes U+FFFD; a carriage
/// return becomes a reference, since a reader would take the character itself for a line break.
fn character_data(text: &str) -> String {
    let representable = |character: char| match character {
        '\t' | '\n' | '\r' => character,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        _ => character,
    };
    let text: String = text.chars().map(representable).collect();
    partial_escape(&text).replace('\r', "&#13;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::collections::BTreeMap;

    fn outlet(name: &str) -> NetworkOutlet {
        NetworkOutlet {
            agency: false,
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
        assert_eq!(named("data").count(), 3 * 7 + 8);
        assert_eq!(named("node").count(), 3);
        let (_, edge) = named("edge").next().unwrap();
        assert_eq!((edge["source"].as_str(), edge["target"].as_str()), ("n2", "n0"));
        for name in ["<b>\"&amp;\"</b>", "Tolm & Sundvik\u{fffd} Post", "渡轮日报"] {
            assert!(texts.iter().any(|text| text == name), "{name}: {texts:?}");
        }
    }
}
