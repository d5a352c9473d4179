//! Source files of the workspace.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One file, with its path from the root of the workspace.
pub struct Source {
    pub path: String,
    pub text: String,
    /// Compiled for tests, benches or examples only.
    pub is_test: bool,
}

impl Source {
    /// The text above the unit tests of the file.
    pub fn without_tests(&self) -> &str {
        self.text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default()
    }

    /// Part of a library: neither of the program, of the package for Python nor of tests.
    pub fn is_library(&self) -> bool {
        !self.is_test && !self.path.starts_with("src/bin/") && !self.path.starts_with("python/")
    }

    pub fn syntax(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }

    /// The folder of the file, without a slash at its end.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The package of a file that is not a test: `wirecopy`, `bin`, `python`, or the name of a
    /// folder in `crates`.
    pub fn package(&self) -> &str {
        match self.path.strip_prefix("crates/") {
            Some(inside) => inside.split('/').next().unwrap_or_default(),
            None if self.path.starts_with("src/bin/") => "bin",
            None if self.path.starts_with("python/") => "python",
            None => "wirecopy",
        }
    }
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files of the workspace, by path.
pub fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in ["src", "crates", "python/src", "tests", "benches", "examples"] {
        collect(&root().join(folder), "rs", &mut paths);
    }
    paths.sort();
    assert!(paths.len() > 50, "{} source files are not the whole project", paths.len());
    let mut sources: Vec<Source> = paths.iter().map(|path| source(path)).collect();
    let of_tests: HashSet<String> = sources.iter().flat_map(modules_of_tests).collect();
    for source in &mut sources {
        source.is_test |= of_tests.contains(&source.path);
    }
    sources
}

fn source(path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("a source file is UTF-8");
    let path = path.strip_prefix(root()).expect("below the root").to_str().expect("plain").to_owned();
    let is_test = ["tests/", "benches/", "examples/"].iter().any(|folder| path.starts_with(folder))
        || path.contains("/tests/")
        || path.contains("/benches/")
        || path.contains("/examples/");
    Source { path, text, is_test }
}

/// Paths of the files that a file declares under `#[cfg(test)]`.
fn modules_of_tests(source: &Source) -> Vec<String> {
    let (folder, stem) = (source.folder(), source.path.rsplit('/').next().unwrap_or_default());
    let folder = match stem {
        "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
        other => format!("{folder}/{}", other.trim_end_matches(".rs")),
    };
    let lines: Vec<&str> = source.text.lines().collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].trim_start_matches("pub(crate) ").strip_prefix("mod ")?.strip_suffix(';'))
        .flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")])
        .collect()
}

/// Files below a folder whose names end in the extension; a folder that is absent has none.
pub fn collect(folder: &Path, extension: &str, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a folder of the workspace can be read").path();
        if path.is_dir() {
            collect(&path, extension, paths);
        } else if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
}

/// True for what is compiled for tests only.
pub fn is_cfg_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test")
    })
}

/// Attributes of an item of any kind that this code declares.
pub fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Items of a file, those of its inline modules included, without what is compiled for tests only.
pub fn items(file: syn::File) -> Vec<syn::Item> {
    let mut found = Vec::new();
    let mut waiting = file.items;
    while let Some(item) = waiting.pop() {
        if is_cfg_test(attributes(&item)) {
            continue;
        }
        match item {
            syn::Item::Mod(syn::ItemMod { content: Some((_, inside)), .. }) => waiting.extend(inside),
            item => found.push(item),
        }
    }
    found
}
