//! Times of appearance, as the intervals that dates leave open.

use wirecopy_article::{DatePrecision, Published};

/// The assumption about dates without a zone.
///
/// ```
/// use wirecopy_news::direction::Zones;
///
/// // With a zone unknown, 09:00 here may be before 08:00 there.
/// assert_eq!(Zones::default(), Zones::Any);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zones {
    /// Each date may be in any zone.
    #[default]
    Any,
    /// All dates are in UTC, because one crawler or archive wrote them.
    Utc,
}

/// The first and the last second at which an article may have appeared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Appearance {
    /// First second, in Unix time.
    pub earliest: i64,
    /// Last second, in Unix time, not before `earliest`.
    pub latest: i64,
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// A clock in UTC+14 shows a time this many seconds before UTC does ...
const EASTERNMOST: i64 = 14 * HOUR;

/// ... and one in UTC−12 this many seconds after. Two equal local times may be 26 hours apart.
const WESTERNMOST: i64 = 12 * HOUR;

/// A day may start this many seconds before or after it does in UTC. This is less than for times,
/// so that days with a whole day between them have an order. The order can only be wrong between
/// zones west of −11 and east of +12, where hardly anything is published, and its confidence is
/// medium at most.
const DAY_SHIFT: i64 = 12 * HOUR;

impl Appearance {
    /// Returns the interval that a date leaves open. O(1).
    pub fn of(published: Published, zones: Zones) -> Appearance {
        let at = published.unix_seconds;
        let is_day = is_day_alone(at, published.precision);
        let precision = if is_day { DatePrecision::Day } else { published.precision };
        let (before, after) = match (precision, zones) {
            (DatePrecision::Instant, _) | (DatePrecision::LocalTime, Zones::Utc) => (0, 0),
            (DatePrecision::LocalTime, Zones::Any) => (EASTERNMOST, WESTERNMOST),
            (DatePrecision::Day, Zones::Utc) => (0, DAY - 1),
            (DatePrecision::Day, Zones::Any) => (DAY_SHIFT, DAY + DAY_SHIFT - 1),
        };
        Appearance { earliest: at.saturating_sub(before), latest: at.saturating_add(after) }
    }

    /// Returns whether it certainly was before the other.
    pub fn is_before(self, other: Appearance) -> bool {
        self.latest < other.earliest
    }

    /// Returns whether it is known to the second.
    pub fn is_exact(self) -> bool {
        self.earliest == self.latest
    }
}

/// Returns a sort key of dates as they are written, earliest first: a day alone counts as its end,
/// so that it comes before no time of that day, and a missing date comes last. O(1).
pub fn written_order(published: Option<Published>) -> i64 {
    let Some(Published { unix_seconds, precision }) = published else { return i64::MAX };
    if is_day_alone(unix_seconds, precision) { unix_seconds.saturating_add(DAY - 1) } else { unix_seconds }
}

/// Returns whether both dates are in one day as they are written, and only one has a time. O(1).
pub fn only_one_has_a_time(a: Published, b: Published) -> bool {
    let day = |date: Published| date.unix_seconds.div_euclid(DAY);
    let is_day = |date: Published| is_day_alone(date.unix_seconds, date.precision);
    day(a) == day(b) && is_day(a) != is_day(b)
}

/// Midnight in UTC counts as a whole day, because databases store days so, and only one article in
/// 86,400 appears in that second.
fn is_day_alone(unix_seconds: i64, precision: DatePrecision) -> bool {
    precision == DatePrecision::Day || unix_seconds.rem_euclid(DAY) == 0
}

/// Returns the seconds from the first to the second appearance if both are known to the second;
/// negative if the second came first.
pub fn lag_seconds(first: Appearance, second: Appearance) -> Option<i64> {
    (first.is_exact() && second.is_exact()).then(|| second.earliest.saturating_sub(first.earliest))
}

/// The appearance of a group, as far as one article is compared with all of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupAppearance {
    /// Unix second by which at least one member had certainly appeared; `None` if none has a date.
    pub one_by: Option<i64>,
    /// Unix second before which no dated member had appeared; `None` if none has a date.
    pub none_before: Option<i64>,
    /// True if a member has no date.
    pub has_dateless: bool,
}

impl GroupAppearance {
    /// Combines the members. O(n).
    pub fn of(members: impl Iterator<Item = Option<Appearance>>) -> GroupAppearance {
        let mut group = GroupAppearance { one_by: None, none_before: None, has_dateless: false };
        for member in members {
            let Some(Appearance { earliest, latest }) = member else {
                group.has_dateless = true;
                continue;
            };
            group.one_by = Some(group.one_by.map_or(latest, |by| by.min(latest)));
            group.none_before = Some(group.none_before.map_or(earliest, |before| before.min(earliest)));
        }
        group
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::any_appearance;
    use super::*;
    use proptest::prelude::*;

    /// Returns the time this many hours after noon of a day in 2024.
    fn at(hours: i64, precision: DatePrecision) -> Published {
        Published { unix_seconds: 1_714_564_800 + hours * HOUR, precision }
    }

    fn before(first: Published, second: Published, zones: Zones) -> bool {
        Appearance::of(first, zones).is_before(Appearance::of(second, zones))
    }

    #[test]
    fn instants_have_an_order_from_the_first_second_on() {
        let noon = at(0, DatePrecision::Instant);
        let next = Published { unix_seconds: noon.unix_seconds + 1, ..noon };
        assert!(before(noon, next, Zones::Any));
        assert!(!before(noon, noon, Zones::Any));
    }

    #[test]
    fn times_without_a_zone_need_more_than_26_hours_between_them() {
        let time = |hours| at(hours, DatePrecision::LocalTime);
        assert!(!before(time(0), time(26), Zones::Any));
        assert!(before(time(0), time(27), Zones::Any));
        assert!(before(time(0), time(1), Zones::Utc));
    }

    #[test]
    fn days_need_a_whole_day_between_them() {
        let day = |days: i64| Published { unix_seconds: days * DAY, precision: DatePrecision::Day };
        assert!(!before(day(19_000), day(19_001), Zones::Any));
        assert!(before(day(19_000), day(19_002), Zones::Any));
        assert!(before(day(19_000), day(19_001), Zones::Utc));
        assert!(!before(day(19_000), day(19_000), Zones::Utc));
    }

    #[test]
    fn midnight_is_a_day() {
        let midnight = Published { unix_seconds: 19_000 * DAY, precision: DatePrecision::Instant };
        let morning = Published { unix_seconds: 19_000 * DAY + 8 * HOUR, precision: DatePrecision::Instant };
        assert!(!before(midnight, morning, Zones::Any));
        assert_eq!(
            lag_seconds(Appearance::of(midnight, Zones::Any), Appearance::of(morning, Zones::Any)),
            None
        );
    }

    proptest! {
        #[test]
        fn a_group_combines_its_members(members in prop::collection::vec(any_appearance(), 0..8)) {
            let group = GroupAppearance::of(members.iter().copied());
            let dated = || members.iter().flatten();
            prop_assert_eq!(group.one_by, dated().map(|member| member.latest).min());
            prop_assert_eq!(group.none_before, dated().map(|member| member.earliest).min());
            prop_assert_eq!(group.has_dateless, members.contains(&None));
        }
    }
}
