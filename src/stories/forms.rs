//! Forms: texts that an office or a desk fills in with other names and numbers each time.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::TextId;
use crate::pairs::findings::ArticleFindings;
use crate::pairs::labels::Labels;
use crate::stories::contradictions::LabelledPairs;
use std::collections::BTreeMap;
use typed_index_collections::TiVec;
use wirecopy_news::relation::{FormCue, Relation, RelationEvidence};
use wirecopy_reuse::graph::Components;

/// Labels the pairs whose texts fill in one form, as other texts show, although the two differ in
/// little: a notice about the next town looks like an update of the first one. O(n √n log n) for n
/// pairs.
pub(crate) fn with_forms(corpus: &Corpus, mut found: ArticleFindings) -> Result<ArticleFindings> {
    let (Some(mut labels), Some(mut alignments)) = (found.labels.take(), found.alignments.take()) else {
        return Ok(found);
    };
    let pairs: Vec<(TextId, TextId)> = found.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    let mut forms = FilledForms::of(corpus.n_texts(), &pairs, &labels);
    let id = |text_id: TextId| corpus.id(corpus.article_of(text_id)).to_owned();
    let (surely, perhaps): (Vec<_>, Vec<_>) =
        std::mem::take(&mut labels.forms).into_iter().partition(|(_, cue)| *cue == FormCue::OtherThings);
    for cues in [surely, perhaps] {
        forms.count(&pairs, &labels);
        for (pair, cue) in cues {
            let (a, b) = pairs[pair as usize];
            let may_be_form = may_be_form(labels.relation(pair as usize), cue)
                && (cue == FormCue::OtherThings || forms.are_often(a, b));
            if let Some(others) = forms.others(a, b).filter(|_| may_be_form) {
                let mut ids = others.map(id).to_vec();
                ids.dedup();
                labels.relabel(pair as usize, Relation::Template);
                alignments.add_evidence(pair as usize, RelationEvidence::Form { ids })?;
            }
        }
    }
    for _pass in 0..CONTRADICTED_PASSES {
        let labelled = LabelledPairs::of(&pairs, &labels.relations);
        for (pair, (a, b)) in pairs.iter().enumerate() {
            let may_be_form = may_be_form(labels.relation(pair), FormCue::OtherThings);
            if let Some(others) = labelled.contradicting(*a, *b).filter(|_| may_be_form) {
                let mut ids = others.map(id).to_vec();
                ids.dedup();
                labels.relabel(pair, Relation::Template);
                alignments.add_evidence(pair, RelationEvidence::Form { ids })?;
            }
        }
    }
    let relations = &labels.relations;
    labels.parts.retain(|(pair, _)| relations[*pair as usize] != Relation::Template);
    (found.labels, found.alignments) = (Some(labels), Some(alignments));
    Ok(found)
}

/// Passes over the pairs that other texts contradict; each one sees what the one before it found.
const CONTRADICTED_PASSES: usize = 2;

/// Returns whether a pair with this label may be two texts of one form. Nearly equal texts of one
/// day are copies of one of them.
fn may_be_form(relation: Relation, cue: FormCue) -> bool {
    match relation {
        Relation::Near => cue != FormCue::Nothing,
        Relation::Update | Relation::Excerpt | Relation::Contained | Relation::CopyTruncated => true,
        _ => false,
    }
}

/// Texts that fill in the same forms.
struct FilledForms {
    families: Components,
    /// For each text of a template the first other one.
    others: BTreeMap<TextId, TextId>,
    /// For each text the number of its templates, and of its pairs that may be copies.
    counts: TiVec<TextId, (u32, u32)>,
}

/// Fewest templates of a text that is a form: with one, either text may be the odd one ...
const TEMPLATES_MIN: u32 = 2;

/// ... and their least percentage among the pairs of two such texts that are templates or may be
/// copies. The story of which others fill in a form has its copies, and few templates.
const TEMPLATES_PERCENT_MIN: u64 = 25;

impl FilledForms {
    /// Takes the pairs that are templates by themselves.
    fn of(n_texts: u32, pairs: &[(TextId, TextId)], labels: &Labels) -> FilledForms {
        let counts = vec![(0, 0); n_texts as usize].into();
        let mut forms = FilledForms { families: Components::new(n_texts), others: BTreeMap::new(), counts };
        for ((a, b), relation) in pairs.iter().zip(&labels.relations) {
            if *relation != Relation::Template {
                continue;
            }
            forms.families.join((*a).into(), (*b).into());
            for (text_id, other) in [(*a, *b), (*b, *a)] {
                let first = forms.others.entry(text_id).or_insert(other);
                *first = (*first).min(other);
            }
        }
        forms
    }

    /// Counts the templates and possible copies of each text anew.
    fn count(&mut self, pairs: &[(TextId, TextId)], labels: &Labels) {
        self.counts.iter_mut().for_each(|counts| *counts = (0, 0));
        for ((a, b), relation) in pairs.iter().zip(&labels.relations) {
            for text_id in [*a, *b] {
                self.counts[text_id].0 += u32::from(*relation == Relation::Template);
                self.counts[text_id].1 += u32::from(relation.may_be_copy());
            }
        }
    }

    /// Returns whether the pairs of two texts are often templates.
    fn are_often(&self, a: TextId, b: TextId) -> bool {
        let (of_a, of_b) = (self.counts[a], self.counts[b]);
        let (templates, copies) = (u64::from(of_a.0 + of_b.0), u64::from(of_a.1 + of_b.1));
        of_a.0.min(of_b.0) >= TEMPLATES_MIN && 100 * templates >= TEMPLATES_PERCENT_MIN * (templates + copies)
    }

    /// Returns for two texts of one form other texts that fill it in.
    fn others(&mut self, a: TextId, b: TextId) -> Option<[TextId; 2]> {
        let is_one_form = self.families.root(a.into()) == self.families.root(b.into());
        let others = self.others.get(&a).zip(self.others.get(&b)).filter(|_| is_one_form);
        others.map(|(of_a, of_b)| [*of_a, *of_b])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(pairs: &[(u32, u32, Relation)]) -> (Vec<(TextId, TextId)>, Labels) {
        let ids = pairs.iter().map(|(a, b, _)| (TextId::from(*a), TextId::from(*b))).collect();
        let relations = pairs.iter().map(|(_, _, relation)| *relation).collect();
        (ids, Labels { relations, ..Labels::default() })
    }

    #[test]
    fn two_texts_fill_in_one_form_if_others_do() {
        let texts: Vec<TextId> = (0..6u32).map(TextId::from).collect();
        let template = |a, b| (a, b, Relation::Template);
        let (pairs, labels) =
            labelled(&[template(0, 2), template(1, 2), (3, 4, Relation::Near), template(4, 5)]);
        let mut forms = FilledForms::of(6, &pairs, &labels);
        assert_eq!(forms.others(texts[0], texts[1]), Some([texts[2]; 2]));
        assert_eq!(forms.others(texts[0], texts[4]), None);
        assert_eq!(forms.others(texts[0], texts[3]), None);
    }

    #[test]
    fn two_texts_are_a_form_if_a_quarter_of_their_pairs_are_templates() {
        let texts: Vec<TextId> = (0..5u32).map(TextId::from).collect();
        let template = |a, b| (a, b, Relation::Template);
        let forms = |others: &[(u32, u32, Relation)]| {
            let of_forms = [template(0, 2), template(0, 3), template(1, 2), template(1, 3), template(1, 4)];
            let (pairs, labels) = labelled(&[&of_forms[..], others].concat());
            let mut forms = FilledForms::of(5, &pairs, &labels);
            forms.count(&pairs, &labels);
            forms
        };
        let few = forms(&[(0, 1, Relation::Excerpt), (3, 4, Relation::Near)]);
        assert!(few.are_often(texts[0], texts[1]));
        assert!(!few.are_often(texts[3], texts[4]), "one has a single template");
        let many = forms(&[(0, 4, Relation::Update); 16]);
        assert!(!many.are_often(texts[0], texts[1]));
    }

    #[test]
    fn nearly_equal_texts_of_one_day_are_no_form() {
        assert!(!may_be_form(Relation::Near, FormCue::Nothing));
        assert!(may_be_form(Relation::Near, FormCue::SmallThings));
        assert!(may_be_form(Relation::Excerpt, FormCue::Nothing));
        assert!(!may_be_form(Relation::Correction, FormCue::OtherThings));
    }
}
