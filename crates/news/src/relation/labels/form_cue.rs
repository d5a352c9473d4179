//! Signs of a form that two texts fill in, and other texts too.

use super::forms::{FORM_DAYS_MIN, LAST_VERSION_DAYS, OWN_IN_LEADS_OF_ONE_DAY, own_in_leads};
use crate::relation::facts::PairFacts;

/// A sign that two texts fill in one form, if others fill it in, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormCue {
    /// They differ in what a form leaves open: names or numbers are exchanged, most of what the
    /// leads name is not the same, or weeks are between them. Numbers that change within a day are
    /// those of an update.
    OtherThings,
    /// Days are between them, or one outlet has a name or number in the place of another. What two
    /// outlets do to one name is their spelling.
    SmallThings,
    /// Nothing.
    Nothing,
}

impl PairFacts {
    /// Returns the sign that both texts fill in one form.
    pub fn form_cue(&self) -> FormCue {
        let days = self.context.days_apart.unwrap_or(0);
        let are_values_changed = self.numbers.changed + self.values_changed > 0;
        let are_other_things = self.exchanges.names > 0
            || (are_values_changed && self.context.days_apart != Some(0))
            || own_in_leads(self) >= OWN_IN_LEADS_OF_ONE_DAY
            || days >= LAST_VERSION_DAYS;
        if are_other_things {
            FormCue::OtherThings
        } else if days >= FORM_DAYS_MIN
            || (self.context.is_same_outlet == Some(true) && self.names.changed + self.numbers.changed > 0)
        {
            FormCue::SmallThings
        } else {
            FormCue::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relation::facts::{Conflicts, Context};

    fn cue(values_changed: u32, days_apart: Option<u32>) -> FormCue {
        let context = Context { days_apart, ..Context::default() };
        PairFacts { values_changed, context, ..PairFacts::default() }.form_cue()
    }

    #[test]
    fn other_values_speak_for_a_form_unless_both_are_of_one_day() {
        assert_eq!(cue(1, Some(0)), FormCue::Nothing);
        assert_eq!(cue(1, Some(1)), FormCue::OtherThings);
        assert_eq!(cue(1, None), FormCue::OtherThings);
        assert_eq!(cue(0, None), FormCue::Nothing);
        assert_eq!(cue(0, Some(3)), FormCue::SmallThings);
        assert_eq!(cue(0, Some(20)), FormCue::OtherThings);
    }

    #[test]
    fn a_name_that_an_outlet_changes_within_a_day_may_be_the_subject_of_a_form() {
        let names = Conflicts { changed: 1, ..Conflicts::default() };
        let of = |is_same_outlet| {
            let context = Context { is_same_outlet, days_apart: Some(0), ..Context::default() };
            PairFacts { names: names.clone(), context, ..PairFacts::default() }.form_cue()
        };
        assert_eq!(of(Some(true)), FormCue::SmallThings);
        assert_eq!(of(Some(false)), FormCue::Nothing);
        assert_eq!(of(None), FormCue::Nothing);
    }
}
