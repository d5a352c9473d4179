//! A credit in a text: its form, the credited party, its strength as a proof.

use super::agencies::{AgencyNumber, agency_name};
use serde::{Deserialize, Serialize};

/// The form of a credit.
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
    bincode::Encode,
    bincode::Decode,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Class {
    /// City, date and agency before the lead, in the order of any country.
    Dateline,
    /// The writer, above the text.
    Byline,
    /// The people or the agency that worked on the text, below it.
    SignOff,
    /// The owner of the rights; a claim without an owner is not a credit.
    Copyright,
    /// The party that sold the text.
    Distributor,
    /// The outlet in which the text appeared before.
    Republication,
    /// An agency that wrote a part of the article, or agencies without a name.
    Mixed,
    /// The source of a fact.
    Attribution,
    /// The owner or maker of a picture.
    Photo,
    /// The source of numbers.
    Data,
    /// A press release, written by its issuer.
    PressRelease,
}

/// The part of an article that a credit is for.
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
    bincode::Encode,
    bincode::Decode,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Scope {
    /// The words.
    Text,
    /// A picture.
    Photo,
    /// Numbers.
    Data,
}

/// The position of a credit in its article.
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
    bincode::Encode,
    bincode::Decode,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CreditPosition {
    /// Above the first paragraph of running text.
    Head,
    /// In its first two paragraphs.
    Lead,
    /// Between the lead and the tail.
    Body,
    /// In its last paragraph or below.
    Tail,
    /// Outside the text, in another field of the record.
    Field,
}

/// A field of a record, other than its text, that may credit somebody.
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
    bincode::Encode,
    bincode::Decode,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CreditField {
    /// The author as given by the record.
    Author,
    /// The address of the article.
    Url,
    /// The address of the page on another site that it names as canonical.
    CanonicalUrl,
}

/// The strength of a credit as a proof of the origin of the words.
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
    bincode::Encode,
    bincode::Decode,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Strength {
    /// It proves nothing: a name is mentioned.
    Mention,
    /// It proves little.
    Weak,
    /// It proves the origin unless somebody else imitates the form.
    Strong,
    /// It proves the origin: nobody else uses this form.
    VeryStrong,
}

/// The party that is credited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, bincode::Encode, bincode::Decode)]
pub enum CreditedParty {
    /// An agency of the table.
    Agency(AgencyNumber),
    /// Somebody else, as the text names them.
    Named(String),
    /// A wire that is not named.
    Unnamed,
}

/// Maximum number of bytes of a credit that are quoted; longer ones are cut.
pub const QUOTED_BYTES_MAX: usize = 240;

/// One credit with its location in the text, or in another field of the record, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub struct Credit {
    /// Offset of its first byte in the text or field.
    pub start: u32,
    /// Offset after its last byte.
    pub end: u32,
    /// Its words, up to [`QUOTED_BYTES_MAX`].
    pub text: String,
    /// Its form.
    pub class: Class,
    /// The credited party.
    pub credited: CreditedParty,
    /// The distributor or service through which the text came.
    pub channel: Option<String>,
    /// Its position in the article.
    pub position: CreditPosition,
    /// The field in which it is; `None` for the text.
    pub field: Option<CreditField>,
    /// Its strength as a proof of the origin.
    pub strength: Strength,
    /// The part of the article that it is for.
    pub scope: Scope,
    /// The number that the agency gave the item; every copy of the item has it.
    pub join_key: Option<String>,
}

names_in_output!(Class, Scope, CreditPosition, CreditField, Strength);

impl Credit {
    /// Returns the name of the credited party in output files; `None` if nobody is named.
    pub fn credited_name(&self) -> Option<&str> {
        match &self.credited {
            CreditedParty::Agency(agency) => Some(agency_name(*agency)),
            CreditedParty::Named(name) => Some(name),
            CreditedParty::Unnamed => None,
        }
    }

    /// Returns the credited agency, if it is in the table.
    pub fn agency(&self) -> Option<AgencyNumber> {
        match self.credited {
            CreditedParty::Agency(agency) => Some(agency),
            _ => None,
        }
    }

    /// Returns whether it is for an agency that wrote only a part of the article.
    pub fn is_partial(&self) -> bool {
        self.class == Class::Mixed && self.strength < Strength::VeryStrong
    }

    /// Returns whether it shows the origin of the words, which neither the credit of a picture nor
    /// the mention of a source does.
    pub fn is_of_origin(&self) -> bool {
        self.scope == Scope::Text && self.class != Class::Attribution && self.strength >= Strength::Strong
    }
}
