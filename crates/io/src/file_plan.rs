//! The plan of a whole file, by its first records.

use crate::csv::Dialect;
use crate::dates::DateOrder;
use crate::fields::{FieldChoice, FieldNames, FieldPlan, Sample, SampledField, choose, stubs_warning};
use crate::json::RecordLayout;
use crate::markup::{Markup, TextFormat};
use std::sync::Arc;
use wirecopy_article::event::Warning;

/// Share of the texts of a sample from which a field is HTML or Markdown, in percent. A few texts
/// that quote a tag do not make it so.
const MARKED_UP_PERCENT_MIN: u64 = 20;

/// The plan of reading one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FilePlan {
    /// The fields of its records.
    pub(crate) fields: FieldPlan,
    /// The markup of its texts.
    pub(crate) markup: Markup,
    /// The order of day and month in dates that do not show it.
    pub(crate) date_order: Option<DateOrder>,
    /// The dialect of a table.
    pub(crate) dialect: Dialect,
    /// The layout of the records of a JSON file.
    pub(crate) layout: RecordLayout,
    /// Notes on it for the user; empty once they were passed on.
    pub(crate) notes: PlanNotes,
}

/// Findings in the first records of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PlanNotes {
    /// Fields that were chosen by their content.
    pub(crate) choices: Vec<FieldChoice>,
    /// Names of all fields.
    pub(crate) names: Vec<String>,
    /// Texts with markup that are read as they are.
    pub(crate) marked_up: u64,
    /// The warning that the texts are stubs of another field.
    pub(crate) stubs: Option<Warning>,
}

/// Plans that files share: a folder of files of one record each has few.
#[derive(Debug, Default)]
pub(crate) struct SharedPlans {
    recent: Vec<Arc<FilePlan>>,
}

/// Plans that a new one is compared with.
const RECENT_PLANS_MAX: usize = 16;

impl SharedPlans {
    /// The plan itself, or an equal one of an earlier file.
    pub(crate) fn shared(&mut self, plan: FilePlan) -> Arc<FilePlan> {
        if let Some(equal) = self.recent.iter().find(|recent| ***recent == plan) {
            return Arc::clone(equal);
        }
        if self.recent.len() == RECENT_PLANS_MAX {
            self.recent.remove(0);
        }
        let plan = Arc::new(plan);
        self.recent.push(Arc::clone(&plan));
        plan
    }
}

impl FilePlan {
    /// The plan by names alone.
    pub(crate) fn by_names(names: &FieldNames, text_format: TextFormat) -> FilePlan {
        let markup = text_format.stated().unwrap_or_default();
        FilePlan { fields: FieldPlan::new(names), markup, ..FilePlan::default() }
    }

    /// The plan of a file with this sample.
    pub(crate) fn of_sample(names: &FieldNames, text_format: TextFormat, sample: &Sample) -> FilePlan {
        let (fields, mut choices) = choose(names, sample);
        let text = fields.text_in(sample);
        let (marked_up, markdown, texts) =
            text.map_or((0, 0, 0), |text| (text.marked_up, text.markdown, text.records));
        let is_much = |marked: u64| marked > 0 && 100 * marked >= MARKED_UP_PERCENT_MIN * texts;
        let markup = text_format.stated().unwrap_or(match () {
            () if is_much(marked_up) => Markup::Html,
            () if is_much(markdown) => Markup::Markdown,
            () => Markup::None,
        });
        if let Some(text) = text.filter(|_| text_format == TextFormat::Auto) {
            let reason = match markup {
                Markup::None => None,
                Markup::Html => Some(format!(
                    "{marked_up} of its first {texts} texts have tags or entities: it is read as HTML"
                )),
                Markup::Markdown => Some(format!(
                    "{markdown} of its first {texts} texts have links or marks of Markdown: it is read as Markdown"
                )),
            };
            let field = text.name.clone();
            choices.extend(reason.map(|reason| FieldChoice { role: "text", field, reason }));
        }
        let date = fields.date_in(sample);
        let date_order = date.and_then(|date| date.orders.majority());
        choices.extend(date.zip(date_order).and_then(|(date, order)| order_choice(date, order)));
        let stubs = text.filter(|_| names.text.is_none()).and_then(|text| stubs_warning(text, sample));
        let is_left = markup != Markup::Html && text_format != TextFormat::Plain;
        FilePlan {
            fields,
            markup,
            date_order,
            notes: PlanNotes {
                choices,
                names: sample.names(),
                marked_up: if is_left { marked_up } else { 0 },
                stubs,
            },
            ..FilePlan::default()
        }
    }
}

/// The decision about dates that could be of either order, if there are some.
fn order_choice(date: &SampledField, order: DateOrder) -> Option<FieldChoice> {
    let (first, shown) = match order {
        DateOrder::DayFirst => ("day", date.orders.day_first),
        DateOrder::MonthFirst => ("month", date.orders.month_first),
    };
    let ambiguous = date.orders.ambiguous;
    let reason =
        format!("{ambiguous} dates such as 03/04/2025 have the {first} first, as {shown} others show");
    (ambiguous > 0).then(|| FieldChoice { role: "published", field: date.name.clone(), reason })
}
