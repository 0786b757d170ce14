//! Where new resources get their ids: 32 lower-case hex digits (spec §1.4).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use touchpoint_domain::hash::{fnv1a64, fnv1a64_from};
use uuid::Uuid;

/// A source of ids.
#[derive(Clone, Debug, Default)]
pub(crate) enum Ids {
    /// Nobody can guess them, and none comes twice.
    #[default]
    Random,
    /// The same ones in the same order for the same seed, so that a simulated story can be told again.
    Seeded(u64, Arc<AtomicU64>),
}

impl Ids {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self::Seeded(seed, Arc::default())
    }

    pub(crate) fn next(&self) -> String {
        match self {
            Self::Random => Uuid::new_v4().simple().to_string(),
            Self::Seeded(seed, count) => {
                let text = format!("{seed}/{}", count.fetch_add(1, Ordering::Relaxed));
                let high = fnv1a64(text.as_bytes());
                format!("{high:016x}{:016x}", fnv1a64_from(high, text.as_bytes()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_hex_and_differ() {
        for ids in [Ids::Random, Ids::seeded(7)] {
            let (one, two) = (ids.next(), ids.next());
            assert_ne!(one, two);
            assert!(one.len() == 32 && one.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)), "{one}");
        }
        assert_eq!(Ids::seeded(7).next(), Ids::seeded(7).next());
        assert_ne!(Ids::seeded(7).next(), Ids::seeded(8).next());
    }
}
