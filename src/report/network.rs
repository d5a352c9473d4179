//! The network of outlets on a terminal, and as tables for a spreadsheet.

use super::palette::Palette;
use super::writing::{counted, grouped, one_line};
use crate::output::{Network, NetworkEdge, NetworkOutlet};
use std::fmt::Write as _;
use std::io;
use std::io::Write;

/// Columns of a number in the tables.
const FIGURE: usize = 10;

/// The edges of the most stories and the outlets of the most articles, up to `top` of each.
pub fn network_summary(network: &Network, top: usize, palette: Palette, columns: usize) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} of {} in {}, {} carried by more than one",
        counted(network.articles, "article"),
        counted(network.outlets.len() as u64, "outlet"),
        if network.stories == 1 {
            "1 story".to_owned()
        } else {
            format!("{} stories", grouped(network.stories))
        },
        grouped(network.stories_shared),
    );
    for (number, what) in [
        (network.articles_without_outlet, "articles name no outlet"),
        (network.stories_of_open_origin, "shared stories have no origin that the dates show"),
        (network.appearances_unlinked, "appearances of shared stories have no edge: their order is open"),
        (network.edges_left_out, "edges have too few stories to be shown"),
    ] {
        if number > 0 {
            let _ = writeln!(text, "{}", palette.aside(&format!("{} {what}", grouped(number))));
        }
    }
    if network.edges.is_empty() {
        text.push_str("\nNo outlet carried a story after another for certain.\n");
    } else {
        push_edges(&mut text, network, top, palette, columns);
    }
    push_outlets(&mut text, network, top, palette, columns);
    text
}

fn push_edges(text: &mut String, network: &Network, top: usize, palette: Palette, columns: usize) {
    let shown = &network.edges[..network.edges.len().min(top)];
    push_heading(text, palette, "Who carried whose stories", shown.len(), network.edges.len());
    let heads =
        ["stories", "of first", "of second", "lag", "credited"].map(|head| format!("{head:>FIGURE$}"));
    let _ = writeln!(text, "{}", palette.aside(&heads.concat()));
    for edge in shown {
        let stories = palette.figure(&format!("{:>FIGURE$}", grouped(edge.stories)));
        let shares = [Some(edge.share_of_from), Some(edge.share_of_to)].map(percent).concat();
        let lag = edge.median_lag_hours.map_or("-".to_owned(), |hours| format!("{hours:.1} h"));
        let name = format!("{} → {}", edge.from, edge.to);
        let name = one_line(&name, columns.saturating_sub(5 * FIGURE + 2));
        let _ = writeln!(text, "{stories}{shares}{lag:>FIGURE$}{}  {name}", percent(edge.credit_rate));
    }
}

fn push_outlets(text: &mut String, network: &Network, top: usize, palette: Palette, columns: usize) {
    let mut outlets: Vec<&NetworkOutlet> = network.outlets.iter().collect();
    // Stable: equal counts stay in the order of names.
    outlets.sort_by_key(|outlet| std::cmp::Reverse(outlet.articles));
    outlets.truncate(top);
    if outlets.is_empty() {
        return;
    }
    push_heading(text, palette, "Outlets", outlets.len(), network.outlets.len());
    let heads = ["articles", "shared", "first in", "wire", "original", "w/o wire"]
        .map(|head| format!("{head:>FIGURE$}"));
    let _ = writeln!(text, "{}", palette.aside(&heads.concat()));
    for outlet in outlets {
        let articles = palette.figure(&format!("{:>FIGURE$}", grouped(outlet.articles)));
        let wire = outlet.wire_articles.map_or("-".to_owned(), grouped);
        let shares = [outlet.originality, outlet.originality_without_wire].map(percent).concat();
        let name = one_line(&outlet.outlet, columns.saturating_sub(6 * FIGURE + 2));
        let (shared, first) = (grouped(outlet.stories_shared), grouped(outlet.stories_first));
        let _ = writeln!(text, "{articles}{shared:>FIGURE$}{first:>FIGURE$}{wire:>FIGURE$}{shares}  {name}");
    }
}

fn push_heading(text: &mut String, palette: Palette, what: &str, shown: usize, all: usize) {
    let of = if all > shown { format!(" ({shown} of {})", grouped(all as u64)) } else { String::new() };
    let _ = writeln!(text, "\n{}{}", palette.heading(what), palette.aside(&of));
}

fn percent(share: Option<f64>) -> String {
    let shown = share.map_or("-".to_owned(), |share| format!("{:.0} %", share * 100.0));
    format!("{shown:>FIGURE$}")
}

/// The edges as comma-separated values with a header; what is unknown is empty.
///
/// # Errors
/// Those of `out`.
pub fn write_network_edges_csv(network: &Network, out: impl Write) -> io::Result<()> {
    write_csv::<NetworkEdge>(&network.edges, out)
}

/// The outlets in the same way.
///
/// # Errors
/// Those of `out`.
pub fn write_network_outlets_csv(network: &Network, out: impl Write) -> io::Result<()> {
    write_csv::<NetworkOutlet>(&network.outlets, out)
}

fn write_csv<Row: serde::Serialize + CsvHeader>(rows: &[Row], out: impl Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    table.write_record(Row::HEADER)?;
    for row in rows {
        table.serialize(row)?;
    }
    table.flush()
}

/// Names of a row's fields, so that a table without rows has its header too.
trait CsvHeader {
    const HEADER: &'static [&'static str];
}

impl CsvHeader for NetworkEdge {
    const HEADER: &'static [&'static str] = &[
        "from",
        "to",
        "stories",
        "share_of_from",
        "share_of_to",
        "median_lag_hours",
        "lags_known",
        "carriers",
        "carriers_crediting",
        "credit_rate",
    ];
}

impl CsvHeader for NetworkOutlet {
    const HEADER: &'static [&'static str] = &[
        "outlet",
        "articles",
        "stories",
        "stories_shared",
        "stories_first",
        "wire_articles",
        "originality",
        "originality_words",
        "originality_without_wire",
        "originality_without_wire_words",
    ];
}
