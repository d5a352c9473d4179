//! The plot of `bench`: where the time goes, and what more threads bring.

use super::benchmark::{Benchmark, BenchmarkRun};
use std::fmt::Write as _;

/// Colours by stage: blues up to the floor, then what comparing costs, in the order of the scan.
const COLOURS: [(&str, &str); 14] = [
    ("read", "#c6dbef"),
    ("decompress", "#9ecae1"),
    ("parse", "#6baed6"),
    ("tokenise", "#3182bd"),
    ("shingle", "#08519c"),
    ("sketch", "#756bb1"),
    ("collapse", "#bcbddc"),
    ("fragments", "#31a354"),
    ("boilerplate", "#a1d99b"),
    ("candidates", "#fdae6b"),
    ("verify", "#e6550d"),
    ("align", "#e7ba52"),
    ("cluster", "#fdd0a2"),
    ("write", "#969696"),
];

const WIDTH: f64 = 860.0;
/// Left of the bars stand their labels.
const LEFT: f64 = 96.0;
const BAR_HEIGHT: f64 = 26.0;
const BAR_STEP: f64 = 40.0;
/// Narrower segments bear no name.
const NAMED_WIDTH_MIN: f64 = 58.0;
const PANEL_HEIGHT: f64 = 220.0;
/// From the axis to the first point.
const FIRST_POINT: f64 = 60.0;

/// Draws the stages of each run as one bar, and MB a second over threads.
pub fn benchmark_plot(benchmark: &Benchmark) -> String {
    let bars_top = 64.0;
    let legend_top = bars_top + BAR_STEP * benchmark.runs.len() as f64 + 28.0;
    let lines_top = legend_top + 100.0;
    let height = lines_top + PANEL_HEIGHT + 56.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    text(&mut svg, 16.0, 24.0, "start", "font-weight=\"bold\" font-size=\"14\"", "Seconds by stage");
    let facts = format!(
        "{} articles, {:.1} MB of text",
        super::writing::grouped(benchmark.articles),
        benchmark.bytes_of_text as f64 / 1e6
    );
    text(&mut svg, WIDTH - 16.0, 24.0, "end", "fill=\"#666\"", &facts);
    bars(&mut svg, benchmark, bars_top);
    legend(&mut svg, benchmark, legend_top);
    lines(&mut svg, benchmark, lines_top);
    svg.push_str("</svg>\n");
    svg
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, style: &str, content: &str) {
    let _ =
        writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" {style}>{content}</text>");
}

fn colour(stage: &str) -> &'static str {
    COLOURS.iter().find(|(name, _)| *name == stage).map_or("#d9d9d9", |(_, colour)| colour)
}

fn bars(svg: &mut String, benchmark: &Benchmark, top: f64) {
    let longest = benchmark.runs.iter().map(|run| run.scan.seconds).fold(1e-9, f64::max);
    let scale = (WIDTH - LEFT - 90.0) / longest;
    for (number, run) in benchmark.runs.iter().enumerate() {
        let y = top + BAR_STEP * number as f64;
        let middle = y + BAR_HEIGHT / 2.0 + 4.0;
        text(svg, LEFT - 10.0, middle, "end", "", &threads(run));
        let mut x = LEFT;
        for stage in &run.stages {
            let width = stage.took.seconds * scale;
            let name = &stage.stage;
            let _ = writeln!(
                svg,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.2}\" height=\"{BAR_HEIGHT}\" fill=\"{}\"><title>{name}: {:.3} s</title></rect>",
                colour(name),
                stage.took.seconds,
            );
            if width >= NAMED_WIDTH_MIN {
                let dark =
                    matches!(name.as_str(), "tokenise" | "shingle" | "sketch" | "fragments" | "verify");
                let fill = if dark { "fill=\"#fff\" font-size=\"11\"" } else { "font-size=\"11\"" };
                text(svg, x + width / 2.0, middle, "middle", fill, name);
            }
            x += width;
        }
        text(svg, x + 8.0, middle, "start", "", &format!("{:.2} s", run.scan.seconds));
        let end = LEFT + run.floor.seconds * scale;
        let _ = writeln!(
            svg,
            "<path d=\"M{end:.1} {:.1}V{:.1}\" stroke=\"#000\" stroke-width=\"1.5\" stroke-dasharray=\"3 2\"/>",
            y - 4.0,
            y + BAR_HEIGHT + 4.0
        );
    }
}

fn threads(run: &BenchmarkRun) -> String {
    format!("{} thread{}", run.threads, if run.threads == 1 { "" } else { "s" })
}

fn legend(svg: &mut String, benchmark: &Benchmark, top: f64) {
    let Some(run) = benchmark.runs.first() else { return };
    for (at, stage) in run.stages.iter().enumerate() {
        let (x, y) = (LEFT + 105.0 * (at % 7) as f64, top + 20.0 * (at / 7) as f64);
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"11\" height=\"11\" fill=\"{}\"/>",
            y - 10.0,
            colour(&stage.stage)
        );
        text(svg, x + 17.0, y, "start", "", &stage.stage);
    }
    let y = top + 44.0;
    let _ = writeln!(
        svg,
        "<path d=\"M{:.1} {y:.1}v-14\" stroke=\"#000\" stroke-width=\"1.5\" stroke-dasharray=\"3 2\"/>",
        LEFT + 5.0
    );
    text(svg, LEFT + 17.0, y - 2.0, "start", "", "the floor: parse, tokenise, shingle and nothing else");
}

fn lines(svg: &mut String, benchmark: &Benchmark, top: f64) {
    text(
        svg,
        16.0,
        top - 16.0,
        "start",
        "font-weight=\"bold\" font-size=\"14\"",
        "MB of text a second by threads",
    );
    let rate = |run: &BenchmarkRun| run.scan.megabytes_per_second.unwrap_or(0.0);
    let ideal = |run: &BenchmarkRun| {
        benchmark.runs.first().map_or(0.0, |first| rate(first) * run.threads as f64 / first.threads as f64)
    };
    let highest =
        nice(benchmark.runs.iter().map(rate).chain(benchmark.runs.iter().map(ideal)).fold(1e-9, f64::max));
    // Equal steps: numbers of threads double, and the first ones would stand on each other.
    let right = WIDTH - 130.0;
    let step = (right - LEFT - FIRST_POINT) / benchmark.runs.len().saturating_sub(1).max(1) as f64;
    let x = |number: usize| LEFT + FIRST_POINT + step * number as f64;
    let y = |rate: f64| top + PANEL_HEIGHT * (1.0 - rate / highest);
    for step in 0..=4 {
        let value = highest * f64::from(step) / 4.0;
        let _ = writeln!(svg, "<path d=\"M{LEFT} {at:.1}H{right:.1}\" stroke=\"#ddd\"/>", at = y(value));
        // With as many digits as it has: a quarter of ten is no integer.
        let shown = (value * 1000.0).round() / 1000.0;
        text(svg, LEFT - 10.0, y(value) + 4.0, "end", "", &shown.to_string());
    }
    let points = |rate: &dyn Fn(&BenchmarkRun) -> f64| -> Vec<(f64, f64)> {
        benchmark.runs.iter().enumerate().map(|(number, run)| (x(number), y(rate(run)))).collect()
    };
    let (ideal, points) = (points(&ideal), points(&rate));
    line(svg, &ideal, "stroke=\"#999\" stroke-dasharray=\"5 4\"");
    if let Some((x, y)) = ideal.last().filter(|_| ideal.len() > 1) {
        text(svg, x + 8.0, y + 4.0, "start", "fill=\"#777\"", "ideal");
    }
    line(svg, &points, "stroke=\"#e6550d\" stroke-width=\"2\"");
    for ((x, y), run) in points.iter().zip(&benchmark.runs) {
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"#e6550d\"/>");
        text(svg, *x, top + PANEL_HEIGHT + 20.0, "middle", "", &run.threads.to_string());
        let label = format!("{:.1} MB/s, {:.0} %", rate(run), 100.0 * run.scaling_efficiency);
        text(svg, *x + 8.0, *y + 18.0, "start", "fill=\"#e6550d\"", &label);
    }
    let below = top + PANEL_HEIGHT + 42.0;
    text(svg, (LEFT + right) / 2.0, below, "middle", "fill=\"#666\"", "threads (with scaling efficiency)");
}

fn line(svg: &mut String, points: &[(f64, f64)], style: &str) {
    let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = writeln!(svg, "<polyline points=\"{}\" fill=\"none\" {style}/>", path.join(" "));
}

/// The next of 1, 2, 4, 5, 8 or 10 times a power of ten.
fn nice(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    let step = [1.0, 2.0, 4.0, 5.0, 8.0].into_iter().find(|step| step * power >= value);
    step.unwrap_or(10.0) * power
}
