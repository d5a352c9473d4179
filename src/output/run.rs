//! `run.json`: what one run took. The only file that differs between runs over the same input.

use serde::{Deserialize, Serialize};

/// Times, threads, memory, paths and warnings of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Version of the program.
    pub version: String,
    /// Inputs as they were named.
    pub inputs: Vec<String>,
    /// Wall time by stage, in order.
    pub stages: Vec<StageTime>,
    /// Wall time of the whole run, seconds.
    pub seconds: f64,
    /// Input bytes as they lie on disk.
    pub bytes_read: u64,
    /// `bytes_read` over `seconds`, MB (10⁶ bytes) a second.
    pub megabytes_per_second: f64,
    /// Worker threads.
    pub threads: u64,
    /// Largest resident memory of the process in bytes, `null` where the system does not tell.
    pub memory_bytes_peak: Option<u64>,
    /// Largest heap of the process in bytes, mapped files apart, `null` where nobody counts.
    pub anonymous_bytes_peak: Option<u64>,
    /// Warnings, in a fixed order.
    pub warnings: Vec<String>,
}

/// One stage's share of the time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageTime {
    /// Name of the stage.
    pub stage: String,
    /// Wall time, seconds.
    pub seconds: f64,
}
