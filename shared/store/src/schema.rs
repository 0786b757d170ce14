//! The tables as data: what the stack's template declares, and what [`create_all`] creates where there is no stack.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::error::{BuildError, DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::builders::KeySchemaElementBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, LocalSecondaryIndex, Projection, ProjectionType,
    ScalarAttributeType, StreamSpecification, StreamViewType, TimeToLiveSpecification, TimeToLiveStatus,
};

use crate::attribute::{PK, SK, TTL};
use crate::batch::incomplete;
use crate::failure::{self, Failure};
use crate::{StoreError, TableNames};

/// Lists of resources by creation date.
pub const BY_CREATED: &str = "by_created";
/// The sort key of [`BY_CREATED`].
pub const LISTED: &str = "listed";
/// The partition key of the outbox tables, which have no sort key.
pub const ID: &str = "id";

/// How long a new table may take to become usable.
const CREATION_TIMEOUT: Duration = Duration::from_secs(120);

/// Whether a table's changes are streamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    None,
    /// Records carry the item before and after.
    NewAndOldImages,
}

/// A second sort order within a partition; holds whole items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalIndex {
    pub name: &'static str,
    pub sort_key: &'static str,
}

/// One table. All key attributes are strings; billing is on demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDefinition {
    pub name: String,
    pub partition_key: &'static str,
    pub sort_key: Option<&'static str>,
    pub local_index: Option<LocalIndex>,
    pub stream: Stream,
    /// Attribute with the second after the epoch from which an item may be dropped.
    pub ttl: Option<&'static str>,
}

/// All tables of a deployment.
#[must_use]
pub fn tables(names: &TableNames) -> Vec<TableDefinition> {
    vec![
        TableDefinition {
            name: names.resources.clone(),
            partition_key: PK,
            sort_key: Some(SK),
            local_index: Some(LocalIndex { name: BY_CREATED, sort_key: LISTED }),
            stream: Stream::None,
            ttl: Some(TTL),
        },
        TableDefinition {
            name: names.endpoints.clone(),
            partition_key: PK,
            sort_key: Some(SK),
            local_index: None,
            stream: Stream::NewAndOldImages,
            ttl: None,
        },
        TableDefinition {
            name: names.outbox_email.clone(),
            partition_key: ID,
            sort_key: None,
            local_index: None,
            stream: Stream::NewAndOldImages,
            ttl: Some(TTL),
        },
        TableDefinition {
            name: names.metrics.clone(),
            partition_key: PK,
            sort_key: Some(SK),
            local_index: None,
            stream: Stream::None,
            ttl: Some(TTL),
        },
    ]
}

/// Creates the tables that do not exist yet and waits until they can be used. Doing it again changes nothing.
pub async fn create_all(client: &Client, names: &TableNames) -> Result<(), StoreError> {
    for table in tables(names) {
        create(client, &table).await?;
        client.wait_until_table_exists().table_name(&table.name).wait(CREATION_TIMEOUT).await.map_err(|error| {
            StoreError::Unavailable { operation: "DescribeTable", source: DisplayErrorContext(error).to_string().into() }
        })?;
        if let Some(attribute) = table.ttl {
            enable_ttl(client, &table.name, attribute).await?;
        }
    }
    Ok(())
}

/// The ARN of a table's stream.
pub async fn stream_arn(client: &Client, table: &str) -> Result<String, StoreError> {
    let described = client.describe_table().table_name(table).send().await.map_err(|error| failed("DescribeTable", error))?;
    described.table.and_then(|table| table.latest_stream_arn).ok_or_else(|| StoreError::Refused {
        operation: "DescribeTable",
        code: "NoStream".to_owned(),
        source: format!("table {table} has no stream").into(),
    })
}

async fn create(client: &Client, table: &TableDefinition) -> Result<(), StoreError> {
    let built = |error| incomplete("CreateTable", error);
    let index = table.local_index.map(|index| local_index(table, index)).transpose().map_err(built)?;
    let keys = [Some(table.partition_key), table.sort_key, table.local_index.map(|index| index.sort_key)];
    let attributes: Result<Vec<_>, _> = keys.into_iter().flatten().map(string_attribute).collect();
    let stream = match table.stream {
        Stream::None => None,
        Stream::NewAndOldImages => Some(stream_of_both_images().map_err(built)?),
    };
    let created = client
        .create_table()
        .table_name(&table.name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(attributes.map_err(built)?))
        .set_key_schema(Some(key_schema(table.partition_key, table.sort_key).map_err(built)?))
        .set_local_secondary_indexes(index.map(|index| vec![index]))
        .set_stream_specification(stream)
        .send()
        .await;
    match created {
        Err(error) if error.code() != Some("ResourceInUseException") => Err(failed("CreateTable", error)),
        Ok(_) | Err(_) => Ok(()),
    }
}

async fn enable_ttl(client: &Client, table: &str, attribute: &str) -> Result<(), StoreError> {
    let described =
        client.describe_time_to_live().table_name(table).send().await.map_err(|error| failed("DescribeTimeToLive", error))?;
    let status = described.time_to_live_description.and_then(|ttl| ttl.time_to_live_status);
    if matches!(status, Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)) {
        return Ok(());
    }
    let specification = TimeToLiveSpecification::builder()
        .enabled(true)
        .attribute_name(attribute)
        .build()
        .map_err(|error| incomplete("UpdateTimeToLive", error))?;
    client
        .update_time_to_live()
        .table_name(table)
        .time_to_live_specification(specification)
        .send()
        .await
        .map(|_| ())
        .map_err(|error| failed("UpdateTimeToLive", error))
}

fn local_index(table: &TableDefinition, index: LocalIndex) -> Result<LocalSecondaryIndex, BuildError> {
    LocalSecondaryIndex::builder()
        .index_name(index.name)
        .set_key_schema(Some(key_schema(table.partition_key, Some(index.sort_key))?))
        .projection(Projection::builder().projection_type(ProjectionType::All).build())
        .build()
}

fn key_schema(partition_key: &str, sort_key: Option<&str>) -> Result<Vec<KeySchemaElement>, BuildError> {
    let hash = KeySchemaElement::builder().attribute_name(partition_key).key_type(KeyType::Hash);
    let range = sort_key.map(|name| KeySchemaElement::builder().attribute_name(name).key_type(KeyType::Range));
    [Some(hash), range].into_iter().flatten().map(KeySchemaElementBuilder::build).collect()
}

fn string_attribute(name: &str) -> Result<AttributeDefinition, BuildError> {
    AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S).build()
}

fn stream_of_both_images() -> Result<StreamSpecification, BuildError> {
    StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::NewAndOldImages).build()
}

/// Administrative calls are rare: they are not repeated beyond what the client does.
fn failed<E>(operation: &'static str, error: SdkError<E>) -> StoreError
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    match failure::sort(operation, error, &[]) {
        Failure::Contended => StoreError::Throttled,
        Failure::Final(error) => error,
    }
}
