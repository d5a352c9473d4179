//! Charts of the overview as rectangles: the page draws them without a script.

use std::collections::BTreeMap;

/// Width of a chart, and the height of its tallest bar.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 120.0;

/// Bars of a histogram of shares.
const BINS: usize = 20;

/// Bars of a chart by day; a longer time has one bar per some days.
const DAYS_MAX: usize = 120;

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
    /// The number at the top of the tallest bar.
    pub(crate) tallest: u64,
    /// Header and rows of the chart as a table.
    pub(crate) header: Vec<&'static str>,
    pub(crate) table: Vec<Vec<String>>,
}

fn decimal(value: f64) -> String {
    format!("{value:.1}")
}

/// The horizontal start of a bar, and its width.
type BarExtent = (f64, f64);

fn bar(
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
    thresholds: &[(f64, String)],
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
            .map(|(at, says)| Threshold { x: decimal(at * WIDTH), says: says.clone() })
            .collect(),
        ticks: (0..=4)
            .map(|quarter| Tick {
                x: decimal(f64::from(quarter) * WIDTH / 4.0),
                label: decimal_share(f64::from(quarter) / 4.0),
                anchor: ["start", "middle", "middle", "middle", "end"][quarter as usize],
            })
            .collect(),
        tallest,
        header: vec!["share", "pairs"],
        table: counts.iter().enumerate().map(|(bin, count)| vec![of_bin(bin), count.to_string()]).collect(),
    }
}

fn decimal_share(share: f64) -> String {
    format!("{share:.2}")
}

/// Articles of one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DayCount {
    /// In no story.
    pub(crate) alone: u64,
    /// The first of a story.
    pub(crate) first: u64,
    /// Later ones of a story.
    pub(crate) later: u64,
}

/// Some days in a row with their articles.
type DayGroup<'days> = (&'days str, &'days str, DayCount);

/// Days put together so that there are at most [`DAYS_MAX`] groups.
fn day_groups(days: &BTreeMap<String, DayCount>) -> Vec<DayGroup<'_>> {
    let together = days.len().div_ceil(DAYS_MAX).max(1);
    let days: Vec<(&String, &DayCount)> = days.iter().collect();
    let sum = |days: &[(&String, &DayCount)]| {
        days.iter().fold(DayCount::default(), |sum, (_, day)| DayCount {
            alone: sum.alone + day.alone,
            first: sum.first + day.first,
            later: sum.later + day.later,
        })
    };
    days.chunks(together)
        .map(|days| (days[0].0.as_str(), days[days.len() - 1].0.as_str(), sum(days)))
        .collect()
}

impl DayCount {
    fn counts(&self) -> [u64; 3] {
        [self.alone, self.first, self.later]
    }
}

/// The day of a group, or the first and the last one.
fn name_of((from, to, _): &DayGroup<'_>) -> String {
    if from == to { (*from).to_owned() } else { format!("{from} to {to}") }
}

/// The stacked bars of one group.
fn stack(group: &DayGroup<'_>, names: [&str; 3], extent: BarExtent, tallest: u64) -> Vec<Bar> {
    let (name, day) = (name_of(group), group.2);
    let mut base = 0;
    let mut bars = Vec::new();
    for ((count, class), what) in day.counts().into_iter().zip(["bar-c", "bar-a", "bar-b"]).zip(names) {
        if count > 0 {
            bars.push(bar(extent, (base, base + count), tallest, class, format!("{name}: {count} {what}")));
            base += count;
        }
    }
    bars
}

/// Articles a day, stacked; `days` has days as `2031-03-10`, `names` say what is counted.
pub(crate) fn by_day(days: &BTreeMap<String, DayCount>, names: [&'static str; 3], about: String) -> Chart {
    let groups = day_groups(days);
    let tallest = groups.iter().map(|(_, _, day)| day.counts().iter().sum::<u64>()).max().unwrap_or(0);
    let width = (WIDTH / groups.len().max(1) as f64).min(60.0);
    let extent = |number: usize| (number as f64 * width + 1.0, (width - 2.0).max(0.6));
    let bars =
        groups.iter().enumerate().flat_map(|(number, group)| stack(group, names, extent(number), tallest));
    let tick = |number: usize, anchor: &'static str| Tick {
        x: decimal(number as f64 * width + width / 2.0),
        label: groups[number].0.to_owned(),
        anchor,
    };
    let ticks = match groups.len() {
        0 => Vec::new(),
        1 => vec![tick(0, "start")],
        several => vec![tick(0, "start"), tick(several - 1, if several > 6 { "end" } else { "start" })],
    };
    let counted = |kind: &usize| days.values().any(|day| day.counts()[*kind] > 0);
    let kinds: Vec<usize> = (0..names.len()).filter(counted).collect();
    let table = groups.iter().map(|group| {
        let cells = kinds.iter().map(|kind| group.2.counts()[*kind].to_string());
        [name_of(group)].into_iter().chain(cells).collect()
    });
    Chart {
        title: "Articles a day",
        about,
        bars: bars.collect(),
        thresholds: Vec::new(),
        ticks,
        tallest,
        header: ["day"].into_iter().chain(kinds.iter().map(|kind| names[*kind])).collect(),
        table: table.collect(),
    }
}
