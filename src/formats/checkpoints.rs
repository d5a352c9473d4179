//! What was made of finished inputs, kept in a named folder, so that a run that was killed goes on behind them.
//!
//! A checkpoint is one file: frames, one for each block, then what it covers and a checksum of all that, so that half a file, a flipped bit or
//! the file of another program is no checkpoint. It bears its name only when whole. Checkpoints follow one another without a gap from the first input on.

use super::listing::Listed;
use super::originals::Stamp;
use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use xxhash_rust::xxh3::Xxh3;

/// Stands at the end of a checkpoint; its last character is the version of the layout.
const MARK: [u8; 8] = *b"wirecpk1";

/// Behind frames and manifest: bytes of the manifest, checksum of both, the mark.
const TAIL_BYTES: u64 = 8 + 8 + MARK.len() as u64;

/// Name of a checkpoint before it is whole.
const UNFINISHED: &str = "unfinished";

/// What ends the name of one that is whole.
const EXTENSION: &str = "checkpoint";

/// Bytes of input that a checkpoint covers at least, so that a hundred thousand text files are not as many checkpoints.
const COVERED_BYTES_MIN: u64 = 1 << 20;

/// What a checkpoint says of itself, behind its frames.
#[derive(Debug, PartialEq, Eq, bincode::Encode, bincode::Decode)]
struct Manifest {
    /// Of everything that the frames depend on beside the inputs.
    fingerprint: u64,
    /// Number of the first file that it covers.
    first: u64,
    files: Vec<CoveredFile>,
    /// Of them, those that were not UTF-8.
    decoded_files: u64,
    n_frames: u64,
}

/// A file as it was before it was opened.
#[derive(Debug, Clone, PartialEq, Eq, bincode::Encode, bincode::Decode)]
struct CoveredFile {
    path: Vec<u8>,
    bytes: u64,
    modified_nanoseconds: u128,
}

impl CoveredFile {
    /// `None` for what cannot be told to be the same later: standard input, a pipe, a file without a time.
    fn of(listed: &Listed) -> Option<CoveredFile> {
        let Stamp { len, modified } = listed.stamp?;
        Some(CoveredFile {
            path: listed.path.as_os_str().as_encoded_bytes().to_vec(),
            bytes: len,
            modified_nanoseconds: modified?.duration_since(UNIX_EPOCH).ok()?.as_nanos(),
        })
    }
}

/// Writes the checkpoints of a run.
pub struct CheckpointWriter {
    folder: PathBuf,
    fingerprint: u64,
    files: Vec<Option<CoveredFile>>,
    /// First file that no checkpoint covers.
    first: usize,
    /// First file of the last block.
    last: Option<usize>,
    open: Option<Unfinished>,
    decoded_files: u64,
    covered_bytes: u64,
}

struct Unfinished {
    out: BufWriter<File>,
    checksum: Xxh3,
    n_frames: u64,
}

impl Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.out.write_all(bytes)
    }

    fn frame(&mut self, frame: &[u8]) -> io::Result<()> {
        self.n_frames += 1;
        self.write(&(frame.len() as u64).to_le_bytes())?;
        self.write(frame)
    }
}

/// A whole checkpoint that fits the inputs.
pub struct Checkpoint {
    path: PathBuf,
    manifest: Manifest,
}

impl Checkpoint {
    /// Files that it covers.
    pub fn n_files(&self) -> usize {
        self.manifest.files.len()
    }

    /// Bytes of these files.
    pub fn bytes(&self) -> u64 {
        self.manifest.files.iter().map(|file| file.bytes).sum()
    }

    /// Those of them that were not UTF-8.
    pub fn decoded_files(&self) -> u64 {
        self.manifest.decoded_files
    }

    /// Its frames in order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn frames(&self) -> Result<impl Iterator<Item = Result<Vec<u8>>> + use<>> {
        let path = self.path.clone();
        let failed = move |source| Error::Read { path: path.clone(), source };
        let file = File::open(&self.path).map_err(&failed)?;
        let mut reader = BufReader::with_capacity(1 << 18, file);
        Ok((0..self.manifest.n_frames).map(move |_| next_frame(&mut reader).map_err(&failed)))
    }
}

fn next_frame(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut len = [0; 8];
    reader.read_exact(&mut len)?;
    let mut frame = vec![0; u64::from_le_bytes(len) as usize];
    reader.read_exact(&mut frame)?;
    Ok(frame)
}

/// Opens the folder: the checkpoints of an earlier run of the same fingerprint that fit the files, in order, and a writer for what comes behind them. Others
/// are removed.
pub(super) fn open(
    folder: &Path,
    fingerprint: u64,
    listed: &[Listed],
) -> Result<(Vec<Checkpoint>, CheckpointWriter)> {
    let failed = |source| Error::Write { path: folder.to_path_buf(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let files: Vec<Option<CoveredFile>> = listed.iter().map(CoveredFile::of).collect();
    let mut names: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_ours = path.extension().is_some_and(|extension| extension == EXTENSION);
        if !is_ours && path.file_name().is_none_or(|name| name != UNFINISHED) {
            return Err(Error::ForeignOutput { path: folder.to_path_buf() });
        }
        names.push(path);
    }
    names.sort();
    let mut kept: Vec<Checkpoint> = Vec::new();
    let mut first = 0;
    for path in names {
        match read_whole(&path) {
            Some(manifest) if manifest.fingerprint == fingerprint && fits(&manifest, first, &files) => {
                first += manifest.files.len();
                kept.push(Checkpoint { path, manifest });
            }
            _ => fs::remove_file(&path).map_err(failed)?,
        }
    }
    let writer = CheckpointWriter {
        folder: folder.to_path_buf(),
        fingerprint,
        files,
        first,
        last: None,
        open: None,
        decoded_files: 0,
        covered_bytes: 0,
    };
    Ok((kept, writer))
}

fn fits(manifest: &Manifest, first: usize, files: &[Option<CoveredFile>]) -> bool {
    let covered = files.get(first..first + manifest.files.len());
    manifest.first == first as u64
        && covered.is_some_and(|files| files.iter().zip(&manifest.files).all(|(a, b)| a.as_ref() == Some(b)))
}

/// The manifest of a file that is whole and undamaged. All of it is read, because frames are worked on as they come.
fn read_whole(path: &Path) -> Option<Manifest> {
    let file = File::open(path).ok()?;
    let told_bytes = file.metadata().ok()?.len().checked_sub(TAIL_BYTES)?;
    let mut tail = [0; TAIL_BYTES as usize];
    file.read_exact_at(&mut tail, told_bytes).ok()?;
    let (manifest_bytes, rest) = tail.split_first_chunk()?;
    let (checksum, mark) = rest.split_first_chunk()?;
    let manifest_at = told_bytes.checked_sub(u64::from_le_bytes(*manifest_bytes))?;
    let mut hasher = ChecksumWriter(Xxh3::new());
    io::copy(&mut BufReader::with_capacity(1 << 18, &file).take(told_bytes), &mut hasher).ok()?;
    if *mark != MARK || u64::from_le_bytes(*checksum) != hasher.0.digest() {
        return None;
    }
    let mut manifest = vec![0; (told_bytes - manifest_at) as usize];
    file.read_exact_at(&mut manifest, manifest_at).ok()?;
    bincode::decode_from_slice(&manifest, bincode::config::standard()).ok().map(|(manifest, _)| manifest)
}

struct ChecksumWriter(Xxh3);

impl Write for ChecksumWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl CheckpointWriter {
    /// Takes what was made of the next block, whose first file has this number; of its files so many were not UTF-8. All earlier files are finished then.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn push(&mut self, frame: &[u8], file: usize, bytes_on_disk: u64, decoded_files: u64) -> Result<()> {
        if self.covered_bytes >= COVERED_BYTES_MIN && self.last != Some(file) {
            self.seal(file)?;
        }
        self.last = Some(file);
        self.covered_bytes += bytes_on_disk;
        self.decoded_files += decoded_files;
        let path = self.folder.join(UNFINISHED);
        let failed = |source| Error::Write { path: path.clone(), source };
        let open = match &mut self.open {
            Some(open) => open,
            None => self.open.insert(Unfinished {
                out: BufWriter::with_capacity(1 << 18, File::create(&path).map_err(failed)?),
                checksum: Xxh3::new(),
                n_frames: 0,
            }),
        };
        open.frame(frame).map_err(failed)
    }

    /// Ends with the last file.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(mut self) -> Result<()> {
        self.seal(self.files.len())
    }

    /// Ends the checkpoint before the file with this number. None is made where a file of it cannot be told to be the same later.
    fn seal(&mut self, end: usize) -> Result<()> {
        let files: Option<Vec<CoveredFile>> = self.files[self.first..end].iter().cloned().collect();
        let Some(files) = files.filter(|files| !files.is_empty()) else { return Ok(()) };
        let Some(mut open) = self.open.take() else { return Ok(()) };
        let manifest = Manifest {
            fingerprint: self.fingerprint,
            first: self.first as u64,
            files,
            decoded_files: self.decoded_files,
            n_frames: open.n_frames,
        };
        let manifest = bincode::encode_to_vec(&manifest, bincode::config::standard())
            .expect("numbers and bytes encode into a vector without error");
        let whole = self.folder.join(format!("{:08}.{EXTENSION}", self.first));
        let failed = |source| Error::Write { path: whole.clone(), source };
        open.write(&manifest).map_err(failed)?;
        let Unfinished { mut out, checksum, .. } = open;
        let tail = [(manifest.len() as u64).to_le_bytes(), checksum.digest().to_le_bytes(), MARK].concat();
        out.write_all(&tail).map_err(failed)?;
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        fs::rename(self.folder.join(UNFINISHED), &whole).map_err(failed)?;
        (self.first, self.decoded_files, self.covered_bytes) = (end, 0, 0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Input;
    use crate::formats::listing::list;

    const BLOCK: u64 = COVERED_BYTES_MIN;

    const INPUTS: [&str; 3] = ["a.jsonl", "b.jsonl", "c.jsonl"];

    fn opened(home: &Path, fingerprint: u64) -> Result<(Vec<Checkpoint>, CheckpointWriter)> {
        let (listed, _) = list(&INPUTS.map(|name| Input::Path(home.join(name))))?;
        open(&home.join("kept"), fingerprint, &listed)
    }

    fn write_inputs(home: &Path) {
        INPUTS.iter().for_each(|name| fs::write(home.join(name), "{}").unwrap());
    }

    type Change = fn(&Path);

    /// Two blocks of the first file, one of the second, and a kill before the third is done.
    fn killed(home: &Path) {
        write_inputs(home);
        let (kept, mut writer) = opened(home, 7).unwrap();
        assert!(kept.is_empty());
        for (frame, file) in [(&b"one"[..], 0), (b"", 0), (b"three", 1), (b"four", 2)] {
            writer.push(frame, file, BLOCK, 1).unwrap();
        }
    }

    fn frames(kept: &[Checkpoint]) -> Vec<Vec<Vec<u8>>> {
        kept.iter().map(|kept| kept.frames().unwrap().map(Result::unwrap).collect()).collect()
    }

    #[test]
    fn finished_files_come_back_after_a_kill_and_the_unfinished_one_does_not() {
        let home = tempfile::tempdir().unwrap();
        killed(home.path());
        let (kept, mut writer) = opened(home.path(), 7).unwrap();
        assert_eq!(frames(&kept), [vec![b"one".to_vec(), b"".to_vec()], vec![b"three".to_vec()]]);
        assert_eq!(kept.iter().map(Checkpoint::n_files).sum::<usize>(), 2);
        assert_eq!(kept[0].decoded_files(), 2);
        writer.push(b"four", 2, BLOCK, 0).unwrap();
        writer.finish().unwrap();
        let (kept, _) = opened(home.path(), 7).unwrap();
        assert_eq!(frames(&kept).concat().concat(), b"onethreefour");
    }

    #[test]
    fn what_does_not_fit_is_not_gone_on_from() {
        let cases: [(&str, Change, u64, usize); 4] = [
            ("other parameters", |_| (), 8, 0),
            ("a changed input", |home| fs::write(home.join("b.jsonl"), "{} ").unwrap(), 7, 1),
            ("a flipped bit", |home| flip(&home.join("kept/00000000.checkpoint")), 7, 0),
            ("half a file", |home| cut(&home.join("kept/00000001.checkpoint")), 7, 1),
        ];
        for (what, change, fingerprint, n_kept) in cases {
            let home = tempfile::tempdir().unwrap();
            killed(home.path());
            change(home.path());
            assert_eq!(opened(home.path(), fingerprint).unwrap().0.len(), n_kept, "{what}");
            let left = fs::read_dir(home.path().join("kept")).unwrap().count();
            assert_eq!(left, n_kept, "what does not fit {what} is removed");
        }
    }

    fn flip(path: &Path) {
        let mut bytes = fs::read(path).unwrap();
        bytes[9] ^= 4;
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
        fs::create_dir(home.path().join("kept")).unwrap();
        fs::write(home.path().join("kept/diary.txt"), "mine").unwrap();
        assert!(matches!(opened(home.path(), 7), Err(Error::ForeignOutput { .. })));
    }
}
