//! The growth of processor time with the size of dumps that are meant to be hard.
//!
//! `cargo bench --bench growth` prints for each family the times of n, 2n and 4n and the exponent
//! between the last two: 1 is linear, 2 is the square. `cargo bench --bench growth -- NAME`
//! measures the families whose names contain NAME.

mod families;

use families::{FAMILIES, Family, INVENTED, dump};
use std::path::Path;
use std::process::Command;

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    // Cargo passes `--bench` when it measures; otherwise each family is only run once, small.
    let is_measured = std::env::args().any(|argument| argument == "--bench");
    let home = tempfile::tempdir().expect("the temporary folder takes a folder");
    println!("{:<40} {:>8} {:>8} {:>8} {:>8} {:>9}", "family", "n", "n", "2n", "4n", "exponent");
    for family in FAMILIES.iter().chain(&INVENTED) {
        if !wanted.is_empty() && !wanted.iter().any(|part| family.name.contains(part.as_str())) {
            continue;
        }
        if !is_measured {
            seconds(family, family.n / 50 + 2, home.path());
            continue;
        }
        let [one, two, four] = [1, 2, 4].map(|times| seconds(family, times * family.n, home.path()));
        let exponent = (four / two).log2();
        println!("{:<40} {:>8} {one:>8.2} {two:>8.2} {four:>8.2} {exponent:>9.2}", family.name, family.n);
    }
}

/// Processor seconds of a scan of one dump.
fn seconds(family: &Family, n: usize, home: &Path) -> f64 {
    let input = home.join("dump.jsonl");
    std::fs::write(&input, dump(&(family.texts)(n))).expect("the temporary folder has room");
    let script = "\"$0\" scan \"$1\" --out \"$2\" -q >/dev/null || echo failed; times";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_wirecopy")]).arg(&input).arg(home.join("found"));
    let out = shell.output().expect("there is a shell");
    let times = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(!times.contains("failed"), "{}: {}", family.name, String::from_utf8_lossy(&out.stderr));
    // The last line is that of the children: user and system, as 0m1.25s.
    let of_children = times.lines().last().unwrap_or_default();
    of_children.split_whitespace().filter_map(parsed).sum()
}

fn parsed(time: &str) -> Option<f64> {
    let (minutes, seconds) = time.strip_suffix('s')?.split_once('m')?;
    Some(60.0 * minutes.parse::<f64>().ok()? + seconds.replace(',', ".").parse::<f64>().ok()?)
}
