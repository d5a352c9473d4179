//! Articles as pages in a scan: where a story ends, whether it breaks off, what kind of page it is,
//! and whether it has a text twice.

use crate::dedup::story;
use wirecopy::output::Article;
use wirecopy::{InputArticle, Scan, ScanOutput};
use wirecopy_article::text::TruncationCue;
use wirecopy_news::kind::PageKind;

fn article(id: &str, text: impl Into<String>) -> InputArticle {
    InputArticle { outlet: Some("Ostvik Gazette".to_owned()), ..InputArticle::new(id, text) }
}

fn scan(articles: impl IntoIterator<Item = InputArticle>) -> ScanOutput {
    Scan::default().run(articles).unwrap()
}

fn found(output: &ScanOutput, id: &str) -> Article {
    output.article(id).unwrap().expect("the article was read")
}

fn cue(article: &Article) -> Option<TruncationCue> {
    article.broken_off.map(|broken| broken.cue)
}

#[test]
fn the_story_of_an_article_ends_before_what_closes_it() {
    let body = story(1);
    let body = body.trim();
    let output = scan([
        article("a", format!("{body}\n\nContact: Mira Aalto, 555/224-6830.\n\n###")),
        article("b", story(2)),
    ]);
    let closed = found(&output, "a");
    assert_eq!((closed.story_end, closed.truncated), (Some(body.len() as u64), Some(false)));
    assert_eq!(closed.kind, Some(PageKind::PressRelease));
}

#[test]
fn a_longer_copy_shows_a_cut_unless_the_shorter_has_a_close_of_its_own() {
    let paragraphs: Vec<String> = (0..4).map(|seed| format!("{}.", story(seed).trim())).collect();
    let (whole, half) = (paragraphs.join("\n\n"), paragraphs[..2].join("\n\n"));
    let closed = format!("{half}\n\n###");
    for (shorter, expected) in [(half, Some(TruncationCue::LongerCopy)), (closed, None)] {
        let output = scan([article("whole", whole.clone()), article("shorter", shorter)]);
        assert_eq!(cue(&found(&output, "shorter")), expected);
        assert_eq!(cue(&found(&output, "whole")), None);
    }
}

#[test]
fn texts_of_a_series_that_all_stop_at_one_length_are_cut() {
    let head = "The Gazette explains what the town of Ostvik talks about today.";
    let cut = |seed: u64| {
        let long = [story(seed), story(seed + 50), story(seed + 100), story(seed + 150)].join("\n\n");
        let end = long.char_indices().nth(2_000).map_or(long.len(), |(at, _)| at);
        format!("{head}\n\n{}.", long[..end].rsplit_once(' ').unwrap().0)
    };
    let cue_of_first =
        |n: u64| cue(&found(&scan((0..n).map(|seed| article(&format!("a{seed}"), cut(seed)))), "a0"));
    assert_eq!(cue_of_first(20), Some(TruncationCue::SeriesLength));
    assert_eq!(cue_of_first(8), None);
}

#[test]
fn pages_without_a_story_make_no_cluster_and_accuse_nobody() {
    let wall = "Attention Required! Please enable cookies. Verify you are human to continue.";
    let walls = (0..3).map(|n| article(&format!("wall-{n}"), wall));
    let output = scan(walls.chain((0..8).map(|seed| article(&format!("story-{seed}"), story(seed)))));
    assert_eq!(output.clusters().count(), 0);
    let page = found(&output, "wall-1");
    assert_eq!(page.kind, Some(PageKind::CookieOrRobotWall));
    assert_eq!((page.verdict.as_deref(), page.cluster), (Some("unknown"), None));
}

#[test]
fn a_text_that_a_record_has_twice_is_found_in_any_script() {
    let korean = "오스트빅 항만청은 월요일 회의에서 새 부두 계획을 검토했다고 의장이 밝혔다. 내년부터 모든 크기의 배가 이 부두를 이용할 수 있다. \
        시는 유월까지 필요한 돈을 마련해야 한다. 주민들은 오래된 부두를 그대로 두기를 바란다고 말했다. 시장은 다음 주에 주민들을 만나 의견을 듣기로 했다.";
    let thai = "คณะกรรมการท่าเรือของเมืองออสต์วิกประชุมเมื่อวันจันทร์เพื่อพิจารณาแผนการสร้างท่าเทียบเรือแห่งใหม่";
    for text in [korean, thai] {
        let output = scan([article("twice", format!("{text} {text}")), article("once", text)]);
        let doubled = found(&output, "twice").doubled.expect("it has the text twice");
        assert!(
            doubled.first_start == 0 && doubled.end >= 2 * text.trim_end_matches('.').len() as u64,
            "{doubled:?}"
        );
        assert_eq!(found(&output, "once").doubled, None);
    }
}

#[test]
fn both_chinese_scripts_are_one_text_if_asked() {
    let traditional =
        "奧斯特維克港務委員會週一開會討論新碼頭的計劃，主席說，明年起各種大小的船隻都可以使用這個碼頭。";
    let simplified =
        "奥斯特维克港务委员会周一开会讨论新码头的计划，主席说，明年起各种大小的船只都可以使用这个码头。";
    let exact = |fold_han| {
        let mut scan = Scan::default();
        scan.params.fold_han = fold_han;
        let output = scan.run([article("t", traditional), article("s", simplified)]).unwrap();
        output.summary().counts.exact_copies
    };
    assert_eq!((exact(false), exact(true)), (0, 1));
}
