//! Groups of equal or nearly equal units of the corpus.

use crate::corpus::numbering::Corpus;
use crate::corpus::seeded_corpus::SeededCorpus;
use crate::error::Result;
use crate::numbers::{GroupId, PieceId, TextId};
use crate::paragraphs::repeated::Paragraphs;
use crate::paragraphs::units::{UnitId, units};
use typed_index_collections::TiVec;
use wirecopy_news::boilerplate::{Page, PageUnit};
use wirecopy_scratch::JaggedVec;

/// Groups of equal or nearly equal units: fragments, and after them pieces that are equal but for
/// their numbers.
pub(crate) struct UnitGroups {
    of_pieces: TiVec<PieceId, Option<GroupId>>,
    /// Group → the texts that contain it, ascending, each with the index of its first unit of the
    /// group.
    pub(crate) carriers: JaggedVec<(u32, u32), GroupId>,
}

impl UnitGroups {
    /// Groups the units of the texts that are kept. A sort of the pieces, and one of all units that
    /// others are equal to.
    pub(crate) fn of(
        corpus: &Corpus,
        paragraphs: &Paragraphs,
        is_kept: impl Fn(TextId) -> bool,
    ) -> UnitGroups {
        let (of_pieces, n_groups) = groups_of_pieces(corpus, paragraphs.fragments.len() as u32);
        let mut groups = UnitGroups { of_pieces, carriers: JaggedVec::default() };
        let mut entries: Vec<(GroupId, (u32, u32))> = Vec::new();
        for text_id in corpus.text_ids().filter(|text_id| is_kept(*text_id)) {
            for (index, unit) in (0..).zip(units(corpus, text_id)) {
                let group = groups.group_of(paragraphs, unit.id);
                entries.extend(group.map(|group| (group, (text_id.into(), index))));
            }
        }
        entries.sort_unstable();
        entries.dedup_by_key(|(group, (text_id, _))| (*group, *text_id));
        groups.carriers = JaggedVec::grouped(n_groups as usize, || entries.iter().copied());
        groups
    }

    /// Returns the group of a unit.
    pub(crate) fn group_of(&self, paragraphs: &Paragraphs, id: UnitId) -> Option<GroupId> {
        match id {
            UnitId::Paragraph(paragraph) => {
                paragraphs.fragment_of(paragraph).map(|fragment| GroupId::from(u32::from(fragment)))
            }
            UnitId::Piece(piece) => self.of_pieces[piece],
        }
    }

    /// Reads the page of a text.
    pub(crate) fn page(
        &self,
        seeded: &SeededCorpus,
        paragraphs: &Paragraphs,
        text_id: TextId,
    ) -> Result<Page> {
        let mut of_page: Vec<PageUnit> = units(&seeded.corpus, text_id)
            .map(|unit| PageUnit {
                group: self.group_of(paragraphs, unit.id).map(u32::from),
                tokens: unit.tokens,
                seeds_end: 0,
                form: unit.form,
                is_boilerplate_alone: unit.is_boilerplate_alone,
            })
            .collect();
        let mut seeds = Vec::new();
        seeded.for_each_seed(text_id, |unit, seed| {
            seeds.push(seed);
            of_page[unit].seeds_end = seeds.len() as u32;
        })?;
        // A unit without seeds ends where the one before it does.
        let mut end = 0;
        for unit in &mut of_page {
            end = unit.seeds_end.max(end);
            unit.seeds_end = end;
        }
        Ok(Page { units: of_page, seeds })
    }
}

/// Returns for each piece the group of those that are equal to it, numbered from `first`, and the
/// number after the last group.
fn groups_of_pieces(corpus: &Corpus, first: u32) -> (TiVec<PieceId, Option<GroupId>>, u32) {
    let mut keyed: Vec<(u64, PieceId)> = corpus
        .text_ids()
        .flat_map(|text_id| corpus.piece_sketches(text_id).iter().zip(corpus.piece_ids(text_id)))
        .map(|(piece, id)| (piece.key, id))
        .collect();
    keyed.sort_unstable();
    let mut of_pieces: TiVec<PieceId, _> = vec![None; keyed.len()].into();
    let mut n_groups = first;
    for equal in keyed.chunk_by(|a, b| a.0 == b.0).filter(|equal| equal.len() > 1) {
        for (_, piece) in equal {
            of_pieces[*piece] = Some(GroupId::from(n_groups));
        }
        n_groups += 1;
    }
    (of_pieces, n_groups)
}
