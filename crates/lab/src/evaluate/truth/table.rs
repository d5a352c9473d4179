//! `pairs.tsv`: the complete list of true pairs with their exact scores.

use super::{TruePair, Truth};
use crate::error::{Error, Result};
use std::path::Path;

/// The first line.
pub(super) const HEADER: &str = "id_a\tid_b\tjaccard\tcontain_a\tcontain_b\tshared\tn_a\tn_b";

/// Reads the lines after the header.
pub(super) fn read(path: &Path, lines: impl Iterator<Item = Result<String>>) -> Result<Truth> {
    let mut truth = Truth { pairs_are_complete: true, ..Truth::default() };
    for (number, line) in lines.enumerate() {
        let pair = pair(&line?).map_err(|reason| Error::BadRecord {
            path: path.to_path_buf(),
            line: number as u64 + 2,
            reason,
        })?;
        truth.pairs.push(pair);
    }
    Ok(truth)
}

/// Scores are taken from the counts, because the columns are rounded to four decimals.
fn pair(line: &str) -> std::result::Result<TruePair, String> {
    let columns: Vec<&str> = line.trim_end_matches('\r').split('\t').collect();
    let [a, b, _, _, _, shared, n_a, n_b] = columns[..] else {
        return Err(format!("8 columns are expected, {} found", columns.len()));
    };
    let count = |name: &str, value: &str| {
        value.parse::<u32>().map_err(|_| format!("{name} is \"{value}\": a count is expected"))
    };
    let (shared, n_a, n_b) = (count("shared", shared)?, count("n_a", n_a)?, count("n_b", n_b)?);
    if shared == 0 || shared > n_a.min(n_b) {
        return Err(format!("shared is {shared}: 1 to the smaller of n_a and n_b is expected"));
    }
    let overlap = wirecopy_reuse::overlap::Overlap { shared, a_len: n_a, b_len: n_b };
    Ok(TruePair {
        a: a.to_owned(),
        b: b.to_owned(),
        jaccard: Some(overlap.jaccard()),
        containment: Some(overlap.containment()),
        shared: Some(shared.into()),
        expected: wirecopy_news::relation::is_reported(overlap),
        ..TruePair::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_its_scores_from_its_counts() {
        let pair = pair("x-1\tx-2\t0.5111\t0.6480\t0.7075\t208\t321\t294").unwrap();
        assert_eq!((pair.a.as_str(), pair.b.as_str(), pair.shared), ("x-1", "x-2", Some(208)));
        assert_eq!(pair.jaccard, Some(208.0 / 407.0));
        assert_eq!(pair.containment, Some(208.0 / 294.0));
        assert!(pair.expected);
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(pair("x\ty").unwrap_err(), "8 columns are expected, 2 found");
        assert!(pair("x\ty\t1\t1\t1\tmany\t3\t3").unwrap_err().starts_with("shared is \"many\""));
        assert!(pair("x\ty\t1\t1\t1\t4\t3\t3").unwrap_err().starts_with("shared is 4"));
    }
}
