//! Size and parameters of functions.

use super::allowed::{Finding, assert_none};
use super::sources::sources;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::Visit;

/// Lines of the longest function, its signature and closing brace included.
const FUNCTION_LINES_MAX: usize = 50;

/// Parameters of a function, `self` apart.
const PARAMETERS_MAX: usize = 5;

/// Parameters that are themselves functions.
const FUNCTION_PARAMETERS_MAX: usize = 2;

/// A function of the workspace: the rule that it breaks, if any, by its size.
struct Function {
    key: String,
    lines: usize,
    parameters: usize,
    function_parameters: usize,
}

fn functions() -> Vec<Function> {
    let mut found = Vec::new();
    for source in sources() {
        let mut visitor = Visitor { path: &source.path, found: &mut found };
        visitor.visit_file(&source.syntax());
    }
    found
}

struct Visitor<'found> {
    path: &'found str,
    found: &'found mut Vec<Function>,
}

impl Visitor<'_> {
    fn add(&mut self, signature: &syn::Signature, end: proc_macro2::Span) {
        let typed = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(typed) => Some(typed.ty.to_token_stream().to_string()),
            syn::FnArg::Receiver(_) => None,
        });
        let types: Vec<String> = typed.collect();
        let generics = format!("{} {}", signature.generics.to_token_stream(), where_clause(signature));
        self.found.push(Function {
            key: format!("{} {}", self.path, signature.ident),
            lines: end.end().line + 1 - signature.span().start().line,
            parameters: types.len(),
            function_parameters: types.iter().filter(|text| is_function(text)).count()
                + ["Fn (", "FnMut (", "FnOnce ("]
                    .map(|name| count_words(&generics, name))
                    .iter()
                    .sum::<usize>(),
        });
    }
}

fn where_clause(signature: &syn::Signature) -> String {
    signature.generics.where_clause.to_token_stream().to_string()
}

fn count_words(text: &str, word: &str) -> usize {
    text.match_indices(word).filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric)).count()
}

fn is_function(type_text: &str) -> bool {
    let type_text = type_text.trim_start_matches("& ").trim_start_matches("mut ").trim_start_matches('(');
    ["impl Fn", "dyn Fn", "& impl Fn", "& dyn Fn", "& mut impl Fn"]
        .iter()
        .any(|start| type_text.starts_with(start))
}

impl<'syntax> Visit<'syntax> for Visitor<'_> {
    fn visit_item_fn(&mut self, function: &'syntax syn::ItemFn) {
        self.add(&function.sig, function.block.span());
        syn::visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'syntax syn::ImplItemFn) {
        self.add(&function.sig, function.block.span());
        syn::visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'syntax syn::TraitItemFn) {
        self.add(&function.sig, function.span());
        syn::visit::visit_trait_item_fn(self, function);
    }
}

fn assert_at_most(rule: &str, max: usize, size: fn(&Function) -> usize) {
    let findings = functions()
        .into_iter()
        .filter(|function| size(function) > max)
        .map(|function| Finding::new(function.key.clone(), format!("{} of {max}", size(&function))));
    assert_none(rule, findings.collect());
}

#[test]
fn functions_are_short() {
    assert_at_most("function-lines", FUNCTION_LINES_MAX, |function| function.lines);
}

#[test]
fn functions_take_few_parameters() {
    assert_at_most("parameters", PARAMETERS_MAX, |function| function.parameters);
}

#[test]
fn functions_take_few_functions() {
    assert_at_most("function-parameters", FUNCTION_PARAMETERS_MAX, |function| function.function_parameters);
}
