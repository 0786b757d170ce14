//! The table that `infra/athena/events.sql` makes of the archive has the members of the envelope, each with its type.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::event::{DirectSend, EmailFate, EmailShown, email_event};

const SQL: &str = include_str!("../../../../infra/athena/events.sql");

/// A type of a column.
#[derive(Debug)]
enum Type {
    Text,
    Whole,
    Number,
    Map(Box<Type>),
    Struct(BTreeMap<String, Type>),
}

/// Cuts `list` at its commas, those within brackets left alone.
fn members(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, letter) in list.char_indices() {
        match letter {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts
}

fn type_of(text: &str) -> Type {
    let inner = |prefix: &str| text.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inner("struct<") {
        let named = |member: &&str| member.split_once(':').map(|(name, text)| (name.trim().to_owned(), type_of(text.trim())));
        return Type::Struct(members(inner).iter().map(|member| named(member).unwrap()).collect());
    }
    if let Some(inner) = inner("map<") {
        let (key, value) = inner.split_once(',').unwrap();
        assert_eq!(key.trim(), "string");
        return Type::Map(Box::new(type_of(value.trim())));
    }
    match text {
        "string" => Type::Text,
        "bigint" => Type::Whole,
        "double" => Type::Number,
        _ => panic!("no type of a column: {text}"),
    }
}

/// The columns, those of the partitions left out.
fn columns() -> BTreeMap<String, Type> {
    let table = SQL.split_once("CREATE EXTERNAL TABLE touchpoint_events (").unwrap().1;
    let list = table.split_once("\n)\nPARTITIONED BY").unwrap().0;
    let column = |column: &&str| column.split_once(' ').map(|(name, text)| (name.to_owned(), type_of(text.trim())));
    members(list).iter().map(|text| column(text).unwrap()).collect()
}

/// Fails where the table cannot hold `value`.
fn check(path: &str, column: &Type, value: &Value) {
    match (column, value) {
        // A text column holds what is no text as its JSON.
        (Type::Text, Value::String(_) | Value::Object(_)) | (Type::Number, Value::Number(_)) => {}
        (Type::Whole, Value::Number(number)) => assert!(number.is_i64(), "{path} is {number}"),
        (Type::Map(each), Value::Object(members)) => {
            members.iter().for_each(|(name, value)| check(&format!("{path}.{name}"), each, value));
        }
        (Type::Struct(columns), Value::Object(members)) => {
            for (name, value) in members {
                let path = format!("{path}.{name}");
                let column = columns.get(&name.to_lowercase()).unwrap_or_else(|| panic!("{path} has no column"));
                check(&path, column, value);
            }
        }
        (column, value) => panic!("{path} is {value}, and its column {column:?}"),
    }
}

/// Which columns, and members of structs, an event fills.
fn filled(path: &str, column: &Type, value: Option<&Value>, missing: &mut Vec<String>) {
    match (column, value) {
        (Type::Struct(columns), Some(Value::Object(members))) => {
            let member = |name: &str| members.iter().find(|(member, _)| member.to_lowercase() == name).map(|(_, value)| value);
            columns.iter().for_each(|(name, column)| filled(&format!("{path}.{name}"), column, member(name), missing));
        }
        (_, Some(_)) => {}
        (_, None) => missing.push(path.to_owned()),
    }
}

fn email() -> Value {
    let sent = DirectSend {
        app: "a",
        account: "123456789012",
        request_id: "r",
        event_id: "e",
        endpoint: None,
        message_id: Some("m"),
        trace_id: None,
        context: &BTreeMap::new(),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    email_event(&sent, &EmailShown { from: "f", to: "t", subject: "s" }, EmailFate::Sent)
}

#[test]
fn the_table_has_every_member_of_an_event_and_no_other() {
    let golden: Value = serde_json::from_str(include_str!("../event/stream/testdata/full_event.json")).unwrap();
    let (app, email) = (&golden[0], email());
    let table = Type::Struct(columns());
    check("app event", &table, app);
    check("email event", &table, &email);
    // What only events of the service have.
    let mut missing = Vec::new();
    filled("app event", &table, Some(app), &mut missing);
    assert_eq!(missing, ["app event.awsaccountid", "app event.facets"]);
    assert!(email["awsAccountId"].is_string() && email["facets"].is_object());
}
