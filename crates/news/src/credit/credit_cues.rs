//! Cues that make a name a credit, by form, from `data/credit_cues.tsv`.

use crate::cues::{CueLists, Infixes, Prefixes, Suffixes};
use std::sync::LazyLock;

/// The cues of all forms; the data file describes each list.
pub(super) struct CreditCues {
    pub(super) copyright_before: Infixes,
    pub(super) photo_before: Infixes,
    pub(super) photo_after: Prefixes,
    pub(super) mixed_before: Suffixes,
    pub(super) mixed_before_in_lines: Suffixes,
    pub(super) mixed_after: Prefixes,
    pub(super) office_after: Prefixes,
    pub(super) byline_before: Prefixes,
    pub(super) attribution_before: Suffixes,
    pub(super) attribution_after: Prefixes,
    pub(super) other_names_before: Suffixes,
    pub(super) other_names_after: Prefixes,
    pub(super) agency_noun: Infixes,
    pub(super) text_noun: Infixes,
    pub(super) name_end: Infixes,
    pub(super) outlet_article: Prefixes,
    pub(super) chinese_source_after: Prefixes,
    pub(super) picture_right_before: Suffixes,
    pub(super) picture_label_after: Prefixes,
    pub(super) posting_before: Prefixes,
    pub(super) contributed: Infixes,
    pub(super) wires_before: Prefixes,
    pub(super) distributed_before: Suffixes,
    pub(super) no_republication_before: Infixes,
    pub(super) this_text: Infixes,
    pub(super) no_outlet: Infixes,
    pub(super) no_outlet_name: Infixes,
    pub(super) own_letter_after: Infixes,
    pub(super) picture_source_before: Prefixes,
    pub(super) garbled_dash: Prefixes,
    pub(super) source: SourceCues,
    pub(super) writer_before: Suffixes,
    pub(super) reporting_before: Infixes,
    pub(super) picture_label: Vec<String>,
    pub(super) joiner: Vec<String>,
    pub(super) name_particle: Vec<String>,
    pub(super) date_word: Vec<String>,
    pub(super) small_word: Vec<String>,
    pub(super) family_name: Vec<String>,
    pub(super) unnamed_wire: Vec<String>,
    pub(super) address_subject: Vec<String>,
    pub(super) address_wires: Vec<String>,
    pub(super) address_section: Vec<String>,
    pub(super) address_ending: Vec<String>,
    pub(super) sentence_opening: Vec<String>,
}

/// Cues that make a name the source of a fact, if the name alone may be something else.
pub(super) struct SourceCues {
    pub(super) one_word_before: Suffixes,
    pub(super) one_word_after: Prefixes,
    pub(super) person_verb_after: Prefixes,
    pub(super) short_before: Suffixes,
    pub(super) short_after: Prefixes,
}

pub(super) static CUES: LazyLock<CreditCues> = LazyLock::new(|| CreditCues::of(&mut CueLists::parse(TABLE)));

const TABLE: &str = include_str!("../../data/credit_cues.tsv");

impl CreditCues {
    fn of(lists: &mut CueLists) -> CreditCues {
        CreditCues {
            copyright_before: Infixes::new(&lists.take("copyright_before")),
            photo_before: Infixes::new(&lists.take("photo_before")),
            photo_after: Prefixes::new(lists.take("photo_after")),
            mixed_before: Suffixes::new(lists.take("mixed_before")),
            mixed_before_in_lines: Suffixes::new(lists.take("mixed_before_in_lines")),
            mixed_after: Prefixes::new(lists.take("mixed_after")),
            office_after: Prefixes::new(lists.take("office_after")),
            byline_before: Prefixes::new(lists.take("byline_before")),
            attribution_before: Suffixes::new(lists.take("attribution_before")),
            attribution_after: Prefixes::new(lists.take("attribution_after")),
            other_names_before: Suffixes::new(lists.take("other_names_before")),
            other_names_after: Prefixes::new(lists.take("other_names_after")),
            agency_noun: Infixes::new(&lists.take("agency_noun")),
            text_noun: Infixes::new(&lists.take("text_noun")),
            name_end: Infixes::new(&lists.take("name_end")),
            outlet_article: Prefixes::new(lists.take("outlet_article")),
            chinese_source_after: Prefixes::new(lists.take("chinese_source_after")),
            picture_right_before: Suffixes::new(lists.take("picture_right_before")),
            picture_label_after: Prefixes::new(lists.take("picture_label_after")),
            posting_before: Prefixes::new(lists.take("posting_before")),
            contributed: Infixes::new(&lists.take("contributed")),
            wires_before: Prefixes::new(lists.take("wires_before")),
            distributed_before: Suffixes::new(lists.take("distributed_before")),
            no_republication_before: Infixes::new(&lists.take("no_republication_before")),
            this_text: Infixes::new(&lists.take("this_text")),
            no_outlet: Infixes::new(&lists.take("no_outlet")),
            no_outlet_name: Infixes::new(&lists.take("no_outlet_name")),
            own_letter_after: Infixes::new(&lists.take("own_letter_after")),
            picture_source_before: Prefixes::new(lists.take("picture_source_before")),
            garbled_dash: Prefixes::new(lists.take("garbled_dash")),
            source: SourceCues::of(lists),
            writer_before: Suffixes::new(lists.take("writer_before")),
            reporting_before: Infixes::new(&lists.take("reporting_before")),
            picture_label: lists.take("picture_label"),
            joiner: lists.take("joiner"),
            name_particle: lists.take("name_particle"),
            date_word: lists.take("date_word"),
            small_word: lists.take("small_word"),
            family_name: lists.take("family_name"),
            unnamed_wire: lists.take("unnamed_wire"),
            address_subject: lists.take("address_subject"),
            address_wires: lists.take("address_wires"),
            address_section: lists.take("address_section"),
            address_ending: lists.take("address_ending"),
            sentence_opening: lists.take("sentence_opening"),
        }
    }
}

impl SourceCues {
    fn of(lists: &mut CueLists) -> SourceCues {
        SourceCues {
            one_word_before: Suffixes::new(lists.take("one_word_source_before")),
            one_word_after: Prefixes::new(lists.take("one_word_source_after")),
            person_verb_after: Prefixes::new(lists.take("person_verb_after")),
            short_before: Suffixes::new(lists.take("short_source_before")),
            short_after: Prefixes::new(lists.take("short_source_after")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::assert_cues_are_well_formed;

    #[test]
    fn every_cue_belongs_to_a_known_list_and_is_found_beside_a_name() {
        assert_cues_are_well_formed(TABLE, CreditCues::of);
        for (list, cue) in CueLists::parse(TABLE).all() {
            let (before, after) = (format!("as {cue}"), format!("{cue} on Monday"));
            let is_found = match list {
                "copyright_before" => CUES.copyright_before.occur_in(&before),
                "photo_before" => CUES.photo_before.occur_in(&before),
                "mixed_before" => CUES.mixed_before.end(&before),
                "mixed_before_in_lines" => CUES.mixed_before_in_lines.end(&before),
                "attribution_before" => CUES.attribution_before.end(&before),
                "other_names_before" => CUES.other_names_before.end(&before),
                "byline_before" => CUES.byline_before.start(&after),
                "photo_after" => CUES.photo_after.start(&after),
                "mixed_after" => CUES.mixed_after.start(&after),
                "office_after" => CUES.office_after.start(&after),
                "attribution_after" => CUES.attribution_after.start(&after),
                "other_names_after" => CUES.other_names_after.start(&after),
                "chinese_source_after" => CUES.chinese_source_after.start(&after),
                "agency_noun" => CUES.agency_noun.occur_in(&before),
                "text_noun" => CUES.text_noun.occur_in(&before),
                "name_end" => CUES.name_end.first_in(&format!("Tolm{cue}")) == Some("Tolm".len()),
                "outlet_article" => CUES.outlet_article.start(&format!("{cue}Tolm Times")),
                "picture_right_before" => CUES.picture_right_before.end(&before),
                "picture_label_after" => CUES.picture_label_after.start(&after),
                "posting_before" => CUES.posting_before.start(&after),
                "contributed" => CUES.contributed.occur_in(&before),
                "wires_before" => CUES.wires_before.start(&after),
                "distributed_before" => CUES.distributed_before.end(&before),
                "no_republication_before" => CUES.no_republication_before.occur_in(&before),
                "this_text" => CUES.this_text.occur_in(&before),
                "no_outlet" => CUES.no_outlet.occur_in(&before),
                "no_outlet_name" => CUES.no_outlet_name.occur_in(&before),
                "own_letter_after" => CUES.own_letter_after.occur_in(&before),
                "picture_source_before" => CUES.picture_source_before.start(&after),
                "garbled_dash" => CUES.garbled_dash.start(&after),
                "one_word_source_before" => CUES.source.one_word_before.end(&before),
                "one_word_source_after" => CUES.source.one_word_after.start(&after),
                "person_verb_after" => CUES.source.person_verb_after.start(&after),
                "short_source_before" => CUES.source.short_before.end(&before),
                "short_source_after" => CUES.source.short_after.start(&after),
                "writer_before" => CUES.writer_before.end(&before),
                "reporting_before" => CUES.reporting_before.occur_in(&before),
                "joiner" | "sentence_opening" | "name_particle" | "date_word" | "small_word"
                | "family_name" | "unnamed_wire" | "address_subject" | "address_wires"
                | "address_section" | "address_ending" | "picture_label" => true,
                other => panic!("{other} is tested nowhere"),
            };
            assert!(is_found, "{list}: {cue}");
        }
    }
}
