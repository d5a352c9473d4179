//! Page text by form and place alone, in one text.

use super::evidence::UnitPlace;
use super::page_form::PageForm;
use super::units::TextUnit;
use super::weights::{UnitEvidence, is_page};

/// Passes over the units: each knows what the one before it found.
const PASSES: usize = 2;

/// Returns which units of one text are of the page by their form and place alone. Linear.
pub fn page_alone(units: &[TextUnit]) -> Vec<bool> {
    let forms: Vec<(u32, PageForm)> =
        units.iter().map(|unit| (unit.tokens.len() as u32, unit.form)).collect();
    page_units(&forms, |_| None)
}

/// Returns for each unit of one text, given its number of tokens and its form, whether it is of
/// the page.
///
/// `known` is asked with the index of a unit: where it answers, carriers have decided. Linear.
pub fn page_units(units: &[(u32, PageForm)], known: impl Fn(usize) -> Option<bool>) -> Vec<bool> {
    let mut found: Vec<bool> = (0..units.len()).map(|index| known(index) == Some(true)).collect();
    for _pass in 0..PASSES {
        let before = found.clone();
        let mut tokens_behind: u32 = units.iter().map(|(tokens, _)| tokens).sum();
        for (index, (tokens, form)) in units.iter().enumerate() {
            tokens_behind -= tokens;
            if known(index).is_some() || *tokens == 0 {
                continue;
            }
            let is_page_at = |at: Option<usize>| at.and_then(|at| before.get(at)).copied().unwrap_or(false);
            let neighbours = (is_page_at(index.checked_sub(1)), is_page_at(Some(index + 1)));
            let place = UnitPlace::of((index, units.len()), tokens_behind, neighbours).seen_by(*form);
            found[index] |= is_page(&UnitEvidence { form: *form, place, carriers: None });
        }
    }
    found
}
