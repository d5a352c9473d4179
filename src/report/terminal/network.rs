//! The network of outlets on a terminal.

use super::Palette;
use super::wording::{counted, grouped, heading, percent, quantity};
use super::{printable, table};
use crate::output::{Network, NetworkOutlet};
use std::fmt::Write as _;

/// The edges with the most stories and the outlets with the most articles, up to `top` of each.
///
/// ```
/// use wirecopy::report::terminal::{Palette, network_summary};
///
/// let network = wirecopy::Scan::default()
///     .run_files(["data/sample"])?
///     .network(&wirecopy::NetworkParams::default())?;
/// assert!(network_summary(&network, 5, Palette::Plain, 100).contains("outlets"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn network_summary(network: &Network, top: usize, palette: Palette, columns: usize) -> String {
    let mut text = format!(
        "{} of {} in {}, {} carried by more than one\n",
        counted(network.articles, "article"),
        counted(network.outlets.len() as u64, "outlet"),
        quantity(network.stories, "story", "stories"),
        grouped(network.stories_shared),
    );
    for (number, one, several) in [
        (network.articles_without_outlet, "article names no outlet", "articles name no outlet"),
        (
            network.stories_of_open_origin,
            "shared story has no known origin: the dates leave it open",
            "shared stories have no known origin: the dates leave it open",
        ),
        (
            network.appearances_unlinked,
            "appearance of a shared story has no edge: its order is open",
            "appearances of shared stories have no edge: their order is open",
        ),
        (
            network.edges_left_out,
            "edge has too few stories to be shown",
            "edges have too few stories to be shown",
        ),
    ] {
        if number > 0 {
            let _ = writeln!(text, "{}", palette.aside(&quantity(number, one, several)));
        }
    }
    if network.edges.is_empty() {
        text.push_str("\nNo outlet certainly carried a story after another one.\n");
    } else {
        text.push_str(&edges(network, top, palette, columns));
    }
    if !network.outlets.is_empty() && top > 0 {
        text.push_str(&outlets(network, top, palette, columns));
    }
    text
}

fn edges(network: &Network, top: usize, palette: Palette, columns: usize) -> String {
    let shown = &network.edges[..network.edges.len().min(top)];
    let rows = shown.iter().map(|edge| {
        vec![
            grouped(edge.stories),
            percent(Some(edge.share_of_from)),
            percent(Some(edge.share_of_to)),
            edge.median_lag_hours.map_or("-".to_owned(), |hours| format!("{hours:.1} h")),
            percent(edge.credit_rate),
            printable(&format!("{} → {}", edge.from, edge.to)),
        ]
    });
    let header = ["stories", "of first", "of second", "lag", "credited", "outlets"];
    let heading = heading("Who carried whose stories", shown.len(), network.edges.len() as u64, palette);
    heading + &lines(&table("rrrrrl", &header, rows, columns), palette)
}

fn outlets(network: &Network, top: usize, palette: Palette, columns: usize) -> String {
    let mut shown: Vec<&NetworkOutlet> = network.outlets.iter().collect();
    // Stable: outlets with equal counts stay in the order of names.
    shown.sort_by_key(|outlet| std::cmp::Reverse(outlet.articles));
    shown.truncate(top);
    let rows = shown.iter().map(|outlet| {
        vec![
            grouped(outlet.articles),
            grouped(outlet.stories_shared),
            grouped(outlet.stories_first),
            outlet.wire_articles.map_or("-".to_owned(), grouped),
            percent(outlet.originality),
            percent(outlet.originality_without_wire),
            printable(&outlet.outlet),
        ]
    });
    let header = ["articles", "shared", "first in", "wire", "original", "w/o wire", "outlet"];
    let heading = heading("Outlets", shown.len(), network.outlets.len() as u64, palette);
    heading + &lines(&table("rrrrrrl", &header, rows, columns), palette)
}

/// The lines of a table below its faint header.
fn lines(table: &[String], palette: Palette) -> String {
    let header = table.iter().take(1).map(|line| palette.aside(line));
    header.chain(table.iter().skip(1).cloned()).map(|line| line + "\n").collect()
}
