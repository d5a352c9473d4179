//! A credit in a text: its form, whom it credits, what it proves.

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
    /// Who wrote it.
    Byline,
    /// Who worked on it, below the text.
    SignOff,
    /// Who holds the rights; a claim without a holder is no credit.
    Copyright,
    /// Through whom it was sold.
    Distributor,
    /// Where it appeared before.
    Republication,
    /// Whose text is a part of the article.
    Mixed,
    /// Who is named as the source of a fact.
    Attribution,
    /// Whose picture it is.
    Photo,
    /// Whose numbers they are.
    Data,
    /// That it is a press release, written by its issuer.
    PressRelease,
}

/// What is credited.
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

/// Where in the article a credit is.
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
pub enum Position {
    /// Above the first paragraph of the story.
    Head,
    /// In its first two paragraphs.
    Lead,
    /// Within it.
    Body,
    /// In its last paragraph or below.
    Tail,
}

/// How much a credit proves about the origin of the words.
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
    /// Nothing: a name is mentioned.
    Mention,
    /// Little.
    Weak,
    /// The origin, unless the form is imitated.
    Strong,
    /// The origin: nobody else uses this form.
    VeryStrong,
}

/// Who is credited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, bincode::Encode, bincode::Decode)]
pub enum CreditedParty {
    /// An agency of the table.
    Agency(AgencyNumber),
    /// Somebody else, as the text names them.
    Named(String),
    /// A wire that is not named.
    Unnamed,
}

/// Most bytes of a credit that are quoted; longer ones are cut.
pub const QUOTED_BYTES_MAX: usize = 240;

/// One credit with its location in the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub struct Credit {
    /// First byte.
    pub start: u32,
    /// Byte after the last one.
    pub end: u32,
    /// Its words, up to [`QUOTED_BYTES_MAX`].
    pub text: String,
    /// Its form.
    pub class: Class,
    /// Who is credited.
    pub credited: CreditedParty,
    /// Through whom it came.
    pub channel: Option<String>,
    /// Where in the article it is.
    pub position: Position,
    /// How much it proves.
    pub strength: Strength,
    /// What it credits.
    pub scope: Scope,
    /// The agency's number of the item, which every copy of it carries.
    pub join_key: Option<String>,
}

names_in_output!(Class, Scope, Position, Strength);

impl Credit {
    /// Name of the credited party in output files; `None` if nobody is named.
    pub fn credited_name(&self) -> Option<&str> {
        match &self.credited {
            CreditedParty::Agency(agency) => Some(agency_name(*agency)),
            CreditedParty::Named(name) => Some(name),
            CreditedParty::Unnamed => None,
        }
    }

    /// The credited agency, if it is in the table.
    pub fn agency(&self) -> Option<AgencyNumber> {
        match self.credited {
            CreditedParty::Agency(agency) => Some(agency),
            _ => None,
        }
    }

    /// Whether it shows the origin of the words: it credits no picture and is more than the mention
    /// of a source.
    pub fn is_of_origin(&self) -> bool {
        self.scope == Scope::Text && self.class != Class::Attribution && self.strength >= Strength::Strong
    }
}
