//! The plan of a whole file, by its first records.

use crate::csv::Dialect;
use crate::fields::{FieldChoice, FieldNames, FieldPlan, Sample, choose};
use crate::json::RecordLayout;
use crate::markup::TextFormat;
use std::sync::Arc;

/// Share of the texts of a sample from which a field is HTML, in percent. A few texts that quote a
/// tag do not make it so.
const MARKED_UP_PERCENT_MIN: u64 = 20;

/// The plan of reading one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FilePlan {
    /// The fields of its records.
    pub(crate) fields: FieldPlan,
    /// True if its texts are HTML.
    pub(crate) is_html: bool,
    /// The dialect of a table.
    pub(crate) dialect: Dialect,
    /// The place of the records of a JSON file.
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
        let is_html = text_format == TextFormat::Html;
        FilePlan { fields: FieldPlan::new(names), is_html, ..FilePlan::default() }
    }

    /// The plan of a file with this sample.
    pub(crate) fn of_sample(names: &FieldNames, text_format: TextFormat, sample: &Sample) -> FilePlan {
        let (fields, mut choices) = choose(names, sample);
        let text = fields.text_in(sample);
        let (marked_up, texts) = text.map_or((0, 0), |text| (text.marked_up, text.records));
        let is_html = match text_format {
            TextFormat::Html => true,
            TextFormat::Plain => false,
            TextFormat::Auto => marked_up > 0 && 100 * marked_up >= MARKED_UP_PERCENT_MIN * texts,
        };
        if let Some(text) = text.filter(|_| is_html && text_format == TextFormat::Auto) {
            let reason =
                format!("{marked_up} of its first {texts} texts have tags or entities: it is read as HTML");
            choices.push(FieldChoice { role: "text", field: text.name.clone(), reason });
        }
        FilePlan {
            fields,
            is_html,
            notes: PlanNotes {
                choices,
                names: sample.names(),
                marked_up: if is_html || text_format == TextFormat::Plain { 0 } else { marked_up },
            },
            ..FilePlan::default()
        }
    }
}
