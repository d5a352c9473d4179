//! Decisions made from the first records of all files, for the user.

use crate::error::{Error, Result};
use crate::fields::{FieldChoice, FieldCounts, FieldNames};
use crate::file_plan::PlanNotes;
use std::collections::BTreeSet;
use wirecopy_article::event::Warning;

/// Most names of fields and choices that are kept: no dump has more on purpose.
const KEPT_MAX: usize = 1000;

/// Decisions by the first records of all files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadingNotes {
    /// Fields that were chosen by their content.
    pub choices: BTreeSet<FieldChoice>,
    /// Names of all fields, in reading order.
    pub fields: Vec<String>,
    /// Texts with markup that are read as they are.
    pub marked_up: u64,
    /// The warning that the texts of a file are stubs of another field; of several, the first.
    pub stubs: Option<Warning>,
}

impl ReadingNotes {
    pub(super) fn add(&mut self, notes: PlanNotes) {
        if self.choices.len() < KEPT_MAX {
            self.choices.extend(notes.choices);
        }
        for name in notes.names {
            if self.fields.len() < KEPT_MAX && !self.fields.contains(&name) {
                self.fields.push(name);
            }
        }
        self.marked_up += notes.marked_up;
        self.stubs = self.stubs.take().or(notes.stubs);
    }

    /// One warning per choice, by role and field.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let mut seen = BTreeSet::new();
        let chosen = self.choices.iter().filter(|choice| seen.insert((choice.role, &choice.field)));
        let mut warnings: Vec<Warning> = chosen
            .map(|FieldChoice { role, field, reason }| Warning::FieldChosen {
                role,
                field: field.clone(),
                reason: reason.clone(),
            })
            .collect();
        if self.marked_up > 0 {
            warnings.push(Warning::MarkupInTexts { texts: self.marked_up });
        }
        warnings.extend(self.stubs.clone());
        warnings
    }

    /// Refuses texts that are stubs of another field: stories would be removed as copies.
    ///
    /// # Errors
    /// [`Error::StubTexts`].
    pub fn assert_no_stubs(&self) -> Result<()> {
        match &self.stubs {
            Some(Warning::TextsAreStubs { fields: [text, longer], .. }) => {
                Err(Error::StubTexts { text: text.clone(), longer: longer.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Refuses a field that the user named and no record used.
    ///
    /// # Errors
    /// [`Error::NoSuchField`].
    pub fn assert_named_fields(
        &self,
        names: &FieldNames,
        used: &FieldCounts,
        has_bad_dates: bool,
    ) -> Result<()> {
        for (role, name) in names.by_role() {
            let is_date_not_understood = role == "published" && has_bad_dates;
            if !used.has(role, name) && !is_date_not_understood {
                let (name, fields) = (name.to_owned(), self.fields.clone());
                return Err(Error::NoSuchField { role, name, fields });
            }
        }
        Ok(())
    }
}
