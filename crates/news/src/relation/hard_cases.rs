//! Pairs that are easily mistaken for something else, with invented texts.

use super::testing::{relation, relation_of_kind, relation_titled};
use super::{Context, Relation};
use crate::kind::PageKind;
use std::cmp::Ordering;

fn of_one_outlet(days: u32) -> Context {
    Context {
        is_same_outlet: Some(true),
        order: Some(Ordering::Less),
        lag_seconds: None,
        days_apart: Some(days),
    }
}

fn notice(town: &str, county: &str, sum: &str) -> String {
    format!(
        "Warden Ilse Tamm announced today that the {town} Fire Brigade in {county} will receive {sum} crowns from the \
         fund for small brigades. The money may be used for pumps, hoses and the training of volunteers, and for \
         repairs of the engine house.\n\n“This is good news for the people of {town},” said Warden Tamm. “Those who run \
         towards the flames when others run away deserve the best tools that money can buy.”\n\nThe fund for small \
         brigades was founded nine years ago. It pays for equipment that parishes cannot pay for alone, and a board \
         of engineers decides about each request on its merits."
    )
}

#[test]
fn one_notice_about_two_towns_is_a_template() {
    let (a, b) = (notice("Ostvik", "Harrow", "48,300"), notice("Tolm", "Sundmark", "71,250"));
    for context in [of_one_outlet(0), of_one_outlet(30), Context::default()] {
        let (found, facts) = relation(&a, &b, context);
        assert_eq!(found, Relation::Template, "{:?} {:?}", facts.exchanges, facts.names);
    }
}

#[test]
fn a_joint_release_of_two_offices_is_near_whoever_spells_the_day() {
    let release = |first: &str, second: &str, day: &str| {
        format!(
            "Wardens {first} and {second} presented a plan for the ferries on March {day}. Under the plan every island would \
             have one boat a day in winter, and the fare would be that of the bus. Nobody should wait for the ice to \
             know whether the doctor comes, they said.\n\nThe plan of {first} and {second} goes to the council in \
             spring. A board of captains has read it and found no fault, and three yards have offered to build the boats."
        )
    };
    let (a, b) = (release("Tamm", "Brandt", "31st"), release("Brandt", "Tamm", "31"));
    let context = Context { is_same_outlet: Some(false), days_apart: Some(0), ..Context::default() };
    assert_eq!(relation(&a, &b, context).0, Relation::Near);
}

const POST: &str = "I have walked this quay for forty years and never seen the water so high. We carried the books up \
                    the stairs, then the beds, then the children, and we sat on the roof with the hens until the boats came";

#[test]
fn a_post_that_one_article_quotes_and_the_other_shows_is_a_shared_quotation() {
    let a = format!(
        "The flood of Monday took the lower town by surprise, and the harbour office had given no warning. A baker put her \
         night into words that thousands have read.\n\n“{POST},” she wrote.\n\nThe council meets on Friday about a wall."
    );
    let b = format!(
        "Insurers count their losses after a night that nobody had in his tables. Among the clients is a baker whose words \
         went around the bay.\n\n{POST}\n\nHer policy excludes water that comes from the sea, a broker says."
    );
    assert_eq!(relation(&a, &b, Context::default()).0, Relation::SharedQuote);
    let little_else = format!("A baker of the lower town says:\n\n{POST}");
    assert_eq!(relation(&a, &little_else, Context::default()).0, Relation::SharedQuote);
}

#[test]
fn one_gallery_in_two_stories_is_caption_only() {
    let captions: String = (1..9)
        .map(|number| {
            format!(
                "The mayor walks along the quay with a lantern before the ball of the {number} sailors. Hide Caption \
                 {number} of 8 Photos: The mayor and the sea\n\n"
            )
        })
        .collect();
    let a = format!("The mayor resigned on Monday after a quarrel about herring.\n\n{captions}");
    let b =
        format!("A poll sees the mayor ahead in all parishes but one, and nobody knows why.\n\n{captions}");
    assert_eq!(relation(&a, &b, of_one_outlet(90)).0, Relation::CaptionOnly);
}

#[test]
fn background_of_another_day_is_standing_text_and_joins_no_cluster() {
    let background = "The canal fund was founded nine years ago and pays for locks that parishes cannot pay for alone. A board \
                      of engineers decides about each request, and the accounts are open to everybody who asks for them in writing.";
    let a = format!(
        "Divers found the bell of the frigate in the mud below the third lock. It is whole, they told the town clerk, and it \
         rings. A museum in the capital has asked for it, and so has the church from which it was taken.\n\n{background}"
    );
    let b = format!(
        "Eels have come back to the upper canal. Anglers caught eleven in one night, the first since the mill was closed, and \
         the warden of waters wants a season of rest for them before anybody sets a trap.\n\n{background}"
    );
    assert_eq!(relation(&a, &b, of_one_outlet(40)).0, Relation::StandingText);
    assert!(!Relation::StandingText.may_be_copy());
}

#[test]
fn background_below_stories_without_a_common_name_is_standing_text_on_any_day() {
    let background = "The Tolm water prize is awarded every two years to a person or group whose work has kept canals clean. It was \
                      founded by an engineer, carries a purse of crowns and a bronze frog, and is handed over in the old pump house. \
                      Past winners are the river watch and the pupils of the middle school.";
    let stories = [
        "A retired teacher has counted trout before breakfast for forty years. She said that the fish had surely counted her \
         as often, and that she never caught one.",
        "The jury praised a maker of sensors, no bigger than a pea, that tell a laundry when its drain is too warm. The boss \
         is young and cannot swim.",
    ];
    let [a, b] = stories.map(|story| format!("{story}\n\n{background}"));
    assert_eq!(relation(&a, &b, Context::default()).0, Relation::StandingText);
    // The same story in other words names what it is about.
    let retold = format!(
        "For forty years one teacher has counted trout early in the day, and the fish, she said, counted her. She has \
         retired and never caught one.\n\n{background}"
    );
    assert_ne!(relation(&a, &retold, Context::default()).0, Relation::StandingText);
}

const TAKE: &str = "A ferry ran aground off Tolm on Monday night and lay on its side in the surf. All passengers were brought \
                    ashore in boats of the village. The captain said that the lamp on the cape had been dark.";

#[test]
fn a_longer_take_later_is_an_update_and_a_shorter_copy_is_truncated() {
    let longer = format!(
        "{TAKE}\n\nThe harbour office said that it would question the keeper of the lamp, who has not been seen since \
         Sunday. Tugs are on their way from Ostvik and will try to move the ship with the tide. Oil was not seen on the water."
    );
    assert_eq!(relation(TAKE, &longer, of_one_outlet(0)).0, Relation::Update);
    assert_eq!(relation(&longer, TAKE, of_one_outlet(0)).0, Relation::CopyTruncated);
}

#[test]
fn a_story_wholly_inside_a_longer_one_is_contained() {
    let longer = format!(
        "Winter came early to the bay this year, and with it the old quarrel about who pays for the lamps. Three villages \
         share the cost, and none of them has paid since spring.\n\n{TAKE}\n\nThe lamp is older than the parish that owns \
         it. Its oil comes by cart from the next valley, and the cart needs a bridge that was washed away in May."
    );
    assert_eq!(relation(TAKE, &longer, Context::default()).0, Relation::Contained);
}

#[test]
fn an_article_with_text_of_a_live_blog_is_no_live_blog() {
    let blog = format!(
        "10:05 The gates of the lock are open and the first barge has passed.\n\n{TAKE}\n\n09:40 Crowds wait on both banks in \
         the rain.\n\n09:10 Good morning from the lock house, where the tea is strong."
    );
    assert_ne!(relation(&blog, TAKE, Context::default()).0, Relation::LiveBlog);
}

#[test]
fn lines_that_are_all_of_a_text_are_no_headlines_beside_a_story() {
    let notice = |pay: &str, record: &str| {
        format!(
            "Qtly div 10 cts vs 10 cts prior\n\nPay {pay}\n\nRecord {record}\n\nRopes and Tar Company of Ostvik"
        )
    };
    let (found, _) = relation(&notice("May 1", "April 15"), &notice("June 3", "May 20"), Context::default());
    assert_ne!(found, Relation::HeadlineOnly);
}

#[test]
fn a_title_alone_with_another_section_before_it_is_near() {
    let title = "Who minds the lake while the town is asleep";
    let (a, b) = (format!("Column: {title}"), format!("Opinion | {title} - The Tolm Times"));
    for (one, other, days) in [(&*a, title, 1), (&*b, title, 3)] {
        let (found, _) = relation_titled((one, Some(one)), (other, Some(other)), of_one_outlet(days));
        assert_eq!(found, Relation::Near, "{one}");
    }
}

#[test]
fn notices_of_other_subjects_in_their_titles_are_a_template() {
    let notice =
        |record: &str| format!("Qtly div 10 cts vs 10 cts prior\nPay April 30\nRecord {record}\nHarlow");
    let (a, b) = (notice("April 3"), notice("April 15"));
    let titled =
        |titles: [&str; 2]| relation_titled((&a, Some(titles[0])), (&b, Some(titles[1])), of_one_outlet(6)).0;
    assert_eq!(
        titled(["OSTVIK ROPES CO <ROPE> PAYOUT", "TOLM TAR AND PITCH CO SETS PAYOUT"]),
        Relation::Template
    );
    assert_ne!(
        titled(["OSTVIK ROPES CO <ROPE> PAYOUT", "O. OSTVIK ROPES <ROPE> IN PAYOUT"]),
        Relation::Template
    );
}

#[test]
fn an_alert_without_a_title_names_its_subject_first() {
    let alert = |firm: &str| format!("{firm} RAISES ROPE POSTINGS 50 CTS, EFFECTIVE TODAY, HEMP TO 17.50");
    let (titled, bare) = (alert("OSTVIK"), alert("TAR"));
    let text = format!("****** {titled}\n Lorem ipsum.");
    let label = |bare: &str| relation_titled((&text, Some(&titled)), (bare, None), of_one_outlet(0)).0;
    assert_eq!(label(&bare), Relation::Template);
    assert_ne!(label(&titled), Relation::Template);
}

#[test]
fn one_town_for_another_again_and_again_is_a_template_unless_its_name_alone_is_corrected() {
    let fair = |town: &str, works: &str, firms: &str| {
        format!(
            "Warden Tamm opens {town} job fair\n\nWarden Ilse Tamm came to {town} today to help the people of {town} find work. \
             She brought together those who look for a trade with firms of 12 parishes that need hands, and with schools \
             that teach one. At the third fair of its kind in {town}, the warden said that the bay would recover one trade \
             and one shop at a time, and that nobody should have to leave it for bread.\n\nMore than {firms} firms of the \
             region came, among them the tar works of {works}, and 300 seats were not enough. Workshops showed how to keep \
             books and how to ask a bank for money. Visitors could have their letters read by a scribe of {town}."
        )
    };
    let first = fair("Ostvik", "Brandt", "48");
    let (found, facts) = relation(&first, &fair("Sundmark", "Harlow", "37"), of_one_outlet(1));
    assert_eq!(found, Relation::Template, "{:?}", facts.exchanges);
    let (found, facts) = relation(&first, &fair("Ostwick", "Brandt", "48"), of_one_outlet(1));
    assert_ne!(found, Relation::Template, "{:?}", facts.exchanges);
}

#[test]
fn price_tables_of_two_hours_are_a_template() {
    let rows = "rye 6-1/4 1/8\nbarley 6-5/16 3/16\noats 6-7/16 5/16\nmalt 6-1/2 3/8\nhops 6-9/16 7/16\n\
                flax 6-5/8 1/2\nwool 6-13/16 11/16\neels 7-3/8 1/8\n";
    let (noon, close) =
        (format!("OSTVIK QUAY PRICES 1230\n{rows}"), format!("OSTVIK QUAY PRICES CLOSING\n{rows}"));
    let label = |a: &str, b: &str| relation_of_kind(PageKind::TableOrSchedule, a, b, of_one_outlet(0));
    assert_eq!(label(&noon, &close), Relation::Template);
    assert_ne!(label(&noon, &format!("{noon}herring 9-1/2 3/8\n")), Relation::Template);
}

#[test]
fn a_short_notice_of_a_sum_is_no_page_without_a_text() {
    let label = |a: &str, b: &str| relation_of_kind(PageKind::FailedExtraction, a, b, of_one_outlet(0));
    let notice = "Quarterly share of the ferry company 30 crowns against 30 crowns before, paid on April";
    assert_eq!(label(&format!("{notice} 3"), &format!("{notice} three")), Relation::Near);
    let line = "Watch the harbour live in our player and say in the chat what you think of it";
    assert_eq!(label(&format!("{line} now"), &format!("{line} today")), Relation::ErrorPage);
}

#[test]
fn quotations_with_the_words_of_the_writer_between_are_a_shared_quotation() {
    let shared = "“The water came over the wall in an hour and took the boats with it,” the harbour master said on Monday \
                  evening, and he told the council that “nobody had looked at the old sluice for eleven years.”";
    let a = format!(
        "Divers searched the basin at Tolm for a third day. Shops along the lower street stayed shut, and the school sent \
         its pupils home before noon, because the heating had failed in the night. Two families sleep in the hall of the \
         sailors and do not know when they may go back.\n\n{shared}\n\nA board of captains will look at the gates in \
         spring. Until then a guard walks along the wall at every flood and rings the bell of the chapel."
    );
    let b = format!(
        "Insurers met in Karsholm to count what the flood had cost them, and none of them named a sum. Premiums will rise \
         for whoever lives below the church. A lawyer of the fishermen called that a second flood and left the room with \
         his clients.\n\n{shared}\n\nThe minister for roads was asked about it and answered that walls are the business \
         of parishes. His own house stands on the hill, as the papers of the bay did not fail to write."
    );
    assert_eq!(relation(&a, &b, of_one_outlet(0)).0, Relation::SharedQuote);
}

#[test]
fn what_an_outlet_repeats_below_other_news_after_weeks_is_standing_text() {
    let background = "The fund for small brigades was founded nine years ago. It pays for pumps, hoses and the training of \
                      volunteers that parishes cannot pay for alone, and a board of engineers decides about each request \
                      on its merits. Requests are read in autumn, and the money is paid out before the ice is on the bay.";
    let a = format!(
        "On the air at nine the old Warden Tamm speaks about the fund, and whoever listens may call him with a question \
         or a complaint.\n\n{background}"
    );
    let b = format!(
        "A film that Warden Tamm made among the brigades of the outer islands is shown in the town hall on Friday night at \
         eight, with soup.\n\n{background}"
    );
    assert_eq!(relation(&a, &b, of_one_outlet(30)).0, Relation::StandingText);
}

#[test]
fn background_that_an_outlet_has_in_two_stories_of_a_day_is_standing_text() {
    let background = "The bill would give every island one boat a day in winter and set the fare at that of the bus. A board of \
                      captains has read it and found no fault, and three yards have offered to build the boats that it asks for.";
    let a = format!(
        "The minister for roads will vote against the bill on ferries, which his own house wrote a year ago. He blames the price \
         of oil and a winter without ice. His party gave him leave to do so after a long night, and his deputy stays away. \
         Nobody in the house expects him to resign before the summer.\n\n{background}"
    );
    let b = format!(
        "Islanders blocked the quay with carts on Monday to be heard about the bill on ferries. Some had rowed for six hours. \
         They left their nets in front of the office of the council and sang until the mayor came down. He promised to \
         write to the minister for roads, and the carts were gone by noon.\n\n{background}"
    );
    assert_eq!(relation(&a, &b, of_one_outlet(0)).0, Relation::StandingText);
}
