//! The documented form of the output files: schemas, documentation and real output agree.
//!
//! The schemas in `docs/schemas` are generated from the row types. After a change of a row type,
//! write them anew with `WRITE_SCHEMAS=1 cargo test --test it schemas_in_docs`.

use crate::program::{run, stdout};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use wirecopy::output::{
    Article, Carrier, Cluster, DedupAnnotation, Deduplication, Explanation, Fragment, Member, Network,
    Occurrence, Pair, Reject, Removed, Run, ScanAnnotation, Summary,
};
use wirecopy_io::ExtractedRow;
use wirecopy_lab::generate::{GeneratedArticle, TruthRow};
use wirecopy_news::boilerplate::{PageForm, UnitPlace};

/// Name and schema of each output file.
fn schemas() -> [(&'static str, Value); 19] {
    [
        ("articles", schema::<Article>()),
        ("clusters", schema::<Cluster>()),
        ("dedup_annotation", schema::<DedupAnnotation>()),
        ("deduplication", schema::<Deduplication>()),
        ("explanation", schema::<Explanation>()),
        ("extracted", schema::<ExtractedRow<'_>>()),
        ("fragments", schema::<Fragment>()),
        ("generated", schema::<GeneratedArticle>()),
        ("members", schema::<Member>()),
        ("network", schema::<Network>()),
        ("occurrences", schema::<Occurrence>()),
        ("pairs", schema::<Pair>()),
        ("rejects", schema::<Reject>()),
        ("removed", schema::<Removed>()),
        ("run", schema::<Run>()),
        ("scan_annotation", schema::<ScanAnnotation>()),
        ("summary", schema::<Summary>()),
        ("trace", schema::<Carrier>()),
        ("truth", schema::<TruthRow>()),
    ]
}

/// Schemas of what is written, not of what is accepted when a file is read back.
fn schema<Row: JsonSchema>() -> Value {
    let generator = SchemaSettings::default().for_serialize().into_generator();
    let mut schema = Schema::to_value(generator.into_root_schema_for::<Row>());
    cut_examples(&mut schema);
    schema
}

/// Cuts the examples off descriptions: they are of the library.
fn cut_examples(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(text)) = fields.get_mut("description") {
                text.truncate(text.find("\n\n```").unwrap_or(text.len()));
            }
            fields.values_mut().for_each(cut_examples);
        }
        Value::Array(items) => items.iter_mut().for_each(cut_examples),
        _ => {}
    }
}

fn schema_of(name: &str) -> Value {
    schemas().into_iter().find(|(known, _)| *known == name).unwrap().1
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

#[test]
fn schemas_in_docs_are_those_of_the_row_types() {
    let folder = docs().join("schemas");
    for (name, schema) in schemas() {
        let path = folder.join(format!("{name}.json"));
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("WRITE_SCHEMAS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        assert!(fs::read_to_string(&path).unwrap() == text, "docs/schemas/{name}.json is not up to date");
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), schemas().len());
}

#[test]
fn every_field_is_documented() {
    let page = fs::read_to_string(docs().join("output-format.md")).unwrap();
    for (name, schema) in schemas() {
        let link = format!("(schemas/{name}.json)");
        let section = page.split("\n## ").find(|section| section.contains(&link));
        let section = section.unwrap_or_else(|| panic!("no section links {link}"));
        let is_in = |text: &str, field: &String| text.contains(&format!("| `{field}` |"));
        let own = schema["properties"].as_object().unwrap().keys();
        let missing: Vec<&String> = own.filter(|field| !is_in(section, field)).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
        // What is inside a row may have its table in another section.
        let mut inside = Vec::new();
        collect_fields(&schema["$defs"], &mut inside);
        inside.retain(|field| !is_in(&page, field));
        assert!(inside.is_empty(), "inside {name}: {inside:?}");
    }
}

#[test]
fn every_piece_of_evidence_that_explain_shows_is_documented() {
    let page = fs::read_to_string(docs().join("output-format.md")).unwrap();
    let section = page.split("\n### ").find(|section| section.starts_with("weighed evidence")).unwrap();
    let forms = PageForm::all().iter_names().map(|(name, _)| name);
    let places = UnitPlace::all().iter_names().map(|(name, _)| name);
    let is_missing = |name: &String| !section.contains(&format!("`{name}`"));
    let missing: Vec<String> = forms.chain(places).map(str::to_lowercase).filter(is_missing).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn collect_fields(schema: &Value, fields: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::Object(properties)) = members.get("properties") {
                fields.extend(properties.keys().cloned());
            }
            members.values().for_each(|member| collect_fields(member, fields));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_fields(item, fields)),
        _ => {}
    }
}

#[test]
fn a_scan_of_the_sample_fits_its_schemas() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_str().unwrap();
    stdout(&["scan", "data/sample", "--out", folder, "--quiet"]);
    for name in ["articles", "clusters", "fragments", "members", "occurrences", "pairs", "rejects"] {
        let rows = fs::read_to_string(home.path().join(format!("{name}.jsonl"))).unwrap();
        assert_rows_fit(name, &rows);
    }
    for name in ["summary", "run"] {
        assert_fits(name, &fs::read_to_string(home.path().join(format!("{name}.json"))).unwrap());
    }
    assert_fits("network", &stdout(&["network", folder, "--format", "json"]));
}

#[test]
fn other_commands_on_the_sample_fit_their_schemas() {
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let report = stdout(&[
        "dedup",
        "data/sample",
        "--out",
        &file("kept/"),
        "--removed",
        &file("removed.jsonl"),
        "--strip",
        "boilerplate,captions,repeats",
        "--max-loss",
        "1",
        "--format",
        "json",
        "--quiet",
    ]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_fits("deduplication", &report["report"].to_string());
    assert_fits("run", &report["run"].to_string());
    assert_rows_fit("removed", &fs::read_to_string(file("removed.jsonl")).unwrap());
    let trace = run(&["trace", "--wire", "data/sample/wire.jsonl", "data/sample", "--format", "jsonl", "-q"]);
    assert_rows_fit("trace", &String::from_utf8(trace.stdout).unwrap());
    let explain = ["explain", "ap-ferry-1", "kd-a5f01", "--in", "data/sample", "--format", "json"];
    assert_fits("explanation", &stdout(&explain));
    fs::write(file("pairs.jsonl"), "{\"a\":\"ap-ferry-1\",\"b\":\"kd-a5f01\"}\n").unwrap();
    let (pairs, aligned) = (file("pairs.jsonl"), file("aligned.jsonl"));
    stdout(&["compare", "--in", "data/sample", "--pairs", &pairs, "--out", &aligned]);
    assert_rows_fit("pairs", &fs::read_to_string(aligned).unwrap());
}

#[test]
fn extracted_annotated_and_generated_rows_fit_their_schemas() {
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    stdout(&["extract", "data/sample", "--out", &file("extracted.jsonl"), "--quiet"]);
    assert_rows_fit("extracted", &read("extracted.jsonl"));
    stdout(&["generate", "--articles", "60", "--out", &file("dump"), "--quiet"]);
    assert_rows_fit("generated", &read("dump/articles.jsonl"));
    assert_rows_fit("truth", &read("dump/truth.jsonl"));
    let wire = "data/sample/world-dispatch.jsonl";
    stdout(&["scan", wire, "--annotate", &file("scan.jsonl"), "--quiet"]);
    stdout(&["dedup", wire, "--annotate", "--out", &file("dedup.jsonl"), "--quiet"]);
    let given: Value =
        serde_json::from_str(fs::read_to_string(wire).unwrap().lines().next().unwrap()).unwrap();
    for (name, rows) in [("scan_annotation", read("scan.jsonl")), ("dedup_annotation", read("dedup.jsonl"))] {
        let added = rows.lines().map(|row| {
            let mut row: Map<String, Value> = serde_json::from_str(row).unwrap();
            row.retain(|field, _| given.get(field).is_none());
            Value::Object(row).to_string() + "\n"
        });
        assert_rows_fit(name, &added.collect::<String>());
    }
}

#[test]
fn what_a_schema_does_not_allow_is_found() {
    let schema = schema_of("members");
    let row = |text: &str| fault(&schema, &schema, &serde_json::from_str(text).unwrap());
    let fits = r#"{"cluster":"c1","id":"a","jaccard":1.0,"containment":1.0,"role":"member"}"#;
    assert_eq!(row(fits), None);
    assert!(row(&fits.replace("\"a\"", "7")).is_some());
    assert!(row(&fits.replace("\"id\"", "\"name\"")).is_some());
    assert!(row(&fits.replace(",\"role\":\"member\"", "")).is_some());
}

fn assert_rows_fit(name: &str, rows: &str) {
    assert!(!rows.is_empty(), "{name} has no rows");
    rows.lines().for_each(|row| assert_fits(name, row));
}

fn assert_fits(name: &str, document: &str) {
    let schema = schema_of(name);
    let fault = fault(&schema, &schema, &serde_json::from_str(document).unwrap());
    assert!(fault.is_none(), "{name}: {}: {document}", fault.unwrap());
}

/// The first way in which a value does not fit a schema. Knows the keywords that the row types need
/// and refuses all others; a field that the schema does not name is a fault.
fn fault(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    let Value::Object(schema) = schema else { return None };
    schema.iter().find_map(|(keyword, rule)| match keyword.as_str() {
        "$defs" | "$schema" | "default" | "description" | "format" | "title" => None,
        "$ref" => {
            let target = rule.as_str()?.strip_prefix('#')?;
            fault(root, root.pointer(target).expect("references lead into the schema"), value)
        }
        "additionalProperties" | "required" | "properties" => object_fault(root, schema, value.as_object()?),
        "anyOf" | "oneOf" => {
            let fits = |case: &&Value| fault(root, case, value).is_none();
            let n_fitting = rule.as_array()?.iter().filter(fits).count();
            (n_fitting == 0 || (keyword == "oneOf" && n_fitting > 1))
                .then(|| format!("{value} fits {n_fitting} cases of {keyword}"))
        }
        "const" => (rule != value).then(|| format!("{value} is not {rule}")),
        "enum" => (!rule.as_array()?.contains(value)).then(|| format!("{value} is none of {rule}")),
        "items" => value.as_array()?.iter().find_map(|item| fault(root, rule, item)),
        "maxItems" => {
            (value.as_array()?.len() as u64 > rule.as_u64()?).then(|| format!("{value} is too long"))
        }
        "minItems" => {
            ((value.as_array()?.len() as u64) < rule.as_u64()?).then(|| format!("{value} is too short"))
        }
        "minimum" => (value.as_f64()? < rule.as_f64()?).then(|| format!("{value} is below {rule}")),
        "maximum" => (value.as_f64()? > rule.as_f64()?).then(|| format!("{value} is above {rule}")),
        "prefixItems" => {
            let items = rule.as_array()?.iter().zip(value.as_array()?);
            items.into_iter().find_map(|(rule, item)| fault(root, rule, item))
        }
        "type" => (!is_of_type(rule, value)).then(|| format!("{value} is not of type {rule}")),
        _ => Some(format!("the keyword {keyword} is unknown")),
    })
}

fn object_fault(root: &Value, schema: &Map<String, Value>, object: &Map<String, Value>) -> Option<String> {
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    let mut missing = required.filter_map(Value::as_str).filter(|name| !object.contains_key(*name));
    if let Some(name) = missing.next() {
        return Some(format!("{name} is missing"));
    }
    object.iter().find_map(|(name, value)| {
        let property = schema.get("properties").and_then(|properties| properties.get(name));
        match property.or(schema.get("additionalProperties")) {
            Some(rule) => fault(root, rule, value).map(|fault| format!("{name}: {fault}")),
            None => Some(format!("{name} is not in the schema")),
        }
    })
}

fn is_of_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("array") => value.is_array(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("null") => value.is_null(),
        Some("number") => value.is_number(),
        Some("object") => value.is_object(),
        Some("string") => value.is_string(),
        _ => false,
    };
    rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is))
}
