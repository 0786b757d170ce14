//! One list over several kinds, by id: a merge of one query per kind.

use std::collections::VecDeque;

use futures::future::try_join_all;

use super::{Kind, Record, Resources, Scope, key};
use crate::StoreError;
use crate::attribute::{Item, PK, SK, text};
use crate::page::{self, Page, Paged};

/// Above every character that an id may hold.
const HIGHEST: char = char::MAX;

/// Where a page ended: behind the head of `kind` (a position in the list of kinds) with this id.
struct Position {
    id: String,
    kind: usize,
}

impl Resources<'_> {
    /// The heads of `kinds` whose ids begin with `prefix`, by id ascending; those with the same id in the order of `kinds`.
    ///
    /// Reads at most one page of each kind, however many there are, and goes on exactly behind the last item of the page before,
    /// whether or not that one still exists. A cursor of another list is refused with [`StoreError::BadCursor`].
    pub async fn list_merged(
        &self,
        scope: &Scope,
        kinds: &[Kind],
        prefix: &str,
        page: Page,
    ) -> Result<Paged<Record>, StoreError> {
        let list = list_name(scope, kinds, prefix);
        let after = page.after.as_deref().map(|cursor| Position::read(&list, kinds, prefix, cursor)).transpose()?;
        let size = page.size.max(1);
        // One more than asked for tells whether there is a next page.
        let reads = kinds.iter().enumerate().map(|(at, &kind)| {
            let (low, start) = lower_bound(at, after.as_ref(), prefix);
            self.some_from(scope, kind, low, start, prefix, size + 1)
        });
        let heads = try_join_all(reads).await?;
        let mut items = merge(heads, size + 1);
        let more = items.len() > size;
        items.truncate(size);
        let next = match items.last() {
            Some((kind, last)) if more => Some(page::cursor(&list, &format!("{kind}\n{}", last.id))),
            Some(_) | None => None,
        };
        Ok(Paged { items: items.into_iter().map(|(_, record)| record).collect(), next })
    }

    /// The first `count` heads of a kind from `low` on, or behind it.
    async fn some_from(
        &self,
        scope: &Scope,
        kind: Kind,
        low: &str,
        start: Start,
        prefix: &str,
        count: usize,
    ) -> Result<VecDeque<Record>, StoreError> {
        let low = key::sk(kind, low, None);
        let mut start = match start {
            Start::At => None,
            Start::Behind => Some(Item::from([(PK.to_owned(), text(scope.pk())), (SK.to_owned(), text(&low))])),
        };
        let mut found = VecDeque::new();
        while found.len() < count {
            let query = self
                .store
                .client()
                .query()
                .table_name(&self.store.tables().resources)
                .key_condition_expression("pk = :pk AND sk BETWEEN :low AND :high")
                .expression_attribute_values(":pk", text(scope.pk()))
                .expression_attribute_values(":low", text(&low))
                .expression_attribute_values(":high", text(format!("{}{HIGHEST}", key::sk(kind, prefix, None))))
                .consistent_read(true)
                .limit(i32::try_from(count - found.len()).unwrap_or(i32::MAX))
                .set_exclusive_start_key(start);
            let output = self.store.send(query).await?;
            for item in output.items.unwrap_or_default() {
                found.push_back(Record::from_item(scope, kind, &item)?);
            }
            start = output.last_evaluated_key;
            if start.is_none() {
                break;
            }
        }
        Ok(found)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    At,
    Behind,
}

/// From which id the kind at `at` is read: kinds up to the last one have shown that id already, those after it have not.
fn lower_bound<'a>(at: usize, after: Option<&'a Position>, prefix: &'a str) -> (&'a str, Start) {
    match after {
        None => (prefix, Start::At),
        Some(Position { id, kind }) if at <= *kind => (id, Start::Behind),
        Some(Position { id, .. }) => (id, Start::At),
    }
}

/// The first `count` of all, each with the position of its kind. Each queue is in order.
fn merge(mut heads: Vec<VecDeque<Record>>, count: usize) -> Vec<(usize, Record)> {
    let mut merged = Vec::new();
    while merged.len() < count {
        let lowest = heads.iter_mut().enumerate().filter(|(_, queue)| !queue.is_empty());
        // Of equal ids the first is taken, which is that of the first kind.
        let lowest = lowest.min_by(|(_, a), (_, b)| a.front().map(|r| &r.id).cmp(&b.front().map(|r| &r.id)));
        let Some((kind, record)) = lowest.and_then(|(kind, queue)| Some((kind, queue.pop_front()?))) else { break };
        merged.push((kind, record));
    }
    merged
}

fn list_name(scope: &Scope, kinds: &[Kind], prefix: &str) -> String {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    format!("{}/{}/{prefix}", scope.pk(), kinds.join("+"))
}

impl Position {
    fn read(list: &str, kinds: &[Kind], prefix: &str, cursor: &str) -> Result<Self, StoreError> {
        let position = page::position(list, cursor)?;
        let (kind, id) = position.split_once('\n').ok_or(StoreError::BadCursor)?;
        let kind = kind.parse().ok().filter(|&kind: &usize| kind < kinds.len()).ok_or(StoreError::BadCursor)?;
        if !id.starts_with(prefix) {
            return Err(StoreError::BadCursor);
        }
        Ok(Self { id: id.to_owned(), kind })
    }
}
