//! Evidence for the label of a pair, as output files contain it.

use super::facts::{Conflicts, PairFacts};
use super::side_facts::SideFacts;
use serde::{Deserialize, Serialize};
use wirecopy_article::text::Ending;

/// One piece of evidence. Shares have three decimals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, bincode::Encode, bincode::Decode)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RelationEvidence {
    /// The share of each text that the other contains word for word.
    #[serde(alias = "held")]
    Copied {
        /// Share of the running text of the first that the second contains, from 0 to 1.
        a: f64,
        /// Share of the running text of the second that the first contains, from 0 to 1.
        b: f64,
        /// Number of equal words in all passages.
        words: u32,
        /// Number of passages.
        passages: u32,
        /// Number of passages out of order.
        #[serde(skip_serializing_if = "is_zero", default)]
        moved: u32,
    },
    /// The share of each third of one text that the other contains.
    Thirds {
        /// The text that is divided into thirds.
        of: Of,
        /// Of its first third.
        lead: f64,
        /// Of its second third.
        middle: f64,
        /// Of its last third.
        tail: f64,
    },
    /// Shares of the equal words by the part of the text that they are in; zeros are left out.
    Shares {
        /// Boilerplate, of all equal words.
        #[serde(skip_serializing_if = "is_zero_share", default, alias = "furniture")]
        boilerplate: f64,
        /// Inside quotation marks, of those outside boilerplate.
        #[serde(skip_serializing_if = "is_zero_share", default)]
        quoted: f64,
        /// In captions.
        #[serde(skip_serializing_if = "is_zero_share", default)]
        captions: f64,
        /// In headlines.
        #[serde(skip_serializing_if = "is_zero_share", default)]
        headlines: f64,
    },
    /// Numbers that differ in otherwise equal text.
    Numbers {
        /// Number of edits that change at least one.
        changed: u32,
        /// Number of equal ones.
        equal: u32,
        /// The first changes, in the words of both texts.
        shown: Vec<(String, String)>,
    },
    /// Names that differ in otherwise equal text.
    Names {
        /// Number of edits that change at least one.
        changed: u32,
        /// Number of equal ones.
        equal: u32,
        /// The first changes, in the words of both texts.
        shown: Vec<(String, String)>,
    },
    /// One ends where the other continues.
    Cut {
        /// The text that ends.
        of: Of,
        /// The ending of its last paragraph.
        ending: Ending,
    },
    /// One contains a note of correction that the other does not contain.
    Corrects {
        /// The text that contains the note.
        of: Of,
    },
    /// One is a live blog.
    LiveBlog {
        /// The live blog.
        of: Of,
    },
    /// Both, or exact copies of them, come from one outlet.
    SameOutlet,
    /// One contains parts of these stories side by side.
    Sources {
        /// The roundup.
        of: Of,
        /// One id of each story, in the order of the text.
        ids: Vec<String>,
    },
    /// Both fill in a form that these articles fill in with other things.
    Form {
        /// One id for each of the two; one in all if it is the same.
        ids: Vec<String>,
    },
}

/// One of two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, bincode::Encode, bincode::Decode)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// The first.
    A,
    /// The second.
    B,
}

impl Of {
    fn other(self) -> Of {
        match self {
            Of::A => Of::B,
            Of::B => Of::A,
        }
    }
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

fn is_zero_share(share: &f64) -> bool {
    *share == 0.0
}

fn three_decimals(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

/// Least share of a text after the last passage for it to continue the other text, which ends
/// there.
const CONTINUATION_MIN: f64 = 0.05;

/// Returns the evidence that the facts of a pair give, whatever its label. O(1).
pub fn evidence(facts: &PairFacts) -> Vec<RelationEvidence> {
    let sides = [(Of::A, &facts.a), (Of::B, &facts.b)];
    let mut found = vec![RelationEvidence::Copied {
        a: three_decimals(facts.a.copied),
        b: three_decimals(facts.b.copied),
        words: facts.words,
        passages: facts.passages,
        moved: facts.moved,
    }];
    found.extend(sides.map(|(of, side)| thirds(of, side)));
    let shares = [facts.boilerplate, facts.quoted, facts.captions, facts.headlines].map(three_decimals);
    if shares.iter().any(|share| *share > 0.0) {
        let [boilerplate, quoted, captions, headlines] = shares;
        found.push(RelationEvidence::Shares { boilerplate, quoted, captions, headlines });
    }
    let Conflicts { changed, equal, shown } = facts.numbers.clone();
    if changed > 0 {
        found.push(RelationEvidence::Numbers { changed, equal, shown });
    }
    let Conflicts { changed, equal, shown } = facts.names.clone();
    if changed > 0 {
        found.push(RelationEvidence::Names { changed, equal, shown });
    }
    let cut = |of: Of, side: &SideFacts, other: &SideFacts| {
        let is_cut = side.ending.is_open()
            && side.reach > 1.0 - CONTINUATION_MIN
            && other.reach < 1.0 - CONTINUATION_MIN;
        is_cut.then_some(RelationEvidence::Cut { of, ending: side.ending })
    };
    found.extend(cut(Of::A, &facts.a, &facts.b));
    found.extend(cut(Of::B, &facts.b, &facts.a));
    for (of, side) in sides {
        if side.corrects {
            found.push(RelationEvidence::Corrects { of });
        }
        if side.is_live_blog {
            found.push(RelationEvidence::LiveBlog { of });
        }
    }
    if facts.context.is_same_outlet == Some(true) {
        found.push(RelationEvidence::SameOutlet);
    }
    found
}

fn thirds(of: Of, side: &SideFacts) -> RelationEvidence {
    let [lead, middle, tail] = side.thirds.map(three_decimals);
    RelationEvidence::Thirds { of, lead, middle, tail }
}

/// Returns the evidence for the pair with its articles swapped.
pub fn mirrored(mut evidence: Vec<RelationEvidence>) -> Vec<RelationEvidence> {
    for piece in &mut evidence {
        match piece {
            RelationEvidence::Copied { a, b, .. } => std::mem::swap(a, b),
            RelationEvidence::Numbers { shown, .. } | RelationEvidence::Names { shown, .. } => {
                for (a, b) in shown {
                    std::mem::swap(a, b);
                }
            }
            RelationEvidence::Thirds { of, .. }
            | RelationEvidence::Cut { of, .. }
            | RelationEvidence::Corrects { of }
            | RelationEvidence::LiveBlog { of }
            | RelationEvidence::Sources { of, .. } => *of = of.other(),
            RelationEvidence::Form { ids } => ids.reverse(),
            RelationEvidence::Shares { .. } | RelationEvidence::SameOutlet => {}
        }
    }
    // The thirds of the first article come first.
    let of_second = |piece: &RelationEvidence| matches!(piece, RelationEvidence::Thirds { of: Of::B, .. });
    if let Some(at) = evidence.iter().position(of_second)
        && matches!(evidence.get(at + 1), Some(RelationEvidence::Thirds { of: Of::A, .. }))
    {
        evidence.swap(at, at + 1);
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Page, passage};
    use super::*;

    #[test]
    fn a_piece_of_evidence_is_one_small_object() {
        let a = Page::new("The storm of Monday killed 5 people in the harbour of the town on the coast.");
        let b = Page::new("The storm of Monday killed 50 people in the harbour of the town on the coast.");
        let found = evidence(&a.facts(&b, &[passage(0..16, 0..16, &[(5..6, 5..6)])]));
        let lines: Vec<String> = found.iter().map(|piece| serde_json::to_string(piece).unwrap()).collect();
        assert_eq!(
            lines,
            [
                r#"{"kind":"copied","a":0.938,"b":0.938,"words":15,"passages":1}"#,
                r#"{"kind":"thirds","of":"a","lead":1.0,"middle":0.8,"tail":1.0}"#,
                r#"{"kind":"thirds","of":"b","lead":1.0,"middle":0.8,"tail":1.0}"#,
                r#"{"kind":"numbers","changed":1,"equal":0,"shown":[["5","50"]]}"#,
            ]
        );
        for (line, piece) in lines.iter().zip(&found) {
            assert_eq!(&serde_json::from_str::<RelationEvidence>(line).unwrap(), piece);
        }
        let mut other_way = mirrored(found.clone());
        assert_eq!(
            other_way[3],
            RelationEvidence::Numbers { changed: 1, equal: 0, shown: vec![("50".into(), "5".into())] }
        );
        other_way = mirrored(other_way);
        assert_eq!(other_way, found);
    }
}
