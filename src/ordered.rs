//! Blocks read ahead, worked on in parallel, and passed on in reading order.

use crate::error::Result;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Mutex, PoisonError};
use wirecopy_io::{Block, InputReader};

/// Blocks of about 1 MiB that are read ahead.
const BLOCKS_AHEAD: usize = 8;

/// Calls `make` with each block and its number from 0, on the current rayon pool and with a space
/// that no other block uses meanwhile, and passes the results to `take` in reading order,
/// while the next ones are made. Returns the reader when everything was read. At most
/// [`BLOCKS_AHEAD`] blocks wait, and one more than these are worked on or wait to be taken.
///
/// # Errors
/// When an input cannot be read, and the first error of `take`; the rest is then not read.
pub(crate) fn in_order<Space: Default + Send, Made: Send>(
    input_reader: InputReader,
    make: impl Fn(usize, &Block, &mut Space) -> Made + Sync,
    take: impl FnMut(Made) -> Result<()>,
) -> Result<InputReader> {
    let (send, receive) = sync_channel(BLOCKS_AHEAD);
    let unread = Mutex::new(Some(input_reader));
    let take_unread = || unread.lock().unwrap_or_else(PoisonError::into_inner).take();
    let take_unread = || take_unread().expect("the reader is taken once, by its thread or instead of it");
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().spawn_scoped(scope, {
            let take_unread = &take_unread;
            // With the sender in it: the blocks end when the thread does.
            move || read_ahead(take_unread(), &send)
        });
        let Ok(reader) = reader else { return by_turns(take_unread(), make, take) };
        let consumed = consume(&receive, make, take);
        // A reader that waits for room must be released before it is joined.
        drop(receive);
        let input_reader = reader.join().expect("the reader returns its errors");
        consumed.and(input_reader)
    })
}

/// Reads a block, works on it, and passes the result on, one after the other: where the system
/// starts no more threads.
fn by_turns<Space: Default, Made>(
    mut input_reader: InputReader,
    make: impl Fn(usize, &Block, &mut Space) -> Made,
    mut take: impl FnMut(Made) -> Result<()>,
) -> Result<InputReader> {
    let mut space = Space::default();
    let mut number = 0;
    while let Some(block) = input_reader.next_block()? {
        take(make(number, &block, &mut space))?;
        number += 1;
    }
    Ok(input_reader)
}

fn read_ahead(mut input_reader: InputReader, send: &SyncSender<Block>) -> Result<InputReader> {
    while let Some(block) = input_reader.next_block()? {
        if send.send(block).is_err() {
            break;
        }
    }
    Ok(input_reader)
}

fn consume<Space: Default + Send, Made: Send>(
    blocks: &Receiver<Block>,
    make: impl Fn(usize, &Block, &mut Space) -> Made + Sync,
    mut take: impl FnMut(Made) -> Result<()>,
) -> Result<()> {
    let spaces: Mutex<Vec<Space>> = Mutex::new(Vec::new());
    let free_spaces = || spaces.lock().unwrap_or_else(PoisonError::into_inner);
    let (make, free_spaces) = (&make, &free_spaces);
    rayon::in_place_scope(|scope| {
        let mut at_work: VecDeque<Receiver<Made>> = VecDeque::new();
        let mut number = 0;
        loop {
            let block = match at_work.len() {
                0 => blocks.recv().ok(),
                1..=BLOCKS_AHEAD => blocks.try_recv().ok(),
                _ => None,
            };
            if let Some(block) = block {
                let (send, made) = sync_channel(1);
                scope.spawn(move |_| {
                    let mut space = free_spaces().pop().unwrap_or_default();
                    let made = make(number, &block, &mut space);
                    free_spaces().push(space);
                    // Nobody waits for it after an error of an earlier one.
                    let _ = send.send(made);
                });
                at_work.push_back(made);
                number += 1;
                continue;
            }
            match at_work.pop_front() {
                Some(first) => take(received(&first))?,
                None => return Ok(()),
            }
        }
    })
}

/// Waits for a result. A thread of the pool makes others meanwhile, because it may be the only one.
fn received<Made>(made: &Receiver<Made>) -> Made {
    loop {
        match made.try_recv() {
            Ok(made) => return made,
            Err(TryRecvError::Empty) if rayon::yield_now() == Some(rayon::Yield::Executed) => {}
            // Another thread works on it.
            Err(_) => return made.recv().expect("every task sends its result"),
        }
    }
}
