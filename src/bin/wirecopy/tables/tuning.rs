//! Tables and plot of `tune`.

use indicatif::HumanCount;
use std::fmt::Write as _;
use wirecopy::report::terminal::Palette;
use wirecopy_reuse::candidates::{Choice, CurvePoint, SeedChoice};

/// Choices in the table.
const CHOICES_SHOWN: usize = 8;

/// Rows of the plot, a twentieth each, so that 0.95 is a row.
const PLOT_ROWS: usize = 20;

/// The cost and the recall of the choices. False candidates are estimated for `pairs` pairs.
pub fn tuning_table(choices: &[Choice], pairs: f64, palette: Palette) -> String {
    let mut text = palette.heading("Bands of signatures, best first");
    text.push('\n');
    text.push_str("  shingle  bands × rows  slots   recall  bytes  false candidates\n");
    for choice in choices.iter().take(CHOICES_SHOWN) {
        let banding = choice.banding;
        let expected = choice.false_candidates_per_million * pairs / 1e6;
        let _ = writeln!(
            text,
            "  word-{:<3} {:>5} × {:<4}  {:>5}   {}  {:>5}  {:>16}{}",
            choice.shingle_words,
            banding.bands,
            banding.rows,
            HumanCount(banding.slots() as u64).to_string(),
            palette.figure(&format!("{:.4}", choice.recall)),
            HumanCount(choice.memory_bytes).to_string(),
            HumanCount(expected.round() as u64).to_string(),
            if choice.meets_target { "" } else { "  misses the target" },
        );
    }
    text
}

/// The window of seeds and its guarantee.
pub fn tuning_seeds(choice: &SeedChoice, palette: Palette) -> String {
    format!(
        "{}\n  window {}: every common run of {} words is found; {:.0} seeds per article, {} bytes{}\n",
        palette.heading("Winnowed seeds"),
        palette.figure(&choice.window.to_string()),
        choice.run_words_guaranteed,
        choice.seeds_per_item,
        HumanCount(choice.memory_bytes),
        if choice.meets_memory { "" } else { ", more than the given memory" },
    )
}

/// The S-curve in plain characters: similarity to the right, P(candidate) upwards, one column per
/// point.
pub fn tuning_plot(points: &[CurvePoint]) -> String {
    let mut text = String::new();
    for row in (0..=PLOT_ROWS).rev() {
        let label =
            if row % 5 == 0 { format!("{:.2}", row as f64 / PLOT_ROWS as f64) } else { String::new() };
        let marks: String = points
            .iter()
            .map(|point| match (point.probability * PLOT_ROWS as f64).round() as usize {
                at if at == row => '*',
                at if at > row => '.',
                _ => ' ',
            })
            .collect();
        let _ = writeln!(text, "  {label:>4} |{}", marks.trim_end());
    }
    let _ = writeln!(text, "       +{}", "-".repeat(points.len()));
    let middle = points.len() / 2;
    let _ = writeln!(text, "        0{:>middle$}{:>rest$}", "0.5", "1", rest = points.len() - middle - 1);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_reuse::candidates::Banding;

    #[test]
    fn the_plot_rises_from_the_lower_left_to_the_upper_right() {
        let banding = Banding { bands: 32, rows: 4 };
        let point = |step: u32| f64::from(step) / 50.0;
        let points: Vec<CurvePoint> = (0..=50)
            .map(point)
            .map(|similarity| CurvePoint { similarity, probability: banding.probability(similarity) })
            .collect();
        let plot = tuning_plot(&points);
        let lines: Vec<&str> = plot.lines().collect();
        assert_eq!(lines.len(), PLOT_ROWS + 3);
        assert!(lines[0].starts_with("  1.00 |") && lines[0].ends_with("***"), "{plot}");
        assert!(lines[PLOT_ROWS].starts_with("  0.00 |***"), "{plot}");
        let first_mark = |line: &str| line.find('*');
        let marks: Vec<usize> = lines[..=PLOT_ROWS].iter().filter_map(|line| first_mark(line)).collect();
        assert!(marks.is_sorted_by(|upper, lower| upper > lower), "{plot}");
    }
}
