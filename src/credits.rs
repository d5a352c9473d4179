//! The credits of one text.

use crate::output::CreditRow;
use crate::stories::wire_text::credit_row;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_news::credit;

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
    let (mut analysis, mut credits) = (Analysis::default(), Vec::new());
    analyse(text, &mut analysis);
    credit::find(text, &analysis, &mut credits);
    credits.iter().map(credit_row).collect()
}
