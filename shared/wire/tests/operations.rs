//! The operation table against the model and the specification's own lists.
#![cfg(test)]

use std::collections::BTreeSet;

use serde_json::Value;
use touchpoint_wire::{ErrorBody, ErrorCode, Operation};

fn model() -> Value {
    serde_json::from_str(include_str!("../model/pinpoint-2016-12-01.json")).expect("the model is JSON")
}

#[test]
fn every_operation_of_the_model_has_its_row() {
    let model = model();
    let operations = model["operations"].as_object().expect("operations");
    assert_eq!(operations.len(), 122);
    assert_eq!(Operation::ALL.len(), 122);
    for (name, facts) in operations {
        let operation: Operation = name.parse().expect("the operation is known");
        assert_eq!(operation.name(), name);
        assert_eq!(operation.to_string(), *name);
        assert_eq!(operation.method(), facts["http"]["method"], "{name}");
        assert_eq!(operation.uri(), facts["http"]["requestUri"], "{name}");
        assert_eq!(u64::from(operation.success_status()), facts["http"]["responseCode"], "{name}");
        let errors: BTreeSet<&str> =
            facts["errors"].as_array().expect("errors").iter().filter_map(|error| error["shape"].as_str()).collect();
        assert_eq!(operation.errors().iter().copied().collect::<BTreeSet<_>>(), errors, "{name}");
    }
    assert!("CreateApps".parse::<Operation>().is_err());
    assert!("createapp".parse::<Operation>().is_err());
}

#[test]
fn no_two_operations_share_a_route() {
    let routes: BTreeSet<(&str, &str)> = Operation::ALL.iter().map(|operation| (operation.method(), operation.uri())).collect();
    assert_eq!(routes.len(), 122);
}

/// Spec §1.2, counted and in its exceptions.
#[test]
fn success_statuses_follow_the_specification() {
    let with = |status: u16| {
        let names = Operation::ALL.into_iter().filter(|operation| operation.success_status() == status);
        names.map(Operation::name).collect::<Vec<_>>()
    };
    assert_eq!(with(204), ["TagResource", "UntagResource"]);
    let created = with(201);
    assert_eq!(created.len(), 11);
    assert!(created.iter().all(|name| name.starts_with("Create")), "{created:?}");
    let accepted = with(202);
    assert_eq!(accepted.len(), 16);
    assert!(accepted.contains(&"CreateExportJob") && accepted.contains(&"PutEvents"), "{accepted:?}");
    assert_eq!(with(200).len(), 122 - 2 - 11 - 16);
}

#[test]
fn every_modelled_error_has_a_code_of_its_status() {
    let model = model();
    let modelled: Vec<(&String, &Value)> =
        model["shapes"].as_object().expect("shapes").iter().filter(|(_, shape)| shape["exception"] == true).collect();
    assert_eq!(modelled.len(), 8);
    for (name, shape) in modelled {
        let code = ErrorCode::ALL.into_iter().find(|code| code.type_name() == name).expect("the error has a code");
        assert_eq!(u64::from(code.status()), shape["error"]["httpStatusCode"], "{name}");
    }
    assert_eq!(ErrorCode::NotImplemented.type_name(), "NotImplementedException");
    assert_eq!(ErrorCode::NotImplemented.status(), 501);
}

#[test]
fn an_error_body_has_the_wire_names() {
    let body = ErrorBody { message: "Name: required".to_owned(), request_id: "0-1".to_owned() };
    let json = serde_json::to_string(&body).expect("serializes");
    assert_eq!(json, r#"{"Message":"Name: required","RequestID":"0-1"}"#);
}
