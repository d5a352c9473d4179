//! Files from the disk's cache to documents: cutting into blocks and decoding, one thread.

use crate::corpus::{ARTICLES, CORPUS};
use criterion::{Criterion, Throughput};
use std::path::Path;
use wirecopy_io::{Input, ReadOptions, open};

pub fn benches(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (lines, rows) = (home.path().join("articles.jsonl"), home.path().join("articles.csv"));
    std::fs::write(&lines, CORPUS.json_lines()).expect("a disk with room");
    write_csv(&rows);
    let text_bytes = CORPUS.text_bytes();
    let mut group = criterion.benchmark_group("read");
    for (name, path) in [("json lines", &lines), ("csv", &rows)] {
        let bytes = std::fs::metadata(path).expect("it was written").len();
        group.throughput(Throughput::Bytes(bytes)).bench_function(name, |bencher| {
            bencher.iter(|| assert_eq!(read(path), (ARTICLES, text_bytes)));
        });
    }
    group.finish();
}

fn write_csv(path: &Path) {
    let mut rows = csv::Writer::from_path(path).expect("a folder that takes files");
    for article in &CORPUS.articles {
        rows.serialize(article).expect("a disk with room");
    }
    rows.flush().expect("a disk with room");
}

/// Documents, and bytes of their texts.
fn read(path: &Path) -> (u64, u64) {
    let options = ReadOptions::new(std::env::temp_dir());
    let mut input_reader = open(&[Input::Path(path.to_path_buf())], &options).expect("the file is there");
    let (mut documents, mut bytes) = (0, 0);
    while let Some(block) = input_reader.next_block().expect("a whole file") {
        for document in block.decode(&options).documents {
            documents += 1;
            bytes += document.text.len() as u64;
        }
    }
    (documents, bytes)
}
