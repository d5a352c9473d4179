//! Whose an article is, by its credits and by what its neighbours carry.

use super::AGENCIES;
use super::agencies::{AgencyNumber, Business};
use super::credit::{Class, Credit, Credited, Scope, Strength};
use serde::{Deserialize, Serialize};

/// Whose an article is. None of them says whether it may be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Its outlet's own, an agency's on the agency's own site included.
    Original,
    /// An agency's, and it says so.
    WireCredited,
    /// Another outlet's, and it says so.
    Rehosted,
    /// Its outlet's own, and it names where some of it is from.
    Mention,
    /// It carries words that are an agency's, or that another outlet had earlier for certain, and names nobody.
    UncreditedMatch,
    /// Nothing decides.
    Unknown,
}

impl Verdict {
    /// All of them, by their numbers.
    pub const ALL: [Verdict; 6] = [
        Verdict::Original,
        Verdict::WireCredited,
        Verdict::Rehosted,
        Verdict::Mention,
        Verdict::UncreditedMatch,
        Verdict::Unknown,
    ];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Original => "original",
            Verdict::WireCredited => "wire_credited",
            Verdict::Rehosted => "rehosted",
            Verdict::Mention => "mention",
            Verdict::UncreditedMatch => "uncredited_match",
            Verdict::Unknown => "unknown",
        }
    }
}

/// What is known of an article beside its own words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The agency whose own site its outlet is.
    pub own_agency: Option<AgencyNumber>,
    /// Whether other articles show that it carries an agency's words; on an agency's own site they are its own.
    pub carries_wire_text: bool,
    /// Whether another outlet had a good part of its words earlier, for certain.
    pub is_taken: bool,
    /// Whether another outlet has them, and dates leave open who had them first.
    pub may_be_taken: bool,
}

/// The verdict. `is_own` tells whether a name in the text is that of the article's own outlet.
pub fn verdict(credits: &[Credit], neighbourhood: &Neighbourhood, is_own: impl Fn(&str) -> bool) -> Verdict {
    let is_own = |credit: &Credit| {
        matches!(&credit.credited, Credited::Named(name) if is_own(name))
            || neighbourhood.own_agency.is_some_and(|own| is_of_own_agency(credit, own))
    };
    let others = || credits.iter().filter(|credit| credit.scope == Scope::Text && !is_own(credit));
    let is_wire = |credit: &Credit| match (&credit.credited, credit.class) {
        (Credited::Agency(agency), _) => AGENCIES[*agency as usize].business != Business::PressRelease,
        (Credited::Unnamed, class) => class == Class::Mixed,
        (Credited::Named(_), class) => class == Class::Distributor,
    };
    if others().any(|credit| credit.is_of_origin() && is_wire(credit)) {
        Verdict::WireCredited
    } else if others().any(|credit| credit.is_of_origin() && credit.class != Class::Byline) {
        Verdict::Rehosted
    } else if others().any(|credit| credit.strength <= Strength::Weak || credit.class == Class::Attribution) {
        Verdict::Mention
    } else if (neighbourhood.carries_wire_text || neighbourhood.is_taken)
        && neighbourhood.own_agency.is_none()
    {
        Verdict::UncreditedMatch
    } else if neighbourhood.may_be_taken && neighbourhood.own_agency.is_none() {
        Verdict::Unknown
    } else {
        Verdict::Original
    }
}

/// Whether an agency's own site speaks of itself: by its name, as the distributor, or without a name.
fn is_of_own_agency(credit: &Credit, own: AgencyNumber) -> bool {
    match credit.credited {
        Credited::Agency(agency) => agency == own,
        Credited::Named(_) => credit.channel.as_deref() == Some(AGENCIES[own as usize].name),
        Credited::Unnamed => credit.class == Class::Mixed,
    }
}

/// The agency whose words these are, by the strongest credit; the first among equals.
///
/// Who distributes counts only where nobody else is named, and a republished piece only where an agency is its source.
pub fn text_agency(credits: &[Credit]) -> Option<AgencyNumber> {
    let rank = |credit: &Credit| {
        let writes =
            credit.agency().is_some_and(|agency| AGENCIES[agency as usize].business == Business::Wire);
        (writes, credit.class != Class::Mixed, credit.strength)
    };
    let mut best: Option<&Credit> = None;
    for credit in credits.iter().filter(|credit| credit.is_of_origin() && credit.agency().is_some()) {
        if best.is_none_or(|best| rank(credit) > rank(best)) {
            best = Some(credit);
        }
    }
    best.and_then(Credit::agency)
}

/// The outlet in which the text says that it appeared before, as it names it; an agency by its name in files.
pub fn appeared_before_in(credits: &[Credit]) -> Option<&str> {
    credits
        .iter()
        .find(|credit| credit.class == Class::Republication && credit.is_of_origin())
        .and_then(Credit::credited_name)
}
