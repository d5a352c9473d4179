//! The outlets of a dump: name, address, habits, boilerplate.

use crate::generate::prose::agencies::AGENCIES;
use crate::generate::prose::chinese;
use crate::generate::prose::lexicon::{WordClass, lexicon};
use crate::generate::random::{Purpose, Random};
use crate::generate::{GenerateParams, Language};
use std::ops::Range;
use wirecopy_article::word_table;

/// The table's texts of one part of an outlet in one language, in the order of the table.
fn texts(part: &str, language: Language) -> Vec<&'static str> {
    let language = match language {
        Language::English => "english",
        Language::Chinese => "chinese",
    };
    word_table::rows(include_str!("../../data/outlets.tsv"))
        .filter(|row| row[0] == part && row[1] == language)
        .map(|row| row[2])
        .collect()
}

/// Texts that outlets of one language choose from.
struct OutletTexts {
    names: Vec<&'static str>,
    head: Vec<&'static str>,
    tail: Vec<&'static str>,
}

impl OutletTexts {
    fn of(language: Language) -> OutletTexts {
        let of = |part| texts(part, language);
        OutletTexts { names: of("name"), head: of("head"), tail: of("tail") }
    }
}

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
        let (of_english, of_chinese) =
            (OutletTexts::of(Language::English), OutletTexts::of(Language::Chinese));
        let paper = |number: u64| match number < chinese {
            true => paper(params.seed, number, Language::Chinese, &of_chinese),
            false => paper(params.seed, number, Language::English, &of_english),
        };
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

fn paper(seed: u64, number: u64, language: Language, texts: &OutletTexts) -> Outlet {
    let mut random = Random::of(seed, Purpose::OutletName, number);
    let place = lexicon().draw(WordClass::Place, &mut random);
    let name = match language {
        Language::English => format!("{place} {}", random.pick(&texts.names)),
        Language::Chinese => {
            let place = chinese::person(&mut random);
            format!("{place}{}", random.pick(&texts.names))
        }
    };
    let ascii: String = place.chars().filter(char::is_ascii_alphanumeric).collect();
    let (head, tail) = boilerplate(&name, texts, &mut Random::of(seed, Purpose::Boilerplate, number));
    Outlet {
        domain: format!("www.{}{number}.example", ascii.to_lowercase()),
        zone_hours: match language {
            Language::English => random.below(14) as i64 - 8,
            Language::Chinese => 8,
        },
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
fn boilerplate(name: &str, texts: &OutletTexts, random: &mut Random) -> (Vec<String>, Vec<String>) {
    if random.chance(0.2) {
        return (Vec::new(), Vec::new());
    }
    let mut chosen = |lines: &[&str], most: u64| {
        let mut lines: Vec<String> = lines.iter().map(|line| line.replace("{outlet}", name)).collect();
        random.shuffle(&mut lines);
        lines.truncate(random.between(1, most) as usize);
        lines
    };
    (chosen(&texts.head, 3), chosen(&texts.tail, 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_part_and_language() {
        let of = |language| {
            let texts = OutletTexts::of(language);
            (texts.names.len(), texts.head.len(), texts.tail.len())
        };
        assert_eq!((of(Language::English), of(Language::Chinese)), ((16, 14, 20), (6, 4, 5)));
        assert_eq!(word_table::rows(include_str!("../../data/outlets.tsv")).count(), 65);
        assert_eq!(texts("name", Language::English)[..2], ["Gazette", "Herald"]);
    }

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
