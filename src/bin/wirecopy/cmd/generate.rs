//! `wirecopy generate`: a labelled dump of invented news.

use crate::args::{GenerateArgs, Preset, start_workers};
use crate::exit::Outcome;
use crate::{exit, progress};
use anyhow::{Context as _, bail};
use rayon::prelude::*;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::{fs, io};
use wirecopy_io::{Atomic, AtomicFile};
use wirecopy_lab::generate::{BLOCK_ARTICLES, Dump, write_articles, write_block};

/// Blocks per worker between two writes: enough that workers rarely wait for each other, few enough
/// for memory.
const BLOCKS_PER_WORKER: u64 = 4;

/// Articles and truth of one block, as bytes of their files.
type GeneratedBlock = (Vec<u8>, Vec<u8>);

/// Writes the dump beside its final name and publishes it.
pub fn run(args: &GenerateArgs) -> anyhow::Result<Outcome> {
    let params = args.params()?;
    let dump = match args.preset {
        Preset::Hub => Dump::one_story(params)?,
        Preset::Clean | Preset::Noisy => Dump::new(params)?,
    };
    start_workers(args.threads)?;
    let staged = exit::begin(|| staged_for(&args.out), Atomic::private_folder)?;
    let unfinished = staged.private_folder().to_path_buf();
    write_dump(&dump, args, &staged).with_context(|| format!("cannot write {}", args.out.display()))?;
    exit::finish(&unfinished, || staged.publish())?;
    Ok(Outcome::Done)
}

/// Stages a folder beside `out`, which must be new or empty: no file is replaced.
fn staged_for(out: &Path) -> anyhow::Result<Atomic> {
    let is_occupied = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    };
    if is_occupied || out.file_name().is_none() {
        bail!("{} is not a new or empty folder: name another with --out", out.display());
    }
    Ok(Atomic::folder_of_files(out, &[])?)
}

fn write_dump(dump: &Dump, args: &GenerateArgs, staged: &Atomic) -> anyhow::Result<()> {
    let mut articles = staged.create_file_in("articles.jsonl")?;
    let mut truth = match args.no_truth {
        true => None,
        false => Some(staged.create_file_in("truth.jsonl")?),
    };
    let bar = progress::counting(dump.articles(), args.quiet);
    let wave_len = BLOCK_ARTICLES * BLOCKS_PER_WORKER * rayon::current_num_threads() as u64;
    let mut blocks = make(dump, 0..wave_len, args.no_truth);
    for first in (0..dump.articles()).step_by(wave_len as usize) {
        let next = first + wave_len;
        let write = || -> io::Result<()> {
            for (article_lines, truth_lines) in &blocks {
                articles.write_all(article_lines)?;
                if let Some(truth) = &mut truth {
                    truth.write_all(truth_lines)?;
                }
            }
            Ok(())
        };
        // The disk is written while the next blocks are made.
        let (written, next_blocks) = rayon::join(write, || make(dump, next..next + wave_len, args.no_truth));
        written?;
        blocks = next_blocks;
        bar.set_position(next.min(dump.articles()));
    }
    bar.finish_and_clear();
    articles.finish()?;
    truth.map_or(Ok(()), AtomicFile::finish)?;
    Ok(())
}

/// Makes the blocks of a wave, in order.
pub(super) fn make(dump: &Dump, wave: Range<u64>, without_truth: bool) -> Vec<GeneratedBlock> {
    let end = wave.end.min(dump.articles());
    let firsts: Vec<u64> = (wave.start..end).step_by(BLOCK_ARTICLES as usize).collect();
    firsts
        .into_par_iter()
        .map(|first| {
            let range = first..end.min(first + BLOCK_ARTICLES);
            let (mut articles, mut truth) = (Vec::new(), Vec::new());
            if without_truth {
                write_articles(dump, range, &mut articles);
            } else {
                write_block(dump, range, &mut articles, &mut truth);
            }
            (articles, truth)
        })
        .collect()
}
