//! Modules of one package: which file each is in, and which file a path leads to.

use super::sources::{Source, items};
use std::collections::{HashMap, HashSet};

/// Re-exports lead through fewer steps than this.
const STEPS_MAX: usize = 8;

/// A module that is a file of its own.
pub struct Module {
    pub file: String,
    pub items: Vec<syn::Item>,
    names: HashSet<String>,
    imports: HashMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// Modules by their path from the root of the package, such as `output::lines`; the root itself is
/// empty.
pub struct Modules(pub HashMap<String, Module>);

/// One name of a `use` declaration.
pub struct Import {
    /// The name it has here; none for a glob.
    pub name: Option<String>,
    pub path: Vec<String>,
}

impl Modules {
    /// Reads the files below a folder such as `crates/io/src`, those of a program in it and of
    /// tests apart.
    pub fn read(sources: &[Source], folder: &str) -> Modules {
        let inside = |source: &&Source| {
            source.path.starts_with(folder) && !source.is_test && (folder != "src/" || source.is_library())
        };
        let modules = sources.iter().filter(inside).map(|source| {
            let name = source.path[folder.len()..].trim_end_matches(".rs").replace('/', "::");
            let name = match name.as_str() {
                "lib" | "main" => "",
                other => other.trim_end_matches("::mod"),
            };
            (name.to_owned(), Module::read(source))
        });
        Modules(modules.collect())
    }

    /// The module and the file that a path of segments, seen from a module, leads to, with the name
    /// of the item in it; none outside the package.
    pub fn resolve(&self, from: &str, path: &[String]) -> Option<(&Module, Option<String>)> {
        self.resolve_within(from, path, STEPS_MAX)
    }

    fn resolve_within(&self, from: &str, path: &[String], steps: usize) -> Option<(&Module, Option<String>)> {
        let mut here = from.to_owned();
        for (at, segment) in path.iter().enumerate() {
            here = match segment.as_str() {
                "self" => continue,
                "crate" => String::new(),
                "super" => parent(&here)?.to_owned(),
                name if self.0.contains_key(&child(&here, name)) => child(&here, name),
                name => return self.resolve_item(&here, name, &path[at..], steps.checked_sub(1)?),
            };
        }
        Some((self.0.get(&here)?, None))
    }

    fn resolve_item(
        &self,
        here: &str,
        name: &str,
        rest: &[String],
        steps: usize,
    ) -> Option<(&Module, Option<String>)> {
        let module = self.0.get(here)?;
        if module.names.contains(name) {
            return Some((module, Some(name.to_owned())));
        }
        if let Some(import) = module.imports.get(name) {
            return self.resolve_within(here, &[import, &rest[1..]].concat(), steps);
        }
        let through = |glob: &Vec<String>| self.resolve_within(here, &[glob, rest].concat(), steps);
        module.globs.iter().find_map(through)
    }
}

impl Module {
    fn read(source: &Source) -> Module {
        let items = items(source.syntax());
        let names = items.iter().filter_map(name).collect();
        let (mut imports, mut globs) = (HashMap::new(), Vec::new());
        for import in items.iter().flat_map(imports_of) {
            match import.name {
                Some(name) => drop(imports.insert(name, import.path)),
                None => globs.push(import.path),
            }
        }
        Module { file: source.path.clone(), items, names, imports, globs }
    }
}

pub fn parent(module: &str) -> Option<&str> {
    (!module.is_empty()).then(|| module.rsplit_once("::").map_or("", |(parent, _)| parent))
}

fn child(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// The name that an item declares.
pub fn name(item: &syn::Item) -> Option<String> {
    let name = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Macro(item) => item.ident.as_ref()?,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// Names that a `use` declaration brings in; other items bring in none.
pub fn imports_of(item: &syn::Item) -> Vec<Import> {
    let mut imports = Vec::new();
    if let syn::Item::Use(item) = item {
        flatten(&item.tree, &mut Vec::new(), &mut imports);
    }
    imports
}

fn flatten(tree: &syn::UseTree, before: &mut Vec<String>, imports: &mut Vec<Import>) {
    let mut add = |name: Option<String>, last: Option<String>| {
        let path = before.iter().cloned().chain(last).collect();
        imports.push(Import { name, path });
    };
    match tree {
        syn::UseTree::Name(name) if name.ident == "self" => add(before.last().cloned(), None),
        syn::UseTree::Name(name) => add(Some(name.ident.to_string()), Some(name.ident.to_string())),
        syn::UseTree::Rename(new) => add(Some(new.rename.to_string()), Some(new.ident.to_string())),
        syn::UseTree::Glob(_) => add(None, None),
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, imports);
            before.pop();
        }
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, before, imports);
            }
        }
    }
}
