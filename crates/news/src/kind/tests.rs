//! Kinds of invented pages.

use super::rules::{CUES, KindCues, TABLE};
use super::{PageKind, page_kind};
use crate::cues::assert_cues_are_well_formed;
use wirecopy_article::text::{Analysis, ParagraphEnd, analyse};

const STORY: &str = "The harbour board of Ostvik met on Monday to look at the plans for a new quay, its chair said. \
    Ships of every size will use it from next year, if the town finds the money that it needs by June.";

fn kind_of(text: &str, title: Option<&str>) -> PageKind {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    let ends: Vec<ParagraphEnd> =
        analysis.paragraphs.iter().map(|part| ParagraphEnd::of(text, &analysis, part)).collect();
    page_kind(text, &analysis, &ends, title)
}

#[test]
fn every_row_belongs_to_a_known_list() {
    assert_cues_are_well_formed(TABLE, KindCues::of);
    assert!(CUES.error.occur_in(" error 404 "));
}

#[test]
fn pages_without_a_story_show_it_by_their_words() {
    use PageKind::{CookieOrRobotWall, ErrorPage, FailedExtraction, PaywallStub};
    for (text, kind) in [
        ("404 Not Found\n\nThe requested page is not on this server.", ErrorPage),
        ("Sorry, the page you were looking for has gone. Try the search.", ErrorPage),
        ("Your browser is out of date. Please upgrade your browser to read the Gazette.", ErrorPage),
        ("Attention Required! Please enable cookies and verify you are human.", CookieOrRobotWall),
        ("We use cookies to make the Gazette better. Accept all cookies?", CookieOrRobotWall),
        ("Subscribe to continue reading. Already a subscriber? Log in.", PaywallStub),
        ("Old quay to close", FailedExtraction),
        ("The quay of Ostvik closes on Monday.", FailedExtraction),
        ("****** OSTVIK BOARD SAYS QUAY TO CLOSE\n Lorem ipsum.", FailedExtraction),
    ] {
        assert_eq!(kind_of(text, None), kind, "{text}");
    }
    let quoting = format!("{STORY} {STORY} A sign said: page not found. {STORY}");
    assert_eq!(kind_of(&quoting, None), PageKind::Article);
    let long = [STORY; 4].join("\n\n");
    assert_eq!(kind_of(&format!("{long}\n\nWe use cookies."), None), PageKind::Article);
}

#[test]
fn a_text_of_figures_is_a_table() {
    let table = "Shr 54 cts vs 41 cts\n    Net 9,098,000 vs 5,924,000\n    Revs 111.7 mln vs 85.0 mln";
    assert_eq!(kind_of(table, None), PageKind::TableOrSchedule);
    assert_eq!(kind_of(&format!("{STORY}\n\n{table}"), None), PageKind::Article);
}

#[test]
fn an_office_opens_its_release_in_capitals_or_after_its_dateline() {
    let headline = "BERG OPENS THE NEW QUAY OF OSTVIK TO SHIPS OF EVERY SIZE";
    for opening in [
        format!("{headline}   OSTVIK   Senator Nils Berg was there on Monday."),
        format!("{headline}\n\nOSTVIK - Senator Nils Berg was there on Monday."),
        "Washington, D.C. - U.S. Senator Nils Berg was there on Monday.".to_owned(),
        "Berg opens quay   May 8th, 2031   WASHINGTON, DC – Today Senator Nils Berg was there.".to_owned(),
    ] {
        assert_eq!(kind_of(&format!("{opening} {STORY}"), None), PageKind::PressRelease, "{opening}");
    }
    for opening in [
        "NEW OSTVIK, Fla. (AP) - Senator Nils Berg was there on Monday.",
        "WASHINGTON — Senator Nils Berg was there on Monday.",
        "LISTEN TO THIS STORY 5:43 SHARE THIS STORY Share Tweet\n\nSenator Nils Berg was there on Monday.",
        "Washington, D.C. Mayor Nils Berg was there on Monday.",
        "A ship was lost off Washington, D.C. and nobody was told that Senator Nils Berg was on it.",
    ] {
        assert_eq!(kind_of(&format!("{opening} {STORY}"), None), PageKind::Article, "{opening}");
    }
}

#[test]
fn captions_around_a_story_do_not_make_it_a_gallery() {
    let caption =
        "Photo: a ship at the quay of Ostvik in March, seen from the lighthouse above the old town.";
    let captions = [caption; 8].join("\n\n");
    assert_eq!(kind_of(&captions, None), PageKind::Gallery);
    assert_eq!(kind_of(&format!("{}\n\n{captions}", [STORY; 6].join("\n\n")), None), PageKind::Article);
}

#[test]
fn headlines_with_their_writers_are_an_index_page() {
    let pieces: String =
        (0..6).map(|n| format!("How the quay of Ostvik was lost {n}\n\nBy Mira Aalto\n\n")).collect();
    assert_eq!(kind_of(&format!("{STORY}\n\n{pieces}"), None), PageKind::IndexPage);
}

#[test]
fn entries_with_times_are_a_live_blog_and_a_list_of_hours_is_not() {
    let entry = |time: &str| format!("{time} {STORY}");
    let live = ["10:05", "10.40am:", "[11:20 GMT]", "11:55"].map(entry).join("\n\n");
    assert_eq!(kind_of(&live, None), PageKind::LiveBlog);
    let hours =
        "10:00 a.m. – 11:00 a.m. Town hall\n\n11:30 a.m. – 12:00 Library\n\n1:00 p.m. to 2:00 p.m. Quay";
    assert_ne!(kind_of(&format!("{STORY}\n\n{hours}"), None), PageKind::LiveBlog);
}

#[test]
fn a_release_names_its_contacts_or_says_what_it_is() {
    for release in [
        format!("FOR IMMEDIATE RELEASE\n\n{STORY}"),
        format!("{STORY}\n\nContact: Mira Aalto, 555/224-6830."),
        format!("MAYOR AALTO OPENS THE NEW QUAY\n\nMayor Mira Aalto was at the quay. {STORY}"),
        format!("The harbour board today announced a new quay. {STORY}"),
    ] {
        assert_eq!(kind_of(&release, None), PageKind::PressRelease, "{release}");
    }
    assert_eq!(kind_of(STORY, None), PageKind::Article);
}

#[test]
fn what_people_say_word_for_word_is_a_transcript() {
    let talk: String = (0..6).map(|_| format!("AALTO: {STORY}\n\nBERG: {STORY}\n\n")).collect();
    assert_eq!(kind_of(&talk, None), PageKind::Transcript);
    assert_eq!(kind_of(STORY, Some("Transcript: Mayor Aalto on the quay")), PageKind::Transcript);
    assert_eq!(kind_of(&format!("Full transcript:\n\n{STORY}"), None), PageKind::Transcript);
    assert_eq!(
        kind_of(&format!("The full transcript of the talk is online. {STORY}"), None),
        PageKind::Article
    );
}
