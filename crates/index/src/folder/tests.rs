//! Segments across kills, changed inputs and damage.

use super::*;

const BLOCK: u64 = COVERED_BYTES_MIN;

const INPUTS: [&str; 3] = ["a.jsonl", "b.jsonl", "c.jsonl"];

fn stretch(file: u64, bytes: u64) -> Stretch {
    Stretch { file, bytes, decoded_files: 1 }
}

fn opened(home: &Path, fingerprint: u64) -> Result<(Vec<Segment>, SegmentWriter)> {
    let stamp = |name| {
        let path = home.join(name);
        let metadata = fs::metadata(&path).unwrap();
        CoveredInput::new(&path, metadata.len(), metadata.modified().unwrap())
    };
    open(&home.join("sealed"), fingerprint, INPUTS.map(stamp).to_vec())
}

fn write_inputs(home: &Path) {
    INPUTS.iter().for_each(|name| fs::write(home.join(name), "{}").unwrap());
}

type Change = fn(&Path);

/// Two blocks of the first file, one of the second, and a kill before the third is done.
fn killed(home: &Path) {
    write_inputs(home);
    let (sealed, mut writer) = opened(home, 7).unwrap();
    assert!(sealed.is_empty());
    for (payload, file) in [(&b"one"[..], 0), (b"", 0), (b"three", 1), (b"four", 2)] {
        writer.push(payload, stretch(file, BLOCK)).unwrap();
    }
}

fn payloads(sealed: &[Segment]) -> Vec<Vec<Vec<u8>>> {
    sealed.iter().map(|segment| segment.payloads().unwrap().map(Result::unwrap).collect()).collect()
}

#[test]
fn finished_files_come_back_after_a_kill_and_the_unfinished_one_does_not() {
    let home = tempfile::tempdir().unwrap();
    killed(home.path());
    let (sealed, mut writer) = opened(home.path(), 7).unwrap();
    assert_eq!(payloads(&sealed), [vec![b"one".to_vec(), b"".to_vec()], vec![b"three".to_vec()]]);
    assert_eq!(sealed.iter().map(Segment::n_files).sum::<u64>(), 2);
    assert_eq!(sealed.iter().map(Segment::bytes).sum::<u64>(), 3 * BLOCK);
    assert_eq!(sealed[0].decoded_files(), 2);
    writer.push(b"four", stretch(2, BLOCK)).unwrap();
    writer.finish().unwrap();
    let (sealed, _) = opened(home.path(), 7).unwrap();
    assert_eq!(payloads(&sealed).concat().concat(), b"onethreefour");
}

#[test]
fn a_large_file_comes_back_up_to_the_last_sealed_block() {
    let home = tempfile::tempdir().unwrap();
    write_inputs(home.path());
    let (_, mut writer) = opened(home.path(), 7).unwrap();
    let half = COVERED_BYTES_IN_FILE / 2;
    for (payload, file) in [(&b"a1"[..], 0), (b"b1", 1), (b"b2", 1), (b"b3", 1), (b"b4", 1), (b"b5", 1)] {
        writer.push(payload, stretch(file, half)).unwrap();
    }
    drop(writer);
    let (sealed, mut writer) = opened(home.path(), 7).unwrap();
    let of_first = [b"a1".to_vec()];
    let of_second = [[b"b1".to_vec(), b"b2".to_vec()], [b"b3".to_vec(), b"b4".to_vec()]];
    assert_eq!(payloads(&sealed), [&of_first[..], &of_second[0], &of_second[1]]);
    assert_eq!(writer.start(), SegmentBound { files: 1, blocks: 4 });
    assert_eq!(sealed.iter().map(Segment::n_files).collect::<Vec<_>>(), [1, 0, 0]);
    writer.push(b"b5", stretch(1, half)).unwrap();
    writer.push(b"c1", stretch(2, half)).unwrap();
    writer.finish().unwrap();
    let (sealed, writer) = opened(home.path(), 7).unwrap();
    assert_eq!(payloads(&sealed).concat().concat(), b"a1b1b2b3b4b5c1");
    assert_eq!(writer.start(), SegmentBound { files: 3, blocks: 0 });
    fs::write(home.path().join("b.jsonl"), "{} ").unwrap();
    assert_eq!(payloads(&opened(home.path(), 7).unwrap().0), [&of_first[..]]);
}

#[test]
fn a_segment_that_does_not_fit_is_removed() {
    let cases: [(&str, Change, u64, usize); 6] = [
        ("other parameters", |_| (), 8, 0),
        ("a changed input", |home| fs::write(home.join("b.jsonl"), "{} ").unwrap(), 7, 1),
        ("a flipped bit", |home| flip(home, 17), 7, 0),
        ("another version", |home| flip(home, 8), 7, 0),
        ("another magic", |home| flip(home, 0), 7, 0),
        ("half a file", |home| cut(&home.join("sealed/00000001-00000000.segment")), 7, 1),
    ];
    for (what, change, fingerprint, n_sealed) in cases {
        let home = tempfile::tempdir().unwrap();
        killed(home.path());
        change(home.path());
        assert_eq!(opened(home.path(), fingerprint).unwrap().0.len(), n_sealed, "{what}");
        let left = fs::read_dir(home.path().join("sealed")).unwrap().count();
        assert_eq!(left, n_sealed, "{what}");
    }
}

fn flip(home: &Path, byte: usize) {
    let path = home.join("sealed/00000000-00000000.segment");
    let mut bytes = fs::read(&path).unwrap();
    bytes[byte] ^= 4;
    fs::write(path, bytes).unwrap();
}

fn cut(path: &Path) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    write_inputs(home.path());
    fs::create_dir(home.path().join("sealed")).unwrap();
    fs::write(home.path().join("sealed/diary.txt"), "mine").unwrap();
    assert!(matches!(opened(home.path(), 7), Err(Error::ForeignFolder { .. })));
}

#[test]
fn an_input_without_a_stamp_is_covered_by_no_segment() {
    let home = tempfile::tempdir().unwrap();
    let (_, mut writer) = open(home.path(), 7, vec![None]).unwrap();
    writer.push(b"one", stretch(0, BLOCK)).unwrap();
    writer.finish().unwrap();
    assert!(open(home.path(), 7, vec![None]).unwrap().0.is_empty());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_segment() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    killed(home.path());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = home.path().join("sealed");
    assert_eq!(mode(&folder), 0o700);
    for entry in fs::read_dir(&folder).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}
