//! Tables of `evaluate`.

use indicatif::HumanCount;
use std::fmt::Write as _;
use wirecopy::report::terminal::{Palette, counted, printable};
use wirecopy_lab::evaluate::{
    Bin, ClusterScores, CreditScores, DirectionScores, Evaluation, FragmentScores, LabelScores, PairScores,
    PassageScores,
};

/// Columns of a row's name.
const NAME_COLUMNS: usize = 30;

/// All scores, part by part; a part that could not be scored says why.
pub fn evaluation(evaluation: &Evaluation, palette: Palette) -> String {
    let mut page = EvaluationPage { text: String::new(), palette };
    let present = evaluation.articles;
    let _ = writeln!(
        page.text,
        "{}: {} in the truth file, {} of them in the scan of {}",
        palette.heading("Articles"),
        HumanCount(present.in_truth),
        HumanCount(present.in_both),
        HumanCount(present.in_scan),
    );
    page.part("Pairs", "pairs", evaluation, &evaluation.pairs, EvaluationPage::pairs);
    page.part("Clusters", "clusters", evaluation, &evaluation.clusters, EvaluationPage::clusters);
    page.part("Fragments", "fragments", evaluation, &evaluation.fragments, EvaluationPage::fragments);
    page.part("Passages", "passages", evaluation, &evaluation.passages, EvaluationPage::passages);
    page.part("Relations", "relations", evaluation, &evaluation.relations, EvaluationPage::labels);
    page.part("Directions", "directions", evaluation, &evaluation.directions, EvaluationPage::directions);
    page.part("Credits", "credits", evaluation, &evaluation.credits, EvaluationPage::credits);
    page.text
}

struct EvaluationPage {
    text: String,
    palette: Palette,
}

impl EvaluationPage {
    fn part<T>(
        &mut self,
        title: &str,
        name: &str,
        evaluation: &Evaluation,
        scores: &Option<T>,
        write: fn(&mut EvaluationPage, &T),
    ) {
        let heading = self.palette.heading(title);
        match scores {
            Some(scores) => {
                let _ = writeln!(self.text, "\n{heading}");
                write(self, scores);
            }
            None => {
                let reason = evaluation.reasons.get(name).copied().unwrap_or("not scored");
                let _ = writeln!(self.text, "\n{heading}: {}", self.palette.aside(reason));
            }
        }
    }

    fn row(&mut self, name: &str, value: Option<f64>, interval: Option<[f64; 2]>, of: &str) {
        let value = self.palette.figure(&score(value));
        let interval = interval.map_or(String::new(), |[low, high]| format!("{low:.3} to {high:.3}"));
        let name = printable(name);
        let line = format!("  {name:NAME_COLUMNS$} {value}  {interval:14}  {of}");
        let _ = writeln!(self.text, "{}", line.trim_end());
    }

    fn pairs(&mut self, pairs: &PairScores) {
        let of = |number: u64, what: &str| format!("of {}", counted(number, what));
        self.row("precision", pairs.precision, pairs.precision_interval, &of(pairs.reported, "reported row"));
        self.row("recall, direct", pairs.recall, pairs.recall_interval, &of(pairs.true_pairs, "true pair"));
        self.row("recall, joined", pairs.joined, pairs.joined_interval, &of(pairs.joined_pairs, "true pair"));
        self.row("F1", pairs.f1, None, "");
        if let Some(difference) = pairs.score_difference_max {
            let _ = writeln!(self.text, "  {:NAME_COLUMNS$} {difference:.6}", "largest score difference");
        }
        let mut count = |name: &str, number: Option<u64>| {
            if let Some(number) = number.filter(|number| *number > 0) {
                let _ = writeln!(self.text, "  {name:NAME_COLUMNS$} {}", HumanCount(number));
            }
        };
        count("reported, not in the truth file", pairs.unlisted);
        count("reported, known not to be a pair", Some(pairs.refuted));
        count("true pairs outside the scan", Some(pairs.true_pairs_absent));
        let _ = writeln!(self.text, "  by true similarity: recall");
        for bin in pairs.bins.iter().filter(|bin| bin.true_pairs > 0) {
            self.row(&bin_name(bin), bin.recall, bin.recall_interval, &of(bin.true_pairs, "true pair"));
        }
    }

    fn clusters(&mut self, clusters: &ClusterScores) {
        self.row("adjusted Rand index", Some(clusters.ari), None, "");
        self.row("adjusted mutual information", Some(clusters.ami), None, "");
        self.row("B³ precision", Some(clusters.b3.precision), None, "");
        self.row("B³ recall", Some(clusters.b3.recall), None, "");
        let of = format!(
            "{} in {} true and {} found",
            counted(clusters.articles, "article"),
            HumanCount(clusters.stories),
            counted(clusters.clusters, "cluster")
        );
        self.row("B³ F1", Some(clusters.b3.f1), None, &of);
    }

    fn fragments(&mut self, fragments: &FragmentScores) {
        self.row("precision of occurrences", fragments.precision, None, "");
        self.row("recall of occurrences", fragments.recall, None, "");
        let share = |found: u64, of: u64| (of > 0).then(|| found as f64 / of as f64);
        let of = format!("of {}", counted(fragments.true_fragments, "true fragment"));
        self.row("found", share(fragments.found, fragments.true_fragments), fragments.found_interval, &of);
        for kind in &fragments.by_kind {
            let of = format!("of {}", HumanCount(kind.true_fragments));
            self.row(&format!("found, {}", kind.kind), share(kind.found, kind.true_fragments), None, &of);
        }
        if let Some(boilerplate) = fragments.boilerplate {
            self.row("boilerplate, precision by byte", boilerplate.precision, None, "");
            self.row("boilerplate, recall by byte", boilerplate.recall, None, "");
        }
    }

    fn passages(&mut self, passages: &PassageScores) {
        self.row("plagdet", Some(passages.plagdet), None, "");
        self.row("precision", Some(passages.precision), None, &counted(passages.detections, "detection"));
        self.row("recall", Some(passages.recall), None, &counted(passages.cases, "case"));
        self.row("granularity", Some(passages.granularity), None, "");
    }

    fn labels(&mut self, labels: &LabelScores) {
        self.row("accuracy", labels.accuracy, labels.accuracy_interval, "");
        self.row("mean F1", labels.macro_f1, None, "");
        for class in &labels.classes {
            let of = format!(
                "precision {}  recall {}  of {}",
                score(class.precision),
                score(class.recall),
                HumanCount(class.truth)
            );
            self.row(&format!("{}, F1", class.label.replace('_', " ")), class.f1, None, &of);
        }
        for cell in labels.confusion.iter().filter(|cell| cell.truth != cell.reported) {
            let _ = writeln!(
                self.text,
                "  {:NAME_COLUMNS$} {} {}",
                cell.truth.replace('_', " "),
                counted(cell.items, "time"),
                cell.reported.replace('_', " ")
            );
        }
    }

    fn directions(&mut self, directions: &DirectionScores) {
        let decided = format!("{} decided", HumanCount(directions.right + directions.wrong));
        self.row("precision", directions.precision, directions.precision_interval, &decided);
        let of = format!("of {}", counted(directions.pairs, "pair"));
        self.row("recall", directions.recall, directions.recall_interval, &of);
    }

    fn credits(&mut self, credits: &CreditScores) {
        for (name, labels) in
            [("verdicts", &credits.verdicts), ("classes", &credits.classes), ("agencies", &credits.agencies)]
        {
            if let Some(labels) = labels {
                let _ = writeln!(self.text, "  {}", self.palette.heading(name));
                self.labels(labels);
            }
        }
    }
}

fn score(value: Option<f64>) -> String {
    value.map_or("    –".to_owned(), |value| format!("{value:.3}"))
}

fn bin_name(bin: &Bin) -> String {
    match (&bin.kind, bin.from, bin.to) {
        (Some(kind), ..) => kind.clone(),
        (None, Some(from), Some(to)) if from == to => format!("{} {from:.1}", bin.measure),
        (None, Some(from), Some(to)) => format!("{} {from:.1} to {to:.1}", bin.measure),
        _ => bin.measure.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use wirecopy_lab::evaluate::{Reported, ReportedArticle, ReportedPair, evaluate, read_truth};

    #[test]
    fn parts_are_tables_or_reasons() {
        let table =
            "id_a\tid_b\tjaccard\tcontain_a\tcontain_b\tshared\tn_a\tn_b\na\tb\t0.8\t0.8\t0.8\t80\t90\t90\n";
        let article = |id: &str| ReportedArticle { id: id.to_owned(), ..ReportedArticle::default() };
        let reported = Reported {
            articles: vec![article("a"), article("b")],
            pairs: Some(vec![ReportedPair {
                a: "a".to_owned(),
                b: "b".to_owned(),
                jaccard: 0.8,
                a_in_b: 0.888889,
                b_in_a: 0.888889,
                shared_shingles: 80,
                relation: "near".to_owned(),
                ..ReportedPair::default()
            }]),
            ..Reported::default()
        };
        let scored = evaluate(&reported, &read_truth(Path::new("truth"), table.as_bytes()).unwrap());
        let text = evaluation(&scored, Palette::Plain);
        assert!(text.starts_with("Articles: 2 in the truth file, 2 of them in the scan of 2\n"), "{text}");
        assert!(
            text.contains("  recall, direct                 1.000  0.207 to 1.000  of 1 true pair\n"),
            "{text}"
        );
        assert!(
            text.contains("  jaccard 0.8 to 0.9             1.000  0.207 to 1.000  of 1 true pair\n"),
            "{text}"
        );
        assert!(text.contains("\nClusters: the truth file names no stories\n"), "{text}");
    }
}
