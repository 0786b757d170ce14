//! Unions over a window that slides by a day at a time: who was there in the last 30 days, for each day.
//!
//! Uniting 30 sketches anew for every day costs 30 unions each; this takes three. Days are cut into blocks as long as the window. A
//! window begins in one block and ends in the next: it is a tail of the one and a head of the other.

/// What can be united, in any order, with the same result.
pub(super) trait Unite: Sized + Clone {
    fn unite(&self, other: &Self) -> Self;
}

/// For each place, the union of the `width` elements that begin there, or fewer at the end.
pub(super) fn unions<T: Unite>(elements: &[Option<T>], width: usize) -> Vec<Option<T>> {
    let width = width.max(1);
    let mut heads: Vec<Option<T>> = Vec::with_capacity(elements.len());
    let mut tails: Vec<Option<T>> = Vec::with_capacity(elements.len());
    for block in elements.chunks(width) {
        heads.extend(running(block.iter()));
        let backwards = running(block.iter().rev());
        tails.extend(backwards.into_iter().rev());
    }
    let last = elements.len().saturating_sub(1);
    let union = |(start, tail): (usize, &Option<T>)| {
        let end = (start + width - 1).min(last);
        // A window that is a block, or lies in the last one, is a tail alone.
        let head = if end / width == start / width { None } else { heads.get(end).and_then(Option::as_ref) };
        both(tail.as_ref(), head)
    };
    tails.iter().enumerate().map(union).collect()
}

fn running<'a, T: Unite + 'a>(elements: impl Iterator<Item = &'a Option<T>>) -> Vec<Option<T>> {
    let mut so_far: Option<T> = None;
    let mut all = Vec::new();
    for element in elements {
        so_far = both(so_far.as_ref(), element.as_ref());
        all.push(so_far.clone());
    }
    all
}

fn both<T: Unite>(one: Option<&T>, other: Option<&T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.unite(other)),
        (one, other) => one.or(other).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    impl Unite for BTreeSet<u8> {
        fn unite(&self, other: &Self) -> Self {
            self.union(other).copied().collect()
        }
    }

    proptest! {
        #[test]
        fn as_united_one_by_one(
            elements in proptest::collection::vec(proptest::option::of(proptest::collection::btree_set(0..9_u8, 0..4)), 0..40),
            width in 0..12_usize,
        ) {
            let expected: Vec<Option<BTreeSet<u8>>> = (0..elements.len()).map(|start| {
                let window = elements.iter().skip(start).take(width.max(1));
                window.flatten().cloned().reduce(|one, other| one.unite(&other))
            }).collect();
            prop_assert_eq!(unions(&elements, width), expected);
        }
    }
}
