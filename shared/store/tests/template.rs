//! The stack's template declares the tables that the store expects.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::collections::{BTreeMap, BTreeSet};

use saphyr::{LoadableYamlNode as _, Yaml};
use touchpoint_store::TableNames;
use touchpoint_store::schema::{self, Stream, TableDefinition};

const TEMPLATE: &str = include_str!("../../../template.yaml");

/// What both sides say of a table.
#[derive(Debug, PartialEq, Eq)]
struct Table {
    /// Partition key, then sort key.
    keys: Vec<String>,
    /// By name: partition key, then sort key.
    indexes: BTreeMap<String, Vec<String>>,
    /// Attributes that keys are made of; all are strings.
    attributes: BTreeSet<String>,
    streams_both_images: bool,
    ttl: Option<String>,
}

#[test]
fn the_template_declares_the_tables_of_the_schema() {
    let names = TableNames {
        resources: "ResourcesTable".into(),
        endpoints: "EndpointsTable".into(),
        outbox_email: "OutboxEmailTable".into(),
        metrics: "MetricsTable".into(),
    };
    let expected: BTreeMap<String, Table> =
        schema::tables(&names).into_iter().map(|table| (table.name.clone(), of_schema(&table))).collect();
    let declared: BTreeMap<String, Table> =
        with_tables(|tables| tables.iter().map(|(name, table)| ((*name).to_owned(), of_template(table))).collect());
    assert_eq!(declared, expected);
}

#[test]
fn every_table_is_paid_per_use_backed_up_and_encrypted() {
    let complete = with_tables(|tables| {
        for (name, table) in tables {
            assert_eq!(text(at(table, &["BillingMode"])), "PAY_PER_REQUEST", "{name}");
            for path in [["PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"], ["SSESpecification", "SSEEnabled"]] {
                assert!(is_true(at(table, &path)), "{name}: {path:?}");
            }
        }
        tables.len()
    });
    assert_eq!(complete, 4);
}

fn of_schema(table: &TableDefinition) -> Table {
    let owned = |names: &[Option<&str>]| -> Vec<String> { names.iter().flatten().map(|name| (*name).to_owned()).collect() };
    let sorted_by = table.local_index.map(|index| index.sort_key);
    Table {
        keys: owned(&[Some(table.partition_key), table.sort_key]),
        indexes: table
            .local_index
            .iter()
            .map(|index| (index.name.to_owned(), owned(&[Some(table.partition_key), Some(index.sort_key)])))
            .collect(),
        attributes: owned(&[Some(table.partition_key), table.sort_key, sorted_by]).into_iter().collect(),
        streams_both_images: table.stream == Stream::NewAndOldImages,
        ttl: table.ttl.map(str::to_owned),
    }
}

fn of_template(table: &Yaml<'_>) -> Table {
    let indexes = items(at(table, &["LocalSecondaryIndexes"]));
    let attributes = items(at(table, &["AttributeDefinitions"]));
    for attribute in &attributes {
        assert_eq!(text(at(attribute, &["AttributeType"])), "S");
    }
    for index in &indexes {
        assert_eq!(text(at(index, &["Projection", "ProjectionType"])), "ALL");
    }
    let ttl = at(table, &["TimeToLiveSpecification"]);
    assert!(ttl.is_none() || is_true(at(table, &["TimeToLiveSpecification", "Enabled"])));
    let stream = at(table, &["StreamSpecification", "StreamViewType"]).map(|view| text(Some(view)));
    assert!(stream.is_none() || stream.as_deref() == Some("NEW_AND_OLD_IMAGES"));
    Table {
        keys: keys(at(table, &["KeySchema"])),
        indexes: indexes.iter().map(|index| (text(at(index, &["IndexName"])), keys(at(index, &["KeySchema"])))).collect(),
        attributes: attributes.iter().map(|attribute| text(at(attribute, &["AttributeName"]))).collect(),
        streams_both_images: stream.is_some(),
        ttl: ttl.map(|_| text(at(table, &["TimeToLiveSpecification", "AttributeName"]))),
    }
}

/// Names of a key schema, partition key first.
fn keys(schema: Option<&Yaml<'_>>) -> Vec<String> {
    let elements = items(schema);
    let of_type = |wanted: &str| {
        let element = elements.iter().find(|element| text(at(element, &["KeyType"])) == wanted)?;
        Some(text(at(element, &["AttributeName"])))
    };
    [of_type("HASH"), of_type("RANGE")].into_iter().flatten().collect()
}

/// The properties of every table in the template, by logical id.
fn with_tables<T>(read: impl FnOnce(&BTreeMap<&str, &Yaml<'_>>) -> T) -> T {
    let documents = Yaml::load_from_str(TEMPLATE).expect("the template is YAML");
    let resources = documents.first().and_then(|template| at(template, &["Resources"])).and_then(Yaml::as_mapping);
    let tables: BTreeMap<&str, &Yaml<'_>> = resources
        .expect("the template has resources")
        .iter()
        .filter(|(_, resource)| at(resource, &["Type"]).and_then(Yaml::as_str) == Some("AWS::DynamoDB::Table"))
        .filter_map(|(name, resource)| Some((name.as_str()?, at(resource, &["Properties"])?)))
        .collect();
    read(&tables)
}

fn at<'y, 'i>(node: &'y Yaml<'i>, path: &[&str]) -> Option<&'y Yaml<'i>> {
    path.iter().try_fold(node, |node, name| node.as_mapping_get(name))
}

fn text(node: Option<&Yaml<'_>>) -> String {
    node.and_then(Yaml::as_str).unwrap_or_default().to_owned()
}

fn is_true(node: Option<&Yaml<'_>>) -> bool {
    node.and_then(Yaml::as_bool) == Some(true)
}

fn items<'y, 'i>(node: Option<&'y Yaml<'i>>) -> Vec<&'y Yaml<'i>> {
    node.and_then(Yaml::as_sequence).map(|sequence| sequence.iter().collect()).unwrap_or_default()
}
