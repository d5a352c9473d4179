//! Dates in other signs, and years of two digits.

use std::borrow::Cow;

/// A date with the digits and the marks of western ones: `2031年5月20日` is `2031-5-20`.
pub(super) fn in_western_signs(given: &str) -> Cow<'_, str> {
    if given.is_ascii() {
        return Cow::Borrowed(given);
    }
    let western = |letter: char| match letter {
        '\u{660}'..='\u{669}' => char::from(b'0' + (u32::from(letter) - 0x660) as u8),
        '\u{6f0}'..='\u{6f9}' => char::from(b'0' + (u32::from(letter) - 0x6f0) as u8),
        '年' | '月' | '년' | '월' => '-',
        '日' | '号' | '일' | '分' | '분' => ' ',
        '時' | '时' | '시' | '：' => ':',
        other => other,
    };
    let has_east_asian = given.contains(['年', '년']);
    let plain: String = given.chars().map(western).collect();
    Cow::Owned(if has_east_asian { plain.replace("- ", "-").trim_end().to_owned() } else { plain })
}

/// First year that two digits mean in the last century.
const LAST_CENTURY_FROM: i64 = 69;

/// A year of four digits, or of two, of which those up to 68 are of this century (POSIX `%y`).
pub(super) fn four_digits((year, len): (i64, usize)) -> Option<i64> {
    match len {
        4 => Some(year),
        2 if year < LAST_CENTURY_FROM => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}
