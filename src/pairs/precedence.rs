//! Precedence of copies: dates of each text by outlet, and which outlet was first.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ArticleId, OutletId, TextId};
use rayon::prelude::*;
use typed_index_collections::TiVec;
use wirecopy_news::direction::{Appearance, GroupAppearance, Zones};
use wirecopy_news::story::Precedence;
use wirecopy_scratch::JaggedVec;

/// Texts whose copies are looked at before the results are appended.
const TEXTS_AT_ONCE: usize = 1 << 14;

/// Returns when an article may have appeared; `None` if it has no date.
pub(crate) fn appearance(corpus: &Corpus, article: ArticleId) -> Option<Appearance> {
    corpus.published(article).map(|published| Appearance::of(published, Zones::Any))
}

/// An outlet's number, `None` for an article without outlet, and when copies appeared there.
type OutletAppearance = (Option<OutletId>, GroupAppearance);

/// Dates of the copies of all texts.
#[derive(Default)]
pub(crate) struct CopyDates {
    /// Article → how the copies in other outlets relate to it in time.
    of_articles: TiVec<ArticleId, Precedence>,
    /// Text → the copy that certainly no other outlet's came before; its words are compared with
    /// other texts.
    earliest: TiVec<TextId, Option<ArticleId>>,
    /// Of each text one entry per outlet, sorted; each article without outlet has its own, and
    /// these come first.
    by_outlet: JaggedVec<OutletAppearance, TextId>,
    /// Text → all entries joined.
    joined: TiVec<TextId, Option<GroupAppearance>>,
}

impl CopyDates {
    pub(crate) fn of(corpus: &Corpus) -> CopyDates {
        let mut all = CopyDates::default();
        let text_ids: Vec<TextId> = corpus.text_ids().collect();
        for some in text_ids.chunks(TEXTS_AT_ONCE) {
            let of_some: Vec<DatesOfText> =
                some.par_iter().map(|text_id| DatesOfText::of(corpus, *text_id)).collect();
            for DatesOfText { of_copies, earliest, by_outlet, joined } in of_some {
                all.of_articles.extend(of_copies);
                all.earliest.push(earliest);
                all.by_outlet.push(by_outlet);
                all.joined.push(joined);
            }
        }
        all
    }

    /// Returns how the other copies of an article's text, in other outlets, relate to it in time.
    pub(crate) fn of_article(&self, article: ArticleId) -> Precedence {
        self.of_articles[article]
    }

    /// Returns how the copies of another text relate in time to the earliest copy of this one.
    pub(crate) fn between(&self, corpus: &Corpus, text_id: TextId, other: TextId) -> Precedence {
        let Some(earliest) = self.earliest[text_id] else { return Precedence::Later };
        let others = self.elsewhere(other, corpus.row(earliest).outlet);
        others.map_or(Precedence::Later, |others| Precedence::of_group(appearance(corpus, earliest), others))
    }

    /// Returns when a text appeared in other outlets than this one. O(log n), and O(n) where this
    /// outlet has it too.
    fn elsewhere(&self, text_id: TextId, outlet: Option<OutletId>) -> Option<GroupAppearance> {
        let by_outlet = self.by_outlet.of(text_id);
        match outlet.filter(|_| entry_of(by_outlet, outlet).is_some()) {
            None => self.joined[text_id],
            own => by_outlet
                .iter()
                .filter(|(name, _)| *name != own)
                .map(|(_, appeared)| *appeared)
                .reduce(joined),
        }
    }
}

/// Dates of the copies of one text.
struct DatesOfText {
    of_copies: Vec<Precedence>,
    earliest: Option<ArticleId>,
    by_outlet: Vec<OutletAppearance>,
    joined: Option<GroupAppearance>,
}

impl DatesOfText {
    fn of(corpus: &Corpus, text_id: TextId) -> DatesOfText {
        let copies = corpus.copies(text_id);
        let mut dated: Vec<(Option<OutletId>, Option<Appearance>)> =
            copies.clone().map(|article| (corpus.row(article).outlet, appearance(corpus, article))).collect();
        dated.sort_unstable();
        let by_outlet: Vec<OutletAppearance> = dated
            .chunk_by(|a, b| a.0.is_some() && a.0 == b.0)
            .map(|of_outlet| (of_outlet[0].0, GroupAppearance::of(of_outlet.iter().map(|copy| copy.1))))
            .collect();
        let others = others_of_each(&by_outlet);
        let joined = by_outlet.iter().map(|(_, appeared)| *appeared).reduce(joined);
        let mut dates =
            DatesOfText { of_copies: Vec::with_capacity(copies.len()), earliest: None, by_outlet, joined };
        for article in copies {
            let own = appearance(corpus, article);
            // Articles without outlet come first, one entry each; one of the same date is as good
            // as this one.
            let entry = match corpus.row(article).outlet {
                None => Some(dated.partition_point(|other| *other < (None, own))),
                outlet => entry_of(&dates.by_outlet, outlet),
            };
            let others = entry.and_then(|entry| others[entry]);
            let precedence = others.map_or(Precedence::Later, |others| Precedence::of_group(own, others));
            let is_before = |earliest: ArticleId| own < appearance(corpus, earliest);
            if precedence == Precedence::Later && dates.earliest.is_none_or(is_before) {
                dates.earliest = Some(article);
            }
            dates.of_copies.push(precedence);
        }
        dates
    }
}

/// Returns the index of a known outlet's entry.
fn entry_of(by_outlet: &[OutletAppearance], outlet: Option<OutletId>) -> Option<usize> {
    by_outlet.binary_search_by_key(&outlet, |(name, _)| *name).ok()
}

/// Returns, for each entry, all others joined. O(n).
fn others_of_each(entries: &[OutletAppearance]) -> Vec<Option<GroupAppearance>> {
    let join = |all: Option<GroupAppearance>, one: GroupAppearance| all.map_or(one, |all| joined(all, one));
    let mut others = Vec::with_capacity(entries.len());
    let mut before = None;
    for (_, appeared) in entries {
        others.push(before);
        before = Some(join(before, *appeared));
    }
    let mut behind = None;
    for ((_, appeared), others) in entries.iter().zip(&mut others).rev() {
        *others = behind.map(|behind| join(*others, behind)).or(*others);
        behind = Some(join(behind, *appeared));
    }
    others
}

fn joined(a: GroupAppearance, b: GroupAppearance) -> GroupAppearance {
    let least = |a: Option<i64>, b: Option<i64>| a.into_iter().chain(b).min();
    GroupAppearance {
        one_by: least(a.one_by, b.one_by),
        none_before: least(a.none_before, b.none_before),
        has_dateless: a.has_dateless || b.has_dateless,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn others_of_each_entry_are_all_but_itself(dates in prop::collection::vec((prop::option::of(0i64..9), any::<bool>()), 0..7)) {
            let entry = |(date, has_dateless): &(Option<i64>, bool)| {
                (None, GroupAppearance { one_by: *date, none_before: *date, has_dateless: *has_dateless })
            };
            let entries: Vec<OutletAppearance> = dates.iter().map(entry).collect();
            let plain = |index: usize| {
                let others = entries.iter().enumerate().filter(|(other, _)| *other != index);
                others.map(|(_, (_, appeared))| *appeared).reduce(joined)
            };
            let expected: Vec<_> = (0..entries.len()).map(plain).collect();
            prop_assert_eq!(others_of_each(&entries), expected);
        }
    }
}
