//! Credits of services that distribute the texts of others: press releases, distributors.

use crate::credit::agencies::{AGENCIES, AgencyNumber, agency_named};
use crate::credit::credit_cues::CUES;
use crate::credit::found::{Class, Credit, CreditPosition, CreditedParty, Strength};
use crate::credit::mention::Mention;

/// Returns a credit such as `/PRNewswire/` or `(BUSINESS WIRE)`: the issuer is the author, the
/// service is the channel.
pub(super) fn press_release(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    let is_form = mention.before.ends_with(['/', '(', '-', '–', '—'])
        || mention.after.starts_with(['/', ')', '-'])
        || (mention.is_line(8) && !mention.after.contains(' '))
        || mention.before_in_lower_case(12).ends_with("source ")
        || mention.before_in_lower_case(12).ends_with("via ");
    let is_place =
        matches!(mention.position, CreditPosition::Head | CreditPosition::Lead | CreditPosition::Tail);
    (is_form && is_place).then(|| {
        let around = if mention.offset() < 140 && mention.reaches_start() {
            (mention.before.len(), 1.min(mention.after.len()))
        } else {
            (0, 0)
        };
        let around = if mention.after.is_char_boundary(around.1) { around } else { (around.0, 0) };
        let mut credit =
            mention.credit(Class::PressRelease, CreditedParty::Unnamed, Strength::Strong, around);
        credit.channel = Some(AGENCIES[agency as usize].name.to_owned());
        credit
    })
}

/// Returns a credit such as `©2031 Tolmouth Courier. Distributed by Tribune Content Agency, LLC.`:
/// the owner of the rights is credited, the distributor is the channel.
pub(super) fn distributor(mention: &Mention<'_>, agency: AgencyNumber) -> Option<Credit> {
    if !CUES.distributed_before.end(&mention.before_in_lower_case(60)) {
        return None;
    }
    let mut credit = mention.credit(
        Class::Distributor,
        CreditedParty::Agency(agency),
        Strength::VeryStrong,
        mention.line(),
    );
    if let Some(holder) = holder_before(mention.before) {
        credit.credited = agency_named(holder)
            .map_or_else(|| CreditedParty::Named(holder.to_owned()), CreditedParty::Agency);
        credit.channel = Some(AGENCIES[agency as usize].name.to_owned());
    }
    Some(credit)
}

/// Returns the owner of the rights that a line names before its distributor.
fn holder_before(before: &str) -> Option<&str> {
    let claim = before
        .find('©')
        .map(|at| at + '©'.len_utf8())
        .or_else(|| before.find("Copyright").map(|at| at + 9))?;
    let holder = before[claim..].trim_start_matches(|sign: char| {
        sign.is_ascii_digit() || matches!(sign, ' ' | ',' | '(' | ')' | '©' | 'c')
    });
    let holder = holder.split(['.', '\n']).next()?.trim();
    let holder = holder.split(", Distributed").next()?.trim();
    (!holder.is_empty() && holder.len() <= 80).then_some(holder)
}
