//! Credits of one text, a comparison of two, and the article of one page.

use crate::errors::exception;
use pyo3::prelude::*;
use serde_json::json;
use wirecopy::{Atomic, Error, ExtractForm, ExtractTarget, InputArticle, MemoryInput, ReadOptions, extract};
use wirecopy_scratch::temporary_folder;

/// Compares two texts, and returns their scores, relation and passages as JSON.
#[pyfunction]
pub fn compare(py: Python<'_>, a: &str, b: &str) -> String {
    py.detach(|| {
        let compared = wirecopy::compare(a, b);
        json!({
            "jaccard": compared.jaccard(),
            "a_in_b": compared.overlap.a_in_b(),
            "b_in_a": compared.overlap.b_in_a(),
            "shared_shingles": compared.overlap.shared,
            "longest_match_words": compared.longest(),
            "relation": compared.relation().map(wirecopy::Relation::name),
            "evidence": compared.evidence,
            "passages": compared.passages(),
        })
        .to_string()
    })
}

/// Returns the credits of a text, and of the fields beside it, as JSON.
#[pyfunction]
#[pyo3(signature = (text, author = None, url = None))]
pub fn credits(py: Python<'_>, text: String, author: Option<String>, url: Option<String>) -> String {
    let article = InputArticle { author, url, ..InputArticle::new("", text) };
    py.detach(|| json!(wirecopy::credits(article)).to_string())
}

/// Returns the article of a page as JSON, as a web archive with the page would give it.
#[pyfunction]
#[pyo3(signature = (html, url = None))]
pub fn extract_page(py: Python<'_>, html: Vec<u8>, url: Option<String>) -> PyResult<String> {
    py.detach(|| extracted(&html, url.as_deref())).map_err(|error| exception(&error))
}

fn extracted(html: &[u8], url: Option<&str>) -> Result<String, Error> {
    let reading = ReadOptions::new(std::env::temp_dir());
    let page = MemoryInput::of_page(html, url, &reading.temp_dir)?;
    let folder = temporary_folder(&reading.temp_dir)?;
    let path = folder.path().join("article.jsonl");
    let rows = Atomic::new(&path)?;
    let target = ExtractTarget { path: &path, staged: &rows, form: ExtractForm::JsonLines };
    extract(&[page.input()], &reading, &target, &|_| {})?;
    rows.publish()?;
    std::fs::read_to_string(&path).map_err(|error| unwritten(&reading, error))
}

fn unwritten(reading: &ReadOptions, source: std::io::Error) -> Error {
    wirecopy::FileError::Write { path: reading.temp_dir.clone(), source }.into()
}
