//! Whether a source that a text names is an outlet that is known by its name or host.

/// Whether both name one outlet, case, signs and a leading article apart: `www.karsholm-beacon.example` is the Karsholm Beacon.
///
/// Either may be a name or a host; a host is compared by its first label too. Only whole names are equal: the Beacon alone is another.
pub fn is_same_outlet(outlet: &str, source: &str) -> bool {
    let forms = |name: &str| {
        let host = name.strip_prefix("www.").unwrap_or(name);
        let is_host = host.contains('.') && !host.contains(char::is_whitespace);
        let label = if is_host { host.split('.').next().unwrap_or(host) } else { host };
        [plain_name(host), plain_name(label)]
    };
    let (ours, theirs) = (forms(outlet), forms(source));
    // Two hosts are one by the whole: equal first labels under two domains are two outlets.
    let labels_count = ours[0] == ours[1] || theirs[0] == theirs[1];
    let equal = |left: &str, right: &str| !left.is_empty() && left == right;
    equal(&ours[0], &theirs[0]) || (labels_count && equal(&ours[1], &theirs[1]))
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
}
