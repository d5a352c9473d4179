//! The credits of one text.

use crate::memory_input::InputArticle;
use crate::output::CreditRow;
use crate::stories::wire_text::credit_row;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_news::credit;
use wirecopy_news::credit::{RecordFields, find_in_fields};

/// Returns all credits of a text in its order: datelines, bylines, sign-offs, copyright lines,
/// attributions. Linear in the text.
///
/// ```
/// let text = "KARSHOLM (Reuters) - The ferry stays in port until Friday.\n\nIts engine failed.";
/// let credits = wirecopy::credits(text);
/// assert_eq!(credits[0].class, "dateline");
/// assert_eq!(credits[0].agency.as_deref(), Some("Reuters"));
/// ```
pub fn credits(text: &str) -> Vec<CreditRow> {
    rows_of(text, &RecordFields::default())
}

/// Returns all credits of an article: those of its text, then those that its author and its address
/// give. Linear in the text.
///
/// ```
/// use wirecopy::InputArticle;
///
/// let article = InputArticle::new("herald-4", "The ferry stays in port until Friday.");
/// let article = InputArticle { author: Some("Ida Moor, Associated Press".to_owned()), ..article };
/// let found = wirecopy::credits_of(&article);
/// assert_eq!(found[0].field.as_deref(), Some("author"));
/// assert_eq!(found[0].agency.as_deref(), Some("AP"));
/// ```
pub fn credits_of(article: &InputArticle) -> Vec<CreditRow> {
    let (author, url) = (article.author.as_deref(), article.url.as_deref());
    rows_of(&article.text, &RecordFields { author, url, canonical_url: None })
}

fn rows_of(text: &str, fields: &RecordFields<'_>) -> Vec<CreditRow> {
    let (mut analysis, mut credits) = (Analysis::default(), Vec::new());
    analyse(text, &mut analysis);
    credit::find(text, &analysis, &mut credits);
    find_in_fields(fields, text, &mut credits);
    credits.iter().map(credit_row).collect()
}
