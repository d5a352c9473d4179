//! How much of what a scan holds may stand in memory at once.

use crate::verify::SHINGLES_IN_MEMORY;

/// Shares of a memory budget. The answer does not depend on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Budget {
    /// Band keys of one of two levels of paragraphs, in bytes; more go to a file.
    pub(super) keys_bytes: u64,
    /// Pair occurrences, 8 bytes each; more are made in several rounds.
    pub(super) occurrences: u64,
    /// Shingles of pairs that are being verified, 8 bytes each.
    pub(super) shingles: u64,
}

/// Pair occurrences without a budget.
const OCCURRENCES_IN_MEMORY: u64 = 1 << 26;

/// Fewer would make more rounds than they save: half a megabyte.
const ITEMS_MIN: u64 = 1 << 16;

impl Budget {
    /// Without a limit band keys stay in memory, and the rest is bounded as ever. With one, keys take up to a quarter of it; occurrences (of
    /// which there are two copies while they are gathered) and shingles take up to a quarter when keys are gone.
    pub(super) fn of(memory_bytes_max: Option<u64>) -> Budget {
        let Some(bytes) = memory_bytes_max else {
            return Budget {
                keys_bytes: u64::MAX,
                occurrences: OCCURRENCES_IN_MEMORY,
                shingles: SHINGLES_IN_MEMORY,
            };
        };
        Budget {
            keys_bytes: bytes / 8,
            occurrences: (bytes / 64).clamp(ITEMS_MIN, OCCURRENCES_IN_MEMORY),
            shingles: (bytes / 32).clamp(ITEMS_MIN, SHINGLES_IN_MEMORY),
        }
    }
}
