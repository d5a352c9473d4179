//! Forms in which the name of an agency, or a phrase, is a credit.
//!
//! *Takes* a name or phrase with the paragraph around it. *Gives* the credit that it is part of, if
//! it is part of one. *Costs* a constant number of bytes around the name. *Never* takes a name
//! outside the known forms for a credit. *Source*: the style guides and feeds of the agencies; the
//! words are in `data/credit_cues.tsv` and `data/credit_phrases.tsv`.
//!
//! The forms are tried from the most explicit to the least: dateline, photo, copyright, sign-off,
//! partial, byline, attribution; in captions, photo comes before dateline.

mod attribution;
mod byline;
mod dateline;
mod lines;
mod named_outlet;
mod partial;
mod photo;
mod republication;
mod services;
mod writers;

use super::agencies::{AGENCIES, AgencyNumber, Business};
use super::credit_cues::CUES;
use super::found::Credit;
use super::mention::Mention;
use wirecopy_article::text::Role;

pub(super) use named_outlet::named_outlet;
pub(super) use republication::{Phrase, credit_of_phrase, phrases};

/// Returns the credit that a name is part of, if it is part of one.
pub(super) fn credit_of_name(mention: &Mention<'_>, agency: AgencyNumber, is_short: bool) -> Option<Credit> {
    if is_other_name(mention) {
        return None;
    }
    match AGENCIES[agency as usize].business {
        Business::PressRelease => return services::press_release(mention, agency),
        Business::Distributor => {
            if let Some(credit) = services::distributor(mention, agency) {
                return Some(credit);
            }
        }
        Business::Wire | Business::Group => {}
    }
    let dateline = || dateline::dateline(mention, agency, is_short);
    let photo = || photo::photo(mention, agency, is_short);
    // Under a picture, something that looks like a dateline is the credit of a photographer.
    let first =
        if mention.role == Role::Caption { photo().or_else(dateline) } else { dateline().or_else(photo) };
    first
        .or_else(|| lines::copyright(mention, agency))
        .or_else(|| lines::sign_off(mention, agency, is_short))
        .or_else(|| partial::partial(mention, agency))
        .or_else(|| byline::byline(mention, agency, is_short))
        .or_else(|| attribution::attribution(mention, agency, is_short))
}

fn is_other_name(mention: &Mention<'_>) -> bool {
    let before = mention.before_in_lower_case(40);
    let after = mention.after_in_lower_case(20);
    let is_of_trust =
        || after.starts_with(" trust principles") || before.contains('©') || before.contains("copyright");
    CUES.other_names_after.start(&after) || (CUES.other_names_before.end(&before) && !is_of_trust())
}
