//! Statements of a page about its article in JSON-LD.

use serde_json::Value;

/// Objects that are looked at in one page: more than any page of one article has.
const OBJECTS_MAX: usize = 2000;

/// Statements about one article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    /// The text, if the page has it there too.
    pub(super) text: Option<String>,
}

/// The first article of a script, in the order of the script.
pub(super) fn linked_data(script: &str) -> Option<LinkedData> {
    let trimmed = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let root: Value = serde_json::from_str(trimmed).ok()?;
    let mut pending = vec![&root];
    for _ in 0..OBJECTS_MAX {
        match pending.pop()? {
            Value::Array(values) => pending.extend(values.iter().rev()),
            Value::Object(object) => {
                let value = |key: &str| object.get(key);
                if value("@type").is_some_and(is_article) {
                    return Some(LinkedData {
                        title: value("headline").or_else(|| value("name")).and_then(string),
                        byline: value("author").or_else(|| value("creator")).and_then(names),
                        published: value("datePublished").and_then(string),
                        publisher: value("publisher").and_then(names),
                        url: value("mainEntityOfPage")
                            .and_then(address)
                            .or_else(|| value("url").and_then(address)),
                        text: value("articleBody").and_then(string),
                    });
                }
                pending.extend(["mainEntity", "@graph"].iter().filter_map(|key| value(key)));
            }
            _ => {}
        }
    }
    None
}

/// Returns whether a type, or one of several, is that of an article.
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            ["Article", "Posting", "Report"].iter().any(|end| kind.ends_with(end))
                || kind.ends_with("NewsItem")
        }
        Value::Array(kinds) => kinds.iter().any(|kind| kind.is_string() && is_article(kind)),
        _ => false,
    }
}

fn string(value: &Value) -> Option<String> {
    let words = value.as_str()?.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The names of one or several people or organisations.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::Array(values) => {
            let all: Vec<String> =
                values.iter().filter(|value| !value.is_array()).filter_map(names).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        Value::Object(object) => object.get("name").and_then(string),
        _ => string(value),
    }
}

fn address(value: &Value) -> Option<String> {
    let address = value.as_str().or_else(|| value.get("@id")?.as_str())?;
    address.starts_with("http").then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_in_a_graph() {
        let found = linked_data(
            r#"{"@context": "https://schema.org", "@graph": [
                {"@type": "WebSite", "name": "Tolm Courier"},
                {"@type": ["NewsArticle"], "headline": "Herons", "datePublished": "2031-05-20",
                 "author": [{"name": "Ann Lee"}, {"name": "Tolm Wire"}], "publisher": {"name": "Tolm Courier"},
                 "mainEntityOfPage": {"@id": "https://tolm.example/herons"}}]}"#,
        );
        let found = found.unwrap();
        assert_eq!(found.byline.as_deref(), Some("Ann Lee, Tolm Wire"));
        assert_eq!(found.publisher.as_deref(), Some("Tolm Courier"));
        assert_eq!(found.url.as_deref(), Some("https://tolm.example/herons"));
        assert_eq!(linked_data("{\"@type\": \"WebPage\"}"), None);
        assert_eq!(linked_data("no JSON"), None);
    }
}
