//! The outlets of a dump: name, address, habits, boilerplate.

use crate::generate::prose::agencies::AGENCIES;
use crate::generate::prose::chinese;
use crate::generate::prose::lexicon::{WordClass, lexicon};
use crate::generate::random::{Purpose, Random};
use crate::generate::{GenerateParams, Language};
use std::ops::Range;

const PAPERS: [&str; 16] = [
    "Gazette",
    "Herald",
    "Courier",
    "Tribune",
    "Observer",
    "Chronicle",
    "Post",
    "Times",
    "Echo",
    "Mercury",
    "Standard",
    "Star",
    "Journal",
    "Argus",
    "Sentinel",
    "Dispatch",
];
const PAPERS_CHINESE: [&str; 6] = ["日报", "晚报", "早报", "时报", "新闻网", "在线"];

/// Lines above a story. `{outlet}` is filled once, `{#}` for each article.
const HEAD: [&str; 14] = [
    "Skip to main content",
    "{outlet} | News, sport and weather",
    "Home News Sport Opinion Classifieds",
    "Share on Facebook",
    "Subscribe to {outlet} from two crowns a week",
    "{#} comments",
    "Read time: {#} minutes",
    "Advertisement",
    "You have {#} free articles left this month at {outlet}",
    "Listen to this article on the {outlet} app",
    "Log in to your {outlet} account",
    "Breaking news from {outlet} as it happens, every day of the year",
    "Print this article",
    "0 comment",
];
const HEAD_CHINESE: [&str; 4] = ["首页 新闻 体育 财经", "{outlet} 手机版", "分享到微信", "评论 {#} 条"];

/// Lines below a story.
const TAIL: [&str; 20] = [
    "Related articles",
    "Sign up for the morning newsletter of {outlet} and read tomorrow's front page tonight",
    "Follow us on every channel that {outlet} runs",
    "Leave a comment",
    "Most read on {outlet} today",
    "The editors of {outlet} follow the code of the press council; complaints may be sent to the readers' desk",
    "All rights reserved. {outlet} is a trading name of {outlet} Media Holdings",
    "Do you have a story for {outlet}? Write to the news desk, day or night",
    "You may also like",
    "Terms of use",
    "Privacy policy",
    "{#} people are reading this now",
    "Back to top",
    "Download our app",
    "Support our journalism: become a friend of {outlet} for the price of a cup of tea",
    "Comments are closed",
    "Advertisement",
    "Read more from {outlet}",
    "Cookies help {outlet} to show you pages and to count how often they are read",
    "More stories",
];
const TAIL_CHINESE: [&str; 5] = [
    "版权所有 {outlet}",
    "关注{outlet}官方账号，获取更多资讯",
    "相关阅读",
    "责任编辑：{outlet}网络部",
    "返回顶部",
];

/// One outlet; the desk of an agency is one, too.
#[derive(Debug, Clone)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    pub(crate) domain: String,
    /// Offset of its times from UTC.
    pub(crate) zone_hours: i64,
    /// Separator between paragraphs.
    pub(crate) separator: &'static str,
    /// True if the text contains the headline, too.
    pub(crate) prints_headline: bool,
    /// True if writers are named.
    pub(crate) prints_byline: bool,
    pub(crate) head: Vec<String>,
    pub(crate) tail: Vec<String>,
}

/// All outlets, the desks of the agencies after them.
#[derive(Debug, Clone)]
pub(crate) struct Outlets {
    all: Vec<Outlet>,
    /// The first ones are Chinese.
    chinese: u64,
    papers: u64,
}

impl Outlets {
    pub(crate) fn new(params: &GenerateParams) -> Outlets {
        // At least two, so that a story can be copied from one to another.
        let chinese = match params.chinese_share {
            share if share > 0.0 => {
                ((params.outlets as f64 * share).round() as u64).clamp(2, params.outlets - 2)
            }
            _ => 0,
        };
        let paper = |number: u64| paper(params.seed, number, number < chinese);
        let all = (0..params.outlets).map(paper).chain((0..AGENCIES.len()).map(desk)).collect();
        Outlets { all, chinese, papers: params.outlets }
    }

    pub(crate) fn get(&self, number: u64) -> &Outlet {
        &self.all[number as usize]
    }

    /// The desk of an agency.
    pub(crate) fn desk_of(&self, agency: usize) -> u64 {
        self.papers + agency as u64
    }

    /// An outlet of this language other than `not`; large outlets print more than small ones.
    pub(crate) fn draw(&self, language: Language, not: u64, random: &mut Random) -> u64 {
        let Range { start, end } = match language {
            Language::Chinese => 0..self.chinese,
            Language::English => self.chinese..self.papers,
        };
        loop {
            let share = random.share();
            // Between even and Zipf: the square gives the first tenth of the outlets a third of the
            // articles.
            let number = start + ((end - start) as f64 * share * share) as u64;
            if number != not {
                return number;
            }
        }
    }
}

fn paper(seed: u64, number: u64, is_chinese: bool) -> Outlet {
    let mut random = Random::of(seed, Purpose::OutletName, number);
    let place = lexicon().draw(WordClass::Place, &mut random);
    let (language, name) = if is_chinese {
        let place = chinese::person(&mut random);
        (Language::Chinese, format!("{place}{}", random.pick(&PAPERS_CHINESE)))
    } else {
        (Language::English, format!("{place} {}", random.pick(&PAPERS)))
    };
    let ascii: String = place.chars().filter(char::is_ascii_alphanumeric).collect();
    let (head, tail) = boilerplate(&name, language, &mut Random::of(seed, Purpose::Boilerplate, number));
    Outlet {
        domain: format!("www.{}{number}.example", ascii.to_lowercase()),
        zone_hours: if is_chinese { 8 } else { random.below(14) as i64 - 8 },
        separator: if random.chance(0.6) { "\n\n" } else { "\n" },
        prints_headline: random.chance(0.5),
        prints_byline: random.chance(0.5),
        head,
        tail,
        name,
    }
}

/// Desk of an agency: no boilerplate except the copyright line of its stories.
fn desk(agency: usize) -> Outlet {
    let agency = &AGENCIES[agency];
    let ascii: String = agency.name.chars().filter(char::is_ascii_alphanumeric).collect();
    let label = match agency.language {
        Language::English => ascii.to_lowercase(),
        Language::Chinese => format!("zh{}", agency.name.chars().next().map_or(0, u32::from)),
    };
    Outlet {
        name: agency.name.to_owned(),
        domain: format!("{label}-wire.example"),
        zone_hours: 0,
        separator: "\n",
        prints_headline: false,
        prints_byline: !agency.byline.is_empty(),
        head: Vec::new(),
        tail: Vec::new(),
    }
}

/// One outlet in five has none.
fn boilerplate(name: &str, language: Language, random: &mut Random) -> (Vec<String>, Vec<String>) {
    if random.chance(0.2) {
        return (Vec::new(), Vec::new());
    }
    let (head, tail): (&[&str], &[&str]) = match language {
        Language::English => (&HEAD, &TAIL),
        Language::Chinese => (&HEAD_CHINESE, &TAIL_CHINESE),
    };
    let mut chosen = |lines: &[&str], most: u64| {
        let mut lines: Vec<String> = lines.iter().map(|line| line.replace("{outlet}", name)).collect();
        random.shuffle(&mut lines);
        lines.truncate(random.between(1, most) as usize);
        lines
    };
    (chosen(head, 3), chosen(tail, 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_have_domains_of_their_own_and_boilerplate_that_names_them() {
        let outlets = Outlets::new(&GenerateParams::clean(100_000, 1));
        let mut domains: Vec<&str> = outlets.all.iter().map(|outlet| outlet.domain.as_str()).collect();
        domains.sort_unstable();
        domains.dedup();
        assert_eq!(domains.len(), outlets.all.len());
        let lines = || outlets.all.iter().flat_map(|outlet| outlet.head.iter().chain(&outlet.tail));
        assert!(lines().all(|line| !line.contains("{outlet}")));
        assert!(outlets.all.iter().any(|outlet| outlet.head.is_empty()));
    }

    #[test]
    fn an_outlet_is_drawn_from_its_language_and_never_the_one_left_out() {
        let outlets = Outlets::new(&GenerateParams::clean(1_000, 1));
        let mut random = Random::of(1, Purpose::CopyPlan, 0);
        for language in [Language::English, Language::Chinese] {
            for not in 0..8 {
                let drawn = outlets.draw(language, not, &mut random);
                assert_ne!(drawn, not);
                assert_eq!(drawn < outlets.chinese, language == Language::Chinese);
            }
        }
    }
}
