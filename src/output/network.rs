//! The network of outlets: one document with the outlets, ordered by name, and the edges between them, the most stories first.

use serde::{Deserialize, Serialize};

/// Who carried whose stories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// `origin` (each outlet is linked to the origin of the story) or `first_match` (to the earlier carrier that it matches best).
    pub links: String,
    /// `any` (dates without a zone may be of any) or `utc` (they are taken as UTC).
    pub zones: String,
    /// Articles with and without an outlet.
    pub articles: u64,
    /// Articles without an outlet, which stand in no edge.
    pub articles_without_outlet: u64,
    /// Stories: clusters, and articles that stand alone.
    pub stories: u64,
    /// Stories that two outlets or more carried.
    pub stories_shared: u64,
    /// Of these, those whose origin the dates leave open.
    pub stories_of_open_origin: u64,
    /// Outlets in shared stories that no edge leads to and that are not the origin, summed over the stories.
    pub appearances_unlinked: u64,
    /// Edges that were left out because they have too few stories.
    pub edges_left_out: u64,
    /// All outlets, bytewise by name.
    pub outlets: Vec<NetworkOutlet>,
    /// Edges, the most stories first, then by names.
    pub edges: Vec<NetworkEdge>,
}

/// What is counted of one outlet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkOutlet {
    /// Its name.
    pub outlet: String,
    /// Articles, copies included.
    pub articles: u64,
    /// Stories, each counted once.
    pub stories: u64,
    /// Stories that another outlet carried too.
    pub stories_shared: u64,
    /// Of the shared ones, those of which it is the origin.
    pub stories_first: u64,
    /// Articles that carry an agency's text, the agency itself apart; `null` where the scan did not look for credits.
    pub wire_articles: Option<u64>,
    /// Share of its words that stood nowhere else earlier, over articles of which that is known; six decimals; `null` where of none.
    pub originality: Option<f64>,
    /// Words of those articles.
    pub originality_words: u64,
    /// The same without articles that carry an agency's text.
    pub originality_without_wire: Option<f64>,
    /// Words of those articles.
    pub originality_without_wire_words: u64,
}

/// Stories that one outlet carried after another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkEdge {
    /// The outlet that had them before.
    pub from: String,
    /// The outlet that carried them after.
    pub to: String,
    /// Stories, each counted once.
    pub stories: u64,
    /// `stories` among all of `from`, six decimals.
    pub share_of_from: f64,
    /// `stories` among all of `to`, six decimals.
    pub share_of_to: f64,
    /// Median of the hours between the first appearances in both, six decimals; `null` where no two are known to the second.
    pub median_lag_hours: Option<f64>,
    /// Stories in which that time is known.
    pub lags_known: u64,
    /// Articles of `to` that carry those stories.
    pub carriers: u64,
    /// Articles among these that credit `from` or the story's agency; `null` where the scan did not look for credits.
    pub carriers_crediting: Option<u64>,
    /// Their share among those whose credits are known, six decimals.
    pub credit_rate: Option<f64>,
}
