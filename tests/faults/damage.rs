//! Damaged inputs of every command: refused or read, and never a panic, a foreign exit code, or a
//! sum that does not add up.

use crate::corpus::{below, lines, text};
use crate::program::run;
use crate::rounds;
use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use wirecopy::{Dedup, Input, ReadOptions, Scan, TraceParams, compare, credits, trace};

/// Runs of the program among which one is for as many in this process.
const IN_PROCESS: u64 = 9;

/// Valid inputs by name.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let records = lines(0..6);
    let table = |mark: char| {
        let mut table = format!("id{mark}outlet{mark}published{mark}text\n");
        for number in 0..6 {
            let body = "w".to_owned() + &"words of a story, told \"twice\" ".repeat(9);
            table +=
                &format!("t{number}{mark}o{mark}2031-03-1{number}{mark}\"{}\"\n", body.replace('"', "\"\""));
        }
        table
    };
    let array = format!("[{}]", records.trim_end().replace('\n', ","));
    let page = |number: usize| {
        format!(
            "<html><head><title>Story {number}</title></head><body><nav>Home</nav><article><h1>Story</h1><p>{}</p><p>{}</p></article></body></html>",
            "The quay was closed on Monday for repairs. ".repeat(9),
            "So it was. ".repeat(number)
        )
    };
    let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title><item><guid>1</guid><title>Quay</title><pubDate>Mon, 10 Mar 2031 10:00:00 GMT</pubDate><description>&lt;p&gt;The quay was closed on Monday for repairs of the wall.&lt;/p&gt;</description></item></channel></rss>";
    let mailbox = "From a Mon Mar 10 10:00:00 2031\nFrom: a@b.example\nSubject: Quay\nMessage-ID: <1@b>\nContent-Type: text/plain; charset=utf-8\n\nThe quay was closed on Monday for repairs of the wall.\n";
    let body = page(3);
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nWARC-Date: 2031-03-10T10:00:00Z\r\nContent-Length: {}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}\r\n\r\n",
        body.len() + 44
    );
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(records.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin = b"Le caf\xe9 du port a ferm\xe9 lundi pour des travaux.\n".repeat(9);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(records.as_bytes()).unwrap();
    vec![
        ("a.jsonl", records.clone().into_bytes()),
        ("a.csv", table(',').into_bytes()),
        ("a.tsv", table('\t').into_bytes()),
        ("a.json", array.into_bytes()),
        ("a.txt", latin),
        ("b.jsonl", utf16),
        ("a.jsonl.gz", gzip.finish().unwrap()),
        ("a.html", page(2).into_bytes()),
        ("a.xml", feed.as_bytes().to_vec()),
        ("a.mbox", mailbox.as_bytes().to_vec()),
        ("a.warc", warc.into_bytes()),
    ]
}

/// Pieces that steer parsers, terminals and numbers.
const HOSTILE: [&str; 26] = [
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "{",
    "}",
    "[[[[[[[[[[",
    "\0",
    "\r",
    "\n\n",
    "\t",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[2J",
    "null",
    "1e999",
    "-1",
    "18446744073709551616",
    "NaN",
    ",,,,",
    "\"\"\"",
    "<![CDATA[",
    "&#x110000;",
    "<!--",
    "\u{fffd}",
    "'",
];

fn damaged(draw: &mut SplitMix64, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + below(draw, 5) {
        let at = below(draw, bytes.len());
        let end = (at + below(draw, 40)).min(bytes.len());
        match below(draw, 8) {
            0 if at < bytes.len() => bytes[at] = draw.next_u64() as u8,
            1 if at < bytes.len() => bytes[at] ^= 1 << below(draw, 8),
            2 => drop(bytes.drain(at..end)),
            3 => bytes.truncate(at),
            4 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            5 => bytes[at..end].fill(0),
            6 => bytes[at..end].reverse(),
            _ => {
                let piece = HOSTILE[below(draw, HOSTILE.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes
}

/// Every command of the library on one input, and what must hold of its answer.
fn in_process(draw: &mut SplitMix64, path: &Path, bytes: &[u8]) {
    match below(draw, 5) {
        0 | 1 => {
            let Ok(found) = Scan::default().run_files([path]) else { return };
            let counts = &found.summary().counts;
            assert_eq!(counts.read, counts.articles + counts.rejected);
            assert_eq!(found.pairs().count() as u64, counts.pairs);
        }
        2 => {
            let Ok(removals) = Dedup::default().loss_max(1.0).run_files([path]) else { return };
            let report = removals.report();
            assert_eq!(report.read, report.kept + removals.removed().count() as u64);
        }
        3 => {
            // The records of the wire itself have no rows.
            let wire = path.with_extension("wire.jsonl");
            fs::write(&wire, lines(0..6).replace("\"id\":\"n", "\"id\":\"wire")).unwrap();
            let [wire, inputs] = [&wire, path].map(|path| [Input::Path(path.to_path_buf())]);
            let reading = ReadOptions::new(std::env::temp_dir());
            let Ok(found) = trace(&wire, &inputs, &reading, &TraceParams::default(), &|_| {}) else {
                return;
            };
            assert!(found.rows().all(|row| row.is_ok()));
        }
        _ => {
            let content = String::from_utf8_lossy(bytes);
            let half = (0..=content.len() / 2).rev().find(|at| content.is_char_boundary(*at)).unwrap_or(0);
            let compared = compare(&content[..half], &content[half..]);
            assert!((0.0..=1.0).contains(&compared.jaccard()) || compared.jaccard().is_nan());
            let all = credits(&*content);
            assert!(
                all.iter().all(|credit| content.get(credit.start as usize..credit.end as usize).is_some())
            );
        }
    }
}

/// Arguments of a command that reads the damaged file, in whatever role.
fn arguments<'a>(draw: &mut SplitMix64, [path, dump, found, out]: [&'a str; 4]) -> Vec<&'a str> {
    match below(draw, 12) {
        0 => vec!["scan", path],
        1 => vec!["scan", path, "--out", out],
        2 => vec!["scan", path, "--strict", "--memory", "64M"],
        3 => vec!["dedup", path, "--dry-run", "--removed", out],
        4 => vec!["trace", "--wire", path, dump, "--format", "csv"],
        5 => vec!["evaluate", found, "--truth", path],
        6 => vec!["apply", path, dump, "-o", out],
        7 => vec!["compare", "--pairs", path, dump, "--out", out],
        8 => vec!["dedup", dump, "--dry-run", "--prefer", path, "--removed", out],
        9 => vec!["explain", "n0", "n1", "--in", path],
        10 => vec!["extract", path, "-o", out],
        _ => vec!["network", path],
    }
}

fn assert_ends_well(args: &[&str], kept: &Path) {
    let out = run(args);
    let stderr = String::from_utf8_lossy(&out.stderr);
    let ended = matches!(out.status.code(), Some(0..=3)) && !stderr.contains("panicked");
    assert!(ended, "{args:?} ({}): {:?} {stderr}", kept.display(), out.status);
}

#[test]
fn damaged_inputs_are_read_or_refused_by_every_command() {
    let home = tempfile::tempdir().unwrap();
    let [dump, found, out] = ["dump.jsonl", "found", "out"].map(|name| home.path().join(name));
    fs::write(&dump, lines(0..6)).unwrap();
    assert!(run(&["scan", text(&dump), "--out", text(&found), "-q"]).status.success());
    let mut samples = samples();
    for name in ["articles.jsonl", "pairs.jsonl", "clusters.jsonl"] {
        samples.push(("row.jsonl", fs::read(found.join(name)).unwrap()));
    }
    let list = home.path().join("list.jsonl");
    assert!(run(&["dedup", text(&dump), "--dry-run", "--removed", text(&list), "-q"]).status.success());
    samples.push(("list.jsonl", fs::read(&list).unwrap()));
    samples.push(("truth.csv", b"a,b,label\nn0,n1,near\nn2,n5,different\n".to_vec()));
    for round in 0..rounds(340) {
        let mut draw = SplitMix64::from_seed((round + 1).to_le_bytes());
        let (name, bytes) = &samples[below(&mut draw, samples.len())];
        let bytes = damaged(&mut draw, bytes);
        let path = home.path().join(format!("damaged-{name}"));
        fs::write(&path, &bytes).unwrap();
        if round % (IN_PROCESS + 1) == 0 {
            let args = arguments(&mut draw, [&path, &dump, &found, &out].map(|path| text(path)));
            assert_ends_well(&args, &path);
            for made in [&out, &home.path().join("out.removed.jsonl")] {
                drop(fs::remove_dir_all(made).or_else(|_| fs::remove_file(made)));
            }
        } else {
            let ended = catch_unwind(AssertUnwindSafe(|| in_process(&mut draw, &path, &bytes)));
            assert!(ended.is_ok(), "round {round}: {name} {:?}", String::from_utf8_lossy(&bytes));
        }
        fs::remove_file(&path).unwrap();
    }
}
