//! Dates for property tests.

use super::appearance::Appearance;
use proptest::prelude::*;

/// Generates small intervals that often touch, and sometimes no date.
pub(crate) fn any_appearance() -> impl Strategy<Value = Option<Appearance>> {
    let dated = (0i64..40, 0i64..6)
        .prop_map(|(earliest, open)| Some(Appearance { earliest, latest: earliest + open }));
    prop_oneof![1 => Just(None), 5 => dated]
}
