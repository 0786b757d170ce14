//! How many different ones: sketches that merge (Apache DataSketches).
//!
//! [`Distinct`] counts (HyperLogLog); [`Cohort`] can also be intersected with others (Theta), at a higher price in bytes, and is kept
//! where that is needed: for retention.

use datasketches::hll::{Coupon, HllSketch, HllType, HllUnion};
use datasketches::theta::{
    CompactThetaSketch, ThetaIntersection, ThetaSketch, ThetaSketchBuilder, ThetaUnion, ThetaUnionBuilder,
};

/// 2^14 registers: a standard error of 0.8 %, in at most 8 KB.
const DISTINCT_LG_K: u8 = 14;
/// Up to 4,096 members are kept one by one, so that smaller cohorts are exact; 1.6 % beyond.
const COHORT_LG_K: u8 = 12;

/// A member of any number of sketches, hashed once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member(Coupon);

impl Member {
    #[must_use]
    pub fn of(id: &str) -> Self {
        Self(Coupon::from_value(id))
    }
}

/// A set of which only the size can be told.
#[derive(Clone, Debug)]
pub struct Distinct(HllSketch);

impl Default for Distinct {
    fn default() -> Self {
        #[expect(clippy::expect_used, reason = "the only error is a number of registers that there cannot be")]
        Self(HllSketch::new(DISTINCT_LG_K, HllType::Hll4).expect("14 is a possible lg_k"))
    }
}

impl Distinct {
    pub fn add(&mut self, member: Member) {
        self.0.update_with_coupon(member.0);
    }

    pub fn merge(&mut self, other: &Self) {
        if self.0.is_empty() {
            self.0 = other.0.clone();
            return;
        }
        #[expect(clippy::expect_used, reason = "the only error is a number of registers that there cannot be")]
        let mut union = HllUnion::new(DISTINCT_LG_K).expect("14 is a possible lg_k");
        union.update(&self.0);
        union.update(&other.0);
        self.0 = union.to_sketch(HllType::Hll4);
    }

    /// The same set, told by 2^`lg_k` registers if it is told by more. Once coarse, it stays so, whatever it is merged with.
    #[must_use]
    pub fn coarser(&self, lg_k: u8) -> Self {
        let Ok(mut union) = HllUnion::new(lg_k) else { return self.clone() };
        union.update(&self.0);
        Self(union.to_sketch(HllType::Hll4))
    }

    /// How many different members there are; the same whatever order they came in.
    #[must_use]
    pub fn estimate(&self) -> f64 {
        self.0.composite_estimate()
    }

    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.serialize()
    }

    /// `None` when the bytes are no sketch.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        HllSketch::deserialize(bytes).ok().map(Self)
    }
}

/// A set that can be intersected with others. Adding and merging keep it compact only when it is stored.
#[derive(Clone, Debug)]
pub struct Cohort(State);

#[derive(Debug)]
enum State {
    Growing(ThetaSketch),
    Compact(CompactThetaSketch),
}

impl Clone for State {
    fn clone(&self) -> Self {
        match self {
            Self::Growing(sketch) => Self::Compact(sketch.compact(true)),
            Self::Compact(sketch) => Self::Compact(sketch.clone()),
        }
    }
}

impl Default for Cohort {
    fn default() -> Self {
        Self(State::Growing(growing()))
    }
}

impl Cohort {
    pub fn add(&mut self, id: &str) {
        if let State::Compact(_) = &self.0 {
            let mut added = growing();
            added.update(id);
            *self = self.union(&Self(State::Growing(added)));
            return;
        }
        if let State::Growing(sketch) = &mut self.0 {
            sketch.update(id);
        }
    }

    pub fn merge(&mut self, other: &Self) {
        *self = self.union(other);
    }

    /// Everybody who is in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut union = new_union();
        for cohort in [self, other] {
            // The only error is a sketch made with another seed; all are made here.
            let _ = match &cohort.0 {
                State::Growing(sketch) => union.update(sketch),
                State::Compact(sketch) => union.update(sketch),
            };
        }
        Self(State::Compact(union.to_sketch(true)))
    }

    /// How many are in both.
    #[must_use]
    pub fn common(&self, other: &Self) -> f64 {
        let mut both = ThetaIntersection::default();
        for cohort in [self, other] {
            // As for the union.
            let _ = match &cohort.0 {
                State::Growing(sketch) => both.update(sketch),
                State::Compact(sketch) => both.update(sketch),
            };
        }
        both.to_sketch(false).map_or(0.0, |sketch| sketch.estimate())
    }

    #[must_use]
    pub fn estimate(&self) -> f64 {
        match &self.0 {
            State::Growing(sketch) => sketch.estimate(),
            State::Compact(sketch) => sketch.estimate(),
        }
    }

    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match &self.0 {
            State::Growing(sketch) => sketch.compact(true).serialize_compressed(),
            State::Compact(sketch) => sketch.serialize_compressed(),
        }
    }

    /// `None` when the bytes are no sketch.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        CompactThetaSketch::deserialize(bytes).ok().map(|sketch| Self(State::Compact(sketch)))
    }
}

#[expect(clippy::expect_used, reason = "the only error is a size that there cannot be")]
fn growing() -> ThetaSketch {
    ThetaSketchBuilder::default().lg_k(COHORT_LG_K).build().expect("12 is a possible lg_k")
}

#[expect(clippy::expect_used, reason = "the only error is a size that there cannot be")]
fn new_union() -> ThetaUnion {
    ThetaUnionBuilder::default().lg_k(COHORT_LG_K).build().expect("12 is a possible lg_k")
}
