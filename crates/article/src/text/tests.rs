//! Analyses compared with the plain definition and with their promises.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::tokens::plain_twin::plain_tokens;
use super::tokens::{CharacterClass, class};
use super::{Analysis, TEXT_BYTES_MAX, analyse};

fn analysis_of(text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    analysis
}

fn tokens_of(text: &str) -> Vec<String> {
    let analysis = analysis_of(text);
    (0..analysis.tokens.len()).map(|i| analysis.token(i).to_owned()).collect()
}

/// Text in which every special case of the tokeniser is frequent.
fn mixed_text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        8 => "[a-zA-Z0-9]{1,12}",
        2 => "[a-z]{20,90}",
        6 => prop::sample::select(vec![" ", ". ", ", ", "\n", "\r\n", "\n\n", "-\n", "- \n ", "'", "\u{2028}"]).prop_map(str::to_owned),
        4 => "[“”‘’—–…«»·°\u{a0}\u{ad}\u{200b}\u{200d}\u{200e}\u{2060}\u{feff}\u{fe0f}]",
        4 => "[àéîöÅßẞİıſΣσςǰΐﬁ½①⑽㎏８ａª²]{1,6}",
        2 => "[\u{300}-\u{345}\u{5b0}-\u{5bd}\u{64b}-\u{652}\u{93c}\u{94d}\u{e4d}\u{3099}]{1,3}",
        2 => "[가-힣\u{1100}-\u{11ff}]{1,4}",
        2 => "[漢字かがカガｶﾞー々〇㈠。、]{1,6}",
        2 => "[กำน้ำຳខ្មែရက်]{1,6}",
        2 => "[سلامـﷺﹱ\u{640}\u{64e}]{1,5}",
        2 => "[اأإآٱىيیئكکؤ٣۳\u{653}-\u{655}\u{670}]{1,5}",
        1 => "[שלוםשּ\u{5b0}-\u{5c7}]{1,5}",
        1 => "[नमस्ते\u{958}\u{200d}]{1,5}",
        1 => "[≠=😀👨\u{1f3fd}𝔸𐐀𐐨𖹀]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(fragment, 0..40).prop_map(|fragments| fragments.concat())
}

/// The text without hyphens at line ends, which the plain definition does not know.
fn without_joins(text: &str) -> String {
    text.replace(['-', '\u{2010}', '\u{ad}'], "+")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_paths_give_the_tokens_of_the_plain_definition(text in mixed_text()) {
        let text = without_joins(&text);
        prop_assert_eq!(tokens_of(&text), plain_tokens(&text));
    }

    #[test]
    fn spans_are_in_order_and_on_character_borders(text in mixed_text()) {
        let analysis = analysis_of(&text);
        for token in &analysis.tokens {
            prop_assert!(token.start < token.end);
            prop_assert!(text.is_char_boundary(token.start as usize) && text.is_char_boundary(token.end as usize));
        }
        for pair in analysis.tokens.windows(2) {
            prop_assert!(pair[0].start <= pair[1].start && pair[0].end <= pair[1].end);
            prop_assert_eq!(pair[0].folded_end + 1, pair[1].folded_start);
        }
        let joined = tokens_of(&text).join(" ");
        prop_assert_eq!(&analysis.folded, &joined);
    }

    #[test]
    fn the_slice_at_a_token_gives_that_token(text in mixed_text()) {
        let analysis = analysis_of(&text);
        for (i, token) in analysis.tokens.iter().enumerate() {
            let slice = &text[token.start as usize..token.end as usize];
            let again = tokens_of(slice);
            prop_assert!(again.iter().any(|other| other == analysis.token(i)), "{slice:?} gave {again:?}");
        }
    }

    #[test]
    fn paragraphs_contain_every_token_once_and_give_it_by_themselves(text in mixed_text()) {
        let analysis = analysis_of(&text);
        let mut next = 0;
        for paragraph in &analysis.paragraphs {
            prop_assert_eq!(paragraph.tokens.start, next);
            next = paragraph.tokens.end;
            let slice = &text[paragraph.start as usize..paragraph.end as usize];
            prop_assert!(!slice.is_empty());
            prop_assert_eq!(slice.trim(), slice);
            let again = analysis_of(slice);
            prop_assert_eq!(again.folded.as_str(), analysis.folded_of(&paragraph.tokens));
        }
        prop_assert_eq!(next as usize, analysis.tokens.len());
    }

    #[test]
    fn folding_folded_text_changes_nothing(text in mixed_text()) {
        let folded = analysis_of(&text).folded;
        prop_assert_eq!(&analysis_of(&folded).folded, &folded);
    }

    #[test]
    fn composed_and_decomposed_text_give_the_same_tokens(text in mixed_text()) {
        let decomposed: String = text.nfd().collect();
        let composed: String = text.nfc().collect();
        prop_assert_eq!(tokens_of(&decomposed), tokens_of(&composed));
    }

    #[test]
    fn a_warm_analysis_gives_what_a_fresh_one_gives(first in mixed_text(), second in mixed_text()) {
        let mut analysis = analysis_of(&first);
        analyse(&second, &mut analysis);
        let fresh = analysis_of(&second);
        prop_assert_eq!((&analysis.folded, &analysis.tokens), (&fresh.folded, &fresh.tokens));
        prop_assert_eq!(&analysis.paragraphs, &fresh.paragraphs);
    }
}

#[test]
fn tokens_of_this_scheme_are_the_golden_ones() {
    for (text, tokens) in [
        ("The Quay, re-opened in 1911", "the quay re opened in 1911"),
        ("ﬁrst Straße ½", "first strasse 1 2"),
        ("关门 4㎏", "关 门 4"),
        ("كِتَابٌ كتاب", "كتاب كتاب"),
        ("أحمد إلى آخر الـــقرآن ٱلكتاب", "احمد الي اخر القران الكتاب"),
        ("کتابی كتابي", "كتابي كتابي"),
        ("رئیس رییس", "رييس رييس"),
        ("٢٠٣١ ۲۰۳۱ 2031", "2031 2031 2031"),
        ("שָׁלוֹם שלום", "שלום שלום"),
        ("ｶﾞ ガ", "ガ ガ"),
    ] {
        assert_eq!(tokens_of(text).join(" "), tokens, "{text}");
    }
}

#[test]
fn spans_of_tokens_with_vowel_marks_are_those_of_the_original() {
    let text = "قال كِتَاب.";
    let analysis = analysis_of(text);
    let token = analysis.tokens[1];
    assert_eq!((&text[token.start as usize..token.end as usize], analysis.token(1)), ("كِتَاب", "كتاب"));
}

fn all_characters() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

#[test]
fn every_character_gives_what_the_plain_definition_gives_and_folds_once() {
    let mut analysis = Analysis::default();
    for character in all_characters().filter(|&character| class(character) != CharacterClass::Separator) {
        let text = format!("a{character}b");
        analyse(&text, &mut analysis);
        if character != '\u{ad}' {
            assert_eq!(analysis.folded, plain_tokens(&text).join(" "), "{character:?}");
        }
        let folded = analysis.folded.clone();
        analyse(&folded, &mut analysis);
        assert_eq!(analysis.folded, folded, "{character:?}");
    }
}

#[test]
fn no_character_exceeds_twelve_bytes_per_byte() {
    let bytes_of = |character: char| {
        tokens_of(&character.to_string()).iter().map(|token| token.len() + 1).sum::<usize>()
    };
    let worst = all_characters()
        .filter(|&character| class(character) != CharacterClass::Separator)
        .map(|character| bytes_of(character).div_ceil(character.len_utf8()))
        .max();
    assert_eq!(worst, Some(12));
    assert!(TEXT_BYTES_MAX.checked_mul(12).is_some_and(|bytes| bytes <= u32::MAX as usize));
}
