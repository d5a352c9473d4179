//! The choice of fields for each role, from the first records of a file.

use super::field_names::FieldNames;
use super::names::{N_ROLES, ROLES, Role, is_wrapper, known_ranks};
use super::plan::{Candidate, FieldPlan, Guesses, named};
use super::sample::{Example, Sample, SampledField};
use super::stubs::has_stubs_of;
use crate::dates::{parse_date, parse_number};
use crate::outlet::host_of;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use wirecopy_article::{DatePrecision, Published};

/// A field that was chosen for another reason than that its name is the most certain one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldChoice {
    /// `text`, `published` …
    pub role: &'static str,
    /// The field.
    pub field: String,
    /// The reason, as a clause.
    pub reason: String,
}

/// Factor by which a text is longer than another one that is a stub of it.
const STUB_FACTOR: u64 = 2;

/// Share of the texts that are stubs of another field known for texts if that is preferred, in
/// percent.
const STUBS_PERCENT_MIN: u64 = 20;

/// Share of the records with a field that must also have the one preferred to it, in percent.
const COVERAGE_PERCENT_MIN: u64 = 50;

/// Share of the dates that a field must have understood, and on the same day as another field's, to
/// be preferred to it, in percent.
const SAME_DAY_PERCENT_MIN: u64 = 80;

/// Mean characters of a field that is proposed as the text.
const PROPOSED_CHARS_MIN: u64 = 60;

/// The plan of a file, and what was chosen by content.
pub(crate) fn choose(names: &FieldNames, sample: &Sample) -> (FieldPlan, Vec<FieldChoice>) {
    let given = named(names);
    let mut choices = Vec::new();
    let mut silent = Vec::new();
    let mut by_role: [(Vec<Candidate>, Guesses); N_ROLES] = std::array::from_fn(|role| match given[role] {
        Some(name) => {
            let mut candidates = vec![Candidate::key(name)];
            candidates.extend(name.find('.').map(|at| Candidate::path(name, at)));
            (candidates, Guesses::None)
        }
        None => (Vec::new(), Guesses::Known),
    });
    // The object around the text is no outlet, title or id of its article, whatever its name.
    let mut text = given[Role::Text as usize].map(str::to_owned);
    for role in ROLES.into_iter().filter(|role| given[*role as usize].is_none()) {
        let mut ranked = known_fields(sample, role);
        let surrounds = |field: &SampledField| text.as_ref().is_some_and(|text| is_inside(text, &field.name));
        silent.extend(ranked.iter().filter(|field| surrounds(field)).map(|field| (role, field.name.clone())));
        ranked.retain(|field| !surrounds(field));
        let choice = match role {
            Role::Text => promote_longest_text(&mut ranked, &mut silent),
            Role::Published => promote_finest_date(&mut ranked),
            Role::Url if ranked.is_empty() => address_in_source(sample, &mut ranked),
            Role::Id | Role::Outlet | Role::Url | Role::Title | Role::Author | Role::CanonicalUrl => None,
        };
        choices.extend(choice.or_else(|| nested(role, &ranked)));
        if role == Role::Text {
            text = ranked.first().map(|field| field.name.clone());
        }
        by_role[role as usize].0 = ranked.into_iter().map(candidate).collect();
    }
    let mut plan = FieldPlan::of_candidates(by_role, &silent, names.text.clone());
    for field in &sample.fields {
        plan.learn(&field.name[..field.outermost_len.unwrap_or(field.name.len())]);
    }
    (plan, choices)
}

/// Returns whether a dotted name is that of a field inside this object.
fn is_inside(name: &str, object: &str) -> bool {
    name.strip_prefix(object).is_some_and(|rest| rest.starts_with('.'))
}

fn candidate(field: &SampledField) -> Candidate {
    match field.outermost_len {
        Some(len) => Candidate::path(&field.name, len),
        None => Candidate::key(&field.name),
    }
}

/// Fields whose names are known for a role, the best name first: those of the record itself before
/// those inside another object, of which only the best is found again.
fn known_fields(sample: &Sample, role: Role) -> Vec<&SampledField> {
    let mut ranked: Vec<((usize, u8, usize), &SampledField)> = sample
        .fields
        .iter()
        .enumerate()
        .filter_map(|(order, field)| {
            let (wrappers, last) = field.name.rsplit_once('.').unwrap_or(("", &field.name));
            let depth = if wrappers.is_empty() { 0 } else { wrappers.split('.').count() };
            let is_in_article = wrappers.is_empty() || wrappers.split('.').all(is_wrapper);
            let rank = known_ranks(last)[role as usize].filter(|_| is_in_article && field.records > 0)?;
            Some(((depth, rank, order), field))
        })
        .collect();
    ranked.sort_by_key(|(key, _)| *key);
    let mut outermost = Vec::new();
    ranked
        .into_iter()
        .map(|(_, field)| field)
        .filter(|field| match field.outermost_len {
            Some(len) => {
                let is_first = !outermost.contains(&&field.name[..len]);
                outermost.push(&field.name[..len]);
                is_first
            }
            None => true,
        })
        .collect()
}

/// Puts the field with much the longest running text first, and takes the role from those whose
/// strings are stubs of it.
fn promote_longest_text(
    ranked: &mut Vec<&SampledField>,
    silent: &mut Vec<(Role, String)>,
) -> Option<FieldChoice> {
    let by_name = *ranked.first()?;
    let covers = |field: &SampledField| 100 * field.running >= COVERAGE_PERCENT_MIN * by_name.records.max(1);
    let longest = ranked
        .iter()
        .copied()
        .filter(|field| covers(field))
        .max_by_key(|field| (field.mean_chars(), Reverse(field.name.as_str())))?;
    let is_much_longer = longest.mean_chars() >= STUB_FACTOR * by_name.mean_chars();
    if longest.name == by_name.name || !(is_much_longer || has_stubs_of(by_name, longest, STUBS_PERCENT_MIN))
    {
        return None;
    }
    let is_stub = |field: &SampledField| {
        field.name != longest.name && STUB_FACTOR * field.mean_chars() <= longest.mean_chars()
    };
    let stubs: Vec<&SampledField> = ranked.iter().copied().filter(|field| is_stub(field)).collect();
    silent.extend(stubs.iter().map(|stub| (Role::Text, stub.name.clone())));
    ranked.retain(|field| !is_stub(field));
    if let Some(at) = ranked.iter().position(|field| field.name == longest.name) {
        ranked[..=at].rotate_right(1);
    }
    Some(FieldChoice {
        role: Role::Text.name(),
        field: longest.name.clone(),
        reason: format!(
            "it has {} characters on average, and {} has {}",
            longest.mean_chars(),
            by_name.name,
            by_name.mean_chars()
        ),
    })
}

/// Puts a field first that gives the days of the first one more finely, or that is understood where
/// the first one is not.
fn promote_finest_date(ranked: &mut [&SampledField]) -> Option<FieldChoice> {
    let first = dates_of(ranked.first()?);
    let first_name = ranked[0].name.clone();
    let precision = |dates: &BTreeMap<u64, Published>| dates.values().map(|date| date.precision).max();
    let is_finer = |dates: &BTreeMap<u64, Published>| {
        let same = first
            .iter()
            .filter(|(record, date)| dates.get(record).is_some_and(|other| day(other) == day(date)));
        let covers = 100 * same.count() as u64 >= SAME_DAY_PERCENT_MIN * first.len() as u64;
        covers && precision(dates) > precision(&first)
    };
    let (at, reason) = match precision(&first) {
        Some(DatePrecision::Instant | DatePrecision::LocalTime) => return None,
        Some(DatePrecision::Day) => {
            let at = (1..ranked.len()).find(|at| is_finer(&dates_of(ranked[*at])))?;
            (at, format!("it has the time of day, and {first_name} has the day alone"))
        }
        None => {
            let at = (1..ranked.len()).find(|at| !dates_of(ranked[*at]).is_empty())?;
            (at, format!("its dates are understood, and those of {first_name} are not"))
        }
    };
    ranked[..=at].rotate_right(1);
    Some(FieldChoice { role: Role::Published.name(), field: ranked[0].name.clone(), reason })
}

/// Dates by the number of their records.
fn dates_of(field: &SampledField) -> BTreeMap<u64, Published> {
    let date = |example: &Example| match example {
        Example::Text(words) => parse_date(words),
        Example::Number(literal) => parse_number(literal),
    };
    field.examples.iter().filter_map(|(record, example)| Some((*record, date(example)?))).collect()
}

fn day(date: &Published) -> i64 {
    date.unix_seconds.div_euclid(86_400)
}

/// A field known for outlets whose values are addresses of articles, if no other field has any.
fn address_in_source<'s>(sample: &'s Sample, ranked: &mut Vec<&'s SampledField>) -> Option<FieldChoice> {
    let found = known_fields(sample, Role::Outlet).into_iter().find(|field| {
        let is_address = |example: &Example| match example {
            Example::Text(text) => is_address_of_page(text),
            Example::Number(_) => false,
        };
        !field.examples.is_empty() && field.examples.iter().all(|(_, example)| is_address(example))
    })?;
    ranked.push(found);
    let reason = "its values are addresses of articles".to_owned();
    Some(FieldChoice { role: Role::Url.name(), field: found.name.clone(), reason })
}

fn is_address_of_page(text: &str) -> bool {
    let path = text.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    host_of(text).is_some() && path.is_some_and(|(_, path)| !path.is_empty())
}

fn nested(role: Role, ranked: &[&SampledField]) -> Option<FieldChoice> {
    let first = ranked.first().filter(|field| field.outermost_len.is_some())?;
    let reason = "it is inside another object".to_owned();
    Some(FieldChoice { role: role.name(), field: first.name.clone(), reason })
}

/// The field that is likeliest the text where none is known to be: the one with the longest running
/// text.
pub(crate) fn proposed_text(sample: &Sample) -> Option<&str> {
    let reads = |field: &&SampledField| {
        field.mean_chars() >= PROPOSED_CHARS_MIN
            && 100 * field.running >= COVERAGE_PERCENT_MIN * field.records.max(1)
    };
    let longest = sample.fields.iter().filter(reads).max_by_key(|field| field.mean_chars())?;
    Some(&longest.name)
}

#[cfg(test)]
mod tests {
    use super::super::sample::SampledValue;
    use super::*;

    fn sample(records: &[&[(&str, &str)]]) -> Sample {
        let mut sample = Sample::default();
        for record in records {
            sample.begin_record();
            for (name, value) in *record {
                sample.add(name, name.find('.'), SampledValue::Text(value));
            }
        }
        sample
    }

    fn rank(plan: &FieldPlan, key: &str, role: Role) -> u8 {
        plan.ranks(key)[role as usize]
    }

    #[test]
    fn the_longest_running_text_is_preferred_to_its_stub() {
        let long =
            "Herons came back to Tolm after forty years, and the harbour office counted them. ".repeat(3);
        let stub = "Herons came back to Tolm after forty …";
        let records: &[(&str, &str)] = &[("content", stub), ("full_content", &long), ("title", "Herons")];
        let (plan, choices) = choose(&FieldNames::default(), &sample(&[records]));
        assert_eq!(rank(&plan, "full_content", Role::Text), 0);
        assert_eq!(rank(&plan, "content", Role::Text), super::super::plan::NO_RANK);
        assert_eq!(choices[0].field, "full_content");
        // Many of one are stubs of the other, which is not twice as long on average.
        let stories: Vec<String> = (0..12).map(|at| format!("{at} {long}")).collect();
        let fields: Vec<[(&str, &str); 2]> = (0..12)
            .map(|at| [("text", if at < 4 { "Read more" } else { &stories[at] }), ("content", &stories[at])])
            .collect();
        let records: Vec<&[(&str, &str)]> = fields.iter().map(|fields| &fields[..]).collect();
        let (plan, _) = choose(&FieldNames::default(), &sample(&records));
        assert_eq!(rank(&plan, "content", Role::Text), 0);
        // Neither is a stub of the other.
        let records: &[(&str, &str)] = &[("content", &long), ("full_content", &long)];
        let (plan, choices) = choose(&FieldNames::default(), &sample(&[records]));
        assert!(rank(&plan, "content", Role::Text) < rank(&plan, "full_content", Role::Text));
        assert_eq!(choices, []);
    }

    #[test]
    fn the_finer_of_two_dates_of_one_day_is_preferred() {
        for (time, first) in [("2031-05-20T10:04:11Z", "dateTime"), ("2031-06-01T10:04:11Z", "date")] {
            let records: &[(&str, &str)] = &[("date", "2031-05-20"), ("time", "10:04"), ("dateTime", time)];
            let (plan, _) = choose(&FieldNames::default(), &sample(&[records]));
            assert_eq!(rank(&plan, first, Role::Published), 0, "{first}");
        }
    }

    #[test]
    fn fields_inside_a_known_object_are_found() {
        let records: &[(&str, &str)] = &[("_id", "7"), ("_source.maintext", "herons"), ("image.url", "x")];
        let (plan, choices) = choose(&FieldNames::default(), &sample(&[records]));
        let rank = rank(&plan, "_source", Role::Text);
        assert_eq!(plan.path_below(Role::Text, rank), Some("maintext"));
        assert_eq!(plan.ranks("image")[Role::Url as usize], super::super::plan::NO_RANK);
        assert_eq!(choices[0].field, "_source.maintext");
    }

    #[test]
    fn the_object_around_the_text_is_no_outlet() {
        let records: &[(&str, &str)] = &[("_source", "Herons"), ("_source.maintext", "herons")];
        let named = FieldNames { text: Some("_source.maintext".into()), ..FieldNames::default() };
        for names in [FieldNames::default(), named] {
            let (plan, _) = choose(&names, &sample(&[records]));
            assert_eq!(rank(&plan, "_source", Role::Outlet), super::super::plan::NO_RANK);
        }
    }

    #[test]
    fn a_source_that_is_an_address_is_one() {
        let records: &[(&str, &str)] = &[("text", "herons"), ("source", "https://tolm.example/herons")];
        let (plan, _) = choose(&FieldNames::default(), &sample(&[records]));
        assert_eq!(rank(&plan, "source", Role::Url), 0);
        assert_ne!(rank(&plan, "source", Role::Outlet), super::super::plan::NO_RANK);
    }
}
