//! Ends of stories and truncations of invented texts.

use super::{Ending, ParagraphEnd, TruncationCue, story_end, truncation_of};
use crate::text::{Analysis, analyse};

const LEAD: &str =
    "The harbour board of Ostvik met on Monday to look at the plans for a new quay, its chair said.";

fn ends_of(text: &str) -> Vec<ParagraphEnd> {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    let paragraphs = &analysis.paragraphs;
    let is_page = |end: &ParagraphEnd| text[end.start as usize..].starts_with("Gazette page");
    let ends = paragraphs.iter().map(|paragraph| ParagraphEnd::of(text, &analysis, paragraph));
    ends.map(|end| ParagraphEnd { is_boilerplate: is_page(&end), ..end }).collect()
}

fn cue_of(text: &str) -> Option<TruncationCue> {
    truncation_of(&ends_of(text)).map(|truncation| truncation.cue)
}

/// Returns the text below a story.
fn below(text: &str) -> &str {
    let end = story_end(&ends_of(text)).map_or(0, |end| end.offset as usize);
    text[end..].trim()
}

#[test]
fn a_text_is_truncated_if_its_story_breaks_off() {
    use TruncationCue::{Announced, Ellipsis, NoFinalStop, OpenQuotation, ReadMore};
    for (end, expected) in [
        ("The quay will be open to ships of every size by the end of next year.", None),
        // An editor forgets a stop more often than a machine cuts just there.
        ("The quay will be open to ships of every size by the end of next year", None),
        ("The quay will be open by the", Some(NoFinalStop)),
        ("The quay will be open to all ships,", Some(NoFinalStop)),
        ("The quay will be open to all ships (the largest of which", Some(NoFinalStop)),
        ("“The quay is ours,” she said. “We shall never let it go to the", Some(OpenQuotation)),
        ("“The quay is ours,” she said. “We shall never let it go to them.", None),
        ("“The quay is ours, and we shall never let it go to them.\"", None),
        ("Sie sagte: „Der Kai gehört uns allen und bleibt es auch", Some(OpenQuotation)),
        ("« Le quai est à nous, dit-elle, et nous ne le laisserons pas", Some(OpenQuotation)),
        ("「埠頭はわたしたちのものだ", Some(OpenQuotation)),
        ("She said that the quay was \"ours and", Some(OpenQuotation)),
        ("The plank was 6\" wide and the board was not amused at all by that.", None),
        ("The quay will be open to ships …", Some(Ellipsis)),
        ("The quay will be open to ships [...]", Some(Ellipsis)),
        ("The quay will be open to sh… [+2114 chars]", Some(Ellipsis)),
        ("“I do not know...” she said.", None),
        ("“I do not know…”", None),
        ("The board proposed the following changes to the plan of last year:", Some(Announced)),
        ("Sie sagte: „Der Kai gehört uns.“", None),
        ("The story ends here. (ANI)", None),
        ("大桥预计明年春节前通车。（完）", None),
        ("โรงเรียนและสำนักงานทุกแห่งในเมืองท่าเรือแห่งนี้จะปิดทำการตลอดทั้งสัปดาห์หน้า", None),
        ("Yours faithfully,\n\nPrudence Varley, Gannet Steps", None),
        ("Read more", Some(ReadMore)),
        ("Read more: the full story is free for registered readers", Some(ReadMore)),
        ("Continue reading", Some(ReadMore)),
        ("Read the whole story at the Ostvik Gazette", Some(ReadMore)),
        ("Read more: Mayor opens fair", None),
        ("Read the full report here.", None),
        ("Read the letter here.", None),
    ] {
        assert_eq!(cue_of(&format!("{LEAD}\n\n{end}")), expected, "{end}");
    }
}

#[test]
fn what_follows_a_whole_story_closes_it() {
    for close in [
        "###",
        "# # #",
        "-30-",
        "30",
        "Reuter",
        "AGENCIES",
        "More to follow...",
        "Contact: Mira Aalto, 555/224-6830.",
        "Press Contact\n\nMira Aalto (555) 228-6367",
        "Mira Aalto, 555 224 6830",
        "Sincerely,\n\nMira Aalto\n\nHarbour Board of Ostvik",
        "— With assistance by Jon Berg, Mira Aalto, and Ole Tveit",
        "Jon Berg and Ole Tveit contributed to this report.",
        "Additional reporting by Jon Berg",
        "Read the letter here.",
        "Read the full text of the plan at http://ostvik.example/plan.pdf",
        "Click here to listen to the chair",
        "For more information, visit www.ostvik.example.",
        "http://ostvik.example/plan.pdf",
        "Follow Jon Berg on Twitter: @jonberg",
        "Jon Berg is the maritime editor of the Ostvik Gazette.",
        "This article tagged under: Harbours\n\nOstvik",
        "Published in",
        "RELATED: Mayor of Ostvik opens the longest fair",
        "Related links:\n\nThe plan\n\nA longer line on the plan that ends with a stop.",
        "Mayor of Ostvik opens the longest fair since the war\n\nBoard meets again on Monday",
        "Have you been affected? Share your story. Write to us at any time of the day.",
        "Source: Ostvik Gazette",
        "© 2031 Ostvik Gazette",
        "CORRECTION: An earlier version misstated the year.",
        "<!-- slot = '300x250'; -->",
        "document gaz0000020310414ea4e00027",
        "[Attribution: Ostvik Gazette. Thanks to a reader for the hint.]",
        "Gazette page of subscriptions, with all that it offers to readers of this town",
    ] {
        let text = format!("{LEAD}\n\n{LEAD}\n\n{close}");
        assert_eq!((below(&text), cue_of(&text)), (close, None), "{close}");
    }
}

#[test]
fn a_close_is_found_inside_a_text_without_line_breaks() {
    for close in ["###", "### Return", "Contact: Mira Aalto, 555/224-6830.", "Click here to read the plan."] {
        assert_eq!(below(&format!("{LEAD} {LEAD} {close}")), close, "{close}");
    }
    let unpunctuated = LEAD.replace(['.', ','], " ");
    for close in [
        "Mira Aalto Jon Berg  555  224 2633",
        "Sincerely   Mira  Aalto   Harbour Board",
        "To hear the chair  please go to",
    ] {
        assert_eq!(below(&format!("{unpunctuated}{unpunctuated}     {close}      ")), close, "{close}");
    }
}

#[test]
fn what_belongs_to_a_story_does_not_close_it() {
    for end in [
        "The board will visit:\n\nThe old quay\n\nThe new quay\n\nThe lighthouse of Ostvik",
        "“Watch the tide,” said the chair.",
        "The plan is online at http://ostvik.example/plan, the chair of the board said on Monday evening.",
        "— Ostvik Harbour (@ostvikharbour) May 23, 2031",
        "Revenue 12,4 against 11,9",
        "Mira Aalto, who leads the board, is the author of a book, said the chair.",
    ] {
        assert_eq!(below(&format!("{LEAD}\n\n{LEAD}\n\n{end}")), "", "{end}");
    }
}

#[test]
fn lines_below_the_story_do_not_hide_its_ending() {
    let tail = "\n\nYou may also like\n\nGazette page of offers to all readers\n\nComments";
    assert_eq!(cue_of(&format!("{LEAD}\n\n{LEAD}{tail}")), None);
    let cut = "“The quay,” she said, “was built by people who did not know what the sea can do in a";
    assert_eq!(cue_of(&format!("{LEAD}\n\n{cut}{tail}")), Some(TruncationCue::OpenQuotation));
}

#[test]
fn a_text_with_its_own_close_is_whole() {
    let cut = "“The quay,” she said, “was built by people who did not know what the sea can do in a";
    assert_eq!(cue_of(&format!("{LEAD}\n\n{cut}\n\n###")), None);
}

#[test]
fn what_is_announced_is_there_if_boilerplate_follows() {
    let text = format!("{LEAD}\n\nThe board asked all readers to note the following before they write:");
    assert_eq!(cue_of(&text), Some(TruncationCue::Announced));
    let page = "Gazette page that all stories of this paper carry, with a good many words on what letters it prints and why";
    assert_eq!(cue_of(&format!("{text}\n\n{page}")), None);
}

#[test]
fn invitations_and_dots_below_a_long_story_lead_elsewhere() {
    let story = vec![LEAD; 14].join("\n\n");
    for end in ["Read more", "Read the full story here.", "And so the board goes on and on…"] {
        assert_eq!(cue_of(&format!("{story}\n\n{end}")), None, "{end}");
    }
    let end = "To continue reading in the Ostvik Gazette, click here.";
    assert_eq!(cue_of(&format!("{story}\n\n{end}")), Some(TruncationCue::ReadMore));
}

#[test]
fn a_text_without_punctuation_is_not_truncated() {
    let line = "one more long line of a poem about the sea that has no stop at its end and wants none of the";
    assert_eq!(cue_of(&[line; 5].join("\n")), None);
    assert_eq!(cue_of(""), None);
    assert_eq!(ends_of(&[line; 3].join(" "))[0].ending, Ending::Unpunctuated);
}

#[test]
fn a_text_of_nothing_but_page_lines_has_no_story() {
    assert_eq!(story_end(&ends_of("Read more\n\nContact: 555 224 6830\n\n###")), None);
    assert_eq!(below("Old quay to close"), "");
}

#[test]
fn hostile_tails_are_read_in_linear_time() {
    let ends = ends_of(&"Read more. ".repeat(200_000));
    assert!(story_end(&ends).is_none_or(|end| end.offset > 0));
    ends_of(&"Mira Aalto   ".repeat(200_000));
    ends_of(&"Mira Aalto is an editor.\n".repeat(40_000));
}
