//! Credits in the path of an address: `/ap-news/`, `/wires/pa/`, `/stacker-money/`.

use crate::credit::agencies::{AGENCIES, AgencyNumber, Business, agency_of_site};
use crate::credit::credit_cues::CUES;
use crate::credit::found::{
    Class, Credit, CreditField, CreditPosition, CreditedParty, QUOTED_BYTES_MAX, Scope, Strength,
};
use crate::credit::mention::whole_words;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Maximum number of words after an agency's name in the name of a folder: `cnn-business-consumer`.
/// More are a headline.
const SECTION_WORDS_MAX: usize = 2;
/// Minimum number of letters of a name before which any section may follow; a shorter one may be
/// any word.
const DISTINCT_LETTERS_MIN: usize = 3;

/// By the spelling in a path, the agency and whether the name is short.
static BY_FOLDER: LazyLock<HashMap<String, (AgencyNumber, bool)>> = LazyLock::new(|| {
    let mut by_folder = HashMap::new();
    for (number, agency) in (0..).zip(AGENCIES.iter()) {
        for (names, is_short) in [(&agency.names, false), (&agency.short_names, true)] {
            for name in names.iter().filter(|name| name.is_ascii()) {
                let folder = name.to_ascii_lowercase().replace(['.', '/', ','], "");
                for folder in [folder.replace(' ', "-"), folder.replace(' ', "")] {
                    by_folder.entry(folder).or_insert((number, is_short));
                }
            }
        }
    }
    by_folder
});

/// Returns the credit of the first folder of an address that names an agency. The last part of the
/// path, which names the article, is not a folder. Linear.
pub(super) fn credit(url: &str) -> Option<Credit> {
    let path_start = path_start(url)?;
    let path = &url[path_start..];
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    let mut folders = Vec::new();
    let mut at = path_start;
    for folder in path.split('/') {
        folders.push((at, folder));
        at += folder.len() + 1;
    }
    let has_name = |folder: &str| {
        folder.contains(|sign: char| sign.is_ascii_alphabetic())
            && !CUES.address_ending.iter().any(|ending| ending == &folder.to_ascii_lowercase())
    };
    let article = folders.iter().rposition(|(_, folder)| has_name(folder))?;
    let mut before = "";
    for (start, folder) in &folders[..article] {
        let agency = agency_of_folder(&folder.to_ascii_lowercase(), &before.to_ascii_lowercase());
        if let Some(agency) = agency {
            return Some(credit_of(agency, *start, folder));
        }
        before = folder;
    }
    None
}

/// Returns the credit of a canonical address on another site: the agency whose own site it is on,
/// or that of a folder. Linear.
pub(super) fn credit_of_canonical(url: &str) -> Option<Credit> {
    let end = path_start(url).map_or(url.len(), |path| path - 1);
    let start = url.find("://").map_or(0, |at| at + 3);
    let host = url.get(start..end)?;
    let of_site = agency_of_site(None, Some(&host.to_lowercase()));
    let found = of_site.map(|agency| credit_of(agency, start, host)).or_else(|| credit(url))?;
    Some(Credit { field: Some(CreditField::CanonicalUrl), ..found })
}

/// Returns the offset of the path of an address; `None` if it has none.
fn path_start(url: &str) -> Option<usize> {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map(|at| host + at + 1)
}

/// Returns the agency that a folder names. `before` is the folder around it: under one for a
/// subject the name is a subject, under one for wires even a short name is an agency.
fn agency_of_folder(folder: &str, before: &str) -> Option<AgencyNumber> {
    if CUES.address_subject.iter().any(|subject| subject == before) {
        return None;
    }
    let is_in_wires = CUES.address_wires.iter().any(|wires| wires == before);
    let counts = |name: &str, (agency, is_short): (AgencyNumber, bool)| {
        (!is_short || is_in_wires || name.len() > SHORT_LETTERS_MAX).then_some(agency)
    };
    if let Some(known) = BY_FOLDER.get(folder) {
        return counts(folder, *known);
    }
    // As in "aponline" and "apnews".
    let joined = CUES.address_section.iter().find_map(|section| {
        let name = folder.strip_suffix(section.as_str())?;
        BY_FOLDER.get(name).filter(|(_, is_short)| !is_short)
    });
    if let Some((agency, _)) = joined {
        return Some(*agency);
    }
    let words: Vec<&str> = folder.split(['-', '_']).collect();
    (1..words.len()).rev().find_map(|n| {
        let name = words[..n].join("-");
        let sections = &words[n..];
        let known = *BY_FOLDER.get(&name)?;
        let is_known_section = CUES.address_section.iter().any(|section| section == sections[0]);
        let is_section = sections.len() <= SECTION_WORDS_MAX
            && (is_known_section || (name.len() >= DISTINCT_LETTERS_MIN && is_section_name(sections)));
        if is_section { counts(&name, known) } else { None }
    })
}

/// Maximum number of letters of a short name that is taken for other words in a path: `/pa/`,
/// `/map/`.
const SHORT_LETTERS_MAX: usize = 5;

/// Returns whether the words after a name can be those of a section: at least one, none of them a
/// number.
fn is_section_name(sections: &[&str]) -> bool {
    sections.iter().all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

fn credit_of(agency: AgencyNumber, start: usize, folder: &str) -> Credit {
    let class = match AGENCIES[agency as usize].business {
        Business::Wire | Business::Group => Class::Byline,
        Business::Distributor => Class::Distributor,
        Business::PressRelease => Class::PressRelease,
    };
    Credit {
        start: start as u32,
        end: (start + folder.len()) as u32,
        text: whole_words(folder, QUOTED_BYTES_MAX).to_owned(),
        class,
        credited: CreditedParty::Agency(agency),
        channel: None,
        position: CreditPosition::Field,
        field: Some(CreditField::Url),
        strength: Strength::Strong,
        scope: Scope::Text,
        join_key: None,
    }
}
