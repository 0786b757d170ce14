//! Places in the stream.

/// A place in one shard of the stream: a sequence number. Orders as the stream does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position(String);

impl Position {
    /// A decimal number, as Kinesis writes it.
    #[must_use]
    pub fn new(sequence_number: impl Into<String>) -> Self {
        Self(sequence_number.into())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Ord for Position {
    /// Decimal numbers of any length.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (own, other) = (self.0.trim_start_matches('0'), other.0.trim_start_matches('0'));
        own.len().cmp(&other.len()).then_with(|| own.cmp(other))
    }
}

impl PartialOrd for Position {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
