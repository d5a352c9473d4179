//! Phrases that credit without an agency's name, or name an outlet.

use super::agency_named;
use super::credit::{Class, Credit, Credited, Position, Strength};
use super::mention::{Mention, head};
use wirecopy_article::text::Role;

/// A kind of phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    /// An outlet's name follows.
    AppearedIn,
    /// The same, in a line of its own only: the words mean much else.
    SourceLine,
    /// An agency's text is worked in, whichever it is.
    SomeWire,
    /// Reuters names its editors so.
    EditedBy,
}

/// The phrases in lower case; each is looked for as within a sentence, at its beginning and in capitals.
pub(super) const PHRASES: &[(Phrase, &[&str])] = &[
    (
        Phrase::AppearedIn,
        &[
            "originally appeared on",
            "originally appeared in",
            "originally appeared at",
            "originally published on",
            "originally published in",
            "originally published by",
            "originally published at",
            "first appeared on",
            "first appeared in",
            "first appeared at",
            "first published on",
            "first published in",
            "first published by",
            "first published at",
            "appeared first on",
            "republished from",
            "reprinted from",
            "republished with permission from",
            "republished with permission of",
            "reprinted with permission from",
            "reprinted with permission of",
            "republished courtesy of",
            "publicado originalmente en",
            "publicado originalmente em",
            "publicado originalmente por",
            "publicada originalmente en",
            "publicado originalmente no",
            "publicado originalmente na",
            "publicada originalmente em",
            "publié initialement par",
            "publié à l'origine par",
            "publié à l'origine dans",
            "initialement publié dans",
            "initialement publié sur",
            "initialement publié par",
            "erschien zuerst in",
            "erschien zuerst auf",
            "erschien zuerst bei",
            "zuerst erschienen in",
            "zuerst erschienen bei",
            "zuerst erschienen auf",
            "pubblicato originariamente su",
            "pubblicato originariamente da",
            "pubblicato per la prima volta su",
            "eerder verschenen in",
            "eerder verschenen op",
            "ursprungligen publicerad i",
            "ursprungligen publicerad på",
            "первоначально опубликовано в",
            "впервые опубликовано в",
            "转载自",
            "轉載自",
            "原载于",
            "原載於",
            "原载：",
            "originally ran in",
            "originally ran on",
            "courtesy of the",
        ],
    ),
    (
        Phrase::SourceLine,
        &[
            "source:",
            "source :",
            "sources:",
            "quelle:",
            "fuente:",
            "fonte:",
            "bron:",
            "källa:",
            "kilde:",
            "источник:",
            "джерело:",
            "źródło:",
            "kaynak:",
            "来源：",
            "來源：",
            "来源:",
            "來源:",
            "稿源：",
            "稿源:",
            "出典：",
            "出典:",
            "출처:",
            "출처 :",
            "المصدر:",
            "स्रोत:",
            "sumber:",
            "via:",
            "provided by",
            "syndicated from",
        ],
    ),
    (
        Phrase::SomeWire,
        &[
            "syndicated feed",
            "with agency inputs",
            "with inputs from agencies",
            "inputs from agencies",
            "staff and wire reports",
            "from wire reports",
            "wire services contributed",
            "wire service reports",
            "mit agenturmaterial",
            "mit material der agenturen",
            "con información de agencias",
            "con informacion de agencias",
            "avec agences",
            "com agências",
            "con agenzie",
            "news agencies contributed",
        ],
    ),
    (Phrase::EditedBy, &["editing by"]),
];

/// The longest name of an outlet, in bytes.
const NAME_BYTES_MAX: usize = 80;
/// A line that names its source has no more tokens.
const SOURCE_TOKENS_MAX: usize = 14;
/// A line that says where a text appeared before has no more tokens; in a story the words tell of something else.
const APPEARED_TOKENS_MAX: usize = 60;

/// What a phrase is a credit of.
pub(super) fn credit_of_phrase(mention: &Mention<'_>, phrase: Phrase) -> Option<Credit> {
    match phrase {
        Phrase::AppearedIn => appeared_in(mention),
        Phrase::SourceLine => source_line(mention),
        Phrase::SomeWire => {
            let is_form = mention.is_line(40) || mention.in_brackets().is_some();
            let around = if mention.is_line(40) { mention.line() } else { (0, 0) };
            is_form.then(|| mention.evidence(Class::Mixed, Credited::Unnamed, Strength::Strong, around))
        }
        Phrase::EditedBy => edited_by(mention),
    }
}

/// `(Reporting by X; Editing by Y)`: the bracket, the semicolon and both phrases are the agency's own.
fn edited_by(mention: &Mention<'_>) -> Option<Credit> {
    let (opened, closed) = mention.in_brackets()?;
    let before = mention.before[mention.before.len() - opened..].to_lowercase();
    let is_form =
        before.contains("reporting by") || before.contains("writing by") || before.contains("compiled by");
    let separated = before.trim_end().ends_with([';', ',', '.']) || before.trim_end().ends_with("and");
    (is_form && separated && mention.place.position != Position::Head).then(|| {
        let reuters = agency_named("Reuters").map_or(Credited::Unnamed, Credited::Agency);
        mention.evidence(Class::SignOff, reuters, Strength::VeryStrong, (opened, closed))
    })
}

fn appeared_in(mention: &Mention<'_>) -> Option<Credit> {
    let is_line = mention.is_line(APPEARED_TOKENS_MAX);
    let is_end =
        mention.place.is_last || mention.place.position == Position::Head || mention.role == Role::Credit;
    let before = mention.before_in_lower_case(120);
    let speaks_of_text = [
        "story",
        "article",
        "post",
        "piece",
        "report",
        "essay",
        "column",
        "artículo",
        "texto",
        "nota",
        "artigo",
        "article",
        "beitrag",
        "artikel",
        "text",
        "articolo",
        "материал",
        "本文",
        "文章",
        "interview",
        "version",
    ]
    .iter()
    .any(|word| before.contains(word));
    let opens =
        mention.reaches_start() && before.trim_matches(|sign: char| !sign.is_alphanumeric()).is_empty();
    if !(is_line || is_end)
        || !(opens || speaks_of_text)
        || before.contains("photo")
        || before.contains("recipe")
    {
        return None;
    }
    let (name, skipped) = outlet_name(mention.after)?;
    let around = (if is_line { mention.before.len() } else { 0 }, skipped + name.len());
    Some(credit(mention, name, Strength::Strong, around))
}

fn source_line(mention: &Mention<'_>) -> Option<Credit> {
    let before = mention.before.trim_matches(|sign: char| !sign.is_alphanumeric());
    if !mention.reaches_start()
        || !before.is_empty()
        || !mention.is_line(SOURCE_TOKENS_MAX)
        || mention.role == Role::Caption
    {
        return None;
    }
    let (name, skipped) = outlet_name(mention.after)?;
    let words = name.split_whitespace().count();
    let is_name = name.chars().next().is_some_and(|first| !first.is_lowercase() || first as u32 >= 0x600)
        || name.contains('.')
        || agency_named(name).is_some();
    (is_name && words <= 6)
        .then(|| credit(mention, name, Strength::Strong, (mention.before.len(), skipped + name.len())))
}

fn credit(mention: &Mention<'_>, name: &str, strength: Strength, around: (usize, usize)) -> Credit {
    let credited = agency_named(name).map_or_else(|| Credited::Named(name.to_owned()), Credited::Agency);
    mention.evidence(Class::Republication, credited, strength, around)
}

/// The name that follows, without its article, and the bytes before it: up to a stop, a comma, a date or what is said of the licence.
fn outlet_name(after: &str) -> Option<(&str, usize)> {
    let start = after.len()
        - after.trim_start_matches([' ', ':', '：', '"', '“', '«', '\u{3000}', '\u{a0}', '《', '»']).len();
    let rest = &after[start..];
    let article = ["the ", "The ", "el ", "la ", "le ", "die ", "der ", "dem ", "O ", "o ", "a "]
        .iter()
        .find(|article| rest.starts_with(**article))
        .map_or(0, |article| article.len());
    // "The Conversation" is a name with its article.
    let article = if rest.starts_with("The ") || rest.starts_with("O ") { 0 } else { article };
    let rest = &rest[article..];
    let enders = [
        " and is",
        " and has",
        " and was",
        " under ",
        " with permission",
        " on ",
        " in ",
        " at ",
        " by ",
        ", ",
        ". ",
        ".\n",
        " (",
        ")",
        "\n",
        "”",
        "\"",
        "»",
        "。",
        "，",
        "；",
        "》",
        " | ",
        " – ",
        " — ",
        " - ",
        " y se",
        " bajo ",
        " und ",
        " et est",
        " as part",
        " for ",
        "!",
        " via ",
        " through ",
    ];
    let end = enders.iter().filter_map(|ender| rest.find(ender)).min().unwrap_or(rest.len());
    let name = head(rest, end.min(NAME_BYTES_MAX + 1)).trim_end_matches(['.', ' ', ',', ';', '\u{a0}', '。']);
    let is_dated = name.chars().next().is_some_and(|first| first.is_ascii_digit());
    let begins = name.chars().next().is_some_and(|first| !first.is_lowercase())
        || name.contains('.')
        || agency_named(name).is_some();
    (!name.is_empty() && name.len() <= NAME_BYTES_MAX && begins && !is_dated)
        .then_some((name, start + article))
}
