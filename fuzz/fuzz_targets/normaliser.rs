//! Any text as an article: its tokens and paragraphs are spans of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wirecopy_article::text::{Analysis, analyse};

fuzz_target!(|text: &str| {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    for paragraph in &analysis.paragraphs {
        assert!(text.get(paragraph.start as usize..paragraph.end as usize).is_some());
    }
});
