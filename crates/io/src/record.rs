//! The fields of one record as an article or a reject, whatever the format.

use crate::dates::{parse_date_in, parse_number};
use crate::fields::{FieldCounts, FieldPlan, NOT_COUNTED, Role, Tally, printable};
use crate::file_plan::FilePlan;
use crate::made_text::{is_placeholder, made_text};
use crate::options::ReadOptions;
use crate::outlet::{are_of_two_sites, hides_its_page, host_of};
use std::borrow::Cow;
use wirecopy_article::{Document, Published, Reject, RejectReason, TextLocation, TextMaker};

/// The fields of a record by role, each with the rank of its name.
#[derive(Debug, Default)]
pub(crate) struct Fields<'block> {
    pub(crate) text: Option<(u8, Cow<'block, str>)>,
    pub(crate) id: Option<(u8, Cow<'block, str>)>,
    pub(crate) outlet: Option<(u8, Cow<'block, str>)>,
    pub(crate) published: Option<(u8, Date<'block>)>,
    pub(crate) url: Option<(u8, Cow<'block, str>)>,
    pub(crate) title: Option<(u8, Cow<'block, str>)>,
    pub(crate) author: Option<(u8, Cow<'block, str>)>,
    pub(crate) canonical_url: Option<(u8, Cow<'block, str>)>,
    pub(crate) text_made_by: Option<TextMaker>,
}

impl<'block> Fields<'block> {
    /// A text that is its record, without a field for it.
    pub(crate) fn of_text(text: Cow<'block, str>) -> Self {
        Fields { text: Some((NOT_COUNTED, text)), ..Fields::default() }
    }
}

impl Fields<'_> {
    /// The fields without their record.
    pub(crate) fn into_owned<'b>(self) -> Fields<'b> {
        fn owned<'b>(field: Option<(u8, Cow<'_, str>)>) -> Option<(u8, Cow<'b, str>)> {
            field.map(|(rank, value)| (rank, Cow::Owned(value.into_owned())))
        }
        Fields {
            text: owned(self.text),
            id: owned(self.id),
            outlet: owned(self.outlet),
            published: self.published.map(|(rank, date)| (rank, date.into_owned())),
            url: owned(self.url),
            title: owned(self.title),
            author: owned(self.author),
            canonical_url: owned(self.canonical_url),
            text_made_by: self.text_made_by,
        }
    }
}

impl Fields<'static> {
    /// The text that a reader made of something else. Its fields have no names to be counted by.
    #[cfg(feature = "html")]
    pub(crate) fn made(text: String, maker: TextMaker) -> Self {
        Fields { text: Self::uncounted(Some(text)), text_made_by: Some(maker), ..Fields::default() }
    }

    /// A value that is not in a field with a name.
    #[cfg(feature = "html")]
    pub(crate) fn uncounted(value: Option<String>) -> Option<(u8, Cow<'static, str>)> {
        value.map(|value| (NOT_COUNTED, Cow::Owned(value)))
    }

    /// The fields with a date of publication.
    #[cfg(feature = "html")]
    pub(crate) fn published_in_words(self, words: Option<String>) -> Self {
        let date = words.map(|words| (NOT_COUNTED, Date::Words(Cow::Owned(words))));
        Fields { published: date, ..self }
    }
}

/// A date as a record has it.
#[derive(Debug)]
pub(crate) enum Date<'block> {
    Words(Cow<'block, str>),
    /// A number by its literal.
    Number(Cow<'block, str>),
    /// Neither.
    Other,
}

impl Date<'_> {
    fn into_owned<'b>(self) -> Date<'b> {
        match self {
            Date::Words(words) => Date::Words(Cow::Owned(words.into_owned())),
            Date::Number(literal) => Date::Number(Cow::Owned(literal.into_owned())),
            Date::Other => Date::Other,
        }
    }
}

/// The file, line and bytes of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordLocation<'block> {
    pub(crate) file: &'block str,
    pub(crate) line: u64,
    /// The location at which the text can be read again.
    pub(crate) text_location: Option<TextLocation>,
    /// The record's bytes as they were read, line end included.
    pub(crate) record: &'block [u8],
}

/// The articles and rejects of a block.
#[derive(Debug, Default)]
pub struct Decoded<'block> {
    /// Records with a text, in order.
    pub documents: Vec<Document<'block>>,
    /// Records without one, by file and line.
    pub rejects: Vec<Reject>,
    /// The fields that were used.
    pub field_counts: FieldCounts,
    /// Number of dates that were given and not understood.
    pub dates_not_understood: u64,
    /// A few of them.
    pub date_examples: Vec<String>,
    /// Number of texts with UTF-8 read as Windows-1252.
    pub mojibake: u64,
}

/// Gathers the articles and rejects of one block.
pub(crate) struct Decoding<'block, 'plan> {
    plan: &'plan FilePlan,
    options: &'plan ReadOptions,
    decoded: Decoded<'block>,
    tally: Tally,
}

impl<'block, 'plan> Decoding<'block, 'plan> {
    pub(crate) fn new(plan: &'plan FilePlan, options: &'plan ReadOptions) -> Self {
        Decoding { plan, options, decoded: Decoded::default(), tally: Tally::default() }
    }

    /// The fields of the file's records.
    pub(crate) fn plan(&self) -> &'plan FieldPlan {
        &self.plan.fields
    }

    pub(crate) fn reject(&mut self, location: &RecordLocation<'_>, id: Option<&str>, reason: RejectReason) {
        self.decoded.rejects.push(Reject {
            file: location.file.to_owned(),
            line: location.line,
            id: id.map(str::to_owned),
            reason,
        });
    }

    /// Adds what was rejected while the file was cut into blocks.
    pub(crate) fn add_rejects(&mut self, rejects: &[Reject]) {
        self.decoded.rejects.extend_from_slice(rejects);
    }

    /// Adds a text without a record around it, whose id is the file's name.
    pub(crate) fn push_text_file(&mut self, location: RecordLocation<'block>, text: Cow<'block, str>) {
        self.push_whole_file(location, Fields::of_text(text));
    }

    /// Adds a file that is one record, whose id is the file's name.
    pub(crate) fn push_whole_file(&mut self, location: RecordLocation<'block>, fields: Fields<'block>) {
        self.push(location, fields, Cow::Borrowed(location.file));
    }

    /// Adds a record, whose text must be present. Its id is `file:line` if it has none.
    pub(crate) fn push_record(&mut self, location: RecordLocation<'block>, fields: Fields<'block>) {
        let default_id = match fields.id {
            Some(_) => Cow::Borrowed(""),
            None => Cow::Owned(format!("{}:{}", location.file, location.line)),
        };
        self.push(location, fields, default_id);
    }

    fn push(
        &mut self,
        location: RecordLocation<'block>,
        fields: Fields<'block>,
        default_id: Cow<'block, str>,
    ) {
        let Fields { text, id, outlet, published, url, title, author, canonical_url, text_made_by } = fields;
        let [outlet, url, title, author, canonical_url] =
            [outlet, url, title, author, canonical_url].map(present);
        let url = url.map(|url| own_address(url, canonical_url.as_ref()));
        let is_elsewhere =
            |(_, page): &(u8, Cow<'_, str>)| url.as_ref().is_some_and(|(_, own)| are_of_two_sites(own, page));
        let canonical_url = canonical_url.filter(is_elsewhere);
        let (text_rank, text) = text.expect("a record without a text was rejected");
        let made = made_text(text, self.plan.markup, self.options.fix_mojibake);
        let (text, text_made_by) = (made.text, made.maker.or(text_made_by));
        self.decoded.mojibake += u64::from(made.has_mojibake);
        if let Some(reason) = self.fault_of(&text) {
            return self.reject(&location, id.as_ref().map(|(_, id)| &**id), reason);
        }
        for (role, rank) in [
            (Role::Text, Some(text_rank)),
            (Role::Id, id.as_ref().map(|(rank, _)| *rank)),
            (Role::Url, url.as_ref().map(|(rank, _)| *rank)),
            (Role::Title, title.as_ref().map(|(rank, _)| *rank)),
            (Role::Author, author.as_ref().map(|(rank, _)| *rank)),
            (Role::CanonicalUrl, canonical_url.as_ref().map(|(rank, _)| *rank)),
        ] {
            if let Some(rank) = rank {
                self.tally.count(role, rank);
            }
        }
        let document = Document {
            id: id.map_or(default_id, |(_, id)| id),
            outlet: self.outlet(outlet, url.as_ref()),
            published: published.and_then(|(rank, date)| self.published(rank, &date)),
            url: url.map(|(_, url)| url),
            canonical_url: canonical_url.map(|(_, page)| page),
            title: title.map(|(_, title)| self.made_title(title)),
            author: author.map(|(_, author)| author),
            text,
            text_made_by,
            location: location.text_location.filter(|_| text_made_by.is_none()),
            file: Cow::Borrowed(location.file),
            line: location.line,
            record: location.record,
        };
        self.decoded.documents.push(document);
    }

    fn fault_of(&self, text: &str) -> Option<RejectReason> {
        let (bytes, bytes_max) = (text.len() as u64, self.options.text_limit_bytes());
        match bytes {
            0 => Some(RejectReason::TextEmpty),
            _ if bytes > bytes_max => Some(RejectReason::TextTooLong { bytes, bytes_max }),
            _ if is_placeholder(text) => Some(RejectReason::TextPlaceholder(text.trim().to_owned())),
            _ => None,
        }
    }

    fn outlet(
        &mut self,
        named: Option<(u8, Cow<'block, str>)>,
        url: Option<&(u8, Cow<'block, str>)>,
    ) -> Option<Cow<'block, str>> {
        if let Some((rank, outlet)) = named
            && let Some(outlet) = self.options.outlets.of_name(outlet)
        {
            self.tally.count(Role::Outlet, rank);
            return Some(outlet);
        }
        let (rank, url) = url?;
        let host = self.options.outlets.of_address(url)?;
        self.tally.count_outlet_by_url(*rank);
        Some(Cow::Owned(host))
    }

    fn made_title(&self, title: Cow<'block, str>) -> Cow<'block, str> {
        made_text(title, self.plan.markup, self.options.fix_mojibake).text
    }

    fn published(&mut self, rank: u8, date: &Date<'_>) -> Option<Published> {
        let published = match date {
            Date::Words(words) if is_placeholder(words) => return None,
            Date::Words(words) => parse_date_in(words, self.plan.date_order),
            Date::Number(literal) => parse_number(literal),
            Date::Other => None,
        };
        match published {
            Some(_) => self.tally.count(Role::Published, rank),
            None => self.count_date_not_understood(date),
        }
        published
    }

    fn count_date_not_understood(&mut self, date: &Date<'_>) {
        self.decoded.dates_not_understood += 1;
        let examples = &mut self.decoded.date_examples;
        if let Date::Words(words) | Date::Number(words) = date
            && examples.len() < DATE_EXAMPLES_MAX
        {
            let example = printable(words);
            if !examples.contains(&example) {
                examples.push(example);
            }
        }
    }

    pub(crate) fn finish(self) -> Decoded<'block> {
        let mut decoded = self.decoded;
        // Stable: several values of one line stay in their order, as they do in two blocks.
        decoded.rejects.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Decoded { field_counts: self.tally.into_counts(&self.plan.fields), ..decoded }
    }
}

/// Dates that one block shows as examples of what is not understood.
const DATE_EXAMPLES_MAX: usize = 3;

/// The address of the article: that of its canonical page, where its own is of a gate that does not
/// name the page behind it.
fn own_address<'b>(
    (rank, own): (u8, Cow<'b, str>),
    canonical_url: Option<&(u8, Cow<'b, str>)>,
) -> (u8, Cow<'b, str>) {
    let leads = |page: &str| host_of(page).is_some() && !hides_its_page(page);
    let page = canonical_url.filter(|(_, page)| leads(page) && hides_its_page(&own));
    (rank, page.map_or(own, |(_, page)| page.clone()))
}

/// A value that is not one of those written for a missing one.
fn present(field: Option<(u8, Cow<'_, str>)>) -> Option<(u8, Cow<'_, str>)> {
    field.filter(|(_, value)| !is_placeholder(value))
}
