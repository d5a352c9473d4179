//! Evidence for and against boilerplate, besides the form of a unit.

use super::page_form::PageForm;

bitflags::bitflags! {
    /// The place of a unit in its text, or in most texts that contain it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct UnitPlace: u8 {
        /// It is the first one.
        const FIRST = 1;
        /// It is among the first ones.
        const HEAD = 1 << 1;
        /// It is among the last ones.
        const TAIL = 1 << 2;
        /// It is the last one.
        const LAST = 1 << 3;
        /// The unit before it is boilerplate.
        const BELOW_PAGE = 1 << 4;
        /// The unit after it is boilerplate.
        const ABOVE_PAGE = 1 << 5;
        /// Both are.
        const WITHIN_PAGE = 1 << 6;
        /// Both are, and it is a number alone: of a page, a count.
        const NUMBER_WITHIN_PAGE = 1 << 7;
    }

    /// Relations between the texts that contain a unit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct CarrierEvidence: u32 {
        /// Three articles or more contain it ...
        const THREE = 1;
        /// ... six ...
        const SIX = 1 << 1;
        /// ... twenty ...
        const TWENTY = 1 << 2;
        /// ... a hundred.
        const HUNDRED = 1 << 3;
        /// One outlet has most of them.
        const ONE_OUTLET = 1 << 4;
        /// Three outlets or more have them, none of them most.
        const MANY_OUTLETS = 1 << 5;
        /// No outlet is known.
        const NO_OUTLET = 1 << 6;
        /// One outlet published it over more than a week ...
        const WEEK = 1 << 7;
        /// ... or over more than two months.
        const SEASON = 1 << 8;
        /// Outside the block, the texts share nothing ...
        const REST_APART = 1 << 9;
        /// ... or next to nothing ...
        const REST_FAR = 1 << 10;
        /// ... or a part ...
        const REST_NEAR = 1 << 11;
        /// ... or much.
        const REST_SAME = 1 << 12;
        /// There is nothing outside the block.
        const NO_REST = 1 << 13;
        /// The rest has two hundred words or more ...
        const REST_LARGE = 1 << 14;
        /// ... or less than forty.
        const REST_SMALL = 1 << 15;
        /// The block is half of the texts or more ...
        const BLOCK_HALF = 1 << 16;
        /// ... or nearly all.
        const BLOCK_MOST = 1 << 17;
        /// It is in a run of units that nearly the same texts have, part of which is boilerplate.
        const PAGE_RUN = 1 << 18;
    }
}

impl CarrierEvidence {
    /// Returns the evidence of the number of carriers.
    pub(super) fn of_count(n_carriers: usize) -> CarrierEvidence {
        let mut evidence = CarrierEvidence::empty();
        evidence.set(CarrierEvidence::THREE, n_carriers >= 3);
        evidence.set(CarrierEvidence::SIX, n_carriers >= 6);
        evidence.set(CarrierEvidence::TWENTY, n_carriers >= 20);
        evidence.set(CarrierEvidence::HUNDRED, n_carriers >= 100);
        evidence
    }
}

/// Units from either end of a text that are at its head or tail.
const END_UNITS: usize = 4;

/// Words from the end of a text up to which a unit is at its tail, however many lines they are.
pub(super) const TAIL_TOKENS: u32 = 60;

impl UnitPlace {
    /// Returns the place as it counts for this form. Beside a sentence, neighbours do not: a
    /// caption or a paragraph of the story may be among lines of boilerplate. Beside a number alone
    /// they count more, for no story is a number.
    pub(super) fn seen_by(self, form: PageForm) -> UnitPlace {
        let is_page_like =
            form.intersects(PageForm::OPENING | PageForm::WHOLE | PageForm::PHRASE | PageForm::BIOGRAPHY);
        let neighbours = UnitPlace::BELOW_PAGE | UnitPlace::ABOVE_PAGE | UnitPlace::WITHIN_PAGE;
        if form.contains(PageForm::STOP) && !is_page_like {
            return self - neighbours;
        }
        let is_number = form.contains(PageForm::NUMERIC) && self.contains(UnitPlace::WITHIN_PAGE);
        if is_number { self | UnitPlace::NUMBER_WITHIN_PAGE } else { self }
    }

    /// Returns the place of a unit, by its index among `n_units` and the number of tokens after it;
    /// `is_boilerplate` says whether the units before and after it are boilerplate.
    pub(super) fn of(
        (index, n_units): (usize, usize),
        tokens_behind: u32,
        is_boilerplate: (bool, bool),
    ) -> UnitPlace {
        let mut place = UnitPlace::empty();
        place.set(UnitPlace::FIRST, index == 0);
        place.set(UnitPlace::HEAD, index < END_UNITS && index < n_units.div_ceil(2));
        let is_late = index >= n_units / 2;
        place.set(UnitPlace::LAST, index + 1 == n_units);
        place.set(UnitPlace::TAIL, is_late && (index + END_UNITS >= n_units || tokens_behind <= TAIL_TOKENS));
        place.set(UnitPlace::BELOW_PAGE, is_boilerplate.0);
        place.set(UnitPlace::ABOVE_PAGE, is_boilerplate.1);
        place.set(UnitPlace::WITHIN_PAGE, is_boilerplate.0 && is_boilerplate.1);
        place
    }
}
