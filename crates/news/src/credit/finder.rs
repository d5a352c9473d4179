//! Where names and phrases stand in a text.

use std::ops::Range;

/// Bytes of a name that the filter looks at, where it has so many.
const FILTERED_BYTES: usize = 4;

/// Bits of a filter. A few hundred names set one in a hundred of them, and 8 KB stay in the nearest cache.
const FILTER_BITS: u32 = 16;

/// Finds a few hundred names: of those that begin at a place the longest, and none that begins inside another.
///
/// A name begins with a letter or digit, or with a slash before one. Nearly all places of a text are left by a look at two filters.
pub(super) struct Finder {
    /// By the first two bytes, those with a slash first, then the longer first.
    names: Vec<Name>,
    /// For each pair of bytes where its names begin, and after the last one where those of the next begin.
    starts: Vec<u16>,
    /// Which first four bytes any name of four bytes or more may have.
    four: Filter,
    /// Which first two bytes shorter names have.
    two: Filter,
}

struct Name {
    /// What follows the slash, if there is one.
    bytes: Vec<u8>,
    after_slash: bool,
    /// Its place in the list that was given.
    number: u32,
}

struct Filter(Box<[u64; 1 << (FILTER_BITS - 6)]>);

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Place of the name in the list that the finder was made of.
    pub(super) name: usize,
    pub(super) range: Range<usize>,
}

impl Filter {
    fn new() -> Self {
        Filter(Box::new([0; 1 << (FILTER_BITS - 6)]))
    }

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] >> (bit % 64) & 1 != 0
    }
}

/// The bit of four bytes: the upper bits of a product by an odd number without structure (the golden ratio's).
#[inline]
fn bit_of_four(bytes: u32) -> usize {
    (bytes.wrapping_mul(0x9e37_79b1) >> (32 - FILTER_BITS)) as usize
}

#[inline]
fn bit_of_two(bytes: u32) -> usize {
    (bytes & 0xFFFF) as usize
}

/// The first four bytes, zeros where there are fewer.
#[inline]
fn first_four(bytes: &[u8]) -> u32 {
    match bytes.first_chunk::<FILTERED_BYTES>() {
        Some(four) => u32::from_le_bytes(*four),
        None => bytes.iter().rev().fold(0, |four, byte| four << 8 | u32::from(*byte)),
    }
}

impl Finder {
    /// # Panics
    /// When a name has fewer than two bytes behind its slash, or begins with another sign: such are not looked for.
    pub(super) fn new(written: &[String]) -> Finder {
        let (mut four, mut two) = (Filter::new(), Filter::new());
        let mut names = Vec::new();
        for (number, name) in (0..).zip(written) {
            let behind = name.strip_prefix('/');
            let bytes = behind.unwrap_or(name).as_bytes();
            assert!(bytes.len() >= 2 && (bytes[0].is_ascii_alphanumeric() || !bytes[0].is_ascii()), "{name}");
            match bytes.len() {
                FILTERED_BYTES.. => four.set(bit_of_four(first_four(bytes))),
                _ => two.set(bit_of_two(first_four(bytes))),
            }
            names.push(Name { bytes: bytes.to_vec(), after_slash: behind.is_some(), number });
        }
        let pair = |name: &Name| bit_of_two(first_four(&name.bytes));
        names.sort_by_key(|name| (pair(name), !name.after_slash, std::cmp::Reverse(name.bytes.len())));
        let mut starts = vec![0; (1 << 16) + 1];
        for name in &names {
            starts[pair(name) + 1] += 1;
        }
        for key in 1..starts.len() {
            starts[key] += starts[key - 1];
        }
        Finder { names, starts, four, two }
    }

    /// The names in `text`, of which `places` are those where a word may begin, in order.
    pub(super) fn hits<'a>(
        &'a self,
        text: &'a str,
        places: impl Iterator<Item = usize> + 'a,
    ) -> impl Iterator<Item = Hit> + 'a {
        let bytes = text.as_bytes();
        let mut resume = 0;
        places.filter_map(move |place| {
            let four = first_four(&bytes[place..]);
            if !self.four.has(bit_of_four(four)) && !self.two.has(bit_of_two(four)) {
                return None;
            }
            let hit = self.hit_at(bytes, place, resume)?;
            resume = hit.range.end;
            Some(hit)
        })
    }

    fn hit_at(&self, text: &[u8], place: usize, resume: usize) -> Option<Hit> {
        let pair = bit_of_two(first_four(&text[place..]));
        let names = &self.names[self.starts[pair] as usize..self.starts[pair + 1] as usize];
        names.iter().find_map(|name| {
            let start = place.checked_sub(usize::from(name.after_slash)).filter(|start| *start >= resume)?;
            let fits = text[place..].starts_with(&name.bytes) && (start == place || text[start] == b'/');
            fits.then(|| Hit { name: name.number as usize, range: start..place + name.bytes.len() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::matcher::written_names;
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;
    use wirecopy_article::text::{Analysis, analyse};

    static WRITTEN: LazyLock<Vec<String>> = LazyLock::new(written_names);
    static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(&WRITTEN));

    /// The definition: place after place, name after name.
    fn plain(written: &[String], text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut resume = 0;
        let is_of_word = |sign: char| sign.is_ascii_alphanumeric();
        for (place, sign) in text.char_indices() {
            let goes_on = is_of_word(sign) && text[..place].ends_with(is_of_word);
            let at_slash = sign == '/';
            if place < resume || goes_on || !(at_slash || is_of_word(sign) || !sign.is_ascii()) {
                continue;
            }
            // Of names that are written alike the first one counts.
            let fitting = (0..written.len()).rev().filter(|name| text[place..].starts_with(&written[*name]));
            if let Some(name) = fitting.max_by_key(|name| written[*name].len()) {
                resume = place + written[name].len();
                hits.push(Hit { name, range: place..resume });
            }
        }
        hits
    }

    fn pieces() -> impl Strategy<Value = String> {
        let names = WRITTEN.clone();
        let cut = (prop::sample::select(names.clone()), 0usize..12)
            .prop_map(|(name, len)| name.chars().take(len).collect::<String>());
        prop_oneof![
            6 => prop::sample::select(names),
            3 => cut,
            4 => prop::sample::select(vec![" ", "/", "-", ". ", "\n", "’s ", "(", "é", "据", "\u{301}", "_"]).prop_map(str::to_owned),
            2 => "[A-Za-z0-9 ]{0,6}",
            1 => any::<char>().prop_map(String::from),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn names_are_found_as_the_plain_definition_finds_them(pieces in prop::collection::vec(pieces(), 0..30)) {
            let text = pieces.concat();
            let mut analysis = Analysis::default();
            analyse(&text, &mut analysis);
            let hits: Vec<Hit> = FINDER.hits(&text, analysis.word_starts()).collect();
            prop_assert_eq!(hits, plain(&WRITTEN, &text), "{}", text);
        }
    }
}
