//! A report before it is written as JSON or CSV.

use serde_json::{Map, Number};

use crate::metrics::series::OTHER;

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Whole(u64),
    Number(f64),
    /// There is nothing to say.
    None,
}

impl Value {
    /// A value that a client chose, or `(other)` for those that were too many.
    #[must_use]
    pub fn chosen(value: &str) -> Self {
        Self::Text(if value == OTHER { "(other)".to_owned() } else { value.to_owned() })
    }
}

impl From<Option<f64>> for Value {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::None, Self::Number)
    }
}

/// Rows of a report; each has a value per column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    #[must_use]
    pub fn new(columns: &'static [&'static str]) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// A row as a JSON object; what has nothing to say is left out.
    #[must_use]
    pub fn object(&self, row: &[Value]) -> Map<String, serde_json::Value> {
        let member = |(column, value): (&&'static str, &Value)| Some(((*column).to_owned(), json(value)?));
        self.columns.iter().zip(row).filter_map(member).collect()
    }

    /// A row as texts, for a spreadsheet. A text that a spreadsheet would take for a formula begins with an apostrophe: whoever
    /// reports events chooses such texts, and somebody else opens the file.
    #[must_use]
    pub fn texts(row: &[Value]) -> Vec<String> {
        row.iter().map(text).collect()
    }
}

fn json(value: &Value) -> Option<serde_json::Value> {
    match value {
        Value::Text(text) => Some(text.as_str().into()),
        Value::Whole(number) => Some((*number).into()),
        Value::Number(number) => Number::from_f64(*number).map(serde_json::Value::Number),
        Value::None => None,
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => format!("'{text}"),
        Value::Text(text) => text.clone(),
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_leave_out_what_has_nothing_to_say() {
        let mut table = Table::new(&["a", "b", "c", "d"]);
        table.rows.push(vec![Value::Text("x".to_owned()), Value::Whole(7), Value::Number(0.5), Value::None]);
        let object = table.object(&table.rows[0]);
        assert_eq!(serde_json::Value::Object(object), serde_json::json!({"a": "x", "b": 7, "c": 0.5}));
    }

    #[test]
    fn no_text_is_a_formula() {
        for (given, expected) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@sum", "'@sum"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("a=1", "a=1"),
            ("", ""),
            ("2026-03-01", "2026-03-01"),
        ] {
            assert_eq!(text(&Value::Text(given.to_owned())), expected);
        }
        assert_eq!(text(&Value::Number(-1.5)), "-1.5");
    }
}
