//! Signs that are typed in a piece of text, found in one pass over its bytes.

bitflags::bitflags! {
    /// Signs of which at least one is in a piece of text.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) struct Signs: u16 {
        /// A digit.
        const DIGIT = 1;
        /// A letter in lower case.
        const SMALL = 1 << 1;
        /// A straight quotation mark.
        const QUOTE = 1 << 2;
        /// A sign that separates items.
        const ITEM = 1 << 3;
        /// A space or a tab.
        const BLANK = 1 << 4;
        /// A brace.
        const BRACE = 1 << 5;
        /// An opening parenthesis.
        const PARENTHESIS = 1 << 6;
        /// The sign of a mailbox or an account.
        const AT = 1 << 7;
        /// A stop or a colon.
        const POINT = 1 << 8;
        /// Any character beyond ASCII.
        const WIDE = 1 << 9;
    }
}

/// Byte → its signs.
static SIGNS: [u16; 256] = signs_of_bytes();

const fn signs_of_bytes() -> [u16; 256] {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let of_byte = match byte as u8 {
            b'0'..=b'9' => Signs::DIGIT,
            b'a'..=b'z' => Signs::SMALL,
            b'"' => Signs::QUOTE,
            b'|' | b'>' => Signs::ITEM,
            b' ' | b'\t' => Signs::BLANK,
            b'{' | b'}' => Signs::BRACE,
            b'(' => Signs::PARENTHESIS,
            b'@' => Signs::AT,
            b'.' | b':' => Signs::POINT,
            128.. => Signs::WIDE,
            _ => Signs::empty(),
        };
        signs[byte] = of_byte.bits();
        byte += 1;
    }
    signs
}

impl Signs {
    /// The signs of a piece of text. One look at each byte.
    pub(super) fn of(content: &str) -> Signs {
        let all = content.bytes().fold(0, |all, byte| all | SIGNS[usize::from(byte)]);
        Signs::from_bits_truncate(all)
    }
}
