//! Counting as `ingest` does: batches become deltas, deltas go onto pages.

use std::collections::BTreeMap;

use serde_json::Value;
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::event::stream::ReportedEvent;
use touchpoint_domain::metrics::facts::{Whose, count_reported, count_service};
use touchpoint_domain::metrics::testing::{Happened, Recount};
use touchpoint_domain::metrics::{Deltas, Page, PageKey, Position};

pub(crate) type Pages = BTreeMap<PageKey, Page>;

/// Whether pages are written and read again between two batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Between {
    Kept,
    Stored,
}

pub(crate) fn count(deltas: &mut Deltas, happened: &Happened) {
    match happened {
        Happened::Reported { app, endpoint, document, event } => {
            let document: Option<EndpointDocument> =
                document.as_ref().map(|document| serde_json::from_value(document.clone()).unwrap());
            let text = event.to_string();
            let event: ReportedEvent<'_> = serde_json::from_str(&text).unwrap();
            count_reported(deltas, &Whose { app, endpoint, document: document.as_ref() }, &event);
        }
        Happened::Service(envelope) => count_service(deltas, &envelope.to_string()).unwrap(),
    }
}

pub(crate) fn pages_of<'h>(batches: impl IntoIterator<Item = &'h [Happened]>, between: Between) -> Pages {
    let mut pages = Pages::new();
    for (number, batch) in batches.into_iter().enumerate() {
        let mut deltas = Deltas::default();
        batch.iter().for_each(|happened| count(&mut deltas, happened));
        apply(&mut pages, &deltas, number, between);
    }
    pages
}

pub(crate) fn apply(pages: &mut Pages, deltas: &Deltas, position: usize, between: Between) {
    for (key, delta) in &deltas.0 {
        let page = pages.entry(key.clone()).or_default();
        page.apply(delta, "shardId-000000000000", &Position::new(position.to_string()));
        if between == Between::Stored {
            *page = Page::decode(&page.encode()).unwrap();
        }
    }
}

pub(crate) fn recount(happened: &[Happened]) -> Recount {
    let mut recount = Recount::default();
    for one in happened {
        match one {
            Happened::Reported { app, endpoint, document, event } => recount.reported(app, endpoint, document.as_ref(), event),
            Happened::Service(envelope) => recount.service(envelope),
        }
    }
    recount
}

/// One reported event without an endpoint.
pub(crate) fn reported(event: Value) -> Happened {
    Happened::Reported { app: "a".repeat(32), endpoint: "E1".to_owned(), document: None, event }
}
