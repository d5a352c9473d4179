//! What one credit in a text is.

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
)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Place, date and agency before the lead, in the order of any country.
    Dateline,
    /// Who wrote it.
    Byline,
    /// Who worked on it, below the text.
    SignOff,
    /// Who holds the rights; a phrase without a holder is none.
    Copyright,
    /// Through whom it was sold.
    Distributor,
    /// Where it appeared before.
    Republication,
    /// Whose text was worked in.
    Mixed,
    /// Who is named as the source of a fact.
    Attribution,
    /// Whose picture it is.
    Photo,
    /// Whose numbers they are.
    Data,
    /// That the issuer wrote it.
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
)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The words.
    Text,
    /// A picture.
    Photo,
    /// Numbers.
    Data,
}

/// Where in the text a credit stands.
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
)]
#[serde(rename_all = "snake_case")]
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
)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Nothing: somebody is named.
    Mention,
    /// Little.
    Weak,
    /// It is so unless a form is imitated.
    Strong,
    /// Nobody else writes so.
    VeryStrong,
}

/// Who is credited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, bincode::Encode, bincode::Decode)]
pub enum Credited {
    /// An agency that is known.
    Agency(AgencyNumber),
    /// Somebody else, as the text names them.
    Named(String),
    /// A wire, without saying which.
    Unnamed,
}

/// Longer credits are quoted by their beginning.
pub const QUOTED_BYTES_MAX: usize = 240;

/// One credit, with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub struct Credit {
    /// First byte.
    pub start: u32,
    /// After the last one.
    pub end: u32,
    /// What stands there, up to [`QUOTED_BYTES_MAX`].
    pub text: String,
    /// Its form.
    pub class: Class,
    /// Who is credited.
    pub credited: Credited,
    /// Through whom it came.
    pub channel: Option<String>,
    /// Where it stands.
    pub position: Position,
    /// What it proves.
    pub strength: Strength,
    /// What it credits.
    pub scope: Scope,
    /// The id of the item, which other copies carry too, as agencies number them.
    pub join_key: Option<String>,
}

impl Credit {
    /// What files call who is credited; `None` where nobody is named.
    pub fn credited_name(&self) -> Option<&str> {
        match &self.credited {
            Credited::Agency(agency) => Some(agency_name(*agency)),
            Credited::Named(name) => Some(name),
            Credited::Unnamed => None,
        }
    }

    /// The agency, if one that is known is credited.
    pub fn agency(&self) -> Option<AgencyNumber> {
        match self.credited {
            Credited::Agency(agency) => Some(agency),
            _ => None,
        }
    }

    /// Whether it shows whose the words are: not a picture's credit, and not a source that is only named.
    pub fn is_of_origin(&self) -> bool {
        self.scope == Scope::Text && self.class != Class::Attribution && self.strength >= Strength::Strong
    }
}

macro_rules! names {
    ($type:ident { $($variant:ident => $name:literal,)* }) => {
        impl $type {
            /// Its name in files.
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name,)* }
            }

            /// The one that files call so.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some($type::$variant),)* _ => None }
            }
        }
    };
}

names!(Class {
    Dateline => "dateline",
    Byline => "byline",
    SignOff => "sign_off",
    Copyright => "copyright",
    Distributor => "distributor",
    Republication => "republication",
    Mixed => "mixed",
    Attribution => "attribution",
    Photo => "photo",
    Data => "data",
    PressRelease => "press_release",
});
names!(Scope { Text => "text", Photo => "photo", Data => "data", });
names!(Position { Head => "head", Lead => "lead", Body => "body", Tail => "tail", });
names!(Strength {
    Mention => "mention",
    Weak => "weak",
    Strong => "strong",
    VeryStrong => "very_strong",
});
