//! A stored number against a number: `MetricDimension` (spec §4.2).

use touchpoint_wire::types::MetricDimension;

use super::error::{Rule, SegmentError};

#[derive(Clone, Copy, Debug)]
enum Operator {
    GreaterThan,
    LessThan,
    GreaterThanOrEqual,
    LessThanOrEqual,
    Equal,
}

/// A compiled `MetricDimension`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MetricTest {
    operator: Operator,
    value: f64,
}

impl MetricTest {
    pub(crate) fn compile(dimension: &MetricDimension) -> Result<Self, SegmentError> {
        let operator = match dimension.comparison_operator.as_str() {
            "GREATER_THAN" => Operator::GreaterThan,
            "LESS_THAN" => Operator::LessThan,
            "GREATER_THAN_OR_EQUAL" => Operator::GreaterThanOrEqual,
            "LESS_THAN_OR_EQUAL" => Operator::LessThanOrEqual,
            "EQUAL" => Operator::Equal,
            _ => {
                let allowed = "GREATER_THAN, LESS_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN_OR_EQUAL, EQUAL";
                return Err(SegmentError::new("ComparisonOperator", Rule::NotOneOf { allowed }));
            }
        };
        Ok(Self { operator, value: dimension.value })
    }

    /// Whether the stored number passes; a missing one never does.
    #[expect(clippy::float_cmp, reason = "EQUAL means the same IEEE number (spec §4.2)")]
    pub(crate) fn accepts(self, stored: Option<f64>) -> bool {
        stored.is_some_and(|stored| match self.operator {
            Operator::GreaterThan => stored > self.value,
            Operator::LessThan => stored < self.value,
            Operator::GreaterThanOrEqual => stored >= self.value,
            Operator::LessThanOrEqual => stored <= self.value,
            Operator::Equal => stored == self.value,
        })
    }
}
