//! Deduplication and its list, against the plain meaning of both: survivors are lines of the input,
//! byte for byte and in order, and a list applied to its input gives them again.

use crate::corpus::{lines, text};
use crate::rounds;
use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use wirecopy::output::Removed;
use wirecopy::{Atomic, Dedup, Destination, Input, ReadOptions, SurvivorTarget, apply};

/// A dump in which some articles are repeated, under their own id or another.
fn dump(draw: &mut SplitMix64) -> String {
    let n = 4 + draw.next_u64() % 20;
    let articles: Vec<String> = lines(0..n as usize).lines().map(str::to_owned).collect();
    let mut dump = String::new();
    for number in 0..n + draw.next_u64() % 12 {
        let line = &articles[(draw.next_u64() % n) as usize];
        dump += &match draw.next_u64() % 3 {
            0 => line.clone(),
            1 => line.replacen("\"id\":\"n", &format!("\"id\":\"copy{number}of"), 1),
            _ => line.replacen("\"id\":", " \"id\" : ", 1),
        };
        dump.push('\n');
    }
    dump
}

/// The line of a removed record, from 1.
fn line_of(row: &Removed) -> u64 {
    row.location.rsplit(':').next().unwrap().parse().unwrap()
}

fn applied(list: &Path, input: &Path, clean: &Path) -> wirecopy::Result<Vec<u8>> {
    let inputs = [Input::Path(input.to_path_buf())];
    let reading = ReadOptions::new(std::env::temp_dir());
    let destination = &Destination::new(clean, &inputs, &reading)?;
    let staged = Atomic::new(clean)?;
    apply(list, &inputs, &reading, &SurvivorTarget { destination, staged: &staged }, &|_| {})?;
    Ok(fs::read(staged.publish()?).unwrap())
}

#[test]
fn survivors_and_lists_mean_what_they_say() {
    let home = tempfile::tempdir().unwrap();
    let [input, clean, again, list] =
        ["dump.jsonl", "clean.jsonl", "again.jsonl", "list.jsonl"].map(|name| home.path().join(name));
    let mut removed_in_all = 0;
    for seed in 0..rounds(20) {
        let mut draw = SplitMix64::from_seed(seed.to_le_bytes());
        let records = dump(&mut draw);
        fs::write(&input, &records).unwrap();
        let removals = Dedup::default().loss_max(1.0).run_files([&input]).unwrap();
        removals.write(&clean).unwrap();
        removals.write_list(&list).unwrap();
        let rows: BTreeMap<u64, Removed> =
            removals.removed().map(|row| row.unwrap()).map(|row| (line_of(&row), row)).collect();
        let of_line = |number: usize| rows.contains_key(&(number as u64 + 1));
        let numbered = records.split_inclusive('\n').enumerate();
        let expected: String =
            numbered.filter(|(number, _)| !of_line(*number)).map(|(_, line)| line).collect();
        let survivors = fs::read_to_string(&clean).unwrap();
        assert!(survivors == expected, "seed {seed}");
        assert_eq!(survivors.lines().count() as u64, removals.report().kept, "seed {seed}");
        removed_in_all += rows.len();
        assert!(applied(&list, &input, &again).unwrap() == survivors.as_bytes(), "seed {seed}");
        // The order of the rows means nothing.
        let mut shuffled: Vec<String> =
            fs::read_to_string(&list).unwrap().lines().map(str::to_owned).collect();
        shuffled.reverse();
        fs::write(&list, shuffled.join("\n") + "\n\n").unwrap();
        assert!(applied(&list, &input, &again).unwrap() == survivors.as_bytes(), "seed {seed}");
        assert_changed_inputs_are_refused(&mut draw, &list, &input, &again);
    }
    assert!(removed_in_all > 20, "{removed_in_all}");
}

/// One letter of one text is another, in a record that is removed or before one.
fn assert_changed_inputs_are_refused(draw: &mut SplitMix64, list: &Path, input: &Path, again: &Path) {
    let records = fs::read_to_string(input).unwrap();
    let rows = fs::read_to_string(list).unwrap();
    let last = rows
        .lines()
        .filter(|line| !line.is_empty())
        .map(|row| line_of(&serde_json::from_str::<Removed>(row).unwrap()) as usize);
    let Some(last) = last.max() else { return };
    let in_list = records.split_inclusive('\n').take(last).map(str::len).sum::<usize>();
    let digits: Vec<usize> = records[..in_list].match_indices('w').map(|(at, _)| at).collect();
    let at = digits[(draw.next_u64() % digits.len() as u64) as usize];
    let mut changed = records.into_bytes();
    changed[at] = b'v';
    fs::write(input, changed).unwrap();
    fs::remove_file(again).unwrap();
    assert!(applied(list, input, again).is_err(), "{}", text(input));
    assert!(!again.exists());
}
