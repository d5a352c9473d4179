//! Weights of the evidence for boilerplate.
//!
//! They are from a logistic regression on spans that were labelled by reading, but for a number
//! alone amid boilerplate, of which there are too few; a unit is boilerplate if the sum of its
//! weights is positive. The first column is for units that only one
//! text has, the second for those that several have.

use super::evidence::{CarrierEvidence, UnitPlace};
use super::page_form::PageForm;

/// Everything that is known about a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitEvidence {
    /// Its form.
    pub form: PageForm,
    /// Its place.
    pub place: UnitPlace,
    /// Relations between the texts that contain it; `None` if only one text does.
    pub carriers: Option<CarrierEvidence>,
}

/// The weight of a unit without any other evidence.
const NOTHING: (f64, f64) = (-3.17, -2.73);

const OF_FORM: [(PageForm, f64, f64); 32] = [
    (PageForm::OPENING, 2.4, 1.76),
    (PageForm::WHOLE, 3.0, 2.65),
    (PageForm::CUT_OUT, 5.12, 3.75),
    (PageForm::PHRASE, 2.24, 2.69),
    (PageForm::PHRASES, 1.96, 1.41),
    (PageForm::PAGE_WORD, -0.11, 0.73),
    (PageForm::PAGE_WORDS, 1.0, 0.61),
    (PageForm::BIOGRAPHY, 1.25, 1.54),
    (PageForm::BIOGRAPHIES, 1.82, 1.06),
    (PageForm::STORY_WORD, -0.85, -1.2),
    (PageForm::STORY_WORDS, -1.22, -0.98),
    (PageForm::STOP, -1.33, -1.2),
    (PageForm::QUOTED, -0.62, -0.75),
    (PageForm::TINY, 0.81, 0.34),
    (PageForm::READER, 0.5, 1.4),
    (PageForm::LINE, 1.27, 1.08),
    (PageForm::LONG, -0.61, -0.48),
    (PageForm::CAPITALS, -0.3, -0.41),
    (PageForm::TITLE, -1.04, -0.45),
    (PageForm::SMALL_START, -0.5, 0.48),
    (PageForm::LIST, 0.82, 0.7),
    (PageForm::NUMERIC, 0.72, 0.01),
    (PageForm::CODE, 1.62, 0.32),
    (PageForm::ADDRESS, 0.89, -0.45),
    (PageForm::IMPERATIVE, 1.31, 1.47),
    (PageForm::NUMBER, 1.19, -0.04),
    (PageForm::COLON, -0.46, -0.36),
    (PageForm::QUESTION, 0.18, 0.2),
    (PageForm::CAPTION, -2.06, -1.69),
    (PageForm::CREDIT, -1.0, -0.7),
    (PageForm::QUOTE, -2.02, -1.44),
    (PageForm::HEADLINE, 0.63, -0.59),
];

const OF_PLACE: [(UnitPlace, f64, f64); 8] = [
    (UnitPlace::FIRST, -0.66, 1.07),
    (UnitPlace::HEAD, -1.03, 0.16),
    (UnitPlace::TAIL, 0.64, 0.07),
    (UnitPlace::LAST, 0.91, 0.9),
    (UnitPlace::BELOW_PAGE, 1.76, 0.2),
    (UnitPlace::ABOVE_PAGE, 0.76, 0.86),
    (UnitPlace::WITHIN_PAGE, 0.89, 0.8),
    (UnitPlace::NUMBER_WITHIN_PAGE, 0.0, 2.0),
];

const OF_CARRIERS: [(CarrierEvidence, f64); 19] = [
    (CarrierEvidence::THREE, -0.55),
    (CarrierEvidence::SIX, 0.05),
    (CarrierEvidence::TWENTY, 0.37),
    (CarrierEvidence::HUNDRED, 1.39),
    (CarrierEvidence::ONE_OUTLET, 1.01),
    (CarrierEvidence::MANY_OUTLETS, -0.94),
    (CarrierEvidence::NO_OUTLET, 0.39),
    (CarrierEvidence::WEEK, 0.29),
    (CarrierEvidence::SEASON, -0.31),
    (CarrierEvidence::REST_APART, 0.76),
    (CarrierEvidence::REST_FAR, 0.33),
    (CarrierEvidence::REST_NEAR, -0.61),
    (CarrierEvidence::REST_SAME, -2.12),
    (CarrierEvidence::NO_REST, 0.13),
    (CarrierEvidence::REST_LARGE, 0.05),
    (CarrierEvidence::REST_SMALL, -0.07),
    (CarrierEvidence::BLOCK_HALF, -0.69),
    (CarrierEvidence::BLOCK_MOST, -0.74),
    (CarrierEvidence::PAGE_RUN, 2.0),
];

/// Returns whether a unit is boilerplate: the sum of its weights is positive. O(1).
pub fn is_boilerplate(evidence: &UnitEvidence) -> bool {
    score(evidence) > 0.0
}

/// Returns the sum of the weights of the evidence. O(1).
pub fn score(evidence: &UnitEvidence) -> f64 {
    weights_of(evidence).map(|(_, weight)| weight).sum()
}

/// Returns each piece of evidence with its weight, from the form to the carriers. O(1).
pub fn weighed(evidence: &UnitEvidence) -> impl Iterator<Item = (&'static str, f64)> {
    weights_of(evidence).map(|(piece, weight)| (piece.name(), weight))
}

/// One piece of evidence.
enum PieceOfEvidence {
    Nothing,
    Form(PageForm),
    Place(UnitPlace),
    Carriers(CarrierEvidence),
}

impl PieceOfEvidence {
    fn name(self) -> &'static str {
        match self {
            PieceOfEvidence::Nothing => "nothing",
            PieceOfEvidence::Form(bit) => name(bit.iter_names()),
            PieceOfEvidence::Place(bit) => name(bit.iter_names()),
            PieceOfEvidence::Carriers(bit) => name(bit.iter_names()),
        }
    }
}

/// Each piece of evidence. Its name is computed only where it is shown.
fn weights_of(evidence: &UnitEvidence) -> impl Iterator<Item = (PieceOfEvidence, f64)> {
    let UnitEvidence { form, place, carriers } = *evidence;
    let chosen = move |alone: f64, repeated: f64| if carriers.is_some() { repeated } else { alone };
    let of_form = OF_FORM.iter().filter(move |(bit, ..)| form.contains(*bit));
    let of_place = OF_PLACE.iter().filter(move |(bit, ..)| place.contains(*bit));
    let carriers = carriers.unwrap_or_default();
    let of_carriers = OF_CARRIERS.iter().filter(move |(bit, _)| carriers.contains(*bit));
    let form_of = move |(bit, alone, repeated): &(PageForm, f64, f64)| {
        (PieceOfEvidence::Form(*bit), chosen(*alone, *repeated))
    };
    let place_of = move |(bit, alone, repeated): &(UnitPlace, f64, f64)| {
        (PieceOfEvidence::Place(*bit), chosen(*alone, *repeated))
    };
    std::iter::once((PieceOfEvidence::Nothing, chosen(NOTHING.0, NOTHING.1)))
        .chain(of_form.map(form_of))
        .chain(of_place.map(place_of))
        .chain(of_carriers.map(|(bit, weight)| (PieceOfEvidence::Carriers(*bit), *weight)))
}

/// The name of the one flag among `names`.
fn name<Flag>(mut names: impl Iterator<Item = (&'static str, Flag)>) -> &'static str {
    names.next().map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(form: PageForm, carriers: Option<CarrierEvidence>) -> UnitEvidence {
        UnitEvidence { form, place: UnitPlace::empty(), carriers }
    }

    #[test]
    fn every_flag_has_its_weight_once() {
        let forms = OF_FORM.iter().fold(PageForm::empty(), |all, (form, ..)| all | *form);
        let places = OF_PLACE.iter().fold(UnitPlace::empty(), |all, (place, ..)| all | *place);
        let carriers = OF_CARRIERS.iter().fold(CarrierEvidence::empty(), |all, (flag, _)| all | *flag);
        assert!(forms.is_all() && places.is_all() && carriers.is_all());
    }

    #[test]
    fn unrelated_carriers_speak_for_the_page_and_related_ones_against_it() {
        let of = |rest| score(&evidence(PageForm::LINE, Some(CarrierEvidence::TWENTY | rest)));
        assert!(of(CarrierEvidence::REST_APART) > of(CarrierEvidence::REST_NEAR));
        assert!(of(CarrierEvidence::REST_NEAR) > of(CarrierEvidence::REST_SAME));
    }

    #[test]
    fn a_number_between_lines_of_the_page_is_of_the_page_and_another_word_there_may_be_a_title() {
        let within = UnitPlace::BELOW_PAGE | UnitPlace::ABOVE_PAGE | UnitPlace::WITHIN_PAGE;
        let many_outlets = CarrierEvidence::of_count(40) | CarrierEvidence::MANY_OUTLETS;
        let of = |form: PageForm, place: UnitPlace| {
            let carriers = Some(many_outlets | CarrierEvidence::REST_FAR);
            is_boilerplate(&UnitEvidence { form, place: place.seen_by(form), carriers })
        };
        let number = PageForm::NUMERIC | PageForm::NUMBER | PageForm::TINY;
        assert!(of(number, within) && !of(number, UnitPlace::BELOW_PAGE) && !of(PageForm::TINY, within));
    }

    #[test]
    fn a_phrase_of_pages_decides_without_carriers_and_a_plain_sentence_never_does() {
        assert!(is_boilerplate(&evidence(PageForm::OPENING | PageForm::PHRASE | PageForm::LINE, None)));
        assert!(!is_boilerplate(&evidence(PageForm::STOP | PageForm::STORY_WORD, None)));
    }

    #[test]
    fn the_pieces_of_evidence_add_up_to_the_score() {
        let evidence = evidence(PageForm::PHRASE | PageForm::STOP, Some(CarrierEvidence::REST_APART));
        let names: Vec<&str> = weighed(&evidence).map(|(name, _)| name).collect();
        assert_eq!(names, ["nothing", "PHRASE", "STOP", "REST_APART"]);
    }
}
