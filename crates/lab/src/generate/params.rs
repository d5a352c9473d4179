//! Parameters of a dump.

use crate::error::{Error, Result};

/// Everything that a dump depends on; equal parameters give equal bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct GenerateParams {
    /// Articles in the dump.
    pub articles: u64,
    /// Seed: every number gives another dump.
    pub seed: u64,
    /// Outlets, agencies not counted.
    pub outlets: u64,
    /// Share of the articles that belong to stories with copies; their sizes follow Zipf's law.
    pub copied_share: f64,
    /// Share of the stories, and of the outlets, that are Chinese.
    pub chinese_share: f64,
    /// Share of the stories that are tables (weather, markets, results): their later articles are
    /// filled anew, without any other operation.
    pub table_share: f64,
    /// Share of the copied stories that come from an agency.
    pub agency_share: f64,
    /// Rates of the operations on copies.
    pub rates: OperationRates,
}

/// Rate of each operation on copies.
///
/// The first five exclude each other; the rest is copied whole. The others are independent of each
/// other and apply if there is something to change.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationRates {
    /// Cut off at the end.
    pub truncated: f64,
    /// Embedded in a longer article.
    pub embedded: f64,
    /// Merged into a roundup.
    pub roundup: f64,
    /// Only its quotations are copied.
    pub quotes_shared: f64,
    /// A later version of the same outlet with other numbers.
    pub numbers_changed: f64,
    /// Another headline.
    pub reheadlined: f64,
    /// Paragraphs in another order.
    pub reordered: f64,
    /// Paragraphs left out.
    pub dropped: f64,
    /// Some words are edited.
    pub word_edits: f64,
    /// Largest share of edited words in an article with such edits.
    pub words_edited_max: f64,
    /// Another caption under the same picture.
    pub captions_swapped: f64,
    /// No dateline, byline, sign-off, copyright.
    pub credit_stripped: f64,
    /// Characters misread.
    pub ocr_noise: f64,
    /// Other quotation marks, dashes, spaces.
    pub restyled: f64,
    /// Decoded wrongly.
    pub mojibake: f64,
}

impl GenerateParams {
    /// Copies of careful outlets: hardly a word differs.
    pub fn clean(articles: u64, seed: u64) -> GenerateParams {
        GenerateParams {
            articles,
            seed,
            // One outlet per 500 articles a year, and enough of them for a story to spread.
            outlets: (articles / 500).clamp(40, 5_000),
            copied_share: 0.5,
            chinese_share: 0.1,
            table_share: 0.03,
            agency_share: 0.6,
            rates: OperationRates::clean(),
        }
    }

    /// Copies as they are scraped from the web.
    pub fn noisy(articles: u64, seed: u64) -> GenerateParams {
        GenerateParams { rates: OperationRates::noisy(), ..GenerateParams::clean(articles, seed) }
    }

    /// One story and its copies, each whole except for its own edits of words.
    pub fn hub(articles: u64, seed: u64) -> GenerateParams {
        let rates = OperationRates { word_edits: 1.0, words_edited_max: 0.1, ..OperationRates::none() };
        GenerateParams {
            copied_share: 1.0,
            chinese_share: 0.0,
            table_share: 0.0,
            rates,
            ..GenerateParams::clean(articles, seed)
        }
    }

    /// Checks the ranges of all values.
    ///
    /// # Errors
    /// [`Error::Parameter`] with the name of the parameter.
    pub fn check(&self) -> Result<()> {
        let refuse = |name, value: String, expected| Err(Error::Parameter { name, value, expected });
        let shares = [
            ("copied_share", self.copied_share),
            ("chinese_share", self.chinese_share),
            ("table_share", self.table_share),
            ("agency_share", self.agency_share),
        ];
        let mut rates = self.rates.clone();
        let rates = rates.by_name().map(|(name, rate)| (name, *rate));
        for (name, share) in shares.into_iter().chain(rates) {
            if !(0.0..=1.0).contains(&share) {
                return refuse(name, share.to_string(), "a share from 0 to 1 is expected");
            }
        }
        let shaped = self.rates.shaped();
        if shaped > 1.0 {
            let expected = "truncated, embedded, roundup, quotes_shared and numbers_changed exclude each other and sum to 1 at most";
            return refuse("rates", shaped.to_string(), expected);
        }
        if self.outlets < 8 {
            return refuse("outlets", self.outlets.to_string(), "8 outlets or more are expected");
        }
        // Ids have ten digits, and a story's fill has 32 bits for the number of an article.
        if self.articles > 1 << 32 {
            return refuse("articles", self.articles.to_string(), "at most 4294967296 articles are written");
        }
        Ok(())
    }
}

impl OperationRates {
    /// Every copy is whole and unchanged.
    pub fn none() -> OperationRates {
        OperationRates {
            truncated: 0.0,
            embedded: 0.0,
            roundup: 0.0,
            quotes_shared: 0.0,
            numbers_changed: 0.0,
            reheadlined: 0.0,
            reordered: 0.0,
            dropped: 0.0,
            word_edits: 0.0,
            words_edited_max: 0.0,
            captions_swapped: 0.0,
            credit_stripped: 0.0,
            ocr_noise: 0.0,
            restyled: 0.0,
            mojibake: 0.0,
        }
    }

    fn clean() -> OperationRates {
        OperationRates {
            truncated: 0.12,
            embedded: 0.06,
            roundup: 0.04,
            quotes_shared: 0.04,
            numbers_changed: 0.04,
            reheadlined: 0.4,
            dropped: 0.1,
            captions_swapped: 0.1,
            credit_stripped: 0.15,
            restyled: 0.2,
            ..OperationRates::none()
        }
    }

    fn noisy() -> OperationRates {
        OperationRates {
            truncated: 0.2,
            embedded: 0.1,
            roundup: 0.06,
            quotes_shared: 0.06,
            numbers_changed: 0.06,
            reheadlined: 0.6,
            reordered: 0.15,
            dropped: 0.3,
            word_edits: 0.4,
            words_edited_max: 0.15,
            captions_swapped: 0.3,
            credit_stripped: 0.35,
            ocr_noise: 0.15,
            restyled: 0.3,
            mojibake: 0.08,
        }
    }

    /// The rates that exclude each other, summed.
    fn shaped(&self) -> f64 {
        self.truncated + self.embedded + self.roundup + self.quotes_shared + self.numbers_changed
    }

    /// Sets one rate by its name, that of its field.
    ///
    /// # Errors
    /// [`Error::Parameter`] if no rate has this name.
    pub fn set(&mut self, name: &str, share: f64) -> Result<()> {
        let rate = self.by_name().into_iter().find(|(known, _)| known.strip_prefix("rates.") == Some(name));
        let (_, rate) = rate.ok_or_else(|| Error::Parameter {
            name: "rates",
            value: name.to_owned(),
            expected: "the name of an operation or words_edited_max is expected",
        })?;
        *rate = share;
        Ok(())
    }

    fn by_name(&mut self) -> [(&'static str, &mut f64); 15] {
        [
            ("rates.truncated", &mut self.truncated),
            ("rates.embedded", &mut self.embedded),
            ("rates.roundup", &mut self.roundup),
            ("rates.quotes_shared", &mut self.quotes_shared),
            ("rates.numbers_changed", &mut self.numbers_changed),
            ("rates.reheadlined", &mut self.reheadlined),
            ("rates.reordered", &mut self.reordered),
            ("rates.dropped", &mut self.dropped),
            ("rates.word_edits", &mut self.word_edits),
            ("rates.words_edited_max", &mut self.words_edited_max),
            ("rates.captions_swapped", &mut self.captions_swapped),
            ("rates.credit_stripped", &mut self.credit_stripped),
            ("rates.ocr_noise", &mut self.ocr_noise),
            ("rates.restyled", &mut self.restyled),
            ("rates.mojibake", &mut self.mojibake),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_pass_and_values_out_of_range_are_named() {
        for params in
            [GenerateParams::clean(10, 1), GenerateParams::noisy(1_000_000, 1), GenerateParams::hub(10, 1)]
        {
            params.check().unwrap();
        }
        let mut params = GenerateParams::clean(10, 1);
        params.rates.ocr_noise = 1.5;
        assert!(params.check().unwrap_err().to_string().contains("ocr_noise"));
        params.rates.ocr_noise = f64::NAN;
        assert!(params.check().is_err());
        assert!(params.rates.set("ocr", 0.1).is_err());
        let mut params = GenerateParams::noisy(10, 1);
        params.rates.set("truncated", 0.9).unwrap();
        assert!(params.check().unwrap_err().to_string().contains("exclude each other"));
    }
}
