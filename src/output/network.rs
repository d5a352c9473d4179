//! The network of outlets: one document with the outlets and the edges between them.

use serde::{Deserialize, Serialize};

/// The outlets, and the edges between those of which one carried the other's stories.
///
/// ```
/// use wirecopy::NetworkParams;
/// use wirecopy::output::{Network, NetworkEdge, NetworkOutlet};
///
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// let network: Network = found.network(&NetworkParams::default())?;
/// let (outlets, edges): (&[NetworkOutlet], &[NetworkEdge]) = (&network.outlets, &network.edges);
/// let is_listed = |name: &String| outlets.iter().any(|outlet| outlet.outlet == *name);
/// assert!(edges.iter().all(|edge| is_listed(&edge.from) && is_listed(&edge.to)));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Network {
    /// `origin` (each outlet of a story is linked to its origin) or `first_match` (to the earlier
    /// carrier that it matches best).
    pub links: String,
    /// `any` (a date without a zone may be in any zone) or `utc` (it is in UTC).
    pub zones: String,
    /// Articles with and without an outlet.
    pub articles: u64,
    /// Articles without an outlet, which no edge counts.
    pub articles_without_outlet: u64,
    /// Stories: clusters, and articles in no cluster.
    pub stories: u64,
    /// Stories that at least two outlets carried.
    pub stories_shared: u64,
    /// Shared stories whose origin the dates leave open.
    pub stories_of_open_origin: u64,
    /// Outlets that are not the origin of a shared story and that no edge leads to, summed over the
    /// stories.
    pub appearances_unlinked: u64,
    /// Edges left out because they have too few stories.
    pub edges_left_out: u64,
    /// All outlets, ordered bytewise by name.
    pub outlets: Vec<NetworkOutlet>,
    /// Edges, those with the most stories first, then by names.
    pub edges: Vec<NetworkEdge>,
}

/// Counts of one outlet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NetworkOutlet {
    /// Its name.
    pub outlet: String,
    /// True for an agency that articles credit. Its stories run from it to each carrier,
    /// whether or not its own copies are in the scan.
    #[serde(default)]
    pub agency: bool,
    /// Articles, copies included.
    pub articles: u64,
    /// Stories, each counted once.
    pub stories: u64,
    /// Stories that another outlet carried as well.
    pub stories_shared: u64,
    /// Shared stories of which it is the origin.
    pub stories_first: u64,
    /// Articles with the text of an agency other than itself; `null` if the scan did not look
    /// for credits.
    pub wire_articles: Option<u64>,
    /// Share of its words that no other outlet had earlier, six decimals; `null` if that is
    /// known of no article.
    pub originality: Option<f64>,
    /// Words of the articles of which that is known.
    pub originality_words: u64,
    /// That share without articles with an agency's text, six decimals; `null` if it is known of
    /// no article.
    pub originality_without_wire: Option<f64>,
    /// Words of the articles that it is computed from.
    pub originality_without_wire_words: u64,
}

/// The stories that one outlet carried after another.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NetworkEdge {
    /// The outlet that had them first.
    pub from: String,
    /// The outlet that carried them afterwards.
    pub to: String,
    /// Stories, each counted once.
    pub stories: u64,
    /// `stories` as a share of all stories of `from`, six decimals.
    pub share_of_from: f64,
    /// `stories` as a share of all stories of `to`, six decimals.
    pub share_of_to: f64,
    /// Median hours between the first appearances in both, six decimals; `null` if no story has
    /// both to the second.
    pub median_lag_hours: Option<f64>,
    /// Stories of which that time is known.
    pub lags_known: u64,
    /// Articles of `to` that carry those stories.
    pub carriers: u64,
    /// Articles among these that credit `from` or the story's agency; `null` if the scan did not
    /// look for credits.
    pub carriers_crediting: Option<u64>,
    /// Share of these among the articles whose credits are known, six decimals; `null` if there
    /// are none.
    pub credit_rate: Option<f64>,
}
