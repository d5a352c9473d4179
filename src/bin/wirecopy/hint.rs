//! Advice about flags, which the library does not know and leaves to the program.

use std::error::Error as StdError;
use std::io::ErrorKind;
use wirecopy::{Error, FileError};
use wirecopy_article::event::Warning;

const NEW_FOLDER: &str = "name a new or an empty folder";
const SCAN_AGAIN: &str = "run the command again while nothing writes to the file";
const SCAN_FOLDER: &str = "name a folder that scan --out wrote";
const IDS: &str = "two ids are looked up in the file or folder of --in";
const WITHOUT_STRICT: &str = "without --strict, a bad record is counted and the run continues";
const TEMP_DIR: &str = "name another folder with --temp-dir";
const TEXT_FIELD: &str = "name one with --text-field";
const NO_HEADER: &str =
    "for a table without a header use --no-header, and name columns by number: --text-field 3";

/// Parameters whose flags have other names.
const FLAGS: [(&str, &str); 8] = [
    ("jaccard_min", "--jaccard"),
    ("containment_min", "--containment"),
    ("loss_max", "--max-loss"),
    ("copied_share", "--copied"),
    ("chinese_share", "--chinese"),
    ("agency_share", "--agencies"),
    ("table_share", "--tables"),
    ("rates", "--rate"),
];

/// An error about a file whose name may be an id.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct PerhapsAnId(pub Error);

impl PerhapsAnId {
    fn advice(&self) -> Option<String> {
        match &self.0 {
            Error::Io(FileError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => {
                Some(IDS.to_owned())
            }
            error => for_wirecopy(error),
        }
    }
}

/// Returns the advice for an error, found by the kind of its first cause that has one.
pub fn for_error(error: &anyhow::Error) -> Option<String> {
    let advice = error.chain().find_map(for_cause)?;
    let is_said = error.chain().any(|cause| cause.to_string().contains(&advice));
    (!is_said).then_some(advice)
}

/// Returns a warning followed by its advice.
pub fn with_warning(warning: &Warning) -> String {
    let said = warning.to_string();
    let advice = match warning {
        Warning::SkippedFile { .. } => "pass it by name with --input-format to read it".to_owned(),
        Warning::FieldMissing { field, .. } => {
            format!("name the field with {}", field_flag(field))
        }
        Warning::GroupsOverLimit { .. } => "raise --group-len-max for more pairs".to_owned(),
        Warning::PairsOverLimit { .. }
        | Warning::WeakPairsOverLimit { .. }
        | Warning::StoriesOverLimit { .. } => "raise --pairs-max for all of them".to_owned(),
        Warning::MemoryTooSmall { limit_bytes, .. } if *limit_bytes < 1 << 20 => {
            "--memory needs a unit, as in 256M".to_owned()
        }
        Warning::MemoryTooSmall { .. } => "raise --memory: 112M is enough for any run".to_owned(),
        Warning::TempInMemory { .. } => TEMP_DIR.to_owned(),
        Warning::Rejected { .. } => "rejects.jsonl (with --out) lists each with its reason".to_owned(),
        Warning::FieldChosen { reason, .. } if is_of_markup(reason) => "see --text-format".to_owned(),
        Warning::FieldChosen { role, .. } => format!("see {}", field_flag(role)),
        Warning::TextsAreStubs { fields: [text, longer], .. } => which_text(text, longer),
        Warning::MarkupInTexts { .. } => "remove them with --text-format html".to_owned(),
        Warning::Mojibake { are_mended: false, .. } => "repair them with --fix-mojibake".to_owned(),
        Warning::NotFound { missing, .. } => match &missing[..] {
            ["dates"] => "name the field with --date-field".to_owned(),
            ["outlets"] => "name the field with --outlet-field".to_owned(),
            _ => "name fields with --date-field and --outlet-field".to_owned(),
        },
        Warning::PreferredUnknown { .. } => {
            "--prefer needs outlets as they are in the records, or the site of an address".to_owned()
        }
        Warning::DatesNotUnderstood { .. } => "name another field with --date-field".to_owned(),
        Warning::RejectedRecord { reason, .. } => match for_reason(reason) {
            Some(advice) => advice,
            None => return said,
        },
        _ => return said,
    };
    if said.contains(&advice) { said } else { format!("{said}; {advice}") }
}

/// Returns whether a field was chosen to be cleaned of markup.
fn is_of_markup(reason: &str) -> bool {
    ["HTML", "Markdown"].iter().any(|markup| reason.contains(markup))
}

/// The advice to name one of two fields that may be the text.
fn which_text(text: &str, longer: &str) -> String {
    format!("name the stories with --text-field '{longer}', or keep this with --text-field '{text}'")
}

/// The flag that names the field of a role.
fn field_flag(role: &str) -> String {
    format!("--{}-field", if role == "published" { "date" } else { role })
}

fn for_cause(cause: &(dyn StdError + 'static)) -> Option<String> {
    None.or_else(|| cause.downcast_ref().and_then(PerhapsAnId::advice))
        .or_else(|| cause.downcast_ref().and_then(for_wirecopy))
        .or_else(|| cause.downcast_ref().and_then(for_files))
        .or_else(|| cause.downcast_ref().and_then(for_lab))
        .or_else(|| cause.downcast_ref().and_then(for_scratch))
}

fn for_wirecopy(error: &Error) -> Option<String> {
    let advice = match error {
        Error::TempTooSmall { .. } => {
            "name another folder with --temp-dir, allow more memory with --memory, or continue with --ignore-free-space"
        }
        Error::OutputTooSmall { .. } => "name another output, or continue with --ignore-free-space",
        Error::NotAScan { .. } => SCAN_FOLDER,
        Error::SeveralArticles { .. } => "name two ids, and the file with --in",
        Error::Strict { reason, .. } => {
            return for_reason(reason).or_else(|| Some(WITHOUT_STRICT.to_owned()));
        }
        Error::NothingRead { rejects, .. } if rejects.is_empty() => {
            "the files are empty, or the folders have no files with known names: see --glob and --input-format"
        }
        Error::NothingRead { rejects, .. } => {
            return for_reason(&rejects.first()?.reason.to_string());
        }
        Error::TooManyRejects { .. } => "accept a larger share with --max-rejects",
        Error::LossTooLarge { .. } => "list them with --dry-run --max-loss 1, or allow more with --max-loss",
        Error::Scratch(error) | Error::Reuse(wirecopy_reuse::Error::Scratch(error)) => {
            return for_scratch(error);
        }
        Error::Io(error) => return for_files(error),
        Error::Index(error) => return for_index(error),
        _ => return None,
    };
    Some(advice.to_owned())
}

fn for_files(error: &FileError) -> Option<String> {
    match error {
        FileError::Changed { .. } => Some(SCAN_AGAIN.to_owned()),
        FileError::ForeignOutput { .. } => Some(NEW_FOLDER.to_owned()),
        FileError::BadInput { reason, .. } => for_reason(reason),
        FileError::NoTextField { records: Some(path), .. } => {
            Some(format!("read its objects as the records with --records '{path}'"))
        }
        FileError::NoTextField { proposed: Some(field), .. } => {
            Some(format!("name it with --text-field '{field}'"))
        }
        // One field may be all of them, between delimiters that were not seen.
        FileError::NoTextField { proposed: None, fields, .. } if fields.len() == 1 => {
            Some(format!("{TEXT_FIELD}, or the character between the fields of a table with --delimiter"))
        }
        FileError::NoTextField { proposed: None, .. } => Some(TEXT_FIELD.to_owned()),
        FileError::HeaderIsData { .. } => Some(NO_HEADER.to_owned()),
        FileError::StubTexts { text, longer } => Some(which_text(text, longer)),
        FileError::NoSuchField { role, .. } => Some(format!("see {}", field_flag(role))),
        FileError::Scratch(error) => for_scratch(error),
        _ => None,
    }
}

fn for_index(error: &wirecopy_index::Error) -> Option<String> {
    match error {
        wirecopy_index::Error::ForeignFolder { .. } => Some(NEW_FOLDER.to_owned()),
        wirecopy_index::Error::Scratch(error) => for_scratch(error),
        _ => None,
    }
}

fn for_lab(error: &wirecopy_lab::Error) -> Option<String> {
    match error {
        wirecopy_lab::Error::Parameter { name, .. } if !name.starts_with('-') => {
            Some(format!("see {}", flag_of(name)))
        }
        wirecopy_lab::Error::BadRecord { reason, .. } if reason.contains("no row of a truth file") => Some(
            "--truth needs the known facts about the articles, such as the truth.jsonl that generate writes"
                .to_owned(),
        ),
        _ => None,
    }
}

fn for_scratch(error: &wirecopy_scratch::Error) -> Option<String> {
    matches!(error, wirecopy_scratch::Error::Temp { .. }).then(|| TEMP_DIR.to_owned())
}

/// The message of an error about a parameter, which names its flag; `None` of other errors.
pub fn with_flag(cause: &(dyn StdError + 'static)) -> Option<String> {
    let of_news = |error: &wirecopy_news::Error| match error {
        wirecopy_news::Error::Parameter { name, value, expected } => Some((*name, value.clone(), *expected)),
    };
    let (name, value, expected) = match cause.downcast_ref() {
        Some(Error::Parameter { name, value, expected }) => Some((*name, value.clone(), *expected)),
        Some(Error::News(error)) => of_news(error),
        Some(_) => None,
        None => cause.downcast_ref().and_then(of_news),
    }?;
    Some(format!("{} is {value}: {expected}", flag_of(name)))
}

/// Names the flag of a parameter.
fn flag_of(name: &str) -> String {
    if name.starts_with('-') {
        return name.to_owned();
    }
    let name = name.split('.').next().unwrap_or(name);
    let flag = FLAGS.iter().find(|(parameter, _)| *parameter == name);
    flag.map_or_else(|| format!("--{}", name.replace('_', "-")), |(_, flag)| (*flag).to_owned())
}

/// Reasons by what they say, with the advice for them.
const REASONS: [(&[&str], &str); 2] =
    [(&["no field ", "there are: "], TEXT_FIELD), (&["name one of its tables"], "name it with --table")];

/// Advice for an input or a record that was refused.
fn for_reason(reason: &str) -> Option<String> {
    let left_out = reason.split_once("this build leaves out; the feature ");
    if let Some((feature, _)) = left_out.and_then(|(_, rest)| rest.split_once(' ')) {
        return Some(format!("build with --features {feature}, as in cargo install --features {feature}"));
    }
    let found = REASONS.iter().find(|(parts, _)| parts.iter().all(|part| reason.contains(part)));
    found.map(|(_, advice)| (*advice).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;
    use std::path::PathBuf;

    #[test]
    fn an_error_keeps_its_advice_through_every_crate_and_context() {
        let temp = || wirecopy_scratch::Error::Temp {
            path: PathBuf::from("t"),
            source: std::io::Error::other("full"),
        };
        let through_io = Error::Io(FileError::Scratch(temp()));
        let through_reuse = Error::Reuse(temp().into());
        let through_index = Error::Index(temp().into());
        for error in [through_io, through_reuse, through_index, Error::Scratch(temp())] {
            let wrapped: anyhow::Result<()> = Err(error).context("cannot scan");
            assert_eq!(for_cause_of(&wrapped.unwrap_err()).as_deref(), Some(TEMP_DIR));
        }
    }

    fn for_cause_of(error: &anyhow::Error) -> Option<String> {
        error.chain().find_map(for_cause)
    }

    #[test]
    fn a_parameter_is_named_by_its_flag() {
        for (name, flag) in [("jaccard_min", "--jaccard"), ("group_len_max", "--group-len-max")] {
            let error = Error::Parameter { name, value: "2".into(), expected: "less is expected" };
            assert_eq!(with_flag(&error), Some(format!("{flag} is 2: less is expected")));
        }
    }
}
