//! Whether a source that a text names is an outlet that is known by its name or host.

use std::collections::BTreeMap;

/// Whether both name one outlet, case, signs and a leading article apart: `www.karsholm-beacon.example` is the Karsholm Beacon.
///
/// Either may be a name or a host; a host is compared by its first label too. Only whole names are equal: the Beacon alone is another.
pub fn is_same_outlet(outlet: &str, source: &str) -> bool {
    Forms::of(outlet).are_of_one_outlet(&Forms::of(source))
}

/// Finds outlets by the names that texts give them.
#[derive(Debug, Clone, Default)]
pub struct OutletNames {
    /// Plain name → outlets so called, and whether that is their whole name.
    called: BTreeMap<String, Vec<(u32, bool)>>,
}

impl OutletNames {
    /// Takes the names or hosts of outlets `0..`.
    pub fn new<'a>(outlets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut called: BTreeMap<String, Vec<(u32, bool)>> = BTreeMap::new();
        for (number, outlet) in (0..).zip(outlets) {
            let forms = Forms::of(outlet);
            called.entry(forms.whole).or_default().push((number, true));
            if let Some(label) = forms.label {
                called.entry(label).or_default().push((number, false));
            }
        }
        OutletNames { called }
    }

    /// The outlet that [`is_same_outlet`] as `source`; `None` where none or several are. O(log n).
    pub fn find(&self, source: &str) -> Option<u32> {
        let forms = Forms::of(source);
        let of_whole = self.called.get(&forms.whole).into_iter().flatten();
        // A host is not another host with an equal first label.
        let of_whole = of_whole.filter(|(_, is_whole)| *is_whole || forms.label.is_none());
        let of_label = forms.label.as_ref().and_then(|label| self.called.get(label)).into_iter().flatten();
        let mut found: Vec<u32> =
            of_whole.chain(of_label.filter(|(_, is_whole)| *is_whole)).map(|(number, _)| *number).collect();
        found.dedup();
        match found[..] {
            [only] if !forms.whole.is_empty() => Some(only),
            _ => None,
        }
    }
}

/// What an outlet is called.
struct Forms {
    whole: String,
    /// First label of a host.
    label: Option<String>,
}

impl Forms {
    fn of(name: &str) -> Forms {
        let host = name.strip_prefix("www.").unwrap_or(name);
        let is_host = host.contains('.') && !host.contains(char::is_whitespace);
        let label = host.split('.').next().filter(|_| is_host).map(plain_name);
        Forms { whole: plain_name(host), label: label.filter(|label| !label.is_empty()) }
    }

    fn are_of_one_outlet(&self, other: &Forms) -> bool {
        let is_label_of = |label: &Option<String>, whole: &str| label.as_deref() == Some(whole);
        let by_label = is_label_of(&self.label, &other.whole) || is_label_of(&other.label, &self.whole);
        !self.whole.is_empty() && !other.whole.is_empty() && (self.whole == other.whole || by_label)
    }
}

fn plain_name(name: &str) -> String {
    let letters: String =
        name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.strip_prefix("the").map(str::to_owned).unwrap_or(letters)
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
    fn an_outlet_is_found_by_each_of_its_names_and_by_none_that_two_share() {
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
