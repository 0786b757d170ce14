//! The tables as they are created.

use aws_sdk_dynamodb::types::{KeySchemaElement, StreamSpecification};
use touchpoint_store::{StoreError, TableNames, schema, testing};

#[tokio::test]
async fn creating_tables_twice_changes_nothing_and_streams_can_be_found() {
    let (store, database) = testing::memory().await;
    let client = database.client();
    let outbox = &store.tables().outbox_email;
    let stream = schema::stream_arn(&client, outbox).await.unwrap();
    assert!(stream.contains(outbox.as_str()), "{stream}");
    schema::create_all(&client, store.tables()).await.unwrap();
    assert_eq!(schema::stream_arn(&client, outbox).await.unwrap(), stream);
    for table in [store.tables().resources.as_str(), "no-such-table"] {
        let error = schema::stream_arn(&client, table).await.unwrap_err();
        assert!(matches!(error, StoreError::Refused { .. }), "{table}: {error:?}");
    }
    let mut names = client.list_tables().send().await.unwrap().table_names.unwrap_or_default();
    names.sort();
    assert_eq!(names, ["touchpoint-endpoints", "touchpoint-metrics", "touchpoint-outbox-email", "touchpoint-resources"]);
}

#[tokio::test]
async fn what_is_declared_is_what_is_created() {
    let (store, database) = testing::memory().await;
    assert_eq!(*store.tables(), TableNames::with_prefix("touchpoint-"));
    for table in schema::tables(store.tables()) {
        let described = database.client().describe_table().table_name(&table.name).send().await.unwrap().table.unwrap();
        let keys: Vec<_> = described.key_schema().iter().map(KeySchemaElement::attribute_name).collect();
        let declared: Vec<_> = [Some(table.partition_key), table.sort_key].into_iter().flatten().collect();
        assert_eq!(keys, declared, "{}", table.name);
        let index = described.local_secondary_indexes().first().and_then(|index| index.index_name());
        assert_eq!(index, table.local_index.map(|index| index.name), "{}", table.name);
        let streamed = described.stream_specification().is_some_and(StreamSpecification::stream_enabled);
        assert_eq!(streamed, table.stream == schema::Stream::NewAndOldImages, "{}", table.name);
        let ttl = database.client().describe_time_to_live().table_name(&table.name).send().await.unwrap();
        let ttl = ttl.time_to_live_description.and_then(|ttl| ttl.attribute_name);
        assert_eq!(ttl.as_deref(), table.ttl, "{}", table.name);
    }
}
