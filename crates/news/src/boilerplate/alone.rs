//! Boilerplate by form and place alone, in one text.

use super::evidence::UnitPlace;
use super::page_form::PageForm;
use super::units::TextUnit;
use super::weights::{UnitEvidence, is_boilerplate};

/// Passes over the units; each one sees what the one before it found.
const PASSES: usize = 2;

/// Returns for each unit of one text whether it is boilerplate by its form and place alone. Linear.
pub fn boilerplate_alone(units: &[TextUnit]) -> Vec<bool> {
    let forms: Vec<(u32, PageForm)> =
        units.iter().map(|unit| (unit.tokens.len() as u32, unit.form)).collect();
    boilerplate_units(&forms, |index| units[index].is_known.then_some(true))
}

/// Returns for each unit of one text, given its number of tokens and its form, whether it is
/// boilerplate.
///
/// `known` returns for the index of a unit what its carriers decided, if they did. Linear.
pub fn boilerplate_units(units: &[(u32, PageForm)], known: impl Fn(usize) -> Option<bool>) -> Vec<bool> {
    let mut found: Vec<bool> = (0..units.len()).map(|index| known(index) == Some(true)).collect();
    for _pass in 0..PASSES {
        let before = found.clone();
        for (index, evidence) in evidence_of(units, &before).enumerate() {
            found[index] |= units[index].0 > 0 && known(index).is_none() && is_boilerplate(&evidence);
        }
    }
    found
}

/// Returns the evidence on each unit of one text by its form and place, given which units are
/// boilerplate. Linear.
pub fn evidence_alone(units: &[TextUnit], is_boilerplate: &[bool]) -> Vec<UnitEvidence> {
    let forms: Vec<(u32, PageForm)> =
        units.iter().map(|unit| (unit.tokens.len() as u32, unit.form)).collect();
    evidence_of(&forms, is_boilerplate).collect()
}

fn evidence_of<'a>(
    units: &'a [(u32, PageForm)],
    is_boilerplate: &'a [bool],
) -> impl Iterator<Item = UnitEvidence> + 'a {
    let mut tokens_behind: u32 = units.iter().map(|(tokens, _)| tokens).sum();
    units.iter().enumerate().map(move |(index, (tokens, form))| {
        tokens_behind -= tokens;
        let is_page_at =
            |at: Option<usize>| at.and_then(|at| is_boilerplate.get(at)).copied().unwrap_or(false);
        let neighbours = (is_page_at(index.checked_sub(1)), is_page_at(Some(index + 1)));
        let place = UnitPlace::of((index, units.len()), tokens_behind, neighbours).seen_by(*form);
        UnitEvidence { form: *form, place, carriers: None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::{Analysis, analyse};
    use wirecopy_reuse::shingle::token_hashes;

    use super::super::known::KnownText;
    use super::super::units::text_units;

    /// The units of a text that are boilerplate.
    fn page_of(text: &str) -> Vec<String> {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        let hashes: Vec<u64> = token_hashes(&analysis, analysis.all_tokens()).collect();
        let units = text_units(text, &analysis, &hashes, &KnownText::default());
        let marked =
            units.iter().zip(boilerplate_alone(&units)).filter(|(_, is_boilerplate)| *is_boilerplate);
        marked.map(|(unit, _)| analysis.folded_of(&unit.tokens).to_owned()).collect()
    }

    const STORY: &str = "The council of Tolm voted on Monday for the tram line along the river, and the \
        mayor said that work would begin before the winter, when the water is low.";

    #[test]
    fn lines_that_speak_to_the_reader_are_of_the_page_and_the_story_between_them_is_not() {
        let text = format!(
            "Share on Facebook\n{STORY}\n{STORY}\nSign up here for our newsletter\nRead more: Ferry sinks off Ostvik"
        );
        let expected =
            ["share on facebook", "sign up here for our newsletter", "read more ferry sinks off ostvik"];
        assert_eq!(page_of(&text), expected);
    }

    #[test]
    fn a_note_about_the_writer_is_of_the_page_at_the_end() {
        let text =
            format!("{STORY}\n{STORY}\nIlse Aalto is a columnist for the Tolm Daily. Follow her on Twitter.");
        assert_eq!(page_of(&text).len(), 1);
        assert!(page_of(STORY).is_empty());
    }

    #[test]
    fn a_key_of_the_database_is_of_the_page_and_a_sum_is_not() {
        assert_eq!(page_of(&format!("{STORY}\n191012104551443\n{STORY}")), ["191012104551443"]);
        assert!(page_of(&format!("{STORY}\n19,101,210\n{STORY}")).is_empty());
    }

    #[test]
    fn the_evidence_says_why_a_unit_is_of_the_page() {
        let text = format!("{STORY}\n{STORY}\nSign up here for our newsletter");
        let mut analysis = Analysis::default();
        analyse(&text, &mut analysis);
        let hashes: Vec<u64> = token_hashes(&analysis, analysis.all_tokens()).collect();
        let units = text_units(&text, &analysis, &hashes, &KnownText::default());
        let is_boilerplate_alone = boilerplate_alone(&units);
        let evidence = evidence_alone(&units, &is_boilerplate_alone);
        assert_eq!(evidence.iter().map(is_boilerplate).collect::<Vec<_>>(), is_boilerplate_alone);
        assert!(evidence[2].form.contains(PageForm::PHRASE) && evidence[2].place.contains(UnitPlace::LAST));
    }

    #[test]
    fn a_text_without_stops_is_not_of_the_page_for_a_code_in_it() {
        let text = format!(
            "FOR IMMEDIATE RELEASE May 17 2031Contact Ilse Aalto 202 555 0143 {}",
            "Wardens of the bay announced today that the boats of Ostvik will have new lamps ".repeat(12)
        );
        let of_page = page_of(&text);
        assert!(of_page.iter().all(|unit| !unit.contains("lamps")), "{of_page:?}");
    }

    #[test]
    fn a_letter_keeps_its_address_and_its_close() {
        let text =
            format!("Dear Mayor Aalto,\n{STORY}\n{STORY}\nSincerely,\nNils Berg\nUnited States Senator");
        assert!(page_of(&text).is_empty(), "{:?}", page_of(&text));
    }
}
