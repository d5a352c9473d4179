//! Labels of an article in the truth file.

use crate::generate::copy::copied_page::Copied;
use crate::generate::copy::plan::{CopyPlan, Shape};
use crate::generate::dump::StoryPlan;
use crate::generate::page::ArticlePage;
use crate::generate::score::Score;
use crate::generate::truth::{Operation, TrueCredit, TrueRelation};
use wirecopy_news::relation::JACCARD_NEAR;

/// Relation to the source, the first that applies: exact by its tokens; then by shape, which says
/// more than any score; and for stories copied whole by the exact Jaccard, since a story of which
/// most was dropped or edited is not a near copy.
pub(crate) fn relation(copied: &Copied, score: &Score) -> TrueRelation {
    let has = |operation| copied.operations.contains(&operation);
    if score.is_exact {
        TrueRelation::Exact
    } else if has(Operation::Roundup) {
        TrueRelation::Roundup
    } else if has(Operation::QuotesShared) {
        TrueRelation::SharedQuote
    } else if has(Operation::TemplateFilled) {
        TrueRelation::Template
    } else if has(Operation::NumbersChanged) {
        TrueRelation::Update
    } else if has(Operation::Embedded) {
        TrueRelation::Excerpt
    } else if has(Operation::Truncated) && copied.is_teaser {
        TrueRelation::Teaser
    } else if has(Operation::Truncated) {
        TrueRelation::CopyTruncated
    } else if score.overlap.jaccard() >= JACCARD_NEAR {
        TrueRelation::Near
    } else {
        TrueRelation::Excerpt
    }
}

/// Verdict, agency and origin of the text.
pub(crate) struct CreditLabel {
    pub(crate) credit: TrueCredit,
    pub(crate) agency: Option<&'static str>,
    pub(crate) text_origin: u64,
}

/// Credit of an original: its own, whether it names an agency as a source or not.
pub(crate) fn credit_of_original(plan: &StoryPlan, page: &ArticlePage) -> CreditLabel {
    let credit = if page.mentions.is_some() { TrueCredit::Mention } else { TrueCredit::Original };
    CreditLabel { credit, agency: plan.agency_name().or(page.mentions), text_origin: plan.outlet }
}

/// Credit of a copy. Versions of the same outlet and shared quotations are original work; stripped
/// credit has precedence over the rest; a passage inside other words is mentioned; else the
/// dateline or the line of republication decides.
pub(crate) fn credit_of_copy(plan: &StoryPlan, copy: &CopyPlan, copied: &Copied) -> CreditLabel {
    let agency = plan.agency_name();
    match copy.shape {
        Shape::NumbersChanged | Shape::TemplateFilled => {
            CreditLabel { credit: TrueCredit::Original, agency, text_origin: plan.outlet }
        }
        _ if copied.operations.contains(&Operation::QuotesShared) => {
            CreditLabel { credit: TrueCredit::Original, agency: None, text_origin: copy.outlet }
        }
        Shape::Embedded | Shape::Roundup | Shape::QuotesShared => {
            let is_stripped = copy.credit_stripped;
            let credit = if is_stripped { TrueCredit::UncreditedMatch } else { TrueCredit::Mention };
            CreditLabel { credit, agency, text_origin: copy.outlet }
        }
        Shape::Whole | Shape::Truncated => {
            let credit = match agency {
                _ if copy.credit_stripped => TrueCredit::UncreditedMatch,
                Some(_) => TrueCredit::WireCredited,
                None => TrueCredit::Rehosted,
            };
            CreditLabel { credit, agency, text_origin: plan.outlet }
        }
    }
}
