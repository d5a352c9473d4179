//! The ends of JSON values in a stream of them.

use memchr::memchr2;

/// The offset after the value that starts at `at`; `None` if it depends on bytes still to come.
/// `ended` says that none will come: then a value without an end ends with the bytes. Brackets of
/// one kind may close another: what is not JSON is found when the value is parsed. Linear.
pub(super) fn value_end(bytes: &[u8], at: usize, ended: bool) -> Option<usize> {
    let unfinished = ended.then_some(bytes.len());
    match bytes.get(at)? {
        b'"' => string_end(bytes, at + 1).or(unfinished),
        b'{' | b'[' => closed(bytes, at + 1, 1).or(unfinished),
        _ => {
            let is_end = |byte: &u8| b",]} \t\r\n".contains(byte);
            let len = bytes[at..].iter().position(is_end);
            // A closing bracket without an opening one counts as a value.
            len.map(|len| at + len.max(1)).or(unfinished)
        }
    }
}

/// The offset after the bracket that closes `depth` open ones.
pub(super) fn closed(bytes: &[u8], mut at: usize, mut depth: usize) -> Option<usize> {
    while depth > 0 {
        match bytes.get(at)? {
            b'"' => {
                at = string_end(bytes, at + 1)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    Some(at)
}

/// The offset after the quote that ends a string of which the first character is at `at`.
pub(super) fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let found = at + memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[found] == b'"' {
            return Some(found + 1);
        }
        at = found + 2;
    }
}

/// The offset of the next byte that is neither white space nor a comma.
pub(super) fn next_value(bytes: &[u8], at: usize) -> usize {
    let is_between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',';
    at + bytes[at..].iter().position(|byte| !is_between(byte)).unwrap_or(bytes.len() - at)
}

/// The search for the array in a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entered {
    /// The offset after the bracket that opens it.
    At(usize),
    /// The value has none: the offset after the value.
    Absent(usize),
    /// It depends on bytes still to come.
    Unfinished,
}

/// Searches the array at the end of a path in the value that starts at `at`.
pub(super) fn enter(bytes: &[u8], at: usize, path: &[String], ended: bool) -> Entered {
    match descend(bytes, at, path) {
        Some(Some(inside)) => Entered::At(inside),
        Some(None) => match value_end(bytes, at, ended) {
            Some(end) => Entered::Absent(end),
            None => Entered::Unfinished,
        },
        None if ended => Entered::Absent(bytes.len()),
        None => Entered::Unfinished,
    }
}

/// `None` if bytes are missing, `Some(None)` if the array is.
fn descend(bytes: &[u8], at: usize, path: &[String]) -> Option<Option<usize>> {
    let Some((wanted, rest)) = path.split_first() else {
        return Some((*bytes.get(at)? == b'[').then_some(at + 1));
    };
    let mut members = ObjectMembers::of(bytes, at);
    for (key, value) in members.by_ref() {
        if key == wanted.as_bytes() {
            return descend(bytes, value, rest);
        }
    }
    if members.is_cut { None } else { Some(None) }
}

/// The members of the object at an offset: each key, as it is written between its quotes, with the
/// offset of its value.
pub(super) struct ObjectMembers<'a> {
    bytes: &'a [u8],
    /// The offset of the next key; `None` at the end.
    next: Option<usize>,
    /// True if the object continued beyond the bytes.
    pub(super) is_cut: bool,
}

impl<'a> ObjectMembers<'a> {
    pub(super) fn of(bytes: &'a [u8], at: usize) -> ObjectMembers<'a> {
        let next = (bytes.get(at) == Some(&b'{')).then_some(at + 1);
        ObjectMembers { bytes, next, is_cut: at >= bytes.len() }
    }

    fn read(&mut self) -> Option<(&'a [u8], usize)> {
        let at = next_value(self.bytes, self.next.take()?);
        self.is_cut = true;
        if *self.bytes.get(at)? != b'"' {
            self.is_cut = false;
            return None;
        }
        let end = string_end(self.bytes, at + 1)?;
        let colon = next_value(self.bytes, end);
        if *self.bytes.get(colon)? != b':' {
            self.is_cut = false;
            return None;
        }
        let value = next_value(self.bytes, colon + 1);
        self.bytes.get(value)?;
        self.is_cut = false;
        Some((&self.bytes[at + 1..end - 1], value))
    }
}

impl<'a> Iterator for ObjectMembers<'a> {
    type Item = (&'a [u8], usize);

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.read()?;
        // A value that breaks off ends the members.
        match value_end(self.bytes, found.1, false) {
            Some(end) => self.next = Some(end),
            None => self.is_cut = true,
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_their_brackets_close() {
        for (bytes, ended, end) in [
            (&b"{\"a\": \"}\\\"\"} x"[..], false, Some(12)),
            (b"[[1], {\"b\": []}], 2", false, Some(16)),
            (b"\"a, \\\\\" 1", false, Some(7)),
            (b"12, 13", false, Some(2)),
            (b"12", false, None),
            (b"12", true, Some(2)),
            (b"{\"a\": 1", false, None),
            (b"{\"a\": 1", true, Some(7)),
            (b"} 1", false, Some(1)),
        ] {
            assert_eq!(value_end(bytes, 0, ended), end, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn an_array_is_entered_at_the_end_of_its_path() {
        let path = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let bytes = br#"{"status": "ok", "hits": {"total": {"value": 2}, "hits": [{"a": 1}]}, "x": 1}"#;
        let found = enter(bytes, 0, &path(&["hits", "hits"]), true);
        let Entered::At(at) = found else { panic!("{found:?}") };
        assert_eq!(&bytes[at..at + 8], b"{\"a\": 1}");
        assert_eq!(enter(bytes, 0, &path(&["results"]), true), Entered::Absent(bytes.len()));
        assert_eq!(enter(&bytes[..40], 0, &path(&["hits", "hits"]), false), Entered::Unfinished);
        assert_eq!(enter(b"[1]", 0, &[], false), Entered::At(1));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(proptest::sample::select(b"{}[]\",:\\1a ".to_vec()), 1..40), ended: bool) {
            if let Some(end) = value_end(&bytes, 0, ended) {
                proptest::prop_assert!(end > 0 && end <= bytes.len());
            }
            enter(&bytes, 0, &["a".to_owned()], ended);
        }
    }
}
