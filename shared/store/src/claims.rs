//! Who has counted what: events are counted once, although clients and producers repeat themselves (spec §9.1.2).
//!
//! One record per owner and stream record, not per event: it holds which of the record's events were new, as 64-bit hashes of their ids,
//! under the record's position in the stream. A record that the stream delivers again finds its own claim, and is not mistaken
//! for a client's repetition; a client's repetition has another position and finds its events taken.
