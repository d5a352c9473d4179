//! Every format, read whole, in small blocks, compressed, and from standard input.

use super::samples::{STORIES, feed, json_lines, mailbox, page, warc, warc_gz};
use super::{Home, Seen, gzip, read_path, read_with, zstd_frames};
use crate::{Input, InputFormat};
use wirecopy_article::TextMaker;
use wirecopy_article::event::Warning;

fn titles_and_texts(seen: &Seen) -> Vec<(&str, &str)> {
    seen.documents.iter().map(|document| (document.title.as_deref().unwrap_or(""), &*document.text)).collect()
}

/// Reads a file in every way, and returns what one way gave; the others gave the same.
fn read_in_all_ways(home: &Home, name: &str, bytes: &[u8]) -> Seen {
    let path = home.write(name, bytes);
    let whole = read_path(&path, &home.options(), 1 << 20).unwrap();
    whole.assert_texts_are_read_again();
    for block_bytes in [1, 500, 4000] {
        let seen = read_path(&path, &home.options(), block_bytes).unwrap();
        assert_eq!(
            (&seen.documents, &seen.rejects),
            (&whole.documents, &whole.rejects),
            "{name} {block_bytes}"
        );
        for packed in [gzip(bytes), zstd_frames(bytes)] {
            // The name stays, so that the ids do.
            let path = home.write(name, &packed);
            let seen = read_path(&path, &home.options(), block_bytes).unwrap();
            assert_eq!(
                (&seen.texts(), &seen.reasons()),
                (&whole.texts(), &whole.reasons()),
                "{name} {block_bytes}"
            );
            home.write(name, bytes);
        }
        let piped = read_with(&[Input::Stdin], &home.options(), block_bytes, bytes).unwrap();
        assert_eq!(
            (&piped.texts(), &piped.reasons()),
            (&whole.texts(), &whole.reasons()),
            "{name} {block_bytes}"
        );
    }
    whole
}

fn assert_stories(seen: &Seen) {
    assert_eq!(titles_and_texts(seen), STORIES);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_in_every_type_and_compression() {
    use super::samples::tables::{TEXT_TYPES, batch, parquet};
    use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
    let home = Home::new();
    let compressions = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(ZstdLevel::default()),
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4_RAW,
    ];
    for (texts, compression) in TEXT_TYPES.iter().cycle().zip(compressions) {
        let seen = read_in_all_ways(&home, "a.parquet", &parquet(&batch(*texts, 3), compression, 4));
        assert_eq!(titles_and_texts(&seen), STORIES.repeat(3));
        assert_eq!(seen.documents[8].id, "8");
        assert_eq!(seen.documents[8].line, 9);
        assert_eq!(
            seen.documents[0].published.map(|time| crate::to_iso8601(&time)).as_deref(),
            Some("2031-05-19T23:33:20Z")
        );
    }
}

#[cfg(feature = "parquet")]
#[test]
fn rows_without_a_text_are_rejected_and_lists_are_joined() {
    use super::samples::tables::parquet;
    use arrow_array::builder::{ListBuilder, StringBuilder};
    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use std::sync::Arc;
    let home = Home::new();
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("Herons."), None, Some("")]));
    let batch = RecordBatch::try_from_iter([("body", texts)]).unwrap();
    let seen = home.read("a.parquet", parquet(&batch, parquet::basic::Compression::SNAPPY, 10)).unwrap();
    assert_eq!(seen.texts(), ["Herons."]);
    assert_eq!(seen.reasons(), [(2, "the text is null, not a string"), (3, "the text is empty")]);

    let mut lists = ListBuilder::new(StringBuilder::new());
    lists.append_value([Some("Herons."), Some("They left.")]);
    lists.append_value([Some("Storks.")]);
    let lists: ArrayRef = Arc::new(lists.finish());
    let batch = RecordBatch::try_from_iter([("text", lists)]).unwrap();
    let seen = home.read("b.parquet", parquet(&batch, parquet::basic::Compression::SNAPPY, 10)).unwrap();
    assert_eq!(seen.texts(), ["Herons.\n\nThey left.", "Storks."]);

    let names: ArrayRef = Arc::new(StringArray::from(vec!["x"]));
    let batch = RecordBatch::try_from_iter([("name", names)]).unwrap();
    let refused =
        home.read("c.parquet", parquet(&batch, parquet::basic::Compression::SNAPPY, 10)).err().unwrap();
    assert!(refused.to_string().contains("there are: name"), "{refused}");
}

#[cfg(feature = "parquet")]
#[test]
fn arrow_is_read_as_a_file_and_as_a_stream() {
    use super::samples::tables::{TEXT_TYPES, arrow, batch};
    use arrow_ipc::CompressionType;
    let home = Home::new();
    for texts in TEXT_TYPES {
        for compression in [None, Some(CompressionType::LZ4_FRAME), Some(CompressionType::ZSTD)] {
            for is_file in [true, false] {
                let name = if is_file { "a.feather" } else { "a.arrows" };
                let seen = read_in_all_ways(&home, name, &arrow(&batch(texts, 1), compression, is_file));
                assert_stories(&seen);
            }
        }
    }
}

#[test]
fn pages_are_read_as_their_articles() {
    let home = Home::new();
    for number in 0..STORIES.len() {
        home.write(&format!("pages/{number}.html"), page(number));
    }
    let seen = read_path(&home.0.path().join("pages"), &home.options(), 100).unwrap();
    assert_stories(&seen);
    for (number, document) in seen.documents.iter().enumerate() {
        assert_eq!(document.url, Some(format!("https://tolm.example/news/{number}")));
        assert_eq!(document.outlet.as_deref(), Some("tolm.example"));
        assert_eq!(
            document.published.map(|time| crate::to_iso8601(&time)),
            Some(format!("2031-05-2{number}T10:00:00Z"))
        );
        assert_eq!(document.id, document.file);
    }
    let stated = page(0).replace(
        "</head>",
        "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"Herons&#8217; return\",\
         \"author\": [{\"name\": \"Ann Lee\"}, {\"name\": \"Quill\"}]}</script></head>",
    );
    let seen = home.read("stated.html", stated).unwrap();
    assert_eq!(seen.documents[0].title.as_deref(), Some("Herons’ return"));
    assert_eq!(seen.documents[0].author.as_deref(), Some("Ann Lee, Quill"));
    assert_eq!(home.read("b.txt", page(0)).unwrap().texts(), [STORIES[0].1]);
    let empty = home.read("c.html", "<html><body><nav><a href=x>Home</a></nav></body></html>").unwrap();
    assert_eq!(empty.reasons(), [(1, "it is a page without an article")]);
}

#[test]
fn a_web_archive_gives_its_pages_and_says_what_else_it_has() {
    let home = Home::new();
    let seen = read_in_all_ways(&home, "a.warc", &warc());
    assert_stories(&seen);
    assert_eq!(seen.reasons(), [(8, "it is a revisit, whose page is in another record")]);
    assert_eq!(seen.documents[2].id, "https://tolm.example/2");
    assert_eq!(home.read("b.warc.gz", warc_gz()).unwrap().texts(), seen.texts());
    let refused = home.read("a.arc", "filedesc://x 0.0.0.0 2031 text/plain 9\n").err().unwrap();
    assert!(refused.to_string().contains("ARC"), "{refused}");
}

#[test]
fn a_damaged_member_of_a_web_archive_costs_one_record() {
    let home = Home::new();
    let good = warc_gz();
    let mut starts: Vec<usize> = memchr::memmem::find_iter(&good, b"\x1f\x8b\x08").collect();
    starts.push(good.len());
    for member in 1..starts.len() - 1 {
        for offset in [1, 12, (starts[member + 1] - starts[member]) / 2] {
            let mut bytes = good.clone();
            bytes[starts[member] + offset] ^= 0xff;
            let seen = home.read("a.warc.gz", &bytes).unwrap();
            let is_page = matches!(member, 2 | 4 | 6);
            assert!(seen.documents.len() >= STORIES.len() - usize::from(is_page), "{member} {offset}");
            assert!(seen.documents.len() + seen.rejects.len() > STORIES.len(), "{member} {offset}");
        }
    }
}

#[test]
fn a_feed_gives_its_items_with_their_full_texts() {
    let home = Home::new();
    let seen = read_in_all_ways(&home, "a.xml", &feed());
    assert_stories(&seen);
    assert_eq!(seen.documents[1].id, "g1");
    assert_eq!(seen.documents[1].url.as_deref(), Some("https://tolm.example/1"));
    assert_eq!(seen.documents[1].line, 4);
    let odd = home.read("b.xml", "<?xml version='1.0'?><svg><path/></svg>").err().unwrap();
    assert!(odd.to_string().contains("no element"), "{odd}");
}

#[test]
fn xml_of_every_kind_is_read_by_the_names_of_its_elements() {
    let home = Home::new();
    for (name, xml, title, text) in [
        (
            "atom.xml",
            "<feed><entry><title>T</title><link rel='alternate' href='https://a.example/1'/><id>x</id>\
             <summary>Short.</summary><content type='html'>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content></entry></feed>",
            "T",
            "One.\n\nTwo.",
        ),
        (
            "nitf.xml",
            "<nitf><head><title>slug</title></head><body><body.head><hedline><hl1>Head</hl1></hedline></body.head>\
             <body.content><block><p>One <org>Quill</org> report.</p><p>Two.</p></block></body.content></body></nitf>",
            "Head",
            "One Quill report.\n\nTwo.",
        ),
        (
            "g2.xml",
            "<newsMessage><itemSet><newsItem guid='urn:1'><contentMeta><headline>Head</headline></contentMeta>\
             <contentSet><inlineXML><html><head><title>x</title></head><body><p>One.</p><p>Two.</p></body></html>\
             </inlineXML></contentSet></newsItem></itemSet></newsMessage>",
            "Head",
            "One.\n\nTwo.",
        ),
        (
            "wire.sgm",
            "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"7\"><DATE>20-MAY-2031</DATE><TEXT>&#2;<TITLE>HEAD</TITLE>\n\
             <BODY>TOLM, May 20 - First line\nof text.\n    Second paragraph.\n&#3;</BODY></TEXT></REUTERS>",
            "HEAD",
            "TOLM, May 20 - First line\nof text.\n    Second paragraph.",
        ),
        (
            "wordpress.xml",
            "<rss><channel><item><title>A &amp; B</title><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
             <content:encoded><![CDATA[<!-- wp:paragraph -->\n<p>One\u{b}.</p>\n<!-- /wp:paragraph -->]]></content:encoded></item>\
             <item><title>c</title><wp:status>draft</wp:status><content:encoded>Draft.</content:encoded></item>\
             </channel></rss>",
            "A & B",
            "One.",
        ),
    ] {
        let seen = home.read(name, xml).unwrap();
        assert_eq!(titles_and_texts(&seen), [(title, text)], "{name}");
    }
}

#[test]
fn an_item_that_does_not_end_costs_itself_however_many_there_are() {
    let home = Home::new();
    let seen = home
        .read(
            "a.xml",
            "<?xml version='1.0'?>".to_owned()
                + &"<item>".repeat(200_000)
                + "<description>One.</description></item>",
        )
        .unwrap();
    assert_eq!((seen.texts(), seen.rejects.len()), (vec!["One."], 199_999));
}

#[test]
fn a_mailbox_gives_its_mails() {
    let home = Home::new();
    let seen = read_in_all_ways(&home, "a.mbox", &mailbox());
    assert_stories(&seen);
    assert_eq!(seen.documents[2].id, "m2@tolm.example");
    let one = "Subject: =?utf-8?Q?H=C3=A9rons?=\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>One.</p><p>Two.</p>";
    let seen = home.read("b.eml", one).unwrap();
    assert_eq!(titles_and_texts(&seen), [("Hérons", "One.\n\nTwo.")]);
}

#[cfg(feature = "archives")]
#[test]
fn archives_are_read_member_by_member() {
    use super::samples::{tar, zip};
    let home = Home::new();
    for (name, bytes) in [("a.tar", tar()), ("a.zip", zip()), ("a.csv", zip())] {
        let seen = read_in_all_ways(&home, name, &bytes);
        let expected = [&STORIES.repeat(5)[..], &[("", STORIES[0].1)], &STORIES].concat();
        assert_eq!(titles_and_texts(&seen), expected);
        let archive = home.0.path().join(name).to_string_lossy().into_owned();
        assert!(
            seen.documents[0].file.starts_with(&*archive) && seen.documents[0].file.ends_with("/a.jsonl")
        );
        assert_eq!(seen.documents[18].file, format!("{archive}/pages/2.html"));
        assert_eq!(seen.warnings, [Warning::SkippedFile { path: format!("{archive}/photo.jpg") }]);
    }
}

#[cfg(all(feature = "xz", feature = "bzip2", feature = "lz4"))]
#[test]
fn every_compression_is_read() {
    use std::io::Write;
    let home = Home::new();
    let bytes = json_lines();
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(&bytes).unwrap();
    let bzip2 = bzip2.finish().unwrap();
    let lz4 = |bytes: &[u8]| {
        let mut lz4 = lz4_flex::frame::FrameEncoder::new(Vec::new());
        lz4.write_all(bytes).unwrap();
        lz4.finish().unwrap()
    };
    let (first, second) = bytes.split_at(200);
    let frames = [lz4(first), lz4(second)].concat();
    let xz = b"\xfd7zXZ\0\0\x04\xe6\xd6\xb4F\x04\xc0\x15\x11!\x01\x16\0\0\0\0\0\0\0\0\0\0\0";
    for (name, packed) in [("a.jsonl.bz2", bzip2), ("b.jsonl.lz4", frames)] {
        assert_stories(&home.read(name, packed).unwrap());
    }
    assert!(home.read("c.txt.xz", xz).is_err(), "it is cut off");
}

#[cfg(feature = "sqlite")]
#[test]
fn a_table_of_a_database_is_read_from_a_file_and_from_standard_input() {
    let home = Home::new();
    let path = home.0.path().join("news.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute_batch("CREATE TABLE news (id TEXT, title TEXT, body TEXT); CREATE TABLE other (x)")
        .unwrap();
    for (number, (title, text)) in STORIES.iter().enumerate() {
        database.execute("INSERT INTO news VALUES (?1, ?2, ?3)", (number.to_string(), title, text)).unwrap();
    }
    database.close().unwrap();
    let refused = read_path(&path, &home.options(), 1 << 20).err().unwrap();
    assert!(refused.to_string().contains("news, other"), "{refused}");
    let options = crate::ReadOptions { table: Some("news".into()), ..home.options() };
    for block_bytes in [1, 1 << 20] {
        assert_stories(&read_path(&path, &options, block_bytes).unwrap());
        let bytes = std::fs::read(&path).unwrap();
        assert_stories(&read_with(&[Input::Stdin], &options, block_bytes, &bytes).unwrap());
    }
}

#[test]
fn the_reader_that_made_a_text_is_named() {
    let home = Home::new();
    let made_by = |name: &str, bytes: &[u8]| home.read(name, bytes).unwrap().documents[0].text_made_by;
    assert_eq!(made_by("a.html", page(0).as_bytes()), Some(TextMaker::Html));
    assert_eq!(made_by("a.warc", &warc()), Some(TextMaker::Html));
    assert_eq!(made_by("a.xml", &feed()), Some(TextMaker::Xml));
    assert_eq!(made_by("a.mbox", &mailbox()), Some(TextMaker::Mail));
    assert_eq!(made_by("a.jsonl", &json_lines()), None);
}

#[test]
fn content_decides_before_the_name_and_a_stated_format_before_both() {
    let home = Home::new();
    let path = home.write("a.csv", feed());
    assert_stories(&read_path(&path, &home.options(), 1 << 20).unwrap());
    let options = crate::ReadOptions { format: Some(InputFormat::Text), ..home.options() };
    assert!(read_path(&path, &options, 1 << 20).unwrap().texts()[0].starts_with("<?xml"));
}
