//! Words whose exchange makes a sentence say something else, each with what it means.
//!
//! Spellings, short forms and languages of one thing mean the same, so that an editor's hand changes nothing. A word that is as often something else
//! (the French seven is the English September) stands under its commoner meaning or not at all.

use std::sync::LazyLock;
use wirecopy_reuse::shingle::token_hash;
use xxhash_rust::xxh3::xxh3_64;

/// A unit, a direction or a denial counts only where little else changes: beside more words it may be about anything.
pub(super) const TURN: u64 = 1;

/// So does the pronoun that is also a number.
pub(super) const PRONOUN: u64 = 2;

/// The bits of a value that are no part of its meaning.
pub(super) const STRENGTH: u64 = TURN | PRONOUN;

/// The value of a number in digits, and of all that means the same.
pub(super) fn value_of_meaning(meaning: &str) -> u64 {
    xxh3_64(meaning.as_bytes()) & !STRENGTH
}

/// What all denials mean.
pub(super) const DENIAL: &str = "not";

/// The value of a word by the hash of its token, where it stands in a table; those of [`TURNS`] and [`PRONOUNS`] have their bits of [`STRENGTH`].
pub(super) fn value_of_word(token: u64) -> Option<u64> {
    let words = &*WORDS;
    if words.filter[(token % FILTER_BITS / 64) as usize] >> (token % 64) & 1 == 0 {
        return None;
    }
    words.values.binary_search_by_key(&token, |(word, _)| *word).ok().map(|at| words.values[at].1)
}

/// Bits that most tokens without a value have not set: of 400 words one token in 40 passes by chance.
const FILTER_BITS: u64 = 16_384;

/// All tables by the hashes of their tokens.
struct Words {
    filter: [u64; (FILTER_BITS / 64) as usize],
    values: Vec<(u64, u64)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words_of = |table: &'static [(&str, &str)], strength: u64| {
        table.iter().flat_map(move |(meaning, words)| {
            words.split(' ').map(move |word| (word, value_of_meaning(meaning) | strength))
        })
    };
    let strong = words_of(&NUMBERS_AND_DAYS, 0);
    let weak = words_of(&TURNS, TURN).chain(words_of(&PRONOUNS, PRONOUN));
    let mut values: Vec<(u64, u64)> =
        strong.chain(weak).map(|(word, value)| (token_hash(word.as_bytes()), value)).collect();
    values.sort_unstable();
    let mut filter = [0; (FILTER_BITS / 64) as usize];
    for (word, _) in &values {
        filter[(word % FILTER_BITS / 64) as usize] |= 1 << (word % 64);
    }
    Words { filter, values }
});

/// Numbers, days and months, each with the words that mean it.
const NUMBERS_AND_DAYS: [(&str, &str); 53] = [
    ("0", "zero"),
    ("2", "deux dos two zwei 两 二 兩"),
    ("3", "drei three tres trois 三"),
    ("4", "cuatro four quatre vier 四"),
    ("5", "cinco cinq five fünf 五"),
    ("6", "sechs seis six 六"),
    ("7", "seven sieben siete 七"),
    ("8", "acht eight huit ocho 八"),
    ("9", "neuf neun nine nueve 九"),
    ("10", "diez dix ten zehn 十"),
    ("11", "eleven"),
    ("12", "dozen twelve zwölf"),
    ("13", "thirteen"),
    ("14", "fourteen"),
    ("15", "fifteen"),
    ("16", "sixteen"),
    ("17", "seventeen"),
    ("18", "eighteen"),
    ("19", "nineteen"),
    ("20", "twenty"),
    ("30", "thirty"),
    ("40", "forty"),
    ("50", "fifty"),
    ("60", "sixty"),
    ("70", "seventy"),
    ("80", "eighty"),
    ("90", "ninety"),
    ("100", "hundert hundred 百"),
    ("1000", "tausend thousand 千"),
    ("10000", "万 萬"),
    ("1000000", "million millionen millions millones mln"),
    ("100000000", "亿 億"),
    ("1000000000", "billion bln bn milliarde milliarden milliards"),
    ("1000000000000", "trillion"),
    ("mon", "mon lundi lunes monday montag"),
    ("tue", "tue dienstag mardi martes tues tuesday"),
    ("wed", "wed mercredi mittwoch miércoles wednesday"),
    ("thu", "thu donnerstag jeudi jueves thurs thursday"),
    ("fri", "fri freitag friday vendredi viernes"),
    ("sat", "sat samedi samstag saturday sábado"),
    ("sun", "sun dimanche domingo sonntag sunday"),
    ("jan", "jan enero januar january janvier"),
    ("feb", "feb febrero februar february février"),
    ("mar", "mar march mars marzo märz"),
    ("apr", "apr abril april avril"),
    ("may", "may mai mayo"),
    ("jun", "jun juin june juni junio"),
    ("jul", "jul juillet juli julio july"),
    ("aug", "aug agosto août august"),
    ("sep", "sep sept september septembre septiembre"),
    ("oct", "oct october octobre octubre oktober"),
    ("nov", "nov november novembre noviembre"),
    ("dec", "dec december dezember diciembre décembre"),
];

/// A pronoun more often than a number.
const PRONOUNS: [(&str, &str); 1] = [("1", "one 一")];

/// Units, ordinals, directions and their like, denials.
const TURNS: [(&str, &str); 73] = [
    ("10th", "tenth"),
    ("1st", "first"),
    ("2nd", "second"),
    ("3rd", "third"),
    ("4th", "fourth"),
    ("5th", "fifth"),
    ("6th", "sixth"),
    ("7th", "seventh"),
    ("8th", "eighth"),
    ("9th", "ninth"),
    ("accept", "accept accepted accepts approve approved approves"),
    ("acre", "acre acres"),
    ("after", "after"),
    ("barrel", "barrel barrels"),
    ("before", "before"),
    ("boy", "boy boys"),
    ("buy", "buy bought buying buys"),
    ("close", "close closed closes closing"),
    ("day", "day days"),
    ("dead", "dead died killed"),
    ("decade", "decade decades"),
    ("dollar", "dollar dlr dlrs dollars"),
    (
        "down",
        "down below cut cuts decline declined declines decrease decreased decreases decreasing drop dropped drops fall fallen falling falls fell fewer less lower shrank shrink shrinks",
    ),
    ("east", "east eastern"),
    ("euro", "euro euros"),
    ("exclude", "exclude excluded excludes excluding"),
    ("export", "export exports"),
    ("foot", "foot feet"),
    ("franc", "franc francs"),
    ("gallon", "gallon gallons"),
    ("girl", "girl girls"),
    ("guilty", "guilty"),
    ("half", "half"),
    ("hectare", "hectare hectares"),
    ("hour", "hour hours hrs"),
    ("hurt", "hurt injured wounded"),
    ("import", "import imports"),
    ("inch", "inch inches"),
    ("include", "include included includes including"),
    ("innocent", "innocent"),
    ("kilogram", "kilogram kg kilo kilograms kilos"),
    ("kilometre", "kilometre kilometer kilometers kilometres km"),
    ("litre", "litre liter liters litres"),
    ("lose", "lose loses lost"),
    ("loss", "loss losses"),
    ("man", "man men"),
    ("metre", "metre meter meters metres"),
    ("mile", "mile miles"),
    ("minute", "minute mins minutes"),
    ("month", "month months"),
    ("north", "north northern"),
    ("northeast", "northeast northeastern"),
    ("northwest", "northwest northwestern"),
    (
        "not",
        "not aren cannot couldn didn doesn hadn hasn isn jamais kein keine never nicht nunca shouldn wasn weren wouldn",
    ),
    ("open", "open opened opening opens"),
    ("ounce", "ounce ounces"),
    ("pound", "pound pounds"),
    ("profit", "profit profits"),
    ("quarter", "quarter quarters"),
    ("reject", "reject rejected rejects"),
    ("sell", "sell selling sells sold"),
    ("south", "south southern"),
    ("southeast", "southeast southeastern"),
    ("southwest", "southwest southwestern"),
    ("ton", "ton tonne tonnes tons"),
    (
        "up",
        "up above climb climbed climbs gain gained gains grew grow grows higher increase increased increases increasing more raise raised raises rise risen rises rising rose",
    ),
    ("week", "week weeks"),
    ("west", "west western"),
    ("win", "win wins won"),
    ("woman", "woman women"),
    ("yard", "yard yards"),
    ("year", "year years yrs"),
    ("yen", "yen"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn value(word: &str) -> Option<u64> {
        value_of_word(token_hash(word.as_bytes()))
    }

    #[test]
    fn every_word_is_found_and_has_one_meaning() {
        let words: Vec<&str> = NUMBERS_AND_DAYS
            .iter()
            .chain(&TURNS)
            .chain(&PRONOUNS)
            .flat_map(|(_, words)| words.split(' '))
            .collect();
        assert!(words.iter().all(|word| value(word).is_some()));
        let distinct: std::collections::BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(distinct.len(), words.len());
        assert_eq!(value("quay"), None);
    }

    #[test]
    fn spellings_of_one_thing_mean_the_same() {
        for (one, other) in
            [("oct", "october"), ("mln", "million"), ("fell", "dropped"), ("minutes", "minute")]
        {
            assert_eq!(value(one), value(other), "{one} {other}");
        }
        for (one, other) in
            [("minutes", "hours"), ("opening", "closing"), ("rose", "fell"), ("five", "fifty")]
        {
            assert_ne!(value(one), value(other), "{one} {other}");
        }
    }
}
