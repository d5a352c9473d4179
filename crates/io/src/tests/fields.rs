//! Fields by name and by guess, in any charset.

use super::{Home, read_path};
use crate::{FieldNames, ReadOptions, to_iso8601};
use wirecopy_article::event::Warning;

#[test]
fn the_first_known_field_that_a_record_has_is_used() {
    let home = Home::new();
    let file = concat!(
        r#"{"content": "later", "Body": "heron", "_id": 12345678901234567890, "source": {"id": "tc", "name": "Tolm Courier"}}"#,
        "\n",
        r#"{"text": null, "body": "heron", "url": "https://www.Tolm.example/a", "headline": "Herons", "date": "2025-03-01"}"#,
        "\n",
        r#"{"text": "first", "text": "heron", "_id": {"$oid": "5f"}, "published": {"$date": "2025-03-01T10:00:00Z"}, "id": ""}"#,
        "\n",
        r#"{"text": "heron", "id": 1.50, "outlet": "http://www.tolm.example/feed", "timestamp": 1740823200, "title": ""}"#,
        "\n",
        r#"{"text": "heron", "id": "caf\u00e9", "date": "some day", "created": "2025-03-01", "source": [1]}"#,
        "\n",
    );
    let seen = home.read("a.jsonl", file).unwrap();
    assert_eq!(seen.texts(), ["heron"; 5]);
    let found: Vec<_> = seen
        .documents
        .iter()
        .map(|document| {
            (
                &*document.id,
                document.outlet.as_deref(),
                document.published.as_ref().map(to_iso8601),
                document.title.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("12345678901234567890", Some("Tolm Courier"), None, None),
            ("https://www.Tolm.example/a", Some("tolm.example"), Some("2025-03-01".into()), Some("Herons")),
            ("5f", None, Some("2025-03-01T10:00:00Z".into()), None),
            ("1.50", Some("tolm.example"), Some("2025-03-01T10:00:00Z".into()), None),
            ("café", None, None, None),
        ]
    );
    assert_eq!(seen.dates_not_understood, 1);
    let count = |role: &str, field: &str| seen.fields[role][field];
    assert_eq!((count("text", "Body"), count("text", "body"), count("text", "text")), (1, 1, 3));
    assert_eq!((count("outlet", "source"), count("outlet", "url"), count("outlet", "outlet")), (1, 1, 1));
    assert_eq!((count("id", "url"), count("published", "timestamp")), (1, 1));
    seen.assert_texts_are_read_again();
}

#[test]
fn a_canonical_page_on_another_site_is_beside_the_address_and_alone_it_is_the_address() {
    let home = Home::new();
    let own = "https://www.tolm.example/a";
    let json = |url: Option<&str>, page: &str| {
        let mut record = serde_json::json!({"id": "q", "text": "heron", "canonical_url": page});
        if let Some(url) = url {
            record["url"] = url.into();
        }
        format!("{record}\n")
    };
    let other = "https://beacon.example/herons";
    for (url, page, expected) in [
        (Some(own), other, (Some(own), Some(other))),
        (Some(own), "https://amp.tolm.example/a", (Some(own), None)),
        (Some("https://web.archive.org/web/2031/https://beacon.example/a"), other, (Some(""), None)),
        (Some(own), "herons", (Some(own), None)),
        (Some("https://consent.portal.example/collect?id=0"), other, (Some(other), None)),
        (Some("https://t.co/a1B2"), other, (Some(other), None)),
        (Some("https://t.co/a1B2"), "herons", (Some("https://t.co/a1B2"), None)),
        (Some("https://t.co/a1B2"), "https://bit.ly/c3", (Some("https://t.co/a1B2"), None)),
        (None, other, (Some(other), None)),
    ] {
        let seen = home.read("a.jsonl", json(url, page)).unwrap();
        let found = (seen.documents[0].url.as_deref(), seen.documents[0].canonical_url.as_deref());
        let expected = (expected.0.filter(|address| !address.is_empty()).or(url), expected.1);
        assert_eq!(found, expected, "{url:?} {page}");
        if url.is_some() && found.0 == Some(other) {
            assert_eq!(seen.documents[0].outlet.as_deref(), Some("beacon.example"));
        }
    }
    let table = format!("id,url,canonical link,text\nq,{own},{other},heron\n");
    let seen = home.read("a.csv", table).unwrap();
    assert_eq!(seen.documents[0].url.as_deref(), Some(own));
    assert_eq!(seen.documents[0].canonical_url.as_deref(), Some(other));
}

#[test]
fn authors_are_read_as_a_string_a_list_or_names_of_objects() {
    let home = Home::new();
    let file = concat!(
        r#"{"id": "1", "text": "heron", "author": "Ida Moor, Associated Press"}"#,
        "\n",
        r#"{"id": "2", "text": "heron", "authors": ["Ida Moor", "", {"name": "Associated Press"}, 7]}"#,
        "\n",
        r#"{"id": "3", "text": "heron", "byline": {"name": "Ida Moor"}, "creator": "Tolm"}"#,
        "\n",
        r#"{"id": "4", "text": "heron", "authors": []}"#,
        "\n",
    );
    let seen = home.read("a.jsonl", file).unwrap();
    let authors: Vec<_> = seen.documents.iter().map(|document| document.author.as_deref()).collect();
    let both = Some("Ida Moor, Associated Press");
    assert_eq!(authors, [both, Some("Ida Moor, Associated Press, 7"), Some("Ida Moor"), None]);
    assert_eq!(seen.fields["author"]["authors"], 1);
    let table = home.read("b.csv", "id,byline,text\n1,Ida Moor,heron\n").unwrap();
    assert_eq!(table.documents[0].author.as_deref(), Some("Ida Moor"));
}

#[test]
fn a_named_field_is_used_and_no_other() {
    let home = Home::new();
    let fields = FieldNames {
        text: Some("_source.body.text".into()),
        outlet: Some("meta.site".into()),
        id: Some("key".into()),
        ..FieldNames::default()
    };
    let options = ReadOptions { fields, ..home.options() };
    let file = concat!(
        r#"{"key": 1, "_source": {"body": {"text": "heron"}}, "meta": {"site": "Tolm"}, "text": "not this"}"#,
        "\n",
        r#"{"id": 2, "_source": {"body.text": "heron"}, "meta": {"other": 1}, "meta.site": "Literal"}"#,
        "\n",
        r#"{"_source.body.text": "heron", "_source": {"body": {"text": "not this"}}}"#,
        "\n",
        r#"{"_source": {"body": "heron"}, "text": "not this"}"#,
        "\n",
    );
    let path = home.write("a.jsonl", file);
    let seen = read_path(&path, &options, 1 << 20).unwrap();
    assert_eq!(seen.texts(), ["heron"; 3]);
    let outlets: Vec<Option<&str>> =
        seen.documents.iter().map(|document| document.outlet.as_deref()).collect();
    assert_eq!(outlets, [Some("Tolm"), Some("Literal"), None]);
    assert_eq!(seen.documents[0].id, "1");
    assert_eq!(seen.documents[1].id, format!("{}:2", path.display()));
    assert_eq!(seen.reasons(), [(4, "no field \"_source.body.text\"; there are: _source, text")]);
    assert_eq!(seen.fields["text"]["_source.body.text"], 3);
    seen.assert_texts_are_read_again();
}

#[test]
fn an_empty_cell_gives_way_to_the_next_column() {
    let home = Home::new();
    let file =
        "body,url,id,Text,domain\nfirst,https://tolm.example/1,,,\nsecond,,7,better,www.tolm.example\n";
    let seen = home.read("a.csv", file).unwrap();
    assert_eq!(seen.texts(), ["first", "better"]);
    let ids: Vec<&str> = seen.documents.iter().map(|document| &*document.id).collect();
    assert_eq!(ids, ["https://tolm.example/1", "7"]);
    assert!(seen.documents.iter().all(|document| document.outlet.as_deref() == Some("tolm.example")));
}

#[test]
fn files_in_other_charsets_are_decoded_and_counted() {
    let home = Home::new();
    let text = "La préfecture a décidé de fermer la route après l’orage d’été, dit-elle à Évreux.";
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let utf16 = |text: &str| -> Vec<u8> {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
    };
    let (rows, rows_utf16) = (
        [&b"id,text\n1,\"plain\"\n2,\""[..], &western, b"\"\n"].concat(),
        utf16(&format!("id,text\r\n1,plain\r\n2,\"{text}\"\r\n")),
    );
    for (name, bytes, texts) in [
        ("a.txt", western.to_vec(), vec![text]),
        ("b.txt", utf16(text), vec![text]),
        ("a.csv", rows, vec!["plain", text]),
        ("b.csv", rows_utf16, vec!["plain", text]),
    ] {
        let path = home.write(name, bytes);
        for block_bytes in [1, 1 << 20] {
            let seen = read_path(&path, &home.options(), block_bytes).unwrap();
            assert_eq!(seen.texts(), texts, "{name}");
            assert_eq!(seen.warnings, [Warning::Decoded { files: 1 }]);
            assert!(seen.documents.iter().all(|document| document.location.is_none()));
            seen.assert_texts_are_read_again();
        }
    }
}

#[test]
fn a_row_that_breaks_the_files_charset_is_rejected() {
    let home = Home::new();
    let far = "é".to_owned() + &"x".repeat(1 << 20);
    let file = [b"text\n", far.as_bytes(), b"\nca\xff\xfe\ngood\n"].concat();
    let seen = home.read("a.csv", file).unwrap();
    assert_eq!(seen.texts(), [&*far, "good"]);
    assert_eq!(seen.reasons(), [(3, "the row is not UTF-8, although the file before it is")]);
}
