//! UTF-8 that was read as Windows-1252.

use encoding_rs::WINDOWS_1252;
use memchr::memmem;

/// The first bytes of the commonest sequences, as they look: `Ã`, `Â` and `â`.
const SIGNS: [&str; 3] = ["\u{c3}", "\u{c2}", "\u{e2}"];

/// Returns whether a text has characters that are UTF-8 read as Windows-1252. Linear.
pub(super) fn has_mojibake(text: &str) -> bool {
    if text.is_ascii() || !SIGNS.iter().any(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_some()) {
        return false;
    }
    runs(text).any(|run| mended_run(run).is_some())
}

/// The text with those characters as they were. Runs that are something else stay.
pub(super) fn mended(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut end = 0;
    for run in runs(text) {
        let start = run.as_ptr() as usize - text.as_ptr() as usize;
        whole.push_str(&text[end..start]);
        match mended_run(run) {
            Some(mended) => whole.push_str(&mended),
            None => whole.push_str(run),
        }
        end = start + run.len();
    }
    whole.push_str(&text[end..]);
    whole
}

/// Maximal runs of characters beyond ASCII.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_ascii()).filter(|run| !run.is_empty())
}

/// A run whose characters are the bytes of other characters, as those.
fn mended_run(run: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(run.len());
    for letter in run.chars() {
        // Bytes without a character in Windows-1252 are control characters.
        match u8::try_from(u32::from(letter)) {
            Ok(byte) => bytes.push(byte),
            Err(_) => {
                let mut utf8 = [0; 4];
                let (encoded, _, has_errors) = WINDOWS_1252.encode(letter.encode_utf8(&mut utf8));
                if has_errors {
                    return None;
                }
                bytes.extend_from_slice(&encoded);
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as it looks where its bytes are read as Windows-1252.
    fn damaged(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn damaged_characters_are_found_and_mended() {
        for text in ["“Nobody”, she said – “ever”.", "Évreux, été", "Tolm’s herons", "50 €"]
        {
            let damaged = damaged(text);
            assert!(has_mojibake(&damaged), "{damaged}");
            assert_eq!(mended(&damaged), text);
        }
    }

    #[test]
    fn whole_characters_stay() {
        for text in ["“Nobody”, Évreux", "SÃO PAULO", "Ângela", "plain", "鷺 über"] {
            assert!(!has_mojibake(text), "{text}");
            assert_eq!(mended(text), text);
        }
    }
}
