//! Credit that a carrier gives to the wire that its text came from.

use crate::output::CreditState;
use wirecopy_io::host_of;
use wirecopy_news::credit::{AgencyNumber, Credit, Scope, agency_of_site, text_agency};
use wirecopy_news::direction::is_same_outlet;

/// The wire that a story came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WireSource {
    outlet: Option<Box<str>>,
    agency: Option<AgencyNumber>,
}

impl WireSource {
    /// By its site, else by what the story itself credits.
    pub(crate) fn of(outlet: Option<&str>, url: Option<&str>, credits: &[Credit]) -> WireSource {
        let host = url.and_then(host_of);
        WireSource {
            outlet: outlet.map(Into::into),
            agency: agency_of_site(outlet, host.as_deref()).or_else(|| text_agency(credits)),
        }
    }

    fn is_named_by(&self, credit: &Credit) -> bool {
        let is_agency = credit.agency().is_some_and(|agency| self.agency == Some(agency));
        let is_outlet = || {
            let names = self.outlet.as_deref().zip(credit.credited_name());
            names.is_some_and(|(outlet, name)| is_same_outlet(outlet, name))
        };
        is_agency || is_outlet()
    }

    /// Returns what the credits of a carrier say of this wire; the strongest statement counts.
    pub(crate) fn state_in(&self, credits: &[Credit]) -> CreditState {
        let any = |is_stated: &dyn Fn(&Credit) -> bool| credits.iter().any(is_stated);
        if any(&|credit| credit.is_of_origin() && self.is_named_by(credit)) {
            CreditState::Credited
        } else if any(&|credit| credit.is_of_origin()) {
            CreditState::CreditedElsewhere
        } else if any(&|credit| credit.scope == Scope::Text && self.is_named_by(credit)) {
            CreditState::Mentioned
        } else if any(&|credit| credit.scope == Scope::Photo && self.is_named_by(credit)) {
            CreditState::PhotoOnly
        } else {
            CreditState::Uncredited
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::{Analysis, analyse};
    use wirecopy_news::credit::find;

    fn credits_of(text: &str) -> Vec<Credit> {
        let (mut analysis, mut credits) = (Analysis::default(), Vec::new());
        analyse(text, &mut analysis);
        find(text, &analysis, &mut credits);
        credits
    }

    #[test]
    fn each_way_to_name_the_wire_is_a_state_of_its_own() {
        let wire = WireSource::of(Some("Reuters"), None, &[]);
        let story = "The ferry had left Sundvik before dawn, and the quay was empty again by noon.";
        for (text, state) in [
            (format!("TOLM, March 5 (Reuters) - {story}"), CreditState::Credited),
            (format!("TOLM (AP) — {story}"), CreditState::CreditedElsewhere),
            (
                format!("{story}\n\nThe harbour master told Reuters that nobody was hurt."),
                CreditState::Mentioned,
            ),
            (format!("{story}\n\nThe quay at Tolm. REUTERS/Ines Dahl"), CreditState::PhotoOnly),
            (story.to_owned(), CreditState::Uncredited),
        ] {
            assert_eq!(wire.state_in(&credits_of(&text)), state, "{text}");
        }
    }

    #[test]
    fn a_wire_that_is_no_agency_is_known_by_its_name_and_an_unnamed_one_by_its_dateline() {
        let paper = WireSource::of(Some("Karsholm Beacon"), None, &[]);
        let text = "The herons came back a week before the ice had gone.\n\nThis story originally appeared in the Karsholm Beacon.";
        assert_eq!(paper.state_in(&credits_of(text)), CreditState::Credited);
        let dateline = "TOLM (AP) — The herons came back a week before the ice had gone from the weir.";
        let unnamed = WireSource::of(None, None, &credits_of(dateline));
        assert_eq!(unnamed.state_in(&credits_of(dateline)), CreditState::Credited);
        assert_eq!(unnamed.state_in(&[]), CreditState::Uncredited);
    }
}
