//! The Metrics table: pages of rollups, each one item that is read and written whole.
