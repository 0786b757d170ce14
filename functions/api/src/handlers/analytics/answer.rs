//! A table as an answer: JSON, or CSV for a spreadsheet, cut into pages.

use touchpoint_domain::analytics::{Table, one_of};
use touchpoint_wire::RequestParts;

use crate::error::ApiError;
use crate::reply::Reply;

/// Rows of a page when nothing is said, and at most.
const ROWS: usize = 1_000;

/// What an answer is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Csv,
}

impl Format {
    /// What the parameter says; without it, what the header does.
    pub(super) fn of(parts: &RequestParts<'_>, accept: Option<&str>) -> Result<Self, ApiError> {
        match parts.query_text("format") {
            Some(format) => Ok(one_of("format", &format, &[("json", Self::Json), ("csv", Self::Csv)])?),
            None => Ok(if accept.is_some_and(wants_csv) { Self::Csv } else { Self::Json }),
        }
    }
}

/// Whether the first type that is named and known here is CSV.
fn wants_csv(accept: &str) -> bool {
    let types = accept.split(',').map(|part| part.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    types
        .into_iter()
        .find(|name| name == "text/csv" || name == "application/json" || name == "*/*")
        .is_some_and(|name| name == "text/csv")
}

/// Which rows of a table are asked for. A token says how many came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    begin: usize,
    size: usize,
}

impl Cut {
    pub(super) fn of(parts: &RequestParts<'_>) -> Result<Self, ApiError> {
        let token = parts.query_text("next-token").filter(|token| !token.is_empty());
        let begin = token.map(|token| token.parse().map_err(|_| bad_token())).transpose()?.unwrap_or_default();
        Ok(Self { begin, size: size(parts, ROWS, ROWS)? })
    }

    /// The rows, and the token of the next page.
    pub(super) fn apply(self, table: Table) -> (Table, Option<String>) {
        let end = self.begin.saturating_add(self.size);
        let next = (end < table.rows.len()).then(|| end.to_string());
        let rows = table.rows.into_iter().skip(self.begin).take(self.size).collect();
        (Table { rows, ..table }, next)
    }
}

/// `page-size`, at most `most`.
pub(super) fn size(parts: &RequestParts<'_>, usual: usize, most: usize) -> Result<usize, ApiError> {
    let Some(text) = parts.query_text("page-size") else { return Ok(usual) };
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let size = is_number.then(|| text.parse().unwrap_or(usize::MAX)).filter(|size| *size > 0);
    let size = size.ok_or_else(|| ApiError::bad_request(format!("page-size: must be a whole number from 1 to {most}")))?;
    Ok(size.min(most))
}

pub(super) fn bad_token() -> ApiError {
    ApiError::bad_request("next-token: not one that this list gave out")
}

/// The rows as CSV with a header.
pub(super) fn csv(table: &Table, next_token: Option<String>) -> Result<Reply, ApiError> {
    let failed = |error: &dyn std::fmt::Display| ApiError::internal(format!("an answer could not be written: {error}"));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns).map_err(|error| failed(&error))?;
    for row in &table.rows {
        writer.write_record(Table::texts(row)).map_err(|error| failed(&error))?;
    }
    let rows = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(Reply::csv(rows, next_token))
}

#[cfg(test)]
mod tests {
    use touchpoint_domain::analytics::Value;

    use super::*;

    fn parts<'a>(query: &'a [(String, String)]) -> RequestParts<'a> {
        RequestParts { path: &[], query, body: b"" }
    }

    fn query(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn formats() {
        for (format, accept, expected) in [
            (None, None, Ok(Format::Json)),
            (None, Some("*/*"), Ok(Format::Json)),
            (None, Some("text/csv"), Ok(Format::Csv)),
            (None, Some("Text/CSV; charset=utf-8, */*"), Ok(Format::Csv)),
            (None, Some("application/json, text/csv"), Ok(Format::Json)),
            (None, Some("text/html, text/csv"), Ok(Format::Csv)),
            (None, Some("text/html"), Ok(Format::Json)),
            (Some("csv"), Some("application/json"), Ok(Format::Csv)),
            (Some("json"), Some("text/csv"), Ok(Format::Json)),
            (Some("xml"), None, Err("format: must be one of json, csv".to_owned())),
        ] {
            let query: Vec<_> = format.into_iter().flat_map(|format| query(&[("format", format)])).collect();
            let found = Format::of(&parts(&query), accept).map_err(|error| error.message().to_owned());
            assert_eq!(found, expected, "{format:?} {accept:?}");
        }
    }

    #[test]
    fn pages_follow_each_other() {
        let rows: Vec<Vec<Value>> = (0..5).map(|number| vec![Value::Whole(number)]).collect();
        let mut token = String::new();
        let mut seen = Vec::new();
        loop {
            let query = query(&[("page-size", "2"), ("next-token", &token)]);
            let (page, next) = Cut::of(&parts(&query)).unwrap().apply(Table { columns: &["n"], rows: rows.clone() });
            assert!(page.rows.len() <= 2);
            seen.extend(page.rows);
            match next {
                Some(next) => token = next,
                None => break,
            }
        }
        assert_eq!(seen, rows);
    }

    #[test]
    fn what_is_no_size_or_token_is_refused() {
        for (name, value, refusal) in [
            ("page-size", "0", "page-size: must be a whole number from 1 to 1000"),
            ("page-size", "-1", "page-size: must be a whole number from 1 to 1000"),
            ("page-size", "", "page-size: must be a whole number from 1 to 1000"),
            ("next-token", "x", "next-token: not one that this list gave out"),
        ] {
            assert_eq!(Cut::of(&parts(&query(&[(name, value)]))).unwrap_err().message(), refusal);
        }
        assert_eq!(Cut::of(&parts(&query(&[("page-size", "99999999999999999999")]))).unwrap().size, ROWS);
    }
}
