//! Merging is the same in any order and grouping.

use proptest::prelude::*;
use touchpoint_domain::metrics::{Cell, Dimension, Measure, Page, PageDelta, Position, Series};

use crate::bytes::{any_cell, cell_of};

/// Cells of one kind, each with numbers that say all there is to it.
fn alike(cell: &Cell) -> Vec<f64> {
    match cell {
        Cell::Count(hours) => hours.0.iter().flat_map(|(hour, count)| [f64::from(*hour), *count as f64]).collect(),
        Cell::Stats(stats) => vec![stats.count as f64, stats.sum, stats.min, stats.max],
        Cell::Distinct(distinct) => vec![distinct.estimate()],
        Cell::Cohort(cohort) => vec![cohort.estimate()],
    }
}

fn same_kind(a: &Cell, b: &Cell) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

fn close(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-6 * a.abs().max(1.0))
}

fn merged(cells: &[&Cell]) -> Vec<f64> {
    let mut all = cells[0].clone();
    cells[1..].iter().for_each(|cell| all.merge(cell));
    alike(&all)
}

proptest! {
    #[test]
    fn cells_merge_in_any_order_and_grouping((a, b, c) in (0_u8..4).prop_flat_map(|kind| (cell_of(kind), cell_of(kind), cell_of(kind)))) {
        let mut right = b.clone();
        right.merge(&c);
        let expected = merged(&[&a, &b, &c]);
        prop_assert!(close(&expected, &merged(&[&c, &b, &a])));
        prop_assert!(close(&expected, &merged(&[&b, &a, &c])));
        prop_assert!(close(&expected, &merged(&[&a, &right])));
    }

    #[test]
    fn a_cell_of_another_kind_changes_nothing(a in any_cell(), b in any_cell()) {
        prop_assume!(!same_kind(&a, &b));
        prop_assert_eq!(merged(&[&a, &b]), alike(&a));
    }

    #[test]
    fn bounded_values_never_lose_a_count(batches in proptest::collection::vec(proptest::collection::vec((0_u16..3, 0_u16..1_500), 1..1_200), 1..5)) {
        let mut page = Page::default();
        for (number, batch) in batches.iter().enumerate() {
            let mut delta = PageDelta::default();
            for (attribute, value) in batch {
                let series = Series::of(Measure::Values)
                    .with(Dimension::Attribute, &attribute.to_string())
                    .with(Dimension::Value, &value.to_string());
                let one = Cell::Count(touchpoint_domain::metrics::Hours([(1, 1)].into()));
                delta.0.entry(series).and_modify(|cell| cell.merge(&one)).or_insert(one.clone());
            }
            page.apply(&delta, "s", &Position::new(number.to_string()));
            page = Page::decode(&page.encode()).unwrap();
        }
        for attribute in 0_u16..3 {
            let all = batches.iter().flatten().filter(|(of, _)| *of == attribute).count() as u64;
            prop_assert_eq!(page.count(Measure::Values, Some((Dimension::Attribute, &attribute.to_string()))), all);
        }
        prop_assert!(page.cells.len() <= 3 * 501);
    }
}
