//! Small invented files of every format, each with the same three stories.

use std::io::Write;

pub(super) const STORIES: [(&str, &str); 3] = [
    (
        "Herons return to Tolm",
        "TOLM (Quill) — The herons came back to the harbour of Tolm on Monday, nine weeks later than usual, and settled on the cranes that stopped work in spring.\n\nAda Holm, who has counted them for thirty years, said that she had never seen so many of them at once, and that the young ones seemed to like the noise of the ferries.",
    ),
    (
        "Ferry line to Sorrel closes",
        "The ferry between Tolm and the island of Sorrel will sail for the last time in October, the harbour office said on Tuesday after a vote that took less than ten minutes.\n\nThe eleven people who live on Sorrel all year asked for a boat of their own, and were told that one would be found before the first storm.",
    ),
    (
        "A bridge that nobody ordered",
        "A bridge of forty metres stands in a field near Ebelsund, and no office of the district says that it ordered it. The builders were paid on time, and in full.\n\nFarmers use its shade at noon. “It is a good bridge,” said Pavo Lindt, who grows onions beside it. “It only lacks a river.”",
    ),
];

/// The paragraphs of a story.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n")
}

fn as_html(text: &str) -> String {
    paragraphs(text).map(|paragraph| format!("<p>{paragraph}</p>")).collect()
}

pub(super) fn page(number: usize) -> String {
    let (title, text) = STORIES[number];
    let content = as_html(text);
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{title} | Tolm Courier</title>\
         <link rel=\"canonical\" href=\"https://tolm.example/news/{number}\">\
         <meta property=\"og:site_name\" content=\"Tolm Courier\">\
         <meta property=\"article:published_time\" content=\"2031-05-2{number}T10:00:00Z\"></head>\
         <body><nav><a href=\"/\">Home</a> <a href=\"/sport\">Sport</a></nav>\
         <article><h1>{title}</h1>{content}</article><footer>All rights reserved</footer></body></html>"
    )
}

pub(super) fn json_lines() -> Vec<u8> {
    let line = |(number, (title, text)): (usize, &(&str, &str))| {
        serde_json::json!({"id": number.to_string(), "title": title, "text": text}).to_string() + "\n"
    };
    STORIES.iter().enumerate().map(line).collect::<String>().into_bytes()
}

pub(super) fn json_array() -> Vec<u8> {
    let lines = String::from_utf8(json_lines()).unwrap();
    format!("{{\"status\": \"ok\", \"articles\": [\n{}]}}\n", lines.trim_end().replace('\n', ",\n"))
        .into_bytes()
}

pub(super) fn table(delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["id", "title", "text"]).unwrap();
    for (number, (title, text)) in STORIES.iter().enumerate() {
        writer.write_record([&*number.to_string(), title, text]).unwrap();
    }
    writer.into_inner().unwrap()
}

#[cfg(feature = "parquet")]
pub(super) mod tables {
    use super::STORIES;
    use arrow_array::types::Int32Type;
    use arrow_array::{
        ArrayRef, DictionaryArray, Int64Array, LargeStringArray, RecordBatch, StringArray, StringViewArray,
        TimestampMillisecondArray,
    };
    use parquet::arrow::ArrowWriter;
    use parquet::basic::Compression;
    use parquet::file::properties::WriterProperties;
    use std::sync::Arc;

    /// Types of a column of texts.
    pub(in crate::tests) const TEXT_TYPES: [fn(Vec<&str>) -> ArrayRef; 4] = [
        |texts| Arc::new(StringArray::from(texts)),
        |texts| Arc::new(LargeStringArray::from(texts)),
        |texts| Arc::new(StringViewArray::from(texts)),
        |texts| Arc::new(texts.into_iter().collect::<DictionaryArray<Int32Type>>()),
    ];

    /// A batch with the stories `copies` times.
    pub(in crate::tests) fn batch(texts: fn(Vec<&str>) -> ArrayRef, copies: usize) -> RecordBatch {
        let rows: Vec<(usize, &(&str, &str))> =
            (0..copies).flat_map(|copy| STORIES.iter().map(move |story| (copy, story))).collect();
        let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(0..rows.len() as i64));
        let times = rows.iter().map(|_| 1_937_000_000_000);
        let times: ArrayRef =
            Arc::new(TimestampMillisecondArray::from_iter_values(times).with_timezone("UTC"));
        let titles: ArrayRef = Arc::new(StringArray::from_iter_values(rows.iter().map(|(_, story)| story.0)));
        let texts = texts(rows.iter().map(|(_, story)| story.1).collect());
        let columns = [("id", ids), ("published_at", times), ("title", titles), ("text", texts)];
        RecordBatch::try_from_iter(columns).unwrap()
    }

    pub(in crate::tests) fn parquet(
        batch: &RecordBatch,
        compression: Compression,
        group_rows: usize,
    ) -> Vec<u8> {
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .set_max_row_group_row_count(Some(group_rows))
            .set_data_page_row_count_limit(2)
            .set_write_batch_size(2)
            .build();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
        writer.write(batch).unwrap();
        writer.close().unwrap();
        bytes
    }

    /// Two batches, as a file or as a stream.
    pub(in crate::tests) fn arrow(
        batch: &RecordBatch,
        compression: Option<arrow_ipc::CompressionType>,
        is_file: bool,
    ) -> Vec<u8> {
        use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
        let options = IpcWriteOptions::default().try_with_compression(compression).unwrap();
        let mut bytes = Vec::new();
        if is_file {
            let mut writer = FileWriter::try_new_with_options(&mut bytes, &batch.schema(), options).unwrap();
            writer.write(&batch.slice(0, 1)).unwrap();
            writer.write(&batch.slice(1, batch.num_rows() - 1)).unwrap();
            writer.finish().unwrap();
        } else {
            let mut writer =
                StreamWriter::try_new_with_options(&mut bytes, &batch.schema(), options).unwrap();
            writer.write(&batch.slice(0, 1)).unwrap();
            writer.write(&batch.slice(1, batch.num_rows() - 1)).unwrap();
            writer.finish().unwrap();
        }
        bytes
    }
}

/// A web archive: a description, then for each story a request and an answer, and a revisit.
pub(super) fn warc() -> Vec<u8> {
    let record = |kind: &str, content_type: &str, address: &str, content: &[u8]| {
        let header = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{address}>\r\nWARC-Target-URI: {address}\r\n\
             Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            content.len()
        );
        [header.as_bytes(), content, b"\r\n\r\n"].concat()
    };
    let mut bytes = record("warcinfo", "application/warc-fields", "x:info", b"software: none\r\n");
    for number in 0..STORIES.len() {
        let address = format!("https://tolm.example/{number}");
        let page = page(number);
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
        bytes.extend(record(
            "request",
            "application/http; msgtype=request",
            &address,
            b"GET / HTTP/1.1\r\n\r\n",
        ));
        bytes.extend(record("response", "application/http; msgtype=response", &address, answer.as_bytes()));
    }
    bytes.extend(record("revisit", "application/http", "https://tolm.example/0", b"HTTP/1.1 304\r\n\r\n"));
    bytes
}

/// That archive with one gzip member per record, as crawlers write.
pub(super) fn warc_gz() -> Vec<u8> {
    let warc = warc();
    let mut starts: Vec<usize> = memchr::memmem::find_iter(&warc, b"WARC/1.0\r\n").collect();
    starts.push(warc.len());
    starts.windows(2).flat_map(|pair| super::gzip_member(&warc[pair[0]..pair[1]])).collect()
}

pub(super) fn feed() -> Vec<u8> {
    let item = |(number, (title, text)): (usize, &(&str, &str))| {
        let content = as_html(text);
        format!(
            "<item><title>{title}</title><link>https://tolm.example/{number}</link><guid>g{number}</guid>\
             <pubDate>Tue, 20 May 2031 1{number}:00:00 GMT</pubDate><description>Short &amp; sweet</description>\
             <content:encoded><![CDATA[{content}]]></content:encoded></item>\n"
        )
    };
    let items: String = STORIES.iter().enumerate().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Tolm</title>\n{items}</channel></rss>"
    )
    .into_bytes()
}

pub(super) fn mailbox() -> Vec<u8> {
    let mail = |(number, (title, text)): (usize, &(&str, &str))| {
        format!(
            "From desk@tolm.example Tue May 20 10:00:00 2031\nSubject: {title}\nMessage-ID: <m{number}@tolm.example>\n\
             Date: Tue, 20 May 2031 1{number}:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: 8bit\n\n{text}\n\n"
        )
    };
    STORIES.iter().enumerate().map(mail).collect::<String>().into_bytes()
}

/// Members by name, and one that no format reads.
fn members() -> Vec<(String, Vec<u8>)> {
    let mut members = vec![
        ("news/".to_owned() + &"long".repeat(40) + "/a.jsonl", json_lines()),
        ("photo.jpg".to_owned(), b"\xff\xd8\xff\xe0 no text".to_vec()),
        ("__MACOSX/._a.jsonl".to_owned(), b"\0\x05\x16\x07".to_vec()),
    ];
    members.extend([
        ("feed.xml".to_owned(), feed()),
        ("desk.mbox".to_owned(), mailbox()),
        ("crawl.warc.gz".to_owned(), warc_gz()),
        ("rows.csv".to_owned(), table(b',')),
        ("note.txt".to_owned(), STORIES[0].1.as_bytes().to_vec()),
    ]);
    members
        .extend((0..STORIES.len()).map(|number| (format!("pages/{number}.html"), page(number).into_bytes())));
    members
}

#[cfg(feature = "archives")]
pub(super) fn tar() -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members() {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, &bytes[..]).unwrap();
    }
    builder.into_inner().unwrap()
}

#[cfg(feature = "archives")]
pub(super) fn zip() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members() {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(name, options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(feature = "sqlite")]
pub(super) fn database() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute_batch("PRAGMA page_size = 512; CREATE TABLE news (id TEXT, title TEXT, body TEXT)")
        .unwrap();
    for (number, (title, text)) in STORIES.iter().enumerate() {
        database.execute("INSERT INTO news VALUES (?1, ?2, ?3)", (number.to_string(), title, text)).unwrap();
    }
    database.close().unwrap();
    std::fs::read(path).unwrap()
}
