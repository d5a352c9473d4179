//! Names of agencies in labels and scans, and the sites of agencies themselves.

use std::collections::HashSet;

/// Other spellings of a name, folded; the first is the one that is compared.
const SPELLINGS: [&[&str]; 14] = [
    &["ap", "associated press", "the associated press", "apnews"],
    &["reuters", "reuters health", "thomson reuters"],
    &["afp", "agence france-presse", "agence france presse"],
    &["cnn", "cable news network", "the-cnn-wire", "cnn newsource", "cnn wire"],
    &["pa", "pa media", "press association"],
    &["spa", "saudi press agency", "was", "واس"],
    &["tns", "tribune news service", "tribune content agency", "tca"],
    &["kff", "kff health news", "kaiser health news", "khn"],
    &["healthday", "healthday news"],
    &["fars", "fars news agency", "fna"],
    &["creators", "creators syndicate", "creators.com"],
    &["king features", "king features syndicate"],
    &["cna", "central news agency", "中央社"],
    &["pr newswire", "prnewswire"],
];

/// Outlets that are an agency's own site, by name or host: there its name says nothing of a source.
const OWN_SITES: [(&str, &[&str]); 8] = [
    ("ap", &["associated press", "apnews.com"]),
    ("reuters", &["reuters"]),
    ("cnn", &["cnn", "cnn (web news)", "cnn - editorial", "cnn.com", "edition.cnn.com", "money.cnn.com"]),
    ("bloomberg", &["bloomberg"]),
    ("spa", &["was", "spa.gov.sa"]),
    ("healthday", &["healthday"]),
    ("pr newswire", &["prnewswire"]),
    ("afp", &["afp.com"]),
];

/// Returns the spelling of a name that is compared.
pub fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    let name = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = compared(&name);
    compared(name.strip_prefix("the ").unwrap_or(name)).to_owned()
}

fn compared(name: &str) -> &str {
    SPELLINGS.iter().find(|names| names.contains(&name)).map_or(name, |names| names[0])
}

/// Returns the agency whose own site an article is from.
pub fn own_agency(url: &str, outlet: &str) -> Option<&'static str> {
    let host = url.rsplit("//").next().and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let outlet = outlet.to_lowercase();
    let outlet_host = outlet.rsplit("//").next().unwrap_or_default();
    let outlet_host = outlet_host.strip_prefix("www.").unwrap_or(outlet_host);
    let is_of = |name: &str| {
        let below = format!(".{name}");
        outlet == name
            || outlet_host == name
            || outlet_host.ends_with(&below)
            || host == name
            || host.ends_with(&below)
            || host.starts_with(&format!("{name}."))
            || format!(".{host}").contains(&format!(".{name}."))
    };
    OWN_SITES.iter().find(|(_, names)| names.iter().any(|name| is_of(name))).map(|(agency, _)| *agency)
}

/// Returns whether two names are of one outlet: they are equal, or one contains the other's words.
pub fn are_one_outlet(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (a, b) = (without_article(&one), without_article(&other));
    let sorted = |words: &HashSet<&str>| {
        let mut words: Vec<&str> = words.iter().copied().collect();
        words.sort_unstable();
        words.concat()
    };
    !a.is_empty()
        && !b.is_empty()
        && (a.is_subset(&b)
            || b.is_subset(&a)
            || other.concat().contains(&one.concat())
            || sorted(&a) == sorted(&b))
}

fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn without_article(words: &[String]) -> HashSet<&str> {
    words.iter().map(String::as_str).filter(|word| *word != "the").collect()
}
