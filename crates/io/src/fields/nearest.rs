//! The name that a user may have meant.

use strsim::generic_levenshtein;

/// Letters of a name for each of which one may be wrong.
const LETTERS_PER_ERROR: usize = 3;

/// Returns the name with the fewest letters to insert, leave out or replace, where they are few.
/// Quadratic in the length of a name, linear in their number.
pub(crate) fn nearest<'n>(name: &str, names: &'n [String]) -> Option<&'n str> {
    let letters = |name: &str| -> Vec<char> { name.to_lowercase().chars().take(NAME_LETTERS_MAX).collect() };
    let wanted = letters(name);
    let errors_max = wanted.len() / LETTERS_PER_ERROR;
    let distances = names.iter().map(|other| (generic_levenshtein(&wanted, &letters(other)), other));
    let (_, found) = distances.filter(|(distance, _)| *distance <= errors_max).min()?;
    Some(found)
}

/// Letters of a name that are looked at.
const NAME_LETTERS_MAX: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_wrong_letter_is_near() {
        let names = ["paper", "when", "text"].map(str::to_owned);
        assert_eq!(nearest("papr", &names), Some("paper"));
        assert_eq!(nearest("wen", &names), Some("when"));
        assert_eq!(nearest("outlet", &names), None);
        assert_eq!(nearest("", &names), None);
    }
}
