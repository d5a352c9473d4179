//! The columns of a table by role.

use super::cell::Column;
use crate::fields::{FieldPlan, N_ROLES, NO_RANK, ROLES, Role};
use crate::file_plan::FilePlan;
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_schema::{DataType, Fields, Schema};

/// For each role the paths of its columns with the ranks of their names, the best rank first.
pub(super) struct RoleColumns {
    plan: FilePlan,
    paths: [Vec<(u8, String)>; N_ROLES],
}

/// The columns of one batch, in the order of [`RoleColumns`].
pub(super) type BatchColumns<'a> = [Vec<(u8, Column<'a>)>; N_ROLES];

impl RoleColumns {
    /// # Errors
    /// With the reason if no column can be the text.
    pub(super) fn new(schema: &Schema, plan: FilePlan) -> Result<RoleColumns, String> {
        let fields = &plan.fields;
        let mut all = Vec::new();
        collect_paths(schema.fields(), "", &mut all);
        let mut paths: [Vec<(u8, String)>; N_ROLES] = Default::default();
        for path in &all {
            for (role, rank) in ROLES.into_iter().zip(fields.ranks(path)) {
                if rank != NO_RANK && fields.path_below(role, rank).is_none() {
                    paths[role as usize].push((rank, path.clone()));
                }
            }
        }
        paths.iter_mut().for_each(|paths| paths.sort_unstable());
        if paths[Role::Text as usize].is_empty() {
            return Err(fields.missing_text_of_file(&all));
        }
        Ok(RoleColumns { plan, paths })
    }

    /// The plan of the whole table.
    pub(super) fn plan(&self) -> &FilePlan {
        &self.plan
    }

    pub(super) fn fields(&self) -> &FieldPlan {
        &self.plan.fields
    }

    /// Returns whether a column of this path, or one above or below it, has a role.
    pub(super) fn uses(&self, path: &str) -> bool {
        self.paths.iter().flatten().any(|(_, used)| is_part_of(path, used))
    }

    /// The columns of a batch. One that a batch lacks is left out.
    pub(super) fn columns<'a>(&self, batch: &'a RecordBatch) -> BatchColumns<'a> {
        self.paths.each_ref().map(|paths| {
            paths.iter().filter_map(|(rank, path)| Some((*rank, column(batch, path)?))).collect()
        })
    }
}

/// Returns whether one of two columns is the other or within it.
pub(super) fn is_part_of(a: &str, b: &str) -> bool {
    let is_below = |path: &str, above: &str| {
        path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    is_below(a, b) || is_below(b, a)
}

/// The paths of all columns; the fields of a struct have those of the struct and of themselves.
pub(super) fn collect_paths(fields: &Fields, above: &str, paths: &mut Vec<String>) {
    for field in fields {
        let path = if above.is_empty() { field.name().clone() } else { format!("{above}.{}", field.name()) };
        match field.data_type() {
            DataType::Struct(inner) => collect_paths(inner, &path, paths),
            _ => paths.push(path),
        }
    }
}

pub(super) fn column<'a>(batch: &'a RecordBatch, path: &str) -> Option<Column<'a>> {
    if let Some(array) = batch.column_by_name(path) {
        return Some(Column::new(array));
    }
    let (mut name, mut rest) = path.split_once('.')?;
    let mut array = batch.column_by_name(name)?;
    loop {
        let inner = array.as_struct_opt()?;
        if let Some(array) = inner.column_by_name(rest) {
            return Some(Column::new(array));
        }
        (name, rest) = rest.split_once('.')?;
        array = inner.column_by_name(name)?;
    }
}
