//! Reads the `events` stream: endpoints, rollups, archive, the users' own streams, triggers.
