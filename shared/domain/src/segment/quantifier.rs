//! How many must hold: `Include`, `Type` and `SourceType` mean the same by it (spec §4.3).

use touchpoint_wire::types::{Include, SourceType, Type};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantifier {
    All,
    Any,
    None,
}

impl Quantifier {
    /// Whether as many of `items` hold as it says. No items are no restriction, whatever it says.
    pub(super) fn holds<T>(self, items: &[T], holds: impl Fn(&T) -> bool) -> bool {
        items.is_empty()
            || match self {
                Self::All => items.iter().all(holds),
                Self::Any => items.iter().any(holds),
                Self::None => !items.iter().any(holds),
            }
    }

    pub(super) fn of_groups(include: Option<Include>) -> Self {
        match include {
            Option::None | Some(Include::All) => Self::All,
            Some(Include::Any) => Self::Any,
            Some(Include::None) => Self::None,
        }
    }

    pub(super) fn of_dimensions(r#type: Option<Type>) -> Self {
        match r#type {
            Option::None | Some(Type::All) => Self::All,
            Some(Type::Any) => Self::Any,
            Some(Type::None) => Self::None,
        }
    }

    pub(super) fn of_sources(source_type: Option<SourceType>) -> Self {
        match source_type {
            Some(SourceType::All) => Self::All,
            Option::None | Some(SourceType::Any) => Self::Any,
            Some(SourceType::None) => Self::None,
        }
    }
}
