//! Blocks read ahead, worked on in parallel, taken in the order of reading.

use crate::error::Result;
use crate::formats::{Block, Intake};
use rayon::prelude::*;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Blocks of about 1 MiB that are read ahead.
const BLOCKS_AHEAD: usize = 8;

/// Makes something of each block, told its number from 0, on the current rayon pool, in a space of its thread, and takes it in the order of reading. Gives the intake
/// back when everything was read. At most [`BLOCKS_AHEAD`] blocks wait and one more than these are worked on.
///
/// # Errors
/// When an input cannot be read, or `take` refuses; the rest is then not read.
pub(super) fn in_order<Space: Default, Made: Send>(
    intake: Intake,
    make: impl Fn(usize, &Block, &mut Space) -> Made + Sync,
    take: impl FnMut(Made) -> Result<()>,
) -> Result<Intake> {
    let (send, receive) = sync_channel(BLOCKS_AHEAD);
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || read_ahead(intake, &send));
        let consumed = consume(&receive, make, take);
        // A reader that waits for room must be let go before it is joined.
        drop(receive);
        let intake = reader.join().expect("the reader returns its errors");
        consumed.and(intake)
    })
}

fn read_ahead(mut intake: Intake, send: &SyncSender<Block>) -> Result<Intake> {
    while let Some(block) = intake.next_block()? {
        if send.send(block).is_err() {
            break;
        }
    }
    Ok(intake)
}

fn consume<Space: Default, Made: Send>(
    receive: &Receiver<Block>,
    make: impl Fn(usize, &Block, &mut Space) -> Made + Sync,
    mut take: impl FnMut(Made) -> Result<()>,
) -> Result<()> {
    let mut number = 0;
    while let Ok(first) = receive.recv() {
        let batch: Vec<Block> = std::iter::once(first).chain(receive.try_iter().take(BLOCKS_AHEAD)).collect();
        let made: Vec<Made> = batch
            .par_iter()
            .with_max_len(1)
            .enumerate()
            .map_init(Space::default, |space, (at, block)| make(number + at, block, space))
            .collect();
        number += batch.len();
        made.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}
