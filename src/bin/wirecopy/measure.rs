//! Time, processor time and memory of the running process.
//!
//! They are read from `/proc`, because `getrusage` needs unsafe code.

use serde::{Deserialize, Serialize};
use std::time::Instant;

/// Ticks of processor time per second: the value of `sysconf(_SC_CLK_TCK)` on every common Linux.
const TICKS_PER_SECOND: f64 = 100.0;

/// A moment, on the wall and on the processor.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    at: Instant,
    cpu_seconds: Option<f64>,
}

/// Time between two moments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Elapsed {
    /// Wall time.
    pub seconds: f64,
    /// Processor time of all threads, if the system reports it.
    pub cpu_seconds: Option<f64>,
}

impl Clock {
    /// Reads the clocks.
    pub fn begin() -> Clock {
        Clock { at: Instant::now(), cpu_seconds: cpu_seconds() }
    }

    /// Returns the time from there to now.
    pub fn elapsed(&self) -> Elapsed {
        Clock::begin().since(self)
    }

    /// Returns the time from an earlier moment to this one.
    pub fn since(&self, earlier: &Clock) -> Elapsed {
        Elapsed {
            seconds: (self.at - earlier.at).as_secs_f64(),
            cpu_seconds: self.cpu_seconds.zip(earlier.cpu_seconds).map(|(now, then)| now - then),
        }
    }
}

impl Elapsed {
    /// Returns the difference to `less`, zero if noise made it negative.
    pub fn minus(self, less: Elapsed) -> Elapsed {
        Elapsed {
            seconds: (self.seconds - less.seconds).max(0.0),
            cpu_seconds: self.cpu_seconds.map(|cpu| (cpu - less.cpu_seconds.unwrap_or(0.0)).max(0.0)),
        }
    }

    /// Returns the median by wall time; the lower one of an even number.
    pub fn median(mut all: Vec<Elapsed>) -> Elapsed {
        all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        all.get(all.len().saturating_sub(1) / 2).copied().unwrap_or_default()
    }
}

/// Returns the processor time of the process so far, user and system.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in brackets and may contain anything.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / TICKS_PER_SECOND)
}

/// Returns the largest resident memory so far, if the system reports it as Linux does.
pub fn memory_bytes_peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Returns the clock rate that the system names, in MHz.
pub fn clock_megahertz() -> Option<f64> {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = cpus.lines().find(|line| line.starts_with("cpu MHz"))?;
    line.split_once(':')?.1.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_one_of_the_measurements_and_a_difference_is_never_negative() {
        let elapsed = |seconds| Elapsed { seconds, cpu_seconds: Some(2.0 * seconds) };
        assert_eq!(Elapsed::median(vec![elapsed(3.0), elapsed(1.0), elapsed(2.0)]), elapsed(2.0));
        assert_eq!(elapsed(1.0).minus(elapsed(3.0)), elapsed(0.0));
        assert_eq!(elapsed(3.0).minus(elapsed(1.0)), elapsed(2.0));
    }
}
