//! Commands that write something, each with a former output, and with what a whole run gives.

use crate::corpus::{findings, lines, names, text};
use crate::program::run;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The bytes of outputs by their names; of a folder without the record of the run.
type OutputBytes = Vec<BTreeMap<String, Vec<u8>>>;

/// A command in a folder of its own.
pub struct WritingCommand {
    pub args: Vec<String>,
    folder: PathBuf,
    outputs: Vec<PathBuf>,
    /// The files of the former output.
    former: Vec<(PathBuf, Vec<u8>)>,
    before: OutputBytes,
    after: OutputBytes,
    printed: Vec<u8>,
}

impl WritingCommand {
    pub fn args(&self) -> Vec<&str> {
        self.args.iter().map(String::as_str).collect()
    }

    /// Makes the former output anew.
    pub fn restore(&self) {
        for output in &self.outputs {
            drop(fs::remove_dir_all(output).or_else(|_| fs::remove_file(output)));
        }
        for (path, bytes) in &self.former {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Asserts that each output is the former one or the new one, and all of them the new ones
    /// after a success, whose printed text is whole.
    pub fn assert_whole(&self, is_success: bool, printed: &[u8], what: &str) {
        let left = bytes_of(&self.outputs);
        for (left, (before, after)) in left.iter().zip(self.before.iter().zip(&self.after)) {
            assert!(left == before || left == after, "{what}: {:?}", self.args);
        }
        assert!(!is_success || left == self.after, "{what}: a success that wrote nothing: {:?}", self.args);
        let is_printed = printed == self.printed || !self.outputs.is_empty();
        assert!(!is_success || is_printed, "{what}: a success that printed a part: {:?}", self.args);
    }

    /// Asserts that a run that nothing disturbs gives the new output and leaves nothing else in the
    /// folder.
    pub fn assert_repaired(&self) {
        let out = run(&self.args());
        assert!(out.status.success(), "{:?}: {}", self.args, String::from_utf8_lossy(&out.stderr));
        self.assert_whole(true, &out.stdout, "undisturbed");
        let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let mut expected: Vec<String> = self.outputs.iter().map(name).collect();
        expected.sort();
        assert_eq!(names(&self.folder), expected, "{:?}", self.args);
    }
}

fn bytes_of(outputs: &[PathBuf]) -> OutputBytes {
    let bytes = |path: &PathBuf| match path.is_dir() {
        true => findings(path),
        false => fs::read(path).map(|bytes| BTreeMap::from([(String::new(), bytes)])).unwrap_or_default(),
    };
    outputs.iter().map(bytes).collect()
}

/// All files of outputs.
fn files_of(outputs: &[PathBuf]) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = |path: &PathBuf| match path.is_dir() {
        true => names(path).into_iter().map(|name| path.join(name)).collect(),
        false => vec![path.clone()],
    };
    let all = outputs.iter().flat_map(paths).filter(|path| path.is_file());
    all.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Inputs of the commands: articles of a former run and of the present one, the same for pairs and
/// for findings, and a wire.
struct CommandInputs {
    articles: [PathBuf; 2],
    pairs: [PathBuf; 2],
    findings: [PathBuf; 2],
    wire: PathBuf,
}

impl CommandInputs {
    fn write(home: &Path) -> CommandInputs {
        let both = |names: [&str; 2]| names.map(|name| home.join(name));
        let inputs = CommandInputs {
            articles: both(["small.jsonl", "dump.jsonl"]),
            pairs: both(["few.jsonl", "pairs.jsonl"]),
            findings: both(["small-found", "whole-found"]),
            wire: home.join("wire.jsonl"),
        };
        let pair = |a: usize| format!("{{\"a\":\"n{a}\",\"b\":\"n{}\"}}\n", a + 1);
        fs::write(&inputs.articles[0], lines(0..4)).unwrap();
        fs::write(&inputs.articles[1], lines(0..40) + &lines(0..6)).unwrap();
        fs::write(&inputs.pairs[0], pair(8)).unwrap();
        fs::write(&inputs.pairs[1], (10..30).map(pair).collect::<String>()).unwrap();
        fs::write(&inputs.wire, lines(0..20).replace("\"id\":\"n", "\"id\":\"wire")).unwrap();
        for (input, out) in inputs.articles.iter().zip(&inputs.findings) {
            assert!(run(&["scan", text(input), "--out", text(out), "-q"]).status.success());
        }
        inputs
    }
}

/// Runs a command in a new folder on the former input, and on the present one; `args` is given the
/// folder and which of the two.
fn prepared(
    folder: PathBuf,
    outputs: &[&str],
    args: impl Fn(&dyn Fn(&str) -> String, usize) -> Vec<String>,
) -> WritingCommand {
    fs::create_dir(&folder).unwrap();
    let outputs: Vec<PathBuf> = outputs.iter().map(|output| folder.join(output)).collect();
    let ran = |which: usize| {
        let args = args(&|name| text(&folder.join(name)).to_owned(), which);
        let out = run(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        (args, bytes_of(&outputs), out.stdout)
    };
    let (_, before, _) = ran(0);
    let former = files_of(&outputs);
    let (args, after, printed) = ran(1);
    WritingCommand { args, folder, outputs, former, before, after, printed }
}

/// Each command that writes, in a folder of its own below `home`: with the output of a small dump
/// as the former one.
pub fn writing_commands(home: &Path) -> Vec<WritingCommand> {
    let inputs = CommandInputs::write(home);
    let [articles, pairs, findings] = [&inputs.articles, &inputs.pairs, &inputs.findings]
        .map(|both| both.each_ref().map(|path| text(path)));
    let (wire, whole) = (text(&inputs.wire), articles[1]);
    let owned = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<String>>();
    vec![
        prepared(home.join("scan"), &["found"], |in_folder, which| {
            owned(&["scan", articles[which], "--out", &in_folder("found"), "-q", "--memory", "64M"])
        }),
        prepared(home.join("resume"), &["found"], |in_folder, which| {
            owned(&["scan", articles[which], "--out", &in_folder("found"), "-q", "--resume"])
        }),
        prepared(home.join("dedup"), &["clean.jsonl", "clean.removed.jsonl"], |in_folder, which| {
            owned(&["dedup", articles[which], "-o", &in_folder("clean.jsonl"), "-q"])
        }),
        prepared(home.join("trace"), &[], |_, which| {
            owned(&["trace", "--wire", wire, articles[which], "--format", "jsonl", "-q"])
        }),
        prepared(home.join("compare"), &["aligned.csv"], |in_folder, which| {
            owned(&["compare", "--pairs", pairs[which], "--in", whole, "--out", &in_folder("aligned.csv")])
        }),
        prepared(home.join("extract"), &["articles.jsonl"], |in_folder, which| {
            owned(&["extract", articles[which], "-o", &in_folder("articles.jsonl"), "-q"])
        }),
        prepared(home.join("report"), &["page.html"], |in_folder, which| {
            owned(&["report", findings[which], "-o", &in_folder("page.html")])
        }),
    ]
}
