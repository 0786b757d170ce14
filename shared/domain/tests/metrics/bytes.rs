//! Pages as bytes: what comes back, what is refused, and how long they are.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use touchpoint_domain::metrics::testing::sample;
use touchpoint_domain::metrics::{
    Cell, Cohort, Dimension, Distinct, Hours, MAX_PAGE_BYTES, Measure, Member, Page, Position, Series, Stats,
};

use crate::counting::{Between, pages_of};

/// Everything that a page says, as text.
fn shown(page: &Page) -> String {
    let cells = page.cells.iter().map(|(series, cell)| match cell {
        Cell::Count(hours) => format!("{series} {:?}", hours.0),
        Cell::Stats(stats) => format!("{series} {stats:?}"),
        Cell::Distinct(distinct) => format!("{series} ~{:.6}", distinct.estimate()),
        Cell::Cohort(cohort) => format!("{series} ~{:.6}", cohort.estimate()),
    });
    format!("{:?}\n{}", page.seen, cells.collect::<Vec<_>>().join("\n"))
}

/// A cell of one of the four kinds.
pub(crate) fn cell_of(kind: u8) -> BoxedStrategy<Cell> {
    let ids = vec(0_u16..5_000, 0..60);
    match kind {
        0 => btree_map(0_u8..24, 1_u64..u64::MAX / 64, 0..24).prop_map(|hours| Cell::Count(Hours(hours))).boxed(),
        1 => vec(-1e9_f64..1e9, 1..9)
            .prop_map(|numbers| {
                let mut stats = Stats::NONE;
                numbers.into_iter().for_each(|number| stats.merge(&Stats::of(number)));
                Cell::Stats(stats)
            })
            .boxed(),
        2 => ids
            .prop_map(|ids| {
                let mut distinct = Distinct::default();
                ids.iter().for_each(|id| distinct.add(Member::of(&id.to_string())));
                Cell::Distinct(Box::new(distinct))
            })
            .boxed(),
        _ => ids
            .prop_map(|ids| {
                let mut cohort = Cohort::default();
                ids.iter().for_each(|id| cohort.add(&id.to_string()));
                Cell::Cohort(Box::new(cohort))
            })
            .boxed(),
    }
}

pub(crate) fn any_cell() -> impl Strategy<Value = Cell> {
    (0_u8..4).prop_flat_map(cell_of)
}

fn any_page() -> impl Strategy<Value = Page> {
    let series = (proptest::sample::select(Measure::ALL), proptest::option::of(".{0,12}"));
    let series = series.prop_map(|(measure, value)| match value {
        Some(value) => Series::of(measure).with(Dimension::Value, &value),
        None => Series::of(measure),
    });
    let seen = btree_map("shardId-[0-9]{3}", "[1-9][0-9]{0,55}".prop_map(Position::new), 0..3);
    (seen, btree_map(series, any_cell(), 0..12)).prop_map(|(seen, cells)| Page { seen, cells })
}

proptest! {
    #[test]
    fn a_page_comes_back_as_it_was(page in any_page()) {
        let back = Page::decode(&page.encode()).unwrap();
        prop_assert_eq!(shown(&back), shown(&page));
    }

    #[test]
    fn damaged_bytes_are_no_page_or_another(page in any_page(), at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = page.encode();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = Page::decode(&bytes);
        prop_assert!(Page::decode(&bytes[..at]).is_none_or(|back| back.cells.len() <= page.cells.len()));
    }
}

#[test]
fn what_a_newer_version_counts_survives() {
    let mut page = Page::default();
    let known = Series::of(Measure::Events);
    page.cells.insert(known.clone(), Cell::Count(Hours([(3, 4)].into())));
    let text = serde_json::to_string(&known).unwrap().replace("events", "wonders");
    let unknown: Series = serde_json::from_str(&text).unwrap();
    assert_eq!(unknown.measure(), None);
    page.cells.insert(unknown.clone(), Cell::Count(Hours([(5, 6)].into())));
    let mut back = Page::decode(&page.encode()).unwrap();
    back.merge(&page);
    assert!(matches!(&back.cells[&unknown], Cell::Count(hours) if hours.total() == 12));
}

#[test]
fn other_formats_are_refused() {
    let bytes = Page::default().encode();
    assert!(Page::decode(&bytes).is_some());
    assert!(Page::decode(&[]).is_none());
    let mut newer = bytes;
    newer[0] += 1;
    assert!(Page::decode(&newer).is_none());
}

#[test]
fn a_small_app_has_small_pages() {
    let happened = sample(7, 3_000);
    for (key, page) in pages_of([&happened[..]], Between::Kept) {
        let bytes = page.encode().len();
        assert!(bytes <= 32 * 1024, "{} {}: {bytes} bytes", key.subject, key.period);
    }
}

#[test]
fn a_page_that_would_not_fit_into_an_item_is_told_less_exactly() {
    let mut page = Page::default();
    for country in 0..80 {
        let mut distinct = Distinct::default();
        (0..4_000).for_each(|id| distinct.add(Member::of(&format!("{country}/{id}"))));
        let series = Series::of(Measure::Demographic).with(Dimension::Value, &country.to_string());
        page.cells.insert(series, Cell::Distinct(Box::new(distinct)));
    }
    let bytes = page.encode();
    assert!(bytes.len() <= MAX_PAGE_BYTES, "{} bytes", bytes.len());
    let mut back = Page::decode(&bytes).unwrap();
    back.merge(&page);
    assert!(back.encode().len() <= MAX_PAGE_BYTES);
    for (series, cell) in &back.cells {
        let Cell::Distinct(distinct) = cell else { continue };
        assert!((distinct.estimate() - 4_000.0).abs() < 0.1 * 4_000.0, "{series}: {}", distinct.estimate());
    }
}
