//! Random corpora in which text is copied, cut, edited and followed by page lines.

use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use wirecopy::ScanParams;
use wirecopy::output::{OutputDir, Summary};
use wirecopy_article::event::Event;
use wirecopy_io::{Input, ReadOptions};

/// Random numbers, so that every corpus is a function of its seed.
pub struct Draw(SplitMix64);

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw(SplitMix64::from_seed(seed.to_le_bytes()))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.0.next_u64() % end as u64) as usize
    }

    /// True once in `n` draws.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// One article: id, outlet, text.
#[derive(Debug, Clone)]
pub struct Article {
    pub id: String,
    pub outlet: Option<String>,
    pub text: String,
}

/// A corpus of `n` articles drawn from `seed`: a third new, the rest derived from earlier ones.
pub fn corpus(seed: u64, n: usize) -> Vec<Article> {
    let mut draw = Draw::new(seed);
    let mut articles: Vec<Article> = Vec::new();
    for number in 0..n {
        let outlet = draw.below(5);
        let mut paragraphs = if articles.is_empty() || draw.once_in(3) {
            story(&mut draw)
        } else {
            let source = articles[draw.below(articles.len())].text.clone();
            let other = articles[draw.below(articles.len())].text.clone();
            derived(&mut draw, &source, &other)
        };
        if outlet < 3 {
            paragraphs
                .push(format!("Page line of outlet {outlet} stands beneath all of its stories every day"));
        }
        articles.push(Article {
            id: format!("a{number:03}"),
            outlet: (outlet < 4).then(|| format!("outlet-{outlet}.example")),
            text: paragraphs.join("\n"),
        });
    }
    articles
}

fn story(draw: &mut Draw) -> Vec<String> {
    (0..1 + draw.below(6)).map(|_| paragraph(draw)).collect()
}

fn paragraph(draw: &mut Draw) -> String {
    let len = [3, 8, 15, 30, 70][draw.below(5)];
    (0..len).map(|_| word(draw)).collect::<Vec<_>>().join(" ")
}

/// Words out of 3,000: unrelated paragraphs share no run of five.
fn word(draw: &mut Draw) -> String {
    let mut number = draw.below(3000);
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(["ba", "de", "fi", "go", "lu", "ma", "ne", "ri"][number % 8]);
        number /= 8;
    }
    word
}

fn derived(draw: &mut Draw, source: &str, other: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = source.lines().map(str::to_owned).collect();
    match draw.below(6) {
        0 => {}
        1 => paragraphs.truncate(1 + draw.below(paragraphs.len())),
        2 => paragraphs.extend(other.lines().map(str::to_owned)),
        3 => {
            for _ in 0..3 {
                paragraphs.insert(draw.below(paragraphs.len() + 1), paragraph(draw));
            }
        }
        4 => paragraphs.reverse(),
        _ => {
            for paragraph in &mut paragraphs {
                *paragraph = edited(draw, paragraph);
            }
        }
    }
    paragraphs
}

/// Every tenth word replaced.
fn edited(draw: &mut Draw, paragraph: &str) -> String {
    let words: Vec<String> =
        paragraph.split(' ').map(|old| if draw.once_in(10) { word(draw) } else { old.to_owned() }).collect();
    words.join(" ")
}

/// A corpus as JSON Lines.
pub fn json_lines(articles: &[Article]) -> String {
    let mut lines = String::new();
    for article in articles {
        let record = serde_json::json!({ "id": article.id, "outlet": article.outlet, "text": article.text });
        writeln!(lines, "{record}").unwrap();
    }
    lines
}

/// Output of a scan; removed when dropped.
pub struct Scanned {
    pub folder: PathBuf,
    pub summary: Summary,
    pub events: Vec<Event>,
    home: tempfile::TempDir,
}

impl Scanned {
    /// Rows of one of the output files.
    pub fn rows<T: serde::de::DeserializeOwned + Send>(&self, name: &str) -> Vec<T> {
        wirecopy::output::rows(&self.folder.join(name)).unwrap().map(Result::unwrap).collect()
    }

    /// All output files, in the order of their names, byte for byte except for the temporary folder
    /// that inputs are named in.
    pub fn bytes(&self) -> Vec<(String, String)> {
        let home = self.home.path().to_str().unwrap();
        let files = texts(&self.folder).into_iter();
        files.map(|(name, text)| (name, text.replace(home, ""))).collect()
    }

    /// All output files without the locations of records.
    pub fn findings(&self) -> Vec<(String, String)> {
        findings(&self.folder)
    }
}

/// All files of a scan's folder except `run.json`, in the order of their names; the rows of
/// `articles.jsonl` without `file` and `line`, which say where a record is and not what was found.
pub fn findings(folder: &Path) -> Vec<(String, String)> {
    let mut files = texts(folder);
    let (_, articles) = files.iter_mut().find(|(name, _)| name == "articles.jsonl").unwrap();
    *articles = articles.lines().map(|row| without_location(row) + "\n").collect();
    files
}

/// A row of `articles.jsonl` without `file` and `line`, and otherwise byte for byte.
fn without_location(row: &str) -> String {
    let (before, location) = row.split_once(",\"file\":\"").unwrap();
    let (_, line) = location.split_once(",\"line\":").unwrap();
    let (_, after) = line.split_once(',').unwrap();
    format!("{before},{after}")
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(Result::unwrap)
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name != "run.json")
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Scans a corpus through the library.
pub fn scan(articles: &[Article], params: &ScanParams) -> Scanned {
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("articles.jsonl");
    fs::write(&input, json_lines(articles)).unwrap();
    scan_inputs(&[&input], params, home)
}

/// Scans a corpus with a memory budget.
pub fn scan_within(articles: &[Article], params: &ScanParams, memory_bytes_max: u64) -> Scanned {
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("articles.jsonl");
    fs::write(&input, json_lines(articles)).unwrap();
    let options = ReadOptions {
        memory_bytes_max: Some(memory_bytes_max),
        ..ReadOptions::new(home.path().to_path_buf())
    };
    scan_with(&[&input], params, &options, home)
}

/// Scans files through the library; `home` is kept as long as the result.
pub fn scan_inputs(inputs: &[&Path], params: &ScanParams, home: tempfile::TempDir) -> Scanned {
    let options = ReadOptions::new(home.path().to_path_buf());
    scan_with(inputs, params, &options, home)
}

fn scan_with(
    inputs: &[&Path],
    params: &ScanParams,
    options: &ReadOptions,
    home: tempfile::TempDir,
) -> Scanned {
    let inputs: Vec<Input> = inputs.iter().map(|path| Input::Path(path.to_path_buf())).collect();
    let events = std::sync::Mutex::new(Vec::new());
    let output = OutputDir::create(&home.path().join("scan")).unwrap();
    let observer = |event| events.lock().unwrap().push(event);
    let summary = wirecopy::scan(&inputs, options, params, &output, &observer).unwrap();
    let folder = output.folder.publish().unwrap();
    Scanned { folder, summary, events: events.into_inner().unwrap(), home }
}
