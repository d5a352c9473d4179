//! Opening an input: its stream, compression, format and plan.

use crate::error::{Error, Result};
use crate::file_plan::{PlanNotes, SharedPlans};
use crate::files::ListedFile;
use crate::format::FirstBytes;
use crate::formats::{format_of, format_of_content, format_of_text};
use crate::input::{InputFile, InputFormat, InputStamp};
use crate::options::ReadOptions;
use crate::sniff::refused_form;
use crate::stream::{EndingFault, Opened, open_stream};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes that show what an input is.
const SNIFFED_BYTES: usize = 1 << 16;

/// The state of opening one input after another.
pub(super) struct Opener {
    /// Standard input, until it is opened.
    pub(super) stdin: Option<Box<dyn Read + Send>>,
    pub(super) plans: SharedPlans,
}

/// Opens an input and recognises what it is: the format that the user stated, what its first bytes
/// show, or what its name announces.
///
/// # Errors
/// When the input cannot be read, or its first bytes show that no record of it could be read.
pub(super) fn open_listed(
    listed: &ListedFile,
    options: &ReadOptions,
    opener: &mut Opener,
) -> Result<(Opened, PlanNotes)> {
    let copy = options.streams.reader(&listed.path).filter(|_| listed.stamp.is_none());
    let (raw, stamp): (Box<dyn Read + Send>, Option<InputStamp>) = if let Some(copy) = copy {
        (copy, None)
    } else if listed.is_stdin {
        (opener.stdin.take().expect("standard input is listed once"), None)
    } else {
        let failed = |source| Error::Read { path: listed.path.clone(), source };
        let file = File::open(&listed.path).map_err(failed)?;
        let stamp = InputStamp::of(&file.metadata().map_err(failed)?);
        (Box::new(file), stamp)
    };
    let (path, stated, announced) = (listed.path.clone(), options.format, listed.format);
    let shown = listed.other_name.as_ref().map_or_else(|| path.clone(), PathBuf::from);
    let named = Named { path, shown, name: listed.name(), stated, announced, ending: None };
    let (opened, notes, _) = recognised(raw, named, options, &mut opener.plans)?;
    Ok((Opened { stamp, ..opened }, notes))
}

/// The format of a file that will be read, by its content and its name; `None` if it is not
/// known before, or cannot be.
pub(crate) fn format_of_file(listed: &ListedFile, options: &ReadOptions) -> Option<InputFormat> {
    listed.stamp?;
    let file = File::open(&listed.path).ok()?;
    let (_, mut stream) = open_stream(Box::new(file), listed.path.clone()).ok()?;
    let mut bytes = Vec::new();
    // What is damaged is refused when it is read.
    let ended = stream.fill(&mut bytes, SNIFFED_BYTES).unwrap_or(true);
    let first = FirstBytes { bytes: &bytes, ended, path: &listed.path };
    let of_content = format_of_content(&bytes);
    if refused_form(&bytes, of_content.is_some()).is_some() {
        return listed.format;
    }
    of_content.or_else(|| Some(format_of_text(&first, listed.format, options)))
}

/// Opens a file in a file; `None` if nothing shows its format. Its bytes end at a fault.
///
/// # Errors
/// Those of [`open_listed`].
#[cfg(feature = "archives")]
pub(super) fn open_member(
    raw: Box<dyn Read + Send>,
    name: &str,
    options: &ReadOptions,
    ending: EndingFault,
) -> Result<Option<(Opened, PlanNotes)>> {
    let (path, announced, ending): (PathBuf, _, _) =
        (name.into(), crate::formats::format_of_name(name), Some(ending));
    let named = Named {
        name: crate::files::name_of(&path),
        shown: path.clone(),
        path,
        stated: None,
        announced,
        ending,
    };
    let (opened, notes, is_known) = recognised(raw, named, options, &mut SharedPlans::default())?;
    Ok(is_known.then_some((opened, notes)))
}

/// An input with what its user and its name say of its format.
struct Named {
    path: PathBuf,
    /// Its path in messages.
    shown: PathBuf,
    /// The name that records have for it.
    name: String,
    stated: Option<InputFormat>,
    announced: Option<InputFormat>,
    /// The position of a fault that ends it.
    ending: Option<EndingFault>,
}

/// An input in its format, and whether that is more than a guess.
fn recognised(
    raw: Box<dyn Read + Send>,
    Named { path, shown, name, stated, announced, ending }: Named,
    options: &ReadOptions,
    plans: &mut SharedPlans,
) -> Result<(Opened, PlanNotes, bool)> {
    let (compression, mut stream) = open_stream(raw, shown.clone())?;
    if let Some(ending) = ending {
        stream = stream.ending_at_fault(ending);
    }
    let mut first = Vec::new();
    let mut ended = stream.fill(&mut first, SNIFFED_BYTES)?;
    let of_content = format_of_content(&first);
    if let Some(reason) = refused_form(&first, of_content.is_some()) {
        return Err(stream.bad_input(reason));
    }
    let known = stated.or(of_content);
    let of_text = |bytes: &[u8], ended: bool| {
        let first = FirstBytes { bytes, ended, path: &shown };
        known.unwrap_or_else(|| format_of_text(&first, announced, options))
    };
    let mut format = of_text(&first, ended);
    if !ended && format_of(format).first_bytes() > first.len() {
        ended = stream.fill(&mut first, format_of(format).first_bytes())?;
        // The first line may be longer than what was seen of it.
        format = of_text(&first, ended);
    }
    format_of(format).check(&first, &name).map_err(|reason| stream.bad_input(reason))?;
    let mut plan = format_of(format).plan(&FirstBytes { bytes: &first, ended, path: &shown }, options)?;
    let notes = std::mem::take(&mut plan.notes);
    let is_known = known.is_some() || announced.is_some() || format != InputFormat::Text;
    let file = Arc::new(InputFile { path, name, format, compression, plan: plans.shared(plan) });
    Ok((Opened { stream, first, file, stamp: None }, notes, is_known))
}
