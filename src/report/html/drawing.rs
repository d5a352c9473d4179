//! The network of outlets as a drawing.
//!
//! Outlets repel each other and edges pull them together; they start on a fixed grid, so that equal
//! networks give equal drawings. Only the four operations and square roots are used, whose results
//! no platform rounds differently. After Fruchterman, Reingold 1991, "Graph drawing by
//! force-directed placement".

use super::names::PageNames;
use super::scan_rows::{ScanRows, known};
use crate::output::Network;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Outlets in the drawing; the table has all.
const DRAWN_MAX: usize = 120;

/// Edges in one page.
const EDGES_MAX: usize = 20_000;

/// Rounds of moving, and of moving labels apart.
const ROUNDS: usize = 300;
const ROUNDS_OF_LABELS: usize = 60;

/// Width and height of an outlet with its label, if it has room.
const LABEL: [f64; 2] = [150.0, 44.0];

/// Width and height of the drawing.
const WIDTH: f64 = 1_000.0;
const HEIGHT: f64 = 640.0;

/// A network with the position of each outlet.
#[derive(Debug, Serialize)]
pub(crate) struct Drawing {
    outlets: Vec<DrawnOutlet>,
    edges: Vec<DrawnEdge>,
    edges_left_out: u64,
    stories: u64,
    stories_shared: u64,
    stories_of_open_origin: u64,
    appearances_unlinked: u64,
    articles_without_outlet: u64,
    /// Agency, outlet and the articles of the outlet that credit the agency, the most first.
    flows: Vec<(String, String, u64)>,
    flows_left_out: u64,
}

#[derive(Debug, Serialize)]
struct DrawnOutlet {
    name: String,
    articles: u64,
    stories: u64,
    shared: u64,
    first: u64,
    wire: Option<u64>,
    originality: Option<f64>,
    /// Its position; `null` if it is in the table only.
    at: Option<[f64; 2]>,
}

#[derive(Debug, Serialize)]
struct DrawnEdge {
    from: usize,
    to: usize,
    stories: u64,
    share_of_to: f64,
    lag_hours: Option<f64>,
    credit_rate: Option<f64>,
}

/// Flows in one page.
const FLOWS_MAX: usize = 10_000;

/// RecordIndex the outlets with the most shared stories.
pub(crate) fn drawing(network: &Network, scan: &ScanRows, names: &PageNames) -> Drawing {
    let index: BTreeMap<&str, usize> =
        network.outlets.iter().enumerate().map(|(number, outlet)| (outlet.outlet.as_str(), number)).collect();
    let mut drawn: Vec<usize> =
        (0..network.outlets.len()).filter(|number| network.outlets[*number].stories_shared > 0).collect();
    drawn.sort_by_key(|number| (Reverse(network.outlets[*number].stories_shared), *number));
    drawn.truncate(DRAWN_MAX);
    let place_of: BTreeMap<usize, usize> =
        drawn.iter().enumerate().map(|(place, number)| (*number, place)).collect();
    let edges = network.edges.iter().filter_map(|edge| {
        let ends = (place_of.get(&index[edge.from.as_str()])?, place_of.get(&index[edge.to.as_str()])?);
        Some((*ends.0, *ends.1, edge.stories as f64))
    });
    let positions = placed(drawn.len(), &edges.collect::<Vec<_>>());
    let outlet = |(number, row): (usize, &crate::output::NetworkOutlet)| DrawnOutlet {
        name: names.outlet_named(scan, &row.outlet),
        articles: row.articles,
        stories: row.stories,
        shared: row.stories_shared,
        first: row.stories_first,
        wire: row.wire_articles,
        originality: row.originality,
        at: place_of.get(&number).map(|place| positions[*place].map(|at| (at * 10.0).round() / 10.0)),
    };
    let (flows, flows_left_out) = flows(scan, names);
    Drawing {
        outlets: network.outlets.iter().enumerate().map(outlet).collect(),
        edges: network
            .edges
            .iter()
            .take(EDGES_MAX)
            .map(|edge| DrawnEdge {
                from: index[edge.from.as_str()],
                to: index[edge.to.as_str()],
                stories: edge.stories,
                share_of_to: edge.share_of_to,
                lag_hours: edge.median_lag_hours,
                credit_rate: edge.credit_rate,
            })
            .collect(),
        edges_left_out: network.edges.len().saturating_sub(EDGES_MAX) as u64,
        stories: network.stories,
        stories_shared: network.stories_shared,
        stories_of_open_origin: network.stories_of_open_origin,
        appearances_unlinked: network.appearances_unlinked,
        articles_without_outlet: network.articles_without_outlet,
        flows,
        flows_left_out,
    }
}

/// The credited agency and outlet of articles, counted.
fn flows(scan: &ScanRows, names: &PageNames) -> (Vec<(String, String, u64)>, u64) {
    let mut counts: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for article in &scan.articles {
        if let (Some(agency), Some(outlet)) = (known(article.agency), known(article.outlet)) {
            *counts.entry((agency, outlet)).or_default() += 1;
        }
    }
    let mut flows: Vec<((u32, u32), u64)> = counts.into_iter().collect();
    flows.sort_by_key(|(ends, articles)| (Reverse(*articles), *ends));
    let left_out = flows.len().saturating_sub(FLOWS_MAX) as u64;
    flows.truncate(FLOWS_MAX);
    let shown = flows.into_iter().map(|((agency, outlet), articles)| {
        (scan.labels.label(agency).to_owned(), names.outlet(scan, outlet), articles)
    });
    (shown.collect(), left_out)
}

/// Positions of `n` nodes, given edges with weights.
fn placed(n: usize, edges: &[(usize, usize, f64)]) -> Vec<[f64; 2]> {
    let columns = (n as f64).sqrt().ceil().max(1.0);
    let rows = (n as f64 / columns).ceil().max(1.0);
    // A grid whose cells are filled in strides: neighbours in the list begin apart.
    let stride = (n * 5 / 13).max(1);
    let stride = (stride..).find(|stride| gcd(*stride, n.max(1)) == 1).unwrap_or(1);
    let start = |number: usize| {
        let cell = (number * stride % n) as f64;
        let (row, column) = ((cell / columns).floor(), cell % columns);
        // Odd rows are shifted, or forces along a row would cancel.
        let shift = if row % 2.0 == 0.0 { 0.35 } else { 0.65 };
        [(column + shift) / columns * WIDTH, (row + 0.5) / rows * HEIGHT]
    };
    let mut at: Vec<[f64; 2]> = (0..n).map(start).collect();
    let ideal = 0.75 * (WIDTH * HEIGHT / n.max(1) as f64).sqrt();
    for round in 0..ROUNDS {
        let step_max = 60.0 * (1.0 - round as f64 / ROUNDS as f64) + 1.0;
        let forces = forces(&at, edges, ideal);
        for (at, force) in at.iter_mut().zip(forces) {
            let length = (force[0] * force[0] + force[1] * force[1]).sqrt().max(1e-9);
            let step = length.min(step_max) / length;
            at[0] = (at[0] + force[0] * step).clamp(40.0, WIDTH - 40.0);
            at[1] = (at[1] + force[1] * step).clamp(30.0, HEIGHT - 30.0);
        }
    }
    separate(&mut at);
    at
}

/// Moves outlets apart whose labels would cover each other, along the shorter way.
fn separate(at: &mut [[f64; 2]]) {
    // Labels of many outlets cannot all be apart.
    let share = (WIDTH * HEIGHT / 2.0 / (at.len().max(1) as f64 * LABEL[0] * LABEL[1])).sqrt().min(1.0);
    let label = [LABEL[0] * share, LABEL[1] * share];
    for _ in 0..ROUNDS_OF_LABELS {
        for a in 0..at.len() {
            for b in a + 1..at.len() {
                let away = [at[b][0] - at[a][0], at[b][1] - at[a][1]];
                let over = [label[0] - away[0].abs(), label[1] - away[1].abs()];
                if over[0] <= 0.0 || over[1] <= 0.0 {
                    continue;
                }
                let axis = if over[0] / label[0] < over[1] / label[1] { 0 } else { 1 };
                let step = if away[axis] < 0.0 { -over[axis] } else { over[axis] } / 2.0;
                at[a][axis] -= step;
                at[b][axis] += step;
                for end in [a, b] {
                    at[end] = [at[end][0].clamp(40.0, WIDTH - 40.0), at[end][1].clamp(30.0, HEIGHT - 30.0)];
                }
            }
        }
    }
}

fn forces(at: &[[f64; 2]], edges: &[(usize, usize, f64)], ideal: f64) -> Vec<[f64; 2]> {
    let mut forces = vec![[0.0; 2]; at.len()];
    for a in 0..at.len() {
        for b in a + 1..at.len() {
            let away = [at[a][0] - at[b][0], at[a][1] - at[b][1]];
            let square = (away[0] * away[0] + away[1] * away[1]).max(1.0);
            let push = ideal * ideal / square;
            for axis in 0..2 {
                forces[a][axis] += away[axis] * push;
                forces[b][axis] -= away[axis] * push;
            }
        }
        // A little gravity keeps strangers in the picture.
        forces[a][0] += (WIDTH / 2.0 - at[a][0]) * 0.02;
        forces[a][1] += (HEIGHT / 2.0 - at[a][1]) * 0.05;
    }
    for (from, to, weight) in edges {
        let towards = [at[*to][0] - at[*from][0], at[*to][1] - at[*from][1]];
        let length = (towards[0] * towards[0] + towards[1] * towards[1]).sqrt();
        let pull = length / ideal * 0.25 * weight.sqrt().min(4.0);
        for axis in 0..2 {
            forces[*from][axis] += towards[axis] * pull;
            forces[*to][axis] -= towards[axis] * pull;
        }
    }
    forces
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_apart_inside_the_drawing_and_equal_networks_are_drawn_alike() {
        let edges: Vec<(usize, usize, f64)> = (1..40).map(|to| (to / 3, to, 1.0 + (to % 7) as f64)).collect();
        let positions = placed(40, &edges);
        assert_eq!(positions, placed(40, &edges));
        for (number, a) in positions.iter().enumerate() {
            assert!((0.0..=WIDTH).contains(&a[0]) && (0.0..=HEIGHT).contains(&a[1]), "{a:?}");
            for b in &positions[number + 1..] {
                let distance = ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt();
                assert!(distance > 8.0, "{a:?} {b:?}");
            }
        }
        assert_eq!(placed(0, &[]).len(), 0);
        assert_eq!(placed(1, &[]).len(), 1);
    }

    #[test]
    fn linked_outlets_are_closer_than_strangers() {
        let positions = placed(6, &[(0, 1, 4.0), (2, 3, 4.0), (4, 5, 4.0)]);
        let distance = |a: usize, b: usize| {
            ((positions[a][0] - positions[b][0]).powi(2) + (positions[a][1] - positions[b][1]).powi(2)).sqrt()
        };
        let linked = distance(0, 1) + distance(2, 3) + distance(4, 5);
        let strangers = distance(0, 2) + distance(2, 4) + distance(4, 0);
        assert!(linked < strangers, "{linked} {strangers}");
    }
}
