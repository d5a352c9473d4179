//! The tables of cues, read from `data/cues.tsv` and `data/wire_leads.tsv`.

use super::cues::{CueTables, Cues};
use crate::word_table;
use std::sync::LazyLock;

/// Cues of roles, by where in a paragraph they count.
pub(crate) struct RoleCues {
    /// Anywhere in a short paragraph: credits, captions, and positions in a caption.
    pub(crate) anywhere: CueTables<3>,
    /// At the start of a short paragraph under a picture.
    pub(crate) caption_opening: Cues,
    /// At the start of a sign-off or a copyright line.
    pub(crate) credit_opening: Cues,
    /// The word before a writer's name.
    pub(crate) byline_opening: Cues,
    /// At the start of a line that names a writer without such a word.
    pub(crate) byline_label: Cues,
    /// The last words of a line that names a writer by office.
    pub(crate) byline_ending: Cues,
    /// Inside the brackets, or between the slashes, of a dateline.
    pub(crate) agency: Cues,
}

pub(crate) static CUES: LazyLock<RoleCues> = LazyLock::new(|| {
    let cues = |kind: &str| Cues::new(of_kind(include_str!("../../../data/cues.tsv"), kind));
    RoleCues {
        anywhere: CueTables::new(["credit", "caption", "caption_position"].map(cues)),
        caption_opening: cues("caption_opening"),
        credit_opening: cues("credit_opening"),
        byline_opening: cues("byline_opening"),
        byline_label: cues("byline_label"),
        byline_ending: cues("byline_ending"),
        agency: cues("agency"),
    }
});

/// Openings of wire leads in scripts without spaces.
pub(crate) struct WireLeads {
    /// Agencies that open a Chinese lead, after an opening bracket if there is one.
    pub(crate) chinese: Vec<&'static str>,
    /// Last names inside the 【】 that opens a Japanese lead.
    pub(crate) japanese: Vec<&'static str>,
}

pub(crate) static WIRE_LEADS: LazyLock<WireLeads> = LazyLock::new(|| {
    let names = |kind: &str| of_kind(include_str!("../../../data/wire_leads.tsv"), kind).collect();
    WireLeads { chinese: names("chinese"), japanese: names("japanese") }
});

/// The second column of the rows of one kind.
fn of_kind(table: &'static str, kind: &str) -> impl Iterator<Item = &'static str> {
    word_table::rows(table).filter(move |columns| columns[0] == kind).map(|columns| columns[1])
}

#[cfg(test)]
mod tests {
    use super::super::cues::Cues;
    use super::*;
    use crate::text::{Analysis, analyse};

    #[test]
    fn every_cue_is_written_as_its_folded_tokens() {
        let rows = word_table::rows(include_str!("../../../data/cues.tsv"));
        for columns in rows {
            let [_, cue] = columns[..] else { panic!("{columns:?} is no kind and cue") };
            let text = cue.replace('#', "2031");
            let words = text.trim_start_matches('/').trim_end_matches([':', ')']);
            let mut analysis = Analysis::default();
            analyse(&text, &mut analysis);
            assert_eq!(analysis.folded, words);
            let all = analysis.all_tokens();
            assert!(Cues::new([cue]).is_whole(&text, &analysis, &all), "{cue}");
        }
    }

    #[test]
    fn every_kind_has_its_words() {
        assert_eq!(CUES.caption_opening.len() + CUES.byline_ending.len() + CUES.agency.len(), 110);
        assert_eq!((WIRE_LEADS.chinese.len(), WIRE_LEADS.japanese.len()), (12, 5));
    }
}
