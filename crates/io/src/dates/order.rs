//! The order of day and month in dates such as `03/04/2025`, as the other dates of a file show it.

/// The order of day and month where both are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// Numbers of dates of a field that show an order, or could be of either.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OrdersSeen {
    pub(crate) day_first: u64,
    pub(crate) month_first: u64,
    pub(crate) ambiguous: u64,
}

/// Dates that show one order for each that shows the other, where the rest is read in it.
const MAJORITY: u64 = 10;

/// Bytes of the longest date that is looked at.
const DATE_BYTES_MAX: usize = 40;

impl OrdersSeen {
    /// Counts a value. A day beyond 12 shows the order.
    pub(crate) fn add(&mut self, given: &str) {
        if let Some((first, second)) = first_numbers(given) {
            match (first > 12, second > 12) {
                (true, false) => self.day_first += 1,
                (false, true) => self.month_first += 1,
                (false, false) if first != second => self.ambiguous += 1,
                _ => {}
            }
        }
    }

    /// Returns the order in which the ambiguous dates are read; `None` if no other date shows
    /// one, or both are shown and neither ten times as often as the other.
    pub(crate) fn majority(&self) -> Option<DateOrder> {
        let OrdersSeen { day_first, month_first, .. } = *self;
        match () {
            () if day_first > 0 && day_first >= MAJORITY * month_first => Some(DateOrder::DayFirst),
            () if month_first > 0 && month_first >= MAJORITY * day_first => Some(DateOrder::MonthFirst),
            () => None,
        }
    }
}

/// The first two numbers of a date of three between slashes or dashes, the year last.
fn first_numbers(given: &str) -> Option<(u32, u32)> {
    let given = given.trim();
    if given.len() > DATE_BYTES_MAX {
        return None;
    }
    let date = given.split(|letter: char| letter.is_whitespace() || letter == ',').next()?;
    let mark = if date.contains('/') { '/' } else { '-' };
    let mut parts = date.split(mark);
    let [first, second, year] = [parts.next()?, parts.next()?, parts.next()?];
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_form = [first, second].iter().all(|part| (1..=2).contains(&part.len()) && is_number(part));
    let has_year = matches!(year.len(), 2 | 4) && is_number(year) && parts.next().is_none();
    if has_form && has_year { Some((first.parse().ok()?, second.parse().ok()?)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn majority(dates: &[&str]) -> Option<DateOrder> {
        let mut seen = OrdersSeen::default();
        dates.iter().for_each(|date| seen.add(date));
        seen.majority()
    }

    #[test]
    fn other_dates_show_the_order_and_none_is_guessed_without_them() {
        assert_eq!(majority(&["03/04/2025", "23/04/2025"]), Some(DateOrder::DayFirst));
        assert_eq!(majority(&["03/04/2025 10:15", "04/23/2025, 10:00"]), Some(DateOrder::MonthFirst));
        assert_eq!(majority(&["03-04-25", "23-04-25"]), Some(DateOrder::DayFirst));
        assert_eq!(majority(&["03/04/2025", "05/06/2025"]), None);
        assert_eq!(majority(&["23/04/2025", "04/23/2025"]), None);
        assert_eq!(majority(&["2025-04-23", "23.04.2025", "April 23, 2025"]), None);
    }
}
