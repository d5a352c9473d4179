//! The name that a user may have meant.

/// Of a name of so many letters one may be wrong.
const LETTERS_PER_ERROR: usize = 3;

/// The name with the fewest letters to change, where they are few. Quadratic in the length of a
/// name, linear in their number.
pub(crate) fn nearest<'n>(name: &str, names: &'n [String]) -> Option<&'n str> {
    let wanted: Vec<char> = name.to_lowercase().chars().take(NAME_LETTERS_MAX).collect();
    let errors_max = wanted.len() / LETTERS_PER_ERROR;
    let distances = names.iter().map(|other| (distance(&wanted, &other.to_lowercase()), other));
    let (_, found) = distances.filter(|(distance, _)| *distance <= errors_max).min()?;
    Some(found)
}

/// Letters of a name that are looked at.
const NAME_LETTERS_MAX: usize = 60;

/// Insertions, deletions and replacements between two names (Levenshtein 1966).
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().take(NAME_LETTERS_MAX).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

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
