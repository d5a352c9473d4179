//! Public items of the root package, as its documentation lists them.

use super::allowed::{Finding, assert_none};
use super::modules::{Modules, imports_of, name};
use super::sources::{items, sources};
use quote::ToTokens as _;
use std::collections::{BTreeMap, BTreeSet};

const PUBLIC_ITEMS_MAX: usize = 250;

/// Each item counts once, however often it is re-exported, and so does each item of another crate
/// that is re-exported by name; public methods and methods of traits count too, in whichever crate
/// they are; fields and variants do not.
#[test]
fn the_root_package_has_few_public_items() {
    let sources = sources();
    let modules = Modules::read(&sources, "src/");
    let mut public = BTreeSet::new();
    add_module(&modules, "", &mut public);
    let declared = declarations(&modules, &public);
    let mut methods = 0;
    for source in sources.iter().filter(|source| source.is_library()) {
        let of_package: BTreeSet<String> = declared
            .iter()
            .filter(|(package, _)| package == source.package())
            .map(|(_, name)| name.clone())
            .collect();
        let of_file: usize = items(source.syntax()).iter().map(|item| self::methods(item, &of_package)).sum();
        if of_file > 0 {
            println!("{of_file} methods in {}", source.path);
        }
        methods += of_file;
    }
    let all = public.len() + methods;
    println!("{} items and {methods} methods", public.len());
    let findings = (all > PUBLIC_ITEMS_MAX).then(|| Finding::new("wirecopy", format!("{all} public items")));
    assert_none("public", findings.into_iter().collect());
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn item_visibility(item: &syn::Item) -> Option<&syn::Visibility> {
    Some(match item {
        syn::Item::Const(item) => &item.vis,
        syn::Item::Enum(item) => &item.vis,
        syn::Item::Fn(item) => &item.vis,
        syn::Item::Mod(item) => &item.vis,
        syn::Item::Static(item) => &item.vis,
        syn::Item::Struct(item) => &item.vis,
        syn::Item::Trait(item) => &item.vis,
        syn::Item::Type(item) => &item.vis,
        syn::Item::Use(item) => &item.vis,
        _ => return None,
    })
}

/// Adds what can be reached through a module, by name; modules count as items.
fn add_module(modules: &Modules, path: &str, public: &mut BTreeSet<String>) {
    let Some(module) = modules.0.get(path) else { return };
    for item in module.items.iter().filter(|item| item_visibility(item).is_some_and(is_public)) {
        if let syn::Item::Mod(inner) = item {
            let inner =
                if path.is_empty() { inner.ident.to_string() } else { format!("{path}::{}", inner.ident) };
            if public.insert(format!("mod {inner}")) {
                add_module(modules, &inner, public);
            }
        }
        public.extend(name(item));
        for import in imports_of(item) {
            match import.name {
                Some(name) => drop(public.insert(name)),
                None => add_glob(modules, path, &import.path, public),
            }
        }
    }
}

/// The package and the name under which each public item is declared.
fn declarations(modules: &Modules, public: &BTreeSet<String>) -> BTreeSet<(String, String)> {
    let re_exports = modules.0.values().flat_map(|module| &module.items);
    let re_exports = re_exports.filter(|item| item_visibility(item).is_some_and(is_public));
    let elsewhere: BTreeMap<String, (String, String)> = re_exports
        .flat_map(imports_of)
        .filter_map(|import| {
            let package = import.path.first()?.strip_prefix("wirecopy_")?.to_owned();
            Some((import.name?, (package, import.path.last()?.clone())))
        })
        .collect();
    let declared =
        |name: &String| elsewhere.get(name).cloned().unwrap_or_else(|| ("wirecopy".to_owned(), name.clone()));
    public.iter().map(declared).collect()
}

fn add_glob(modules: &Modules, from: &str, path: &[String], public: &mut BTreeSet<String>) {
    let found = modules.resolve(from, path).and_then(|(target, _)| {
        modules.0.iter().find(|(_, module)| module.file == target.file).map(|(name, _)| name)
    });
    match found {
        Some(target) => add_module(modules, target, public),
        None => drop(public.insert(path.join("::"))),
    }
}

fn methods(item: &syn::Item, public: &BTreeSet<String>) -> usize {
    match item {
        syn::Item::Trait(item) if public.contains(&item.ident.to_string()) => {
            item.items.iter().filter(|item| matches!(item, syn::TraitItem::Fn(_))).count()
        }
        syn::Item::Impl(item) if item.trait_.is_none() && is_of(&item.self_ty, public) => {
            let is_method = |item: &&syn::ImplItem| matches!(item, syn::ImplItem::Fn(function) if is_public(&function.vis));
            item.items.iter().filter(is_method).count()
        }
        _ => 0,
    }
}

fn is_of(self_type: &syn::Type, public: &BTreeSet<String>) -> bool {
    match self_type {
        syn::Type::Path(path) => {
            path.path.segments.last().is_some_and(|segment| public.contains(&segment.ident.to_string()))
        }
        _ => false,
    }
}

/// An example of a method counts for its type.
#[test]
fn every_item_of_the_front_page_has_an_example() {
    let sources = sources();
    let with_example: BTreeSet<(String, String)> = sources
        .iter()
        .filter(|source| source.is_library())
        .flat_map(|source| {
            let package = source.package().to_owned();
            items(source.syntax()).into_iter().flat_map(examples).map(move |name| (package.clone(), name))
        })
        .collect();
    let modules = Modules::read(&sources, "src/");
    let public = |item: &&syn::Item| item_visibility(item).is_some_and(is_public);
    let shown = modules.0[""].items.iter().filter(public).flat_map(imports_of);
    let without = shown.filter_map(|import| {
        let first = import.path.first()?;
        let package = first.strip_prefix("wirecopy_").unwrap_or("wirecopy").to_owned();
        let item = (package, import.name?);
        (!with_example.contains(&item)).then(|| Finding::new(item.0, format!("{} has no example", item.1)))
    });
    assert_none("example", without.collect());
}

/// Names whose documentation has an example in this item: its own, or its type's.
fn examples(item: syn::Item) -> Vec<String> {
    match &item {
        syn::Item::Impl(inner) => {
            let is_shown = |item: &syn::ImplItem| matches!(item, syn::ImplItem::Fn(function) if has_example(&function.attrs));
            let named = match &*inner.self_ty {
                syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
                _ => None,
            };
            named.filter(|_| inner.items.iter().any(is_shown)).into_iter().collect()
        }
        syn::Item::Use(inner) if has_example(&inner.attrs) => {
            imports_of(&item).into_iter().filter_map(|import| import.name).collect()
        }
        syn::Item::Enum(syn::ItemEnum { attrs, .. })
        | syn::Item::Fn(syn::ItemFn { attrs, .. })
        | syn::Item::Struct(syn::ItemStruct { attrs, .. })
        | syn::Item::Type(syn::ItemType { attrs, .. })
            if has_example(attrs) =>
        {
            name(&item).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn has_example(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc") && attribute.to_token_stream().to_string().contains("```")
    })
}

/// An example that uses several types is one of each.
#[test]
fn every_public_item_of_output_and_report_is_used_in_an_example() {
    let sources = sources();
    let of_root = sources.iter().filter(|source| source.is_library() && source.package() == "wirecopy");
    let used: BTreeSet<&str> = of_root.flat_map(|source| words_of_examples(&source.text)).collect();
    let modules = Modules::read(&sources, "src/");
    let mut public = BTreeSet::new();
    for module in ["output", "report"] {
        add_module(&modules, module, &mut public);
    }
    let without = public.iter().filter(|name| !name.starts_with("mod ") && !used.contains(name.as_str()));
    let finding = |name: &String| Finding::new("wirecopy", format!("{name} is used in no example"));
    assert_none("example", without.map(finding).collect());
}

/// Words of the code in documentation.
fn words_of_examples(text: &str) -> Vec<&str> {
    let mut is_code = false;
    let documentation = text.lines().filter_map(|line| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))
    });
    let code = documentation.filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        is_code && !is_fence
    });
    code.flat_map(|line| line.split(|sign: char| !sign.is_alphanumeric() && sign != '_')).collect()
}
