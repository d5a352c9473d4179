//! Names and hosts of outlets, and the search for the outlet that a text names.

use std::collections::BTreeMap;

/// Returns whether both name one outlet, whatever the case, punctuation and leading article:
/// `www.karsholm-beacon.example` is the Karsholm Beacon.
///
/// Each may be a name or a host; a host is also compared by its first label. Only whole names are
/// equal: "Beacon" is another outlet. Linear in the names.
pub fn is_same_outlet(outlet: &str, source: &str) -> bool {
    Forms::of(outlet).are_of_one_outlet(&Forms::of(source))
}

/// An index that finds outlets by the names that texts use for them.
#[derive(Debug, Clone, Default)]
pub struct OutletNames {
    /// By plain name, the outlets with that name, and whether it is their whole name.
    by_name: BTreeMap<String, Vec<(u32, bool)>>,
}

impl OutletNames {
    /// Indexes outlets by their names or hosts, which are given in the order of their numbers.
    /// O(n log n).
    pub fn new<'a>(outlets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_name: BTreeMap<String, Vec<(u32, bool)>> = BTreeMap::new();
        for (number, outlet) in (0..).zip(outlets) {
            let forms = Forms::of(outlet);
            by_name.entry(plain(forms.whole).collect()).or_default().push((number, true));
            if let Some(label) = forms.label {
                by_name.entry(plain(label).collect()).or_default().push((number, false));
            }
        }
        OutletNames { by_name }
    }

    /// Returns the number of the outlet that [`is_same_outlet`] as `source`; `None` if there is
    /// none or more than one. O(log n).
    pub fn find(&self, source: &str) -> Option<u32> {
        let forms = Forms::of(source);
        let named = |name: &str| self.by_name.get(&plain(name).collect::<String>()).into_iter().flatten();
        // Two different hosts with equal first labels are two outlets.
        let of_whole = named(forms.whole).filter(|(_, is_whole)| *is_whole || forms.label.is_none());
        let of_label = forms.label.into_iter().flat_map(named);
        let mut found: Vec<u32> =
            of_whole.chain(of_label.filter(|(_, is_whole)| *is_whole)).map(|(number, _)| *number).collect();
        found.dedup();
        match found[..] {
            [only] if !is_empty(forms.whole) => Some(only),
            _ => None,
        }
    }
}

/// Forms of a name, as they are written.
struct Forms<'n> {
    whole: &'n str,
    /// Its first label, if it is a host.
    label: Option<&'n str>,
}

impl Forms<'_> {
    fn of(name: &str) -> Forms<'_> {
        let host = name.strip_prefix("www.").unwrap_or(name);
        let is_host = host.contains('.') && !host.contains(char::is_whitespace);
        let label = host.split('.').next().filter(|label| is_host && !is_empty(label));
        Forms { whole: host, label }
    }

    fn are_of_one_outlet(&self, other: &Forms) -> bool {
        let is_label_of =
            |label: Option<&str>, whole: &str| label.is_some_and(|label| are_equal(label, whole));
        let by_label = || is_label_of(self.label, other.whole) || is_label_of(other.label, self.whole);
        !is_empty(self.whole) && !is_empty(other.whole) && (are_equal(self.whole, other.whole) || by_label())
    }
}

/// Returns the letters and digits of a name in lower case, without a leading article. Allocates
/// nothing because it is called for every pair.
fn plain(name: &str) -> impl Iterator<Item = char> {
    let letters = name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut rest = letters.clone();
    if rest.by_ref().take(ARTICLE.len()).eq(ARTICLE.chars()) { rest } else { letters }
}

/// A leading article, which is ignored.
const ARTICLE: &str = "the";

fn is_empty(name: &str) -> bool {
    plain(name).next().is_none()
}

/// Returns whether two names are equal and not empty. Emptiness is tested last because nearly all
/// names differ in their first letters.
fn are_equal(name: &str, other: &str) -> bool {
    plain(name).eq(plain(other)) && !is_empty(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_its_host_are_one_outlet() {
        for (outlet, source) in [
            ("karsholm-beacon.example", "Karsholm Beacon"),
            ("www.thetolmtimes.example", "The Tolm Times"),
            ("Tolm Times", "tolmtimes.example"),
            ("Tolm Times", "the TOLM TIMES"),
            ("tolmtimes.example", "www.tolmtimes.example"),
            ("渡轮日报", "渡轮日报"),
        ] {
            assert!(is_same_outlet(outlet, source), "{outlet}, {source}");
            assert!(is_same_outlet(source, outlet), "{source}, {outlet}");
        }
    }

    #[test]
    fn a_part_of_a_name_and_an_equal_label_are_other_outlets() {
        for (outlet, source) in [
            ("karsholm-beacon.example", "Beacon"),
            ("news.tolm.example", "news.karsholm.example"),
            ("tolmtimes.example", ""),
            ("The", "The"),
            ("...", "."),
        ] {
            assert!(!is_same_outlet(outlet, source), "{outlet}, {source}");
        }
    }

    #[test]
    fn an_outlet_is_found_by_each_name_that_it_alone_has() {
        let names = [
            "Tolm Times",
            "karsholm-beacon.example",
            "news.tolm.example",
            "news.karsholm.example",
            "",
            "tolmtimes.org",
        ];
        let index = OutletNames::new(names);
        let sources = [
            "karsholm-beacon.example",
            "The Karsholm Beacon",
            "tolmtimes.org",
            "news",
            "Beacon",
            "",
            "www.news.tolm.example",
            "beacon.example",
            "tolmtimes.example",
        ];
        for source in names.iter().chain(&sources) {
            let same: Vec<u32> =
                (0..).zip(names).filter(|(_, name)| is_same_outlet(name, source)).map(|(at, _)| at).collect();
            let expected = if let [only] = same[..] { Some(only) } else { None };
            assert_eq!(index.find(source), expected, "{source}: {same:?}");
        }
        assert_eq!(index.find("karsholm beacon"), Some(1));
    }
}
