//! Table of agencies: their names in every script, and the hosts on which they publish.
//!
//! A new agency is one line in `data/agencies.tsv` and one in `tests/cases/credits.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;
use wirecopy_article::word_table::rows;

/// Index of an agency in [`AGENCIES`].
pub type AgencyNumber = u16;

/// The business of an agency with texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Business {
    /// It writes them.
    Wire,
    /// It writes them for stations and papers that it owns: its claim of rights is on all of their
    /// pages, so it shows nothing.
    Group,
    /// It sells what others write: if somebody else has the rights, a credit of it names the
    /// channel.
    Distributor,
    /// It distributes texts that their issuers pay for.
    PressRelease,
}

/// One agency.
#[derive(Debug)]
pub struct Agency {
    /// Its name in output files.
    pub name: &'static str,
    /// Its business.
    pub business: Business,
    /// Names that mean nothing else.
    pub names: Vec<&'static str>,
    /// Short names that also mean other things and count only in the strictest forms.
    pub short_names: Vec<&'static str>,
    /// Its hosts, without `www.`.
    pub hosts: Vec<&'static str>,
}

/// All agencies, in the order of `data/agencies.tsv`.
pub static AGENCIES: LazyLock<Vec<Agency>> = LazyLock::new(|| {
    let several = |column: &'static str| column.split("; ").filter(|name| !name.is_empty()).collect();
    rows(include_str!("../../data/agencies.tsv"))
        .map(|columns| Agency {
            name: columns[0],
            business: columns[1].parse().expect("a test parses every row"),
            names: several(columns[2]),
            short_names: several(columns[3]),
            hosts: several(columns[4]),
        })
        .collect()
});

/// An outlet of an agency.
struct AgencyOutlet {
    agency: AgencyNumber,
    name: &'static str,
    host: &'static str,
}

static OUTLETS: LazyLock<Vec<AgencyOutlet>> = LazyLock::new(|| {
    let number = |name: &str| AGENCIES.iter().position(|agency| agency.name == name);
    rows(include_str!("../../data/agency_outlets.tsv"))
        .map(|columns| AgencyOutlet {
            agency: number(columns[0]).expect("a test looks up every row") as AgencyNumber,
            name: columns[1],
            host: columns[2],
        })
        .collect()
});

/// By plain name the agency, and whether it is a short name.
static BY_NAME: LazyLock<HashMap<String, (AgencyNumber, bool)>> = LazyLock::new(|| {
    let mut by_name = HashMap::new();
    for (number, agency) in (0..).zip(AGENCIES.iter()) {
        for name in agency.names.iter().chain([&agency.name]) {
            by_name.entry(plain(name)).or_insert((number, agency.short_names.contains(name)));
        }
    }
    for (number, agency) in (0..).zip(AGENCIES.iter()) {
        for name in &agency.short_names {
            by_name.entry(plain(name)).or_insert((number, true));
        }
    }
    by_name
});

static BY_OUTLET: LazyLock<HashMap<String, AgencyNumber>> =
    LazyLock::new(|| OUTLETS.iter().map(|outlet| (plain(outlet.name), outlet.agency)).collect());

/// Letters and digits of a name in lower case, without a leading article.
fn plain(name: &str) -> String {
    let letters: String =
        name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.strip_prefix("the").map(str::to_owned).unwrap_or(letters)
}

/// Returns the agency with this name in any of its languages, whatever the case, punctuation and
/// leading article. O(1).
pub fn agency_named(name: &str) -> Option<AgencyNumber> {
    BY_NAME.get(&plain(name)).map(|(agency, _)| *agency)
}

/// Returns the agency that a credit of this name is for: a short name counts only as it is written
/// in the table. O(short names of one agency).
pub(super) fn agency_credited_as(name: &str) -> Option<AgencyNumber> {
    let (agency, is_short) = *BY_NAME.get(&plain(name))?;
    let is_written = || AGENCIES[agency as usize].short_names.contains(&name);
    (!is_short || is_written()).then_some(agency)
}

/// Returns the agency whose outlet has this name. O(1).
pub(super) fn agency_of_outlet(name: &str) -> Option<AgencyNumber> {
    BY_OUTLET.get(&plain(name)).copied()
}

/// Returns the agency that owns a site, by the host of an address, then by the name or host of the
/// outlet. Linear in the number of agencies.
pub fn agency_of_site(outlet: Option<&str>, host: Option<&str>) -> Option<AgencyNumber> {
    let of_host = |host: &str| {
        let host = host.strip_prefix("www.").unwrap_or(host);
        let is_under = |domain: &str| {
            host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let index = AGENCIES.iter().position(|agency| agency.hosts.iter().any(|domain| is_under(domain)));
        let of_outlet = || OUTLETS.iter().find(|outlet| is_under(outlet.host)).map(|outlet| outlet.agency);
        index.map(|index| index as AgencyNumber).or_else(of_outlet)
    };
    let of_name =
        |name: &str| of_host(name).or_else(|| agency_named(name)).or_else(|| agency_of_outlet(name));
    host.and_then(of_host).or_else(|| outlet.and_then(of_name))
}

/// Returns the name of an agency in output files.
///
/// # Panics
/// If there is no such agency.
pub fn agency_name(agency: AgencyNumber) -> &'static str {
    AGENCIES[agency as usize].name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agency_has_names_of_its_own_and_well_formed_hosts() {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for agency in AGENCIES.iter() {
            assert!(!agency.names.is_empty(), "{agency:?}");
            for name in agency.names.iter().chain(&agency.short_names) {
                assert!(name.trim() == *name && name.len() > 1, "{name}");
                assert_eq!(seen.insert(name, agency.name), None, "{name}");
            }
            for host in &agency.hosts {
                assert!(host.contains('.') && !host.starts_with("www."), "{host}");
                assert!(
                    host.bytes().all(|byte| {
                        byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte)
                    }),
                    "{host}"
                );
                assert_eq!(agency_of_site(None, Some(host)).map(agency_name), Some(agency.name));
            }
        }
        for columns in rows(include_str!("../../data/agencies.tsv")) {
            assert_eq!(columns.len(), 5, "{columns:?}");
        }
        for outlet in OUTLETS.iter() {
            assert_eq!(agency_of_site(None, Some(outlet.host)), Some(outlet.agency), "{}", outlet.name);
            assert_eq!(agency_of_site(Some(outlet.name), None), Some(outlet.agency), "{}", outlet.name);
        }
    }

    #[test]
    fn agencies_are_found_by_name_and_by_site() {
        let named = |name| agency_named(name).map(agency_name);
        assert_eq!(named("the associated press"), Some("AP"));
        assert_eq!(named("新华社"), Some("Xinhua"));
        assert_eq!(named("Tolm Times"), None);
        assert_eq!(agency_credited_as("PAP").map(agency_name), Some("PAP"));
        assert_eq!(agency_credited_as("Pap"), None);
        let site = |outlet, host| agency_of_site(outlet, host).map(agency_name);
        assert_eq!(site(None, Some("www.reuters.com")), Some("Reuters"));
        assert_eq!(site(Some("edition.cnn.com"), None), Some("CNN"));
        assert_eq!(site(Some("AFP"), Some("tolm.example")), Some("AFP"));
        assert_eq!(site(None, Some("notreuters.com")), None);
        assert_eq!(site(Some("Sputnik Times"), None), None);
    }
}
