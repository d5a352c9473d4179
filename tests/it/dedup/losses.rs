//! Texts that `wirecopy dedup` keeps because removing them would lose content.

use crate::dedup::dedup_lines;
use serde_json::json;

const STORY: &str = "The council of Tolm voted on Tuesday evening to give the fire brigade of the old harbour a new pump, two ladders and a boat \
    for work on the ice. The brigade had asked for them since a barn burned down in the spring and the old pump froze twice in a row. \
    \"This helps the families who live along the water and the crews who come when they call,\" said mayor Ada Brandt after the vote. \
    The brigade wants to try the boat in the bay before the winter, when the ferry does not run and the road over the ridge is often \
    closed for weeks. Money for the boat comes from a fund that was set up by the owners of the timber yards after the great storm.";

fn article(id: &str, outlet: &str, day: u32, title: &str, text: &str) -> String {
    let published = format!("2031-03-{day:02}T08:00:00Z");
    let article = json!({ "id": id, "outlet": outlet, "published": published, "title": title, "text": text });
    format!("{article}\n")
}

/// The ids that stay of an early story and a later one by another outlet.
fn stay(first: &str, second: &str) -> Vec<String> {
    stay_with(first, second, &[])
}

fn stay_with(first: &str, second: &str, args: &[&str]) -> Vec<String> {
    let lines = article("first", "Beacon", 4, "New pump", first)
        + &article("second", "Herald", 5, "New pump", second);
    dedup_lines(&lines, args).0
}

#[test]
fn a_copy_with_small_edits_is_removed() {
    for edited in [
        STORY.replace("a boat \n", "a boat"),
        STORY.replace("very often", "often").replace("wants to try", "plans to try"),
        format!("{STORY}\n\nContact: Berit Lund, 202/555-0144"),
        format!("TOLM (Coast News) — {STORY}\n\nThis story was first published by the Beacon of Tolm."),
        STORY.replace("on Tuesday evening", "this week"),
    ] {
        assert_eq!(stay(STORY, &edited).len(), 1, "{edited}");
    }
}

#[test]
fn a_form_with_another_place_stays() {
    let other = STORY.replace("Tolm", "Karsholm");
    assert_eq!(stay(STORY, &other), ["first", "second"]);
    let other = STORY.replace("mayor Ada Brandt", "mayor Berit Lund");
    assert_eq!(stay(STORY, &other), ["first", "second"]);
}

#[test]
fn what_has_a_sentence_more_stays_whichever_was_first() {
    let longer = format!(
        "{STORY} Divers of the brigade will train with the crews of the lighthouse for the first time."
    );
    assert_eq!(stay(STORY, &longer), ["second"]);
    assert_eq!(stay(&longer, STORY), ["first"]);
    for keep in ["latest", "longest", "first"] {
        assert_eq!(stay_with(&longer, STORY, &["--keep", keep]), ["first"], "{keep}");
    }
}

#[test]
fn units_directions_and_denials_make_another_report() {
    for (word, other) in
        [("weeks", "months"), ("does not run", "does run"), ("closed", "open"), ("evening", "evening 41")]
    {
        let changed = STORY.replace(word, other);
        assert_eq!(stay(&changed, STORY).first().map(String::as_str), Some("first"), "{word}");
    }
    assert_eq!(stay(&STORY.replace("weeks", "months"), STORY).len(), 2);
    assert_eq!(stay(&STORY.replace("does not run", "does run"), STORY).len(), 2);
}

#[test]
fn a_correction_survives_whatever_is_kept() {
    let notes = [
        ("New pump", format!("(Refiles to fix the headline)\n\n{STORY}")),
        ("New pump", format!("(Clarifies who pays for the boat)\n\n{STORY}")),
        ("New pump", format!("{STORY}\n\nCorrection: the mayor's name was misspelled.")),
        ("(CORRECTED) - New pump", STORY.replace("two ladders", "ladders")),
    ];
    for (title, corrected) in &notes {
        for keep in ["earliest", "latest", "longest", "first"] {
            for (outlet, args) in
                [("Herald", vec![]), ("Beacon", vec![]), ("Beacon", vec!["--versions", "newest"])]
            {
                let lines = article("first", "Beacon", 4, "New pump", STORY)
                    + &article("second", outlet, 5, title, corrected);
                let args: Vec<&str> = ["--keep", keep].into_iter().chain(args.iter().copied()).collect();
                let stays = dedup_lines(&lines, &args).0;
                assert!(stays.contains(&"second".to_owned()), "{keep} {outlet} {args:?} {corrected}");
            }
        }
    }
}
