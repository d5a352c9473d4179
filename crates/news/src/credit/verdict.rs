//! Verdict on an article: the party that wrote it, by its credits and by the articles that share
//! its text.

use super::agencies::{AGENCIES, AgencyNumber, Business};
use super::found::{Class, Credit, CreditedParty, Scope};
use serde::{Deserialize, Serialize};

/// The party that wrote an article. No verdict says whether the article may be printed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// Its outlet wrote it, or it is the text of an agency on the agency's own site.
    Original,
    /// An agency wrote it, and it says so.
    WireCredited,
    /// Another outlet wrote it, and it says so.
    Rehosted,
    /// Its outlet wrote it and names a source of some of it.
    Mention,
    /// It shares text with an agency, or with another outlet that certainly published it earlier,
    /// and credits nobody.
    UncreditedMatch,
    /// Undecided.
    Unknown,
}

impl Verdict {
    /// All verdicts, in their order.
    pub const ALL: &[Verdict] = <Verdict as strum::VariantArray>::VARIANTS;
}

names_in_output!(Verdict);

/// Facts about an article from its site and from other articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The agency that owns its site.
    pub own_agency: Option<AgencyNumber>,
    /// True if other articles show that an agency wrote most of its text.
    pub is_wire_text: bool,
    /// True if it contains the story of another article, which credits an agency or certainly
    /// appeared earlier, and names the source nowhere.
    pub carries_unnamed: bool,
    /// True if another outlet certainly published a good part of its text earlier.
    pub is_copied: bool,
    /// True if another outlet published a good part of its text and the order of the two is
    /// unknown.
    pub may_be_copied: bool,
}

/// Returns the verdict on an article. `is_own` tests whether a name in the text is that of the
/// article's own outlet. Linear in the credits.
pub fn verdict(credits: &[Credit], neighbourhood: &Neighbourhood, is_own: impl Fn(&str) -> bool) -> Verdict {
    let is_own = |credit: &Credit| {
        matches!(&credit.credited, CreditedParty::Named(name) if is_of_own_outlet(name, &is_own))
            || neighbourhood.own_agency.is_some_and(|own| is_of_own_agency(credit, own))
    };
    let others = || credits.iter().filter(|credit| credit.scope == Scope::Text && !is_own(credit));
    let is_wire = |credit: &Credit| match (&credit.credited, credit.class) {
        (CreditedParty::Agency(agency), _) => AGENCIES[*agency as usize].business != Business::PressRelease,
        (CreditedParty::Unnamed, class) => class == Class::Mixed,
        (CreditedParty::Named(_), class) => class == Class::Distributor,
    };
    let is_of_whole = |credit: &&Credit| credit.is_of_origin() && !credit.is_partial();
    let is_partial = others().any(Credit::is_partial);
    if others().filter(is_of_whole).any(is_wire) || (is_partial && neighbourhood.is_wire_text) {
        Verdict::WireCredited
    } else if others().any(|credit| is_of_whole(&credit))
        || (neighbourhood.is_copied && others().any(|credit| credit.class == Class::Republication))
    {
        Verdict::Rehosted
    } else if others().next().is_some() {
        Verdict::Mention
    } else if neighbourhood.own_agency.is_some() {
        Verdict::Original
    } else if neighbourhood.carries_unnamed {
        Verdict::UncreditedMatch
    } else if neighbourhood.may_be_copied {
        Verdict::Unknown
    } else {
        Verdict::Original
    }
}

/// Returns whether a name is that of the article's own outlet, or of a part of it: the name and one
/// more word, as in "Tolm News" or "Tolm Pro".
fn is_of_own_outlet(name: &str, is_own: impl Fn(&str) -> bool) -> bool {
    is_own(name) || name.rsplit_once(' ').is_some_and(|(whole, _)| is_own(whole))
}

/// Removes what republishes nothing: an outlet's word that its own text appeared in a part of it.
/// `is_own` tests whether a name is that of the outlet. Linear.
pub fn remove_own_republications(credits: &mut Vec<Credit>, is_own: impl Fn(&str) -> bool) {
    credits.retain(|credit| match &credit.credited {
        CreditedParty::Named(name) => {
            credit.class != Class::Republication || !is_of_own_outlet(name, &is_own)
        }
        _ => true,
    });
}

/// Returns whether a credit on the site of an agency is for the agency itself: by its name, as the
/// distributor, or without a name.
fn is_of_own_agency(credit: &Credit, own: AgencyNumber) -> bool {
    match credit.credited {
        CreditedParty::Agency(agency) => agency == own,
        CreditedParty::Named(_) => credit.channel.as_deref() == Some(AGENCIES[own as usize].name),
        CreditedParty::Unnamed => credit.class == Class::Mixed,
    }
}

/// Returns the agency that wrote the text: that of the strongest credit, or of the first of several
/// equally strong ones.
///
/// A distributor counts only if no agency that writes is credited, a republished text only if its
/// source is an agency, another field of the record only if the text credits nobody, and an agency
/// that wrote a part of the article not at all. Linear in the credits.
pub fn text_agency(credits: &[Credit]) -> Option<AgencyNumber> {
    let rank = |credit: &Credit| {
        let writes = credit.agency().is_some_and(|agency| {
            matches!(AGENCIES[agency as usize].business, Business::Wire | Business::Group)
        });
        (writes, credit.field.is_none(), credit.strength)
    };
    let mut best: Option<&Credit> = None;
    let is_of_whole =
        |credit: &&Credit| credit.is_of_origin() && !credit.is_partial() && credit.agency().is_some();
    for credit in credits.iter().filter(is_of_whole) {
        if best.is_none_or(|best| rank(credit) > rank(best)) {
            best = Some(credit);
        }
    }
    best.and_then(Credit::agency)
}

/// Returns the outlet from which the text says that it was republished: an agency by its name in
/// output files, any other outlet as the text names it.
pub fn republished_from(credits: &[Credit]) -> Option<&str> {
    credits
        .iter()
        .find(|credit| credit.class == Class::Republication && credit.is_of_origin())
        .and_then(Credit::credited_name)
}
