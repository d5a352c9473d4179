//! Clusters against stories.
//!
//! *Takes* the clusters of a scan and the stories of a truth file. *Gives* adjusted Rand index,
//! adjusted mutual information and B³. *Costs* O(n log n) over the articles of both. *Never* scores
//! an article that only one of both has. *Source*: Hubert, Arabie 1985; Vinh, Epps, Bailey 2010;
//! Bagga, Baldwin 1998.

mod partition;

use super::{ClusterScores, Reported, Truth, Unknown};
pub use partition::{adjusted_mutual_information, adjusted_rand, b_cubed};
use std::collections::HashMap;

/// Scores the clusters over the articles that the scan holds and the truth file gives a story;
/// roundups and articles that only quote are each a story by itself, and an article without a
/// cluster is a cluster by itself.
pub(super) fn score(reported: &Reported, truth: &Truth) -> Result<ClusterScores, Unknown> {
    if truth.articles.iter().all(|article| article.story.is_none()) {
        return Err("the truth file names no stories");
    }
    if reported.articles.iter().all(|article| article.cluster.is_none()) && reported.pairs.is_none() {
        return Err("the scan looked for no clusters");
    }
    let clusters: HashMap<&str, Option<&str>> =
        reported.articles.iter().map(|article| (article.id.as_str(), article.cluster.as_deref())).collect();
    let (mut stories_seen, mut clusters_seen) = (PartNumbers::default(), PartNumbers::default());
    let (mut of_truth, mut of_scan) = (Vec::new(), Vec::new());
    for article in &truth.articles {
        if let (Some(_), Some(cluster)) = (&article.story, clusters.get(article.id.as_str())) {
            of_truth.push(stories_seen.number(article.story_to_cluster()));
            of_scan.push(clusters_seen.number(*cluster));
        }
    }
    if of_truth.is_empty() {
        return Err("the scan holds no article of the truth file's stories");
    }
    Ok(ClusterScores {
        ari: adjusted_rand(&of_truth, &of_scan),
        ami: adjusted_mutual_information(&of_truth, &of_scan),
        b3: b_cubed(&of_truth, &of_scan),
        articles: of_truth.len() as u64,
        stories: stories_seen.len.into(),
        clusters: clusters_seen.len.into(),
    })
}

/// Numbers of parts, in order of sight.
#[derive(Default)]
struct PartNumbers<'name> {
    numbers: HashMap<&'name str, u32>,
    len: u32,
}

impl<'name> PartNumbers<'name> {
    /// A nameless part is a new one each time.
    fn number(&mut self, name: Option<&'name str>) -> u32 {
        let next = self.len;
        let number = match name {
            Some(name) => *self.numbers.entry(name).or_insert(next),
            None => next,
        };
        self.len += u32::from(number == next);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{ReportedArticle, TrueArticle};

    fn reported(clusters: &[(&str, Option<&str>)]) -> Reported {
        let article = |(id, cluster): &(&str, Option<&str>)| ReportedArticle {
            id: (*id).to_owned(),
            cluster: cluster.map(str::to_owned),
            ..ReportedArticle::default()
        };
        Reported {
            articles: clusters.iter().map(article).collect(),
            pairs: Some(vec![]),
            ..Reported::default()
        }
    }

    fn truth(stories: &[(&str, &str, &str)]) -> Truth {
        let article = |(id, story, relation): &(&str, &str, &str)| TrueArticle {
            id: (*id).to_owned(),
            story: Some((*story).to_owned()),
            relation: Some((*relation).to_owned()),
            ..TrueArticle::default()
        };
        Truth { articles: stories.iter().map(article).collect(), ..Truth::default() }
    }

    #[test]
    fn a_roundup_belongs_to_no_story_and_no_cluster() {
        let known =
            truth(&[("a", "s", "near"), ("b", "s", "near"), ("r", "s", "roundup"), ("x", "t", "near")]);
        let right =
            reported(&[("a", Some("c")), ("b", Some("c")), ("r", None), ("x", None), ("unknown", None)]);
        let scores = score(&right, &known).unwrap();
        assert_eq!((scores.articles, scores.stories, scores.clusters), (4, 3, 3));
        assert_eq!((scores.ari, scores.ami, scores.b3.f1), (1.0, 1.0, 1.0));
        let wrong = reported(&[("a", Some("c")), ("b", Some("c")), ("r", Some("c")), ("x", None)]);
        assert!(score(&wrong, &known).unwrap().b3.precision < 1.0);
    }

    #[test]
    fn a_file_without_stories_gives_a_reason() {
        assert_eq!(score(&reported(&[]), &Truth::default()).unwrap_err(), "the truth file names no stories");
    }
}
