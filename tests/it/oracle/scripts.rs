//! Corpora in other scripts, spelled in as many ways as one word has.

use crate::corpora::{Article, Draw};
use unicode_normalization::UnicodeNormalization as _;

/// Syllables of the words of [`corpus`](crate::corpora::corpus).
const SYLLABLES: [&str; 8] = ["ba", "de", "fi", "go", "lu", "ma", "ne", "ri"];

/// Syllables that replace them.
const SCRIPTS: [[&str; 8]; 11] = [
    ["bá", "dé", "fi", "gö", "lů", "mä", "ňe", "ßi"],
    ["ба", "дё", "фи", "го", "лу", "ма", "не", "рй"],
    ["βά", "δέ", "φι", "γος", "λύ", "μα", "νέ", "ρι"],
    ["با", "دي", "في", "كو", "لو", "ما", "ني", "ري"],
    ["בא", "דה", "פי", "גו", "לו", "מא", "נה", "רי"],
    ["बा", "दे", "फि", "गो", "लू", "मा", "ने", "री"],
    ["바", "데", "피", "고", "루", "마", "네", "리"],
    ["巴", "德", "菲", "果", "路", "马", "内", "里"],
    ["ば", "で", "フィ", "ご", "ル", "マ", "ね", "り"],
    ["บ่า", "ดี", "ฟ", "กล", "ลู", "มา", "นี้", "รี"],
    ["ba", "de", "fi", "go", "lu", "ma", "ne", "ri"],
];

/// Separators of words.
const SEPARATORS: [&str; 6] = [" ", " ", ", ", " – ", "’", "\u{200b}"];

/// Characters that vanish inside a word.
const VANISHING: [char; 4] = ['\u{ad}', '\u{200d}', '\u{2060}', '\u{fe0f}'];

/// The articles with each word in another script, now and then spelled in another way.
pub fn in_script(seed: u64, articles: Vec<Article>) -> Vec<Article> {
    let mut draw = Draw::new(!seed);
    let script = &SCRIPTS[draw.below(SCRIPTS.len())];
    let spell = |mut article: Article| {
        let lines = article.text.split('\n').map(|line| spelled_line(&mut draw, script, line));
        article.text = lines.collect::<Vec<_>>().join("\n");
        article
    };
    articles.into_iter().map(spell).collect()
}

fn spelled_line(draw: &mut Draw, script: &[&str; 8], line: &str) -> String {
    let mut spelled = String::new();
    for word in line.split(' ') {
        if !spelled.is_empty() {
            spelled.push_str(SEPARATORS[draw.below(SEPARATORS.len())]);
        }
        spelled.push_str(&spelled_word(draw, script, word));
    }
    spelled
}

fn spelled_word(draw: &mut Draw, script: &[&str; 8], word: &str) -> String {
    let syllable_of =
        |number: usize| SYLLABLES.iter().position(|known| word.get(number..number + 2) == Some(known));
    let syllables: Option<Vec<usize>> = (0..word.len()).step_by(2).map(syllable_of).collect();
    let Some(syllables) = syllables else { return word.to_owned() };
    let word: String = syllables.into_iter().map(|syllable| script[syllable]).collect();
    match draw.below(12) {
        0 => word.to_uppercase(),
        1 => word.nfd().collect(),
        2 => word.nfkc().collect(),
        3 => {
            let mut characters: Vec<char> = word.chars().collect();
            let at = 1 + draw.below(characters.len());
            if at < characters.len() {
                characters.insert(at, VANISHING[draw.below(VANISHING.len())]);
            }
            characters.into_iter().collect()
        }
        _ => word,
    }
}
