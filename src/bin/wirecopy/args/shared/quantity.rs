//! Times and sizes with units.

use std::num::{IntErrorKind, ParseIntError};
use std::str::FromStr;

/// Parses `90s`, `30m`, `12h`, `7d`, `2w` into seconds.
pub fn seconds(typed: &str) -> Result<i64, String> {
    let (number, unit) = split(typed);
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 604_800,
        _ => return Err("a number and s, m, h, d or w are expected, as in 7d".into()),
    };
    let number: i64 = whole(number, "7d")?;
    number.checked_mul(factor).ok_or_else(|| TOO_LARGE.into())
}

/// Parses `4096`, `64K`, `256M`, `8G` into bytes, by powers of 1024.
pub fn bytes(typed: &str) -> Result<u64, String> {
    let (number, unit) = split(typed);
    let shift = match unit {
        "" | "B" => 0,
        "K" | "k" | "KiB" => 10,
        "M" | "MiB" => 20,
        "G" | "GiB" => 30,
        "T" | "TiB" => 40,
        _ => return Err("a number and K, M, G or T are expected, as in 256M".into()),
    };
    let number: u64 = whole(number, "256M")?;
    number.checked_mul(1 << shift).ok_or_else(|| TOO_LARGE.into())
}

const TOO_LARGE: &str = "it is larger than any number that is of use";

/// Parses digits.
fn whole<T: FromStr<Err = ParseIntError>>(digits: &str, example: &str) -> Result<T, String> {
    digits.parse().map_err(|error: ParseIntError| match error.kind() {
        IntErrorKind::PosOverflow => TOO_LARGE.into(),
        _ => format!("a whole number before the unit is expected, as in {example}"),
    })
}

fn split(typed: &str) -> (&str, &str) {
    typed.split_at(typed.bytes().take_while(u8::is_ascii_digit).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_multiply_and_anything_else_is_refused() {
        assert_eq!((seconds("7d"), seconds("90s")), (Ok(604_800), Ok(90)));
        assert_eq!((bytes("64K"), bytes("12")), (Ok(65_536), Ok(12)));
        for wrong in ["7", "d", "-1d", "7 d", "1.5h", ""] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "M", "-1", "5X"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
        assert_eq!(bytes("99999999999"), Ok(99_999_999_999));
        for large in ["99999999999999999999", "99999999999T"] {
            assert_eq!(bytes(large), Err(TOO_LARGE.into()), "{large}");
        }
        assert_eq!(seconds("9999999999999999w"), Err(TOO_LARGE.into()));
    }
}
