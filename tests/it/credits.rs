//! Credits beside the text, and accusations with their evidence, through a whole scan.

use wirecopy::output::Article;
use wirecopy::{InputArticle, Scan};

const STORY: &str = "Engineers will empty the reservoir behind the dam over the next six weeks after divers found a \
    crack in its upstream face, the regional water board said on Tuesday. The structure was in no danger of failing \
    but could not be repaired under water, its chair said.\n\n\
    About nine thousand households in three valleys will be supplied from tankers and temporary pipes until autumn. \
    The crack was noticed during a routine inspection in May and grew by the width of a hand within a week, according \
    to a report that the board published alongside its decision.\n\n\
    Farmers below the dam had been told to expect a third of their usual water. Draining is to begin on Saturday at \
    noon, and the road across the crest will be closed from Thursday.";

fn article(id: &str, outlet: &str, hour: u32, text: &str) -> InputArticle {
    InputArticle {
        outlet: Some(outlet.to_owned()),
        published: Some(format!("2031-05-20T{hour:02}:00:00Z")),
        ..InputArticle::new(id, text)
    }
}

fn scanned(articles: Vec<InputArticle>) -> Vec<Article> {
    let found = Scan::default().run(articles).unwrap();
    found.articles().map(Result::unwrap).collect()
}

fn verdict<'a>(articles: &'a [Article], id: &str) -> &'a str {
    articles.iter().find(|article| article.id == id).unwrap().verdict.as_deref().unwrap()
}

#[test]
fn an_author_or_an_address_credits_an_agency_and_a_silent_copy_is_accused_with_its_evidence() {
    let by_author =
        InputArticle { author: Some("The Associated Press".into()), ..article("a", "Tolm Mail", 10, STORY) };
    let by_address = InputArticle {
        url: Some("https://velmar.example/ap-news/dam-to-be-drained".into()),
        ..article("b", "Velmar Today", 11, STORY)
    };
    let silent = article("c", "Tarn Gazette", 12, STORY);
    let articles = scanned(vec![by_author, by_address, silent]);
    assert_eq!([verdict(&articles, "a"), verdict(&articles, "b")], ["wire_credited"; 2]);
    assert_eq!(verdict(&articles, "c"), "uncredited_match");
    let credit = &articles[0].credits.as_ref().unwrap()[0];
    assert_eq!((credit.class.as_str(), credit.position.as_str()), ("byline", "field"));
    assert_eq!(credit.field.as_deref(), Some("author"));
    assert_eq!(articles[0].author.as_deref(), Some("The Associated Press"));
    assert_eq!(articles[1].credits.as_ref().unwrap()[0].field.as_deref(), Some("url"));
    let evidence = articles[2].uncredited.as_ref().unwrap();
    assert_eq!((evidence.source.as_str(), evidence.agency.as_deref()), ("a", Some("AP")));
    assert!(evidence.words >= 40 && articles[0].uncredited.is_none());
    let (own, theirs) = (
        evidence.start as usize..evidence.end as usize,
        evidence.source_start as usize..evidence.source_end as usize,
    );
    assert_eq!(STORY[own], STORY[theirs]);
}

#[test]
fn an_edited_copy_is_accused_of_the_agencys_words_and_of_an_earlier_outlets() {
    let wire = format!("TOLM (AP) — {STORY}");
    let edited =
        STORY.replace("Engineers will empty", "Workers are to empty").replace("nine thousand", "many");
    for (source, agency) in [(wire.as_str(), Some("AP")), (STORY, None)] {
        let articles =
            scanned(vec![article("a", "Tolm Mail", 10, source), article("b", "Tarn Gazette", 12, &edited)]);
        assert_eq!(verdict(&articles, "b"), "uncredited_match");
        let evidence = articles[1].uncredited.as_ref().unwrap();
        assert_eq!((evidence.source.as_str(), evidence.agency.as_deref()), ("a", agency));
        assert_ne!(verdict(&articles, "a"), "uncredited_match");
    }
}

#[test]
fn nobody_is_accused_who_names_the_source_or_shares_its_site_its_writer_or_public_words() {
    let wire = format!("TOLM (AP) — {STORY}");
    let source = || article("a", "Tolm Mail", 10, &wire);
    let in_quotation = format!("The board spoke on Tuesday.\n\n“{}”", STORY.replace("\n\n", " "));
    let written = InputArticle { author: Some("Ida Moor".into()), ..article("b", "Tarn Gazette", 12, STORY) };
    let address = |host: &str| Some(format!("https://{host}/story/dam"));
    for other in [
        article("b", "Tarn Gazette", 12, &format!("{STORY}\n\nA spokesman spoke to the AP on Monday.")),
        article("b", "Tarn Gazette", 12, &format!("{STORY}\n\nThis was first read in the Tolm Mail.")),
        article("b", "Tarn Gazette", 12, &in_quotation),
        article("b", "Tolm Mail", 12, STORY),
        InputArticle { url: address("money.tolm.example"), ..article("b", "Tarn Gazette", 12, STORY) },
        written,
    ] {
        let source =
            InputArticle { author: Some("Ida Moor".into()), url: address("www.tolm.example"), ..source() };
        let articles = scanned(vec![source, other.clone()]);
        assert_ne!(verdict(&articles, "b"), "uncredited_match", "{other:?}");
    }
    // Who was first is open between two outlets without an agency.
    let undated = InputArticle { published: None, ..article("b", "Tarn Gazette", 12, STORY) };
    let edited = STORY.replace("Engineers will empty", "Workers are to empty");
    let articles = scanned(vec![article("a", "Tolm Mail", 10, &edited), undated]);
    assert_eq!(verdict(&articles, "b"), "unknown");
}

#[test]
fn an_office_that_speaks_of_itself_is_accused_of_nothing() {
    let release = |name: &str| {
        let story = STORY.replace("the regional water board", &format!("the office of {name}"));
        format!("The office of {name} informed the valley on Tuesday.\n\n{story}")
    };
    let articles = scanned(vec![
        article("a", "Holmgard", 10, &release("Holmgard")),
        article("b", "Petrakis", 23, &release("Petrakis")),
    ]);
    assert_eq!([verdict(&articles, "a"), verdict(&articles, "b")], ["original"; 2]);
}

#[test]
fn whom_an_article_names_as_its_source_is_not_accused_of_having_copied_it() {
    let names_source = format!("{STORY}\n\nThis story originally appeared on Tarn Gazette.");
    let points_to_source = InputArticle {
        url: Some("https://tarn-gazette.example/story/dam".into()),
        ..article("a", "mail.tolm.example", 10, STORY)
    };
    for copy in [article("a", "Tolm Mail", 10, &names_source), points_to_source] {
        // A day later: the source corrected its own story.
        let source = InputArticle {
            url: Some("https://tarn-gazette.example/story/dam".into()),
            published: Some("2031-05-21T10:00:00Z".to_owned()),
            ..article("b", "tarn-gazette.example", 10, &format!("{STORY}\n\nIt was late."))
        };
        let articles = scanned(vec![copy.clone(), source]);
        assert_ne!(verdict(&articles, "b"), "uncredited_match", "{copy:?}");
    }
}
