//! The credits of one article.

use crate::memory_input::InputArticle;
use crate::output::CreditRow;
use crate::stories::wire_text::credit_row;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_news::credit;
use wirecopy_news::credit::{RecordFields, find_in_fields};

/// Returns all credits of an article: those of its text in their order (datelines, bylines,
/// sign-offs, copyright lines, attributions), then those that its author and its address give.
/// Linear in the text.
///
/// ```
/// use wirecopy::{InputArticle, credits};
///
/// let text = "KARSHOLM (Reuters) - The ferry stays in port until Friday.\n\nIts engine failed.";
/// let found = credits(text);
/// assert_eq!(found[0].class, "dateline");
/// assert_eq!(found[0].agency.as_deref(), Some("Reuters"));
///
/// let article = InputArticle::from("The ferry stays in port until Friday.");
/// let author = Some("Ida Moor, Associated Press".to_owned());
/// let found = credits(InputArticle { author, ..article });
/// assert_eq!(found[0].field.as_deref(), Some("author"));
/// assert_eq!(found[0].agency.as_deref(), Some("AP"));
/// ```
pub fn credits(article: impl Into<InputArticle>) -> Vec<CreditRow> {
    let article = article.into();
    let text = article.text.as_str();
    let (author, url) = (article.author.as_deref(), article.url.as_deref());
    let (mut analysis, mut credits) = (Analysis::default(), Vec::new());
    analyse(text, &mut analysis);
    credit::find(text, &analysis, &mut credits);
    find_in_fields(&RecordFields { author, url, canonical_url: None }, text, &mut credits);
    credits.iter().map(credit_row).collect()
}
