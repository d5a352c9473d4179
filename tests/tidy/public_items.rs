//! Public items of the root package, as its documentation lists them.

use super::allowed::{Finding, assert_none};
use super::modules::{Modules, imports_of, name};
use super::sources::sources;
use std::collections::BTreeSet;

const PUBLIC_ITEMS_MAX: usize = 250;

/// Each item counts once, however often it is re-exported, and so does each item of another crate
/// that is re-exported by name; public methods and methods of traits count too, fields and variants
/// do not.
#[test]
fn the_root_package_has_few_public_items() {
    let modules = Modules::read(&sources(), "src/");
    let mut public = BTreeSet::new();
    add_module(&modules, "", &mut public);
    let methods: usize =
        modules.0.values().flat_map(|module| &module.items).map(|item| methods(item, &public)).sum();
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
