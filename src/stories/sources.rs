//! Names of the source of a story, looked for in an article that contains it.

use crate::corpus::metadata::ArticleMetadata;
use wirecopy_news::credit::{AGENCIES, AgencyNumber};
use wirecopy_news::relation::TokenFlags;
use wirecopy_news::story::CarriedSide;

/// Minimum number of letters of the name of an outlet that a text can be said to contain.
const NAME_LETTERS_MIN: usize = 4;

/// The source of a story by all its names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NamedSource<'a> {
    pub(crate) agency: Option<AgencyNumber>,
    pub(crate) outlet: Option<&'a str>,
    /// Host of its address.
    pub(crate) host: Option<&'a str>,
    pub(crate) author: Option<String>,
}

impl NamedSource<'_> {
    /// Returns whether a text, its author or its addresses have a name of the source.
    pub(crate) fn is_named_in(&self, text: &str, metadata: &ArticleMetadata) -> bool {
        let ArticleMetadata { author, url, canonical_url, .. } = metadata;
        let fields = [Some(text), author.as_deref(), url.as_deref(), canonical_url.as_deref()];
        let agency = self.agency.map(|agency| &AGENCIES[agency as usize]);
        let agency_names =
            agency.into_iter().flat_map(|agency| agency.names.iter().chain(&agency.short_names));
        let by_agency =
            agency_names.into_iter().any(|name| fields.iter().flatten().any(|field| has_name(field, name)));
        let names =
            [self.outlet, self.host].into_iter().flatten().filter(|name| name.len() >= NAME_LETTERS_MIN);
        by_agency || {
            let folded: Vec<String> = fields.iter().flatten().map(|field| field.to_lowercase()).collect();
            names.into_iter().any(|name| folded.iter().any(|field| has_name(field, &name.to_lowercase())))
        }
    }

    /// Returns whether both records name one writer, who may have given both outlets the text.
    pub(crate) fn shares_writer(&self, metadata: &ArticleMetadata, text: &str) -> bool {
        let own = metadata.author.as_deref().unwrap_or_default();
        writers(own).any(|writer| {
            self.author.as_deref().is_some_and(|author| has_name(author, writer)) || has_name(text, writer)
        })
    }
}

/// The full names of the writers in an author field.
fn writers(author: &str) -> impl Iterator<Item = &str> {
    let names = author.split([',', ';', '|', '/']).map(str::trim);
    names.filter(|name| name.split_whitespace().count() >= 2)
}

/// Returns whether a text has a name as whole words.
fn has_name(text: &str, name: &str) -> bool {
    let is_of_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    text.match_indices(name).any(|(at, _)| {
        let is_open = is_of_word(name.chars().next()) && is_of_word(text[..at].chars().next_back());
        let is_followed =
            is_of_word(name.chars().next_back()) && is_of_word(text[at + name.len()..].chars().next());
        !is_open && !is_followed
    })
}

/// Returns whether the running text of an article names its own outlet, as an office does in its
/// releases and a paper in its own reports.
pub(crate) fn names_outlet(side: &CarriedSide<'_>, outlet: Option<&str>) -> bool {
    let Some(outlet) = outlet.filter(|outlet| outlet.len() >= NAME_LETTERS_MIN) else { return false };
    let outlet = outlet.to_lowercase();
    side.analysis.paragraphs.iter().any(|paragraph| {
        let tokens = paragraph.tokens.start as usize..paragraph.tokens.end as usize;
        let is_story = |flags: &TokenFlags| flags.is_story();
        let text = &side.text[paragraph.start as usize..paragraph.end as usize];
        side.annotated.flags[tokens].iter().any(is_story) && has_name(&text.to_lowercase(), &outlet)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_news::credit::agency_named;

    #[test]
    fn a_source_is_named_by_its_agency_its_outlet_its_host_or_in_another_field() {
        let source = NamedSource {
            agency: agency_named("Reuters"),
            outlet: Some("Tolm Courier"),
            host: Some("tolm-courier.example"),
            author: Some("Ida Moor".to_owned()),
        };
        let nothing = ArticleMetadata::default();
        let author = ArticleMetadata { author: Some("Lars Holm, Reuters".to_owned()), ..nothing.clone() };
        let url = ArticleMetadata {
            url: Some("https://x.example/?via=tolm-courier.example".to_owned()),
            ..nothing.clone()
        };
        for (text, metadata, is_named) in [
            ("Nobody saw the ferry.", &nothing, false),
            ("Nobody told Reuters.", &nothing, true),
            ("Nobody told the TOLM COURIER.", &nothing, true),
            ("Nobody told the Tolm Couriers.", &nothing, false),
            ("Nobody saw the ferry.", &author, true),
            ("Nobody saw the ferry.", &url, true),
        ] {
            assert_eq!(source.is_named_in(text, metadata), is_named, "{text}");
        }
        let same = ArticleMetadata { author: Some("Staff, Ida Moor".to_owned()), ..nothing.clone() };
        assert!(source.shares_writer(&same, "") && !source.shares_writer(&author, ""));
        assert!(source.shares_writer(&author, "By Lars Holm"));
    }
}
