//! The outbox table's stream, as the events that Lambda would get.

use aws_lambda_events::dynamodb::{Event, EventRecord};
use dynoxide::actions::describe_stream::DescribeStreamRequest;
use dynoxide::actions::get_records::GetRecordsRequest;
use dynoxide::actions::get_shard_iterator::GetShardIteratorRequest;
use touchpoint_store::testing::EmbeddedDb;
use touchpoint_store::{Store, schema};

/// Where reading has come.
pub(crate) struct Reader {
    iterator: String,
}

impl Reader {
    pub(crate) async fn open(database: &EmbeddedDb, store: &Store) -> Self {
        let stream_arn = schema::stream_arn(&database.client(), &store.tables().outbox_email).await.unwrap();
        let request = DescribeStreamRequest { stream_arn: stream_arn.clone(), ..DescribeStreamRequest::default() };
        let described = database.database().describe_stream(request).unwrap();
        let request = GetShardIteratorRequest {
            stream_arn,
            shard_id: described.stream_description.shards[0].shard_id.clone(),
            shard_iterator_type: "TRIM_HORIZON".to_owned(),
            sequence_number: None,
        };
        Self { iterator: database.database().get_shard_iterator(request).unwrap().shard_iterator.unwrap() }
    }

    /// The next records, at most `limit`.
    pub(crate) fn read(&mut self, database: &EmbeddedDb, limit: usize) -> Vec<EventRecord> {
        let request = GetRecordsRequest { shard_iterator: self.iterator.clone(), limit: Some(limit) };
        let answer = database.database().get_records(request).unwrap();
        self.iterator = answer.next_shard_iterator.unwrap();
        let records = answer.records.iter();
        records.map(|record| serde_json::from_slice(&serde_json::to_vec(record).unwrap()).unwrap()).collect()
    }
}

/// Records as one delivery.
pub(crate) fn delivery(records: &[EventRecord]) -> Event {
    let mut event = Event::default();
    event.records = records.to_vec();
    event
}
