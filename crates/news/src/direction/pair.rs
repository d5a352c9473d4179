//! Direction of a pair: which of two articles had the shared text first, and the rule that decided.

use super::appearance::{Appearance, Zones};
use super::found::{Confidence, Direction, DirectionRule, Origin};
use super::side::Side;
use wirecopy_article::DatePrecision;

/// Minimum number of seconds between two instants that neither the clocks nor the queues of two
/// outlets with one feed explain.
const SECONDS_BEYOND_FEEDS: i64 = 3600;

/// Returns the direction of a pair by the first rule that decides, from the most explicit to the
/// least.
///
/// Swapping the articles mirrors the result. A rule that favours both articles does not decide. If
/// dates are missing or too close, only completeness is left, with low confidence: a cut text is
/// not the source of the whole one. Linear in the names of the outlets.
pub fn direction(a: &Side<'_>, b: &Side<'_>, zones: Zones) -> Direction {
    let decided =
        |origin: Option<Origin>, rule, confidence| origin.map(|from| Direction { from, rule, confidence });
    let by_date = by_date(a, b, zones);
    decided(
        one_of(b.is_republished_from(a), a.is_republished_from(b)),
        DirectionRule::Republication,
        Confidence::High,
    )
    .or_else(|| {
        let origin = one_of(b.points_to(a), a.points_to(b));
        decided(origin, DirectionRule::Canonical, Confidence::High)
    })
    .or_else(|| by_agency_site(a, b))
    .or_else(|| by_common_agency(a, b))
    .or_else(|| by_date.ok())
    .or_else(|| {
        let origin = one_of(is_whole_of(a, b), is_whole_of(b, a));
        decided(origin, DirectionRule::Completeness, Confidence::Low)
    })
    .unwrap_or_else(|| Direction {
        from: Origin::Unknown,
        rule: by_date.err().unwrap_or(DirectionRule::DateMissing),
        confidence: Confidence::Low,
    })
}

fn one_of(a: bool, b: bool) -> Option<Origin> {
    match (a, b) {
        (true, false) => Some(Origin::A),
        (false, true) => Some(Origin::B),
        _ => None,
    }
}

fn by_agency_site(a: &Side<'_>, b: &Side<'_>) -> Option<Direction> {
    // The site of an agency proves nothing if its text is that of another agency, or if both are
    // sites of agencies.
    let is_source = |side: &Side<'_>, copy: &Side<'_>| {
        let is_of_it = copy.agency.is_none() || copy.agency == side.own_agency;
        side.is_on_agency_site() && copy.own_agency.is_none() && is_of_it
    };
    let from = one_of(is_source(a, b), is_source(b, a))?;
    let copy = if from == Origin::A { b } else { a };
    let confidence = if copy.agency.is_some() { Confidence::High } else { Confidence::Medium };
    Some(Direction { from, rule: DirectionRule::AgencySite, confidence })
}

fn by_common_agency(a: &Side<'_>, b: &Side<'_>) -> Option<Direction> {
    let is_common = a.agency.is_some() && a.agency == b.agency;
    is_common.then_some(Direction {
        from: Origin::Unknown,
        rule: DirectionRule::CommonAgency,
        confidence: Confidence::High,
    })
}

fn by_date(a: &Side<'_>, b: &Side<'_>, zones: Zones) -> Result<Direction, DirectionRule> {
    let (Some(published_a), Some(published_b)) = (a.published, b.published) else {
        return Err(DirectionRule::DateMissing);
    };
    // All dates of one outlet are in one zone, even if the zone is unknown.
    let is_of_one_clock = a.outlet.is_some()
        && a.outlet == b.outlet
        && [published_a, published_b].iter().all(|published| published.precision != DatePrecision::Instant);
    let zones = if is_of_one_clock { Zones::Utc } else { zones };
    let (a, b) = (Appearance::of(published_a, zones), Appearance::of(published_b, zones));
    let from = one_of(a.is_before(b), b.is_before(a)).ok_or(DirectionRule::DatesTooClose)?;
    let are_clocks = a.is_exact() && b.is_exact();
    let is_clear = a.earliest.abs_diff(b.earliest) >= SECONDS_BEYOND_FEEDS.unsigned_abs();
    let confidence = if are_clocks && is_clear { Confidence::High } else { Confidence::Medium };
    Ok(Direction { from, rule: DirectionRule::Date, confidence })
}

fn is_whole_of(whole: &Side<'_>, cut: &Side<'_>) -> bool {
    cut.is_truncated && !whole.is_truncated && whole.words > cut.words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wirecopy_article::Published;

    const NOON: i64 = 1_714_564_800;

    fn instant(seconds: i64) -> Option<Published> {
        Some(Published { unix_seconds: NOON + seconds, precision: DatePrecision::Instant })
    }

    fn day(days: i64) -> Option<Published> {
        Some(Published { unix_seconds: NOON - NOON % 86_400 + days * 86_400, precision: DatePrecision::Day })
    }

    fn dated(published: Option<Published>) -> Side<'static> {
        Side { published, words: 300, ..Side::default() }
    }

    fn found(a: &Side<'_>, b: &Side<'_>) -> (Origin, DirectionRule, Confidence) {
        let Direction { from, rule, confidence } = direction(a, b, Zones::Any);
        (from, rule, confidence)
    }

    #[test]
    fn the_source_that_an_article_names_beats_everything_else() {
        let a = Side {
            outlet: Some("Karsholm Beacon"),
            own_agency: None,
            republished_from: Some("Tolm Times"),
            is_truncated: false,
            ..dated(instant(0))
        };
        let b = Side {
            outlet: Some("tolmtimes.example"),
            canonical_host: Some("karsholm-beacon.example"),
            agency: Some("Reuters"),
            is_truncated: true,
            ..dated(instant(9000))
        };
        assert_eq!(found(&a, &b), (Origin::B, DirectionRule::Republication, Confidence::High));
        // Two articles that name each other prove nothing, so the next rule decides.
        let b = Side { republished_from: Some("karsholm-beacon.example"), ..b };
        assert_eq!(found(&a, &b), (Origin::A, DirectionRule::Canonical, Confidence::High));
        let b = Side { canonical_host: Some("tolmtimes.example"), ..b };
        assert_eq!(found(&a, &b).1, DirectionRule::Date);
    }

    #[test]
    fn a_source_that_is_neither_of_the_two_does_not_decide() {
        let a = Side { republished_from: Some("Sundvik Post"), ..dated(instant(0)) };
        let b = Side { outlet: Some("Tolm Times"), ..dated(instant(7200)) };
        assert_eq!(found(&a, &b), (Origin::A, DirectionRule::Date, Confidence::High));
    }

    #[test]
    fn an_agencys_own_site_beats_an_earlier_date() {
        let site = Side { own_agency: Some("Reuters"), ..dated(instant(7200)) };
        let copy = Side { outlet: Some("Tolm Times"), agency: Some("Reuters"), ..dated(instant(0)) };
        assert_eq!(found(&site, &copy), (Origin::A, DirectionRule::AgencySite, Confidence::High));
        let silent = Side { agency: None, ..copy };
        assert_eq!(found(&silent, &site), (Origin::B, DirectionRule::AgencySite, Confidence::Medium));
        let of_another = Side { agency: Some("AFP"), ..copy };
        assert_eq!(found(&site, &of_another), (Origin::B, DirectionRule::Date, Confidence::High));
        let second_site = Side { own_agency: Some("AFP"), ..dated(instant(0)) };
        assert_eq!(found(&site, &second_site).1, DirectionRule::Date);
    }

    #[test]
    fn two_copies_of_one_agencys_story_have_it_from_the_agency() {
        let of = |seconds, agency| Side { agency, ..dated(instant(seconds)) };
        let common = (Origin::Unknown, DirectionRule::CommonAgency, Confidence::High);
        assert_eq!(found(&of(0, Some("Reuters")), &of(7200, Some("Reuters"))), common);
        assert_eq!(found(&of(0, Some("Reuters")), &of(7200, Some("AFP"))).1, DirectionRule::Date);
        assert_eq!(found(&of(0, None), &of(7200, Some("AFP"))).1, DirectionRule::Date);
    }

    #[test]
    fn the_earliest_date_decides_where_it_can_be_trusted() {
        let cases = [
            (instant(0), instant(7200), Origin::A, DirectionRule::Date, Confidence::High),
            (instant(60), instant(0), Origin::B, DirectionRule::Date, Confidence::Medium),
            (instant(0), instant(0), Origin::Unknown, DirectionRule::DatesTooClose, Confidence::Low),
            (instant(0), None, Origin::Unknown, DirectionRule::DateMissing, Confidence::Low),
            (None, None, Origin::Unknown, DirectionRule::DateMissing, Confidence::Low),
            (day(0), day(0), Origin::Unknown, DirectionRule::DatesTooClose, Confidence::Low),
            (day(0), day(1), Origin::Unknown, DirectionRule::DatesTooClose, Confidence::Low),
            (day(0), day(2), Origin::A, DirectionRule::Date, Confidence::Medium),
            (day(0), instant(0), Origin::Unknown, DirectionRule::DatesTooClose, Confidence::Low),
        ];
        for (a, b, from, rule, confidence) in cases {
            assert_eq!(found(&dated(a), &dated(b)), (from, rule, confidence), "{a:?}, {b:?}");
        }
    }

    #[test]
    fn two_local_times_of_one_outlet_have_an_order() {
        let at = |hours: i64, outlet| Side {
            outlet: Some(outlet),
            published: Some(Published {
                unix_seconds: NOON + hours * 3600,
                precision: DatePrecision::LocalTime,
            }),
            ..Side::default()
        };
        let (early, late) = (at(0, "Tolm Times"), at(2, "Tolm Times"));
        assert_eq!(found(&late, &early), (Origin::B, DirectionRule::Date, Confidence::High));
        assert_eq!(found(&at(2, "Sundvik Post"), &early).1, DirectionRule::DatesTooClose);
        let with_zone = Side { outlet: Some("Tolm Times"), ..dated(instant(7200)) };
        assert_eq!(found(&with_zone, &early).1, DirectionRule::DatesTooClose);
    }

    #[test]
    fn a_cut_text_points_to_the_whole_one_only_where_no_date_does() {
        let cut = Side { is_truncated: true, words: 120, ..dated(None) };
        assert_eq!(found(&cut, &dated(None)), (Origin::B, DirectionRule::Completeness, Confidence::Low));
        let cut = Side { published: instant(0), ..cut };
        assert_eq!(found(&cut, &dated(instant(7200))), (Origin::A, DirectionRule::Date, Confidence::High));
        assert_eq!(found(&cut, &cut).0, Origin::Unknown);
    }

    fn any_side() -> impl Strategy<Value = Side<'static>> {
        let name =
            || prop::option::of(prop::sample::select(vec!["Tolm Times", "Karsholm Beacon", "Reuters"]));
        let host =
            || prop::option::of(prop::sample::select(vec!["tolmtimes.example", "karsholm-beacon.example"]));
        let agency = || prop::option::of(prop::sample::select(vec!["Reuters", "AFP"]));
        let precision =
            prop::sample::select(vec![DatePrecision::Day, DatePrecision::LocalTime, DatePrecision::Instant]);
        let published = prop::option::of(
            (0i64..60, precision)
                .prop_map(|(hours, precision)| Published { unix_seconds: NOON + hours * 3600, precision }),
        );
        (name(), host(), published, name(), host(), agency(), agency(), 0u32..3, any::<bool>()).prop_map(
            |(outlet, host, published, republished_from, canonical_host, agency, own_agency, words, cut)| {
                Side {
                    outlet,
                    host,
                    published,
                    republished_from,
                    canonical_host,
                    agency,
                    own_agency,
                    words,
                    is_truncated: cut,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn swapping_the_sides_mirrors_the_answer(a in any_side(), b in any_side(), assume_utc in any::<bool>()) {
            let zones = if assume_utc { Zones::Utc } else { Zones::Any };
            let (there, back) = (direction(&a, &b, zones), direction(&b, &a, zones));
            let mirrored = match back.from {
                Origin::A => Origin::B,
                Origin::B => Origin::A,
                Origin::Unknown => Origin::Unknown,
            };
            prop_assert_eq!(there, Direction { from: mirrored, ..back });
        }
    }
}
