//! Shares of the memory budget.

use std::path::Path;
use wirecopy_reuse::overlap::SHINGLES_IN_MEMORY;
use wirecopy_scratch::partition::SpillConfig;

/// Bytes, shingles and tokens that each part of a run may keep in memory. No output depends on
/// them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Budget {
    /// Bytes of band keys in memory, for each of three levels (articles, and paragraphs by words
    /// and by characters).
    pub(crate) keys_bytes: u64,
    /// Bytes of seeds in memory.
    pub(crate) seeds_bytes: u64,
    /// Entries and pair occurrences of one engine.
    pub(crate) spill: SpillConfig,
    /// Shingles of pairs that are being verified, 8 bytes each.
    pub(crate) shingles: u64,
    /// Tokens of pairs that are being aligned.
    pub(crate) tokens: u64,
}

/// Pair occurrences without a budget: 64 MiB. They grow with the square of the groups, and soon
/// outnumber all else.
const OCCURRENCE_BYTES: u64 = 1 << 26;

/// Fewer shingles would cost more reading than they save memory: half a megabyte.
const SHINGLES_MIN: u64 = 1 << 16;

/// Bytes per token of a text that is being aligned: 33 in the tables of runs, 8 for its span, 6
/// of text, and twice 8 for its hash and 15 of what the rules see of it.
const TOKEN_BYTES: u64 = 80;

/// Tokens of pairs without a budget: 40 MiB. Twice as many take a tenth more memory at the peak and
/// no less time.
const TOKENS_IN_MEMORY: u64 = 1 << 19;

/// Fewer tokens would cost more reading than they save memory: four megabytes.
const TOKENS_MIN: u64 = 1 << 16;

impl Budget {
    /// Without a limit keys and entries stay in memory, and the rest is bounded as always. With
    /// one, each level of keys takes a sixteenth of it, and so do seeds, entries and occurrences;
    /// shingles, which come when keys are dropped, a quarter, and tokens, which come after
    /// shingles, another one. The rest is for the tables of articles, paragraphs and pairs.
    pub(crate) fn of(memory_bytes_max: Option<u64>) -> Budget {
        let folder = Default::default();
        let Some(bytes) = memory_bytes_max else {
            return Budget {
                keys_bytes: u64::MAX,
                seeds_bytes: u64::MAX,
                spill: SpillConfig { folder, entry_bytes: u64::MAX, occurrence_bytes: OCCURRENCE_BYTES },
                shingles: SHINGLES_IN_MEMORY,
                tokens: TOKENS_IN_MEMORY,
            };
        };
        let share = bytes / 16;
        Budget {
            keys_bytes: share,
            seeds_bytes: share,
            spill: SpillConfig { folder, entry_bytes: share, occurrence_bytes: share.min(OCCURRENCE_BYTES) },
            shingles: (bytes / 32).clamp(SHINGLES_MIN, SHINGLES_IN_MEMORY),
            tokens: (bytes / 4 / TOKEN_BYTES).clamp(TOKENS_MIN, TOKENS_IN_MEMORY),
        }
    }

    /// Returns the budget with a folder for what exceeds it.
    pub(crate) fn with_room(self, folder: &Path) -> Budget {
        Budget { spill: SpillConfig { folder: folder.to_path_buf(), ..self.spill }, ..self }
    }

    /// Bytes of keys of paragraphs at two levels, and of seeds, that stay in memory.
    pub(crate) fn of_reading(&self) -> u64 {
        self.keys_bytes.saturating_mul(2).saturating_add(self.seeds_bytes)
    }
}
