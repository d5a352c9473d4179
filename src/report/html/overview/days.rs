//! Articles a day as a chart: days without articles leave a gap.

use super::charts::{Bar, BarExtent, Chart, Tick, WIDTH, bar, decimal};
use crate::report::terminal::grouped;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Bars of a chart by day; a longer time has one bar per some days.
const DAYS_MAX: i64 = 120;

/// Share of the articles at either end that may be left undrawn, and how many times longer they
/// must make the axis for that.
const FAR_SHARE: f64 = 0.02;
const FAR_TIMES: i64 = 4;

/// Width of the widest bar.
const BAR_WIDTH_MAX: f64 = 100.0;

/// Width of a day's label with the space around it.
const LABEL_WIDTH: f64 = 150.0;

/// Classes of the parts of a bar.
const CLASSES: [&str; 3] = ["bar-c", "bar-a", "bar-b"];

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
struct DayGroup<'days> {
    first: &'days str,
    last: &'days str,
    articles: DayCount,
    /// Its place among the bars; `None` if it is too far from the others to be drawn.
    bar: Option<i64>,
}

/// A day by its number since the first of 1970, its name, and its articles.
type NumberedDay<'days> = (i64, &'days str, DayCount);

/// Days in order; a month or year counts as its first day, and what is no date as that of the day
/// before it.
fn numbered(days: &BTreeMap<String, DayCount>) -> Vec<NumberedDay<'_>> {
    let epoch = Date::constant(1970, 1, 1);
    let mut before = 0;
    let mut numbered: Vec<NumberedDay<'_>> = Vec::new();
    for (day, articles) in days {
        let first = "-01-01".get(day.len().saturating_sub(4)..).unwrap_or_default();
        if let Ok(date) = format!("{day}{first}").parse::<Date>() {
            before = date.duration_since(epoch).as_hours() / 24;
        }
        numbered.push((before, day, *articles));
    }
    numbered.sort_by_key(|day| day.0);
    numbered
}

/// The first and the last day of the axis: those of all articles, or, where a few are far away from
/// the others, as a wrong clock dates them, those of all but [`FAR_SHARE`] at each end.
fn axis(days: &[NumberedDay<'_>]) -> (i64, i64) {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return (0, 0) };
    let all: u64 = days.iter().map(|day| day.2.sum()).sum();
    let far = (all as f64 * FAR_SHARE) as u64;
    let near = |inwards: &mut dyn Iterator<Item = &NumberedDay<'_>>| {
        let mut seen = 0;
        for (day, _, articles) in inwards {
            seen += articles.sum();
            if seen > far {
                return Some(*day);
            }
        }
        None
    };
    match (near(&mut days.iter()), near(&mut days.iter().rev())) {
        (Some(from), Some(to)) if last.0 - first.0 > FAR_TIMES * (to - from + 1) => (from, to),
        _ => (first.0, last.0),
    }
}

/// Days put together so that there are at most [`DAYS_MAX`] bars.
struct DayBars<'days> {
    groups: Vec<DayGroup<'days>>,
    /// Days of each bar.
    together: i64,
    n_bars: i64,
}

fn day_bars(days: &BTreeMap<String, DayCount>) -> DayBars<'_> {
    let days = numbered(days);
    let (from, to) = axis(&days);
    let together = (to - from) / DAYS_MAX + 1;
    let mut groups: Vec<DayGroup<'_>> = Vec::new();
    for (day, name, articles) in days {
        let bar = (from..=to).contains(&day).then(|| (day - from) / together);
        match groups.last_mut() {
            Some(group) if group.bar == bar => {
                group.last = name;
                group.articles = group.articles.plus(articles);
            }
            _ => groups.push(DayGroup { first: name, last: name, articles, bar }),
        }
    }
    DayBars { groups, together, n_bars: (to - from) / together + 1 }
}

impl DayCount {
    fn sum(&self) -> u64 {
        self.counts().iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    fn plus(&self, more: DayCount) -> DayCount {
        DayCount {
            alone: self.alone + more.alone,
            first: self.first + more.first,
            later: self.later + more.later,
        }
    }

    fn counts(&self) -> [u64; 3] {
        [self.alone, self.first, self.later]
    }
}

/// The day of a group, or the first and the last one.
fn name_of(group: &DayGroup<'_>) -> String {
    let DayGroup { first, last, .. } = group;
    if first == last { (*first).to_owned() } else { format!("{first} to {last}") }
}

/// The stacked bars of one group.
fn stack(group: &DayGroup<'_>, names: [&str; 3], place: BarExtent, tallest: u64) -> Vec<Bar> {
    let name = name_of(group);
    let mut base = 0;
    let mut bars = Vec::new();
    for ((count, class), what) in group.articles.counts().into_iter().zip(CLASSES).zip(names) {
        if count > 0 {
            bars.push(bar(place, (base, base + count), tallest, class, format!("{name}: {count} {what}")));
            base += count;
        }
    }
    bars
}

/// Articles a day, stacked; `days` has days as `2031-03-10`, `names` say what is counted.
pub(crate) fn by_day(
    days: &BTreeMap<String, DayCount>,
    names: [&'static str; 3],
    mut about: String,
) -> Chart {
    let DayBars { groups, together, n_bars } = day_bars(days);
    let drawn = || groups.iter().filter_map(|group| Some((group, group.bar?)));
    let tallest = drawn().map(|(group, _)| group.articles.sum()).max().unwrap_or(0);
    let width = (WIDTH / n_bars as f64).min(BAR_WIDTH_MAX);
    let place = |bar: i64| (bar as f64 * width + 1.0, (width - 2.0).max(0.6));
    let bars = drawn().flat_map(|(group, bar)| stack(group, names, place(bar), tallest));
    let far: u64 = groups.iter().filter(|group| group.bar.is_none()).map(|group| group.articles.sum()).sum();
    if together > 1 {
        about.push_str(&format!("; a bar is {together} days"));
    }
    if far > 0 {
        about.push_str(&format!("; {} far from the others are in the table alone", grouped(far)));
    }
    let counted = |kind: &usize| days.values().any(|day| day.counts()[*kind] > 0);
    let kinds: Vec<usize> = (0..names.len()).filter(counted).collect();
    let table = groups.iter().map(|group| {
        let cells = kinds.iter().map(|kind| group.articles.counts()[*kind].to_string());
        [name_of(group)].into_iter().chain(cells).collect()
    });
    Chart {
        title: "Articles a day",
        about,
        bars: bars.collect(),
        thresholds: Vec::new(),
        ticks: day_ticks(&drawn().collect::<Vec<_>>(), width),
        key: kinds.iter().map(|kind| (CLASSES[*kind], names[*kind].to_owned())).collect(),
        tallest,
        header: ["day"].into_iter().chain(kinds.iter().map(|kind| names[*kind])).collect(),
        table: table.collect(),
    }
}

/// The days of bars, as far as their labels do not touch: the first and the last one always.
fn day_ticks(drawn: &[(&DayGroup<'_>, i64)], width: f64) -> Vec<Tick> {
    let Some(((_, last), before)) = drawn.split_last() else { return Vec::new() };
    let tick = |(group, bar): &(&DayGroup<'_>, i64)| Tick {
        x: decimal((*bar as f64 + 0.5) * width),
        label: group.first.to_owned(),
        anchor: match (*bar as f64 + 0.5) * width {
            x if x < LABEL_WIDTH / 2.0 => "start",
            x if x > WIDTH - LABEL_WIDTH / 2.0 => "end",
            _ => "middle",
        },
    };
    let x = |bar: i64| bar as f64 * width;
    let mut ticks = Vec::new();
    let mut free = 0.0;
    // The labels at both ends are beside their bar, the others below it.
    let beside = 1.5 * LABEL_WIDTH;
    for each in before.iter().filter(|(_, bar)| x(*last) - x(*bar) >= beside || *bar == 0) {
        if x(each.1) >= free {
            free = x(each.1) + if ticks.is_empty() { beside } else { LABEL_WIDTH };
            ticks.push(tick(each));
        }
    }
    ticks.extend(drawn.last().filter(|_| x(*last) >= beside || ticks.is_empty()).map(tick));
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(days: &[(&str, u64)]) -> Chart {
        let day = |(day, alone): &(&str, u64)| {
            ((*day).to_owned(), DayCount { alone: *alone, ..DayCount::default() })
        };
        by_day(&days.iter().map(day).collect(), ["alone", "first", "later"], String::new())
    }

    #[test]
    fn days_without_articles_leave_a_gap() {
        let shown = chart(&[("2031-03-01", 1), ("2031-03-02", 2), ("2031-03-06", 1)]);
        let x: Vec<f64> = shown.bars.iter().map(|bar| bar.x.parse().unwrap()).collect();
        assert_eq!(x, [1.0, 101.0, 501.0]);
        assert_eq!(shown.table.len(), 3);
    }

    #[test]
    fn a_few_articles_with_a_wrong_clock_squeeze_nothing() {
        let month: Vec<String> = (1..=28).map(|day| format!("2031-03-{day:02}")).collect();
        let days: Vec<(&str, u64)> =
            [("1970-01-01", 3)].into_iter().chain(month.iter().map(|day| (day.as_str(), 10))).collect();
        let shown = chart(&days);
        assert_eq!(shown.bars.len(), 28);
        assert_eq!(shown.table.len(), 29);
        assert_eq!(shown.about, "; 3 far from the others are in the table alone");
    }

    #[test]
    fn years_are_put_together_and_partial_or_broken_dates_break_nothing() {
        let shown = chart(&[("2011", 1), ("2011-07", 1), ("2014-01-01", 5), ("9999-12-31", 1), ("x", 2)]);
        let counted: u64 = shown.table.iter().map(|row| row[1].parse::<u64>().unwrap()).sum();
        assert_eq!(counted, 10);
        assert!(shown.bars.len() <= DAYS_MAX as usize);
        assert!(chart(&[]).bars.is_empty());
    }
}
