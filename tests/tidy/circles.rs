//! Files that use each other in a circle.

use super::allowed::{Finding, assert_none};
use super::manifests::CRATES;
use super::modules::{Modules, imports_of, parent};
use super::sources::sources;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};

type Graph = BTreeMap<String, BTreeSet<String>>;

/// A module and its own children may use each other: a child what its parent declares for all of
/// them, the parent what it is made of.
#[test]
fn no_two_files_of_a_package_use_each_other() {
    let sources = sources();
    let folders = CRATES.iter().map(|(name, _)| format!("crates/{name}/src/"));
    let mut findings = Vec::new();
    for folder in folders.chain(["src/", "src/bin/wirecopy/", "python/src/"].map(str::to_owned)) {
        let modules = Modules::read(&sources, &folder);
        let graph = uses(&modules);
        findings.extend(
            circles(&graph).into_iter().map(|files| Finding::new(files.join(" "), edges(&graph, &files))),
        );
    }
    assert_none("circle", findings);
}

/// Graph of the uses between files.
fn uses(modules: &Modules) -> Graph {
    let mut graph = Graph::new();
    for (name, module) in &modules.0 {
        let ancestors: Vec<&str> = std::iter::successors(parent(name), |module| parent(module))
            .filter_map(|ancestor| Some(modules.0.get(ancestor)?.file.as_str()))
            .collect();
        let used = graph.entry(module.file.clone()).or_default();
        for path in module.items.iter().flat_map(paths) {
            let Some((target, item)) = modules.resolve(name, &path) else { continue };
            // A single name that is not an item is a local variable.
            let is_used = item.is_some() || path.len() > 1;
            if is_used && target.file != module.file && !ancestors.contains(&target.file.as_str()) {
                used.insert(target.file.clone());
            }
        }
    }
    graph
}

/// Paths that an item names.
fn paths(item: &syn::Item) -> Vec<Vec<String>> {
    if matches!(item, syn::Item::Use(_)) {
        return imports_of(item).into_iter().map(|import| import.path).collect();
    }
    let mut found = Vec::new();
    collect_paths(item.to_token_stream(), &mut found);
    found
}

/// Identifiers joined by `::`, those within macros included.
fn collect_paths(tokens: TokenStream, found: &mut Vec<Vec<String>>) {
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                match found.last_mut() {
                    Some(path) if colons == 2 => path.push(name.to_string()),
                    _ => found.push(vec![name.to_string()]),
                }
                colons = 0;
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                collect_paths(group.stream(), found);
                colons = 0;
            }
            _ => colons = 0,
        }
    }
}

/// Groups of files that reach each other.
fn circles(graph: &Graph) -> BTreeSet<Vec<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        graph.keys().map(|file| (file, reachable(graph, file))).collect();
    let circle = |file: &&String| -> Vec<String> {
        reached[*file].iter().filter(|other| reached[**other].contains(*file)).map(|&s| s.clone()).collect()
    };
    graph.keys().map(|file| circle(&file)).filter(|files| files.len() > 1).collect()
}

/// Uses among the files of a circle, by the last parts of their paths.
fn edges(graph: &Graph, circle: &[String]) -> String {
    let last = |file: &str| file.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    let edge = |file: &String| {
        let used: Vec<String> =
            graph[file].iter().filter(|used| circle.contains(used)).map(|used| last(used)).collect();
        format!("{} → {}", last(file), used.join(" "))
    };
    circle.iter().map(edge).collect::<Vec<_>>().join(", ")
}

fn reachable<'graph>(graph: &'graph Graph, from: &String) -> BTreeSet<&'graph String> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&String> = graph[from].iter().collect();
    while let Some(file) = waiting.pop() {
        if reached.insert(file) {
            waiting.extend(&graph[file]);
        }
    }
    reached
}

#[test]
fn a_circle_through_a_re_export_is_seen_and_a_parent_is_none() {
    let source = |path: &str, text: &str| super::sources::Source {
        path: path.to_owned(),
        text: text.to_owned(),
        is_test: false,
    };
    let sources = [
        source("x/lib.rs", "mod a; mod b; mod c; pub use a::A; pub struct Root;"),
        source("x/a.rs", "use crate::Root; pub struct A; fn f() { g(vec![super::b::B]) }"),
        source("x/b.rs", "use super::A; pub struct B(A);"),
        source("x/c.rs", "use crate::{A, Root}; fn f(b: A) {}"),
    ];
    let graph = uses(&Modules::read(&sources, "x/"));
    assert_eq!(circles(&graph), BTreeSet::from([vec!["x/a.rs".to_owned(), "x/b.rs".to_owned()]]));
}
