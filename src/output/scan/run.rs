//! `run.json`: times and memory of one run. The only file that differs between runs over the same
//! input.

use serde::{Deserialize, Serialize};

/// Times, threads, memory, paths and warnings of one run.
///
/// ```
/// use wirecopy::output::{Run, StageTime};
///
/// let stages = vec![StageTime { stage: "read".to_owned(), seconds: 1.5 }];
/// let run = Run {
///     version: "0.1.0".to_owned(),
///     inputs: vec!["dump.jsonl".to_owned()],
///     stages,
///     seconds: 2.0,
///     bytes_read: 4_000_000,
///     megabytes_per_second: 2.0,
///     threads: 8,
///     memory_bytes_peak: None,
///     anonymous_bytes_peak: None,
///     warnings: Vec::new(),
/// };
/// assert_eq!(serde_json::to_value(&run).unwrap()["stages"][0]["seconds"], 1.5);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Run {
    /// Version of the program.
    pub version: String,
    /// Inputs as they were named.
    pub inputs: Vec<String>,
    /// Wall time by stage, in order.
    pub stages: Vec<StageTime>,
    /// Wall time of the whole run, seconds.
    pub seconds: f64,
    /// Bytes of the inputs on disk.
    pub bytes_read: u64,
    /// `bytes_read` over `seconds`, in MB (10⁶ bytes) per second.
    pub megabytes_per_second: f64,
    /// Worker threads.
    pub threads: u64,
    /// Largest resident memory of the process in bytes, `null` if the system does not say.
    pub memory_bytes_peak: Option<u64>,
    /// Largest amount of allocated memory in bytes, which stacks, code and mapped files are not
    /// part of; `null` if it is not counted.
    pub anonymous_bytes_peak: Option<u64>,
    /// Warnings, in a fixed order.
    pub warnings: Vec<String>,
}

/// The time that one stage took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StageTime {
    /// Name of the stage.
    pub stage: String,
    /// Wall time, seconds.
    pub seconds: f64,
}
