//! Charts of the overview as rectangles: the page draws them without a script.

/// Width of a chart, and the height of its tallest bar.
pub(super) const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 120.0;

/// Bars of a histogram of shares.
const BINS: usize = 20;

/// A rectangle with what it says.
pub(crate) struct Bar {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
    pub(crate) class: &'static str,
    pub(crate) says: String,
}

/// A line across a chart.
pub(crate) struct Threshold {
    pub(crate) x: String,
    pub(crate) says: String,
}

/// A label below a chart.
pub(crate) struct Tick {
    pub(crate) x: String,
    pub(crate) label: String,
    pub(crate) anchor: &'static str,
}

/// One chart.
pub(crate) struct Chart {
    pub(crate) title: &'static str,
    pub(crate) about: String,
    pub(crate) bars: Vec<Bar>,
    pub(crate) thresholds: Vec<Threshold>,
    pub(crate) ticks: Vec<Tick>,
    /// Class and meaning of each colour or line.
    pub(crate) key: Vec<(&'static str, String)>,
    /// The number at the top of the tallest bar.
    pub(crate) tallest: u64,
    /// Header and rows of the chart as a table.
    pub(crate) header: Vec<&'static str>,
    pub(crate) table: Vec<Vec<String>>,
}

pub(super) fn decimal(value: f64) -> String {
    format!("{value:.1}")
}

/// The horizontal start of a bar, and its width.
pub(super) type BarExtent = (f64, f64);

/// A bar from one number to another one.
pub(super) fn bar(
    (x, width): BarExtent,
    (from, to): (u64, u64),
    tallest: u64,
    class: &'static str,
    says: String,
) -> Bar {
    let scale = HEIGHT / tallest.max(1) as f64;
    // A small number is still seen.
    let height = ((to - from) as f64 * scale).max(1.0);
    Bar {
        x: decimal(x),
        y: decimal(HEIGHT - from as f64 * scale - height),
        width: decimal(width),
        height: decimal(height),
        class,
        says,
    }
}

/// A histogram of shares from 0 to 1 with thresholds.
pub(crate) fn histogram(
    title: &'static str,
    about: String,
    shares: impl Iterator<Item = f64>,
    thresholds: &[(f64, &str)],
) -> Chart {
    let mut counts = [0_u64; BINS];
    for share in shares {
        counts[((share * BINS as f64) as usize).min(BINS - 1)] += 1;
    }
    let tallest = counts.iter().copied().max().unwrap_or(0);
    let width = WIDTH / BINS as f64;
    let of_bin = |bin: usize| {
        let (from, to) = (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64);
        format!("{from:.2} to {to:.2}")
    };
    let bars = counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(bin, count)| {
        let says = format!("{}: {count} pairs", of_bin(bin));
        self::bar((bin as f64 * width + 1.0, width - 2.0), (0, *count), tallest, "bar-a", says)
    });
    Chart {
        title,
        about,
        bars: bars.collect(),
        thresholds: thresholds
            .iter()
            .map(|(at, _)| Threshold { x: decimal(at * WIDTH), says: at.to_string() })
            .collect(),
        ticks: (0..=4)
            .map(|quarter| Tick {
                x: decimal(f64::from(quarter) * WIDTH / 4.0),
                label: decimal_share(f64::from(quarter) / 4.0),
                anchor: ["start", "middle", "middle", "middle", "end"][quarter as usize],
            })
            .collect(),
        key: thresholds.iter().map(|(at, says)| ("line", format!("{at}: {says}"))).collect(),
        tallest,
        header: vec!["share", "pairs"],
        table: counts.iter().enumerate().map(|(bin, count)| vec![of_bin(bin), count.to_string()]).collect(),
    }
}

fn decimal_share(share: f64) -> String {
    format!("{share:.2}")
}
