//! Whether the records of users and addresses say what the endpoints say, and the endpoints obey the common rules.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use touchpoint_domain::endpoint::document::{EndpointDocument, EndpointStatus};
use touchpoint_domain::endpoint::records::{AddressKey, AddressRecord, UserRecord};
use touchpoint_domain::ids::{EndpointKey, shard_of};

use super::support::App;

/// All items of the table, by partition and sort key.
async fn items(app: &App) -> BTreeMap<(String, String), String> {
    let scan = app.database.client().scan().table_name(&app.store.tables().endpoints).send().await.unwrap();
    assert_eq!(scan.last_evaluated_key, None, "more than one page");
    let text = |item: &std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue>, name: &str| {
        item[name].as_s().unwrap().clone()
    };
    scan.items().iter().map(|item| ((text(item, "pk"), text(item, "sk")), text(item, "doc"))).collect()
}

/// Reads the whole table and holds every record against the endpoints.
pub(crate) async fn audit(app: &App) -> Vec<EndpointDocument> {
    let (mut endpoints, mut records) = (BTreeMap::new(), BTreeMap::new());
    for ((pk, sk), doc) in items(app).await {
        if pk.contains("#u#") || pk.contains("#a#") {
            records.insert(pk, doc);
        } else {
            let document = EndpointDocument::from_json(&doc).unwrap();
            assert_eq!((sk.as_str(), pk), (document.key().as_str(), format!("{}#{:02}", app.id, shard_of(&document.key()))));
            endpoints.insert(document.key(), document);
        }
    }
    audit_users(app, &endpoints, &mut records);
    audit_addresses(app, &endpoints, &mut records);
    assert!(records.is_empty(), "records of nobody: {records:?}");
    endpoints.into_values().collect()
}

type Endpoints = BTreeMap<EndpointKey, EndpointDocument>;

fn audit_users(app: &App, endpoints: &Endpoints, records: &mut BTreeMap<String, String>) {
    let mut users: BTreeMap<_, BTreeSet<EndpointKey>> = BTreeMap::new();
    for (key, document) in endpoints {
        if let Some(user) = document.user_id() {
            users.entry(user.clone()).or_default().insert(key.clone());
        }
    }
    for (user, keys) in users {
        let record = records.remove(&format!("{}#u#{user}", app.id)).expect("a user has a record");
        let record: UserRecord = serde_json::from_str(&record).unwrap();
        assert_eq!(record.endpoints.len(), keys.len(), "{user}");
        assert_eq!(record.endpoints.into_iter().collect::<BTreeSet<_>>(), keys, "{user}");
        assert!(keys.len() <= app.limits.endpoints_per_user, "{user} has {}", keys.len());
        for key in keys {
            assert_eq!(endpoints[&key].user_attributes(), Some(&record.user_attributes), "{key}");
        }
    }
}

fn audit_addresses(app: &App, endpoints: &Endpoints, records: &mut BTreeMap<String, String>) {
    let mut places: BTreeMap<AddressKey, BTreeMap<EndpointKey, String>> = BTreeMap::new();
    for (key, document) in endpoints {
        if let (EndpointStatus::Active, Some(channel), Some(address)) =
            (document.endpoint_status, document.channel_type, &document.address)
        {
            places.entry(AddressKey::of(channel, address)).or_default().insert(key.clone(), address.clone());
        } else {
            assert!(!document.shared_address, "{key} holds no address");
        }
    }
    for (address, members) in places {
        let record = records.remove(&format!("{}#a#{address}", app.id)).expect("an address has a record");
        let record: AddressRecord = serde_json::from_str(&record).unwrap();
        assert_eq!(record.members, members);
        assert_eq!(members.values().collect::<BTreeSet<_>>().len(), members.len(), "active twice: {members:?}");
        for key in members.keys() {
            assert_eq!(endpoints[key].shared_address, members.len() > 1, "{key} of {members:?}");
        }
    }
}

/// The documents as JSON, by id.
pub(crate) fn by_id(documents: Vec<EndpointDocument>) -> BTreeMap<String, Value> {
    documents.into_iter().map(|document| (document.id.clone(), serde_json::to_value(document).unwrap())).collect()
}
