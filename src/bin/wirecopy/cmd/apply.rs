//! `wirecopy apply`: a list of removals, applied without a search.

use crate::args::ApplyArgs;
use crate::exit::Outcome;
use crate::progress::{RunProgress, print_warnings};
use crate::{exit, output};
use indicatif::HumanCount;
use wirecopy::report::terminal::counted;
use wirecopy::{Applied, SurvivorTarget, apply};
use wirecopy_io::{Atomic, Destination, Input, ReadOptions, copy_streams, refuse_replacing_input};

/// Applies the list and publishes the survivors.
pub fn run(args: &ApplyArgs) -> anyhow::Result<Outcome> {
    let inputs = args.reading.inputs();
    let options = ReadOptions { ignore_free_space: args.ignore_free_space, ..args.reading.options()? };
    let destination = &Destination::new(&args.out, &inputs, &options)?;
    refuse_replacing_input(&args.out, &[Input::Path(args.list.clone())])?;
    let staged = exit::begin(|| Atomic::new(destination.path()), Atomic::private_folder)?;
    let unfinished = staged.private_folder().to_path_buf();
    let options = copy_streams(&inputs, options)?;
    let progress = RunProgress::begin(args.quiet);
    let target = SurvivorTarget { destination, staged: &staged };
    let Applied { kept, removed, paragraphs } =
        apply(&args.list, &inputs, &options, &target, &|event| progress.on_event(event))?;
    let run = progress.end(args.reading.names());
    exit::finish(&unfinished, || staged.publish())?;
    print_warnings(&run, args.quiet);
    let of_paragraphs = match paragraphs {
        0 => String::new(),
        removed => format!(" and {}", counted(removed, "paragraph")),
    };
    output::print(&format!("Kept {}, removed {}{of_paragraphs}\n", HumanCount(kept), HumanCount(removed)))?;
    Ok(Outcome::Done)
}
