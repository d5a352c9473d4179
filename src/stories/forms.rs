//! Forms: texts that an office or a desk fills in with other names and numbers each time.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::TextId;
use crate::pairs::findings::ArticleFindings;
use std::collections::BTreeMap;
use wirecopy_news::relation::{Relation, RelationEvidence};
use wirecopy_reuse::graph::Components;

/// Labels the pairs whose texts fill in one form, as other texts show, although the two differ in
/// little: a notice about the next town looks like an update of the first one. Linear in the pairs.
pub(crate) fn with_forms(corpus: &Corpus, mut found: ArticleFindings) -> Result<ArticleFindings> {
    let (Some(mut labels), Some(mut alignments)) = (found.labels.take(), found.alignments.take()) else {
        return Ok(found);
    };
    let pairs: Vec<(TextId, TextId)> = found.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    let is_template = |pair: &usize| labels.relation(*pair) == Relation::Template;
    let templates = (0..pairs.len()).filter(is_template).map(|pair| pairs[pair]);
    let mut forms = FilledForms::of(corpus.n_texts(), templates);
    let id = |text_id: TextId| corpus.id(corpus.article_of(text_id)).to_owned();
    for pair in std::mem::take(&mut labels.forms) {
        let (a, b) = pairs[pair as usize];
        let may_be_form = matches!(
            labels.relation(pair as usize),
            Relation::Near
                | Relation::Update
                | Relation::Excerpt
                | Relation::Contained
                | Relation::CopyTruncated
        );
        if let Some(others) = forms.others(a, b).filter(|_| may_be_form) {
            let mut ids = others.map(id).to_vec();
            ids.dedup();
            labels.relabel(pair as usize, Relation::Template);
            alignments.add_evidence(pair as usize, RelationEvidence::Form { ids })?;
        }
    }
    let relations = &labels.relations;
    labels.parts.retain(|(pair, _)| relations[*pair as usize] != Relation::Template);
    (found.labels, found.alignments) = (Some(labels), Some(alignments));
    Ok(found)
}

/// Texts that fill in the same forms.
struct FilledForms {
    families: Components,
    /// For each text of a template the first other one.
    others: BTreeMap<TextId, TextId>,
}

impl FilledForms {
    /// Takes the pairs that are templates by themselves.
    fn of(n_texts: u32, templates: impl Iterator<Item = (TextId, TextId)>) -> FilledForms {
        let mut forms = FilledForms { families: Components::new(n_texts), others: BTreeMap::new() };
        for (a, b) in templates {
            forms.families.join(a.into(), b.into());
            for (text_id, other) in [(a, b), (b, a)] {
                let first = forms.others.entry(text_id).or_insert(other);
                *first = (*first).min(other);
            }
        }
        forms
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

    #[test]
    fn two_texts_fill_in_one_form_if_others_do() {
        let texts: Vec<TextId> = (0..6u32).map(TextId::from).collect();
        let templates = [(texts[0], texts[2]), (texts[1], texts[2]), (texts[4], texts[5])];
        let mut forms = FilledForms::of(6, templates.into_iter());
        assert_eq!(forms.others(texts[0], texts[1]), Some([texts[2]; 2]));
        assert_eq!(forms.others(texts[0], texts[4]), None);
        assert_eq!(forms.others(texts[0], texts[3]), None);
    }
}
