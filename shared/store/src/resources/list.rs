//! Lists of resources, page by page.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;

use super::{Kind, Record, Resources, Scope, key};
use crate::StoreError;
use crate::attribute::{Attributes as _, Item, PK, SK, text};
use crate::page::{self, Page, Paged};
use crate::schema::{BY_CREATED, LISTED};

/// The most items that one call reads.
const MAX_ITEMS_PER_CALL: usize = 1_000;

/// Which heads a list holds, and in what order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order<'a> {
    /// All of a kind that has no parent, by creation date descending, then by id descending.
    NewestFirst,
    /// Those that hang on this parent (the activities of a campaign), ordered in the same way.
    NewestFirstOf(&'a str),
    /// All of a kind, by id ascending.
    ById,
    /// Those whose id begins with this text, by id ascending.
    ByIdFrom(&'a str),
}

/// A range of keys to read in one direction.
struct Range {
    index: Option<&'static str>,
    /// Sort key attribute of the table or of the index.
    sort_key: &'static str,
    begins_with: String,
    forward: bool,
}

impl Resources<'_> {
    /// The heads of a kind. A cursor of another scope, kind or order is refused with [`StoreError::BadCursor`].
    pub async fn list(&self, scope: &Scope, kind: Kind, order: Order<'_>, page: Page) -> Result<Paged<Record>, StoreError> {
        let newest_first =
            |parent| Range { index: Some(BY_CREATED), sort_key: LISTED, begins_with: key::list(kind, parent), forward: false };
        let by_id = |prefix: &str| Range { index: None, sort_key: SK, begins_with: key::sk(kind, prefix, None), forward: true };
        let range = match order {
            Order::NewestFirst => newest_first(None),
            Order::NewestFirstOf(parent) => newest_first(Some(parent)),
            Order::ById => by_id(""),
            Order::ByIdFrom(prefix) => by_id(prefix),
        };
        self.read_page(scope, kind, &range, page).await
    }

    /// The versions of a resource, newest first.
    pub async fn versions(&self, scope: &Scope, kind: Kind, id: &str, page: Page) -> Result<Paged<Record>, StoreError> {
        let range = Range { index: None, sort_key: SK, begins_with: key::versions(kind, id), forward: false };
        self.read_page(scope, kind, &range, page).await
    }

    async fn read_page(&self, scope: &Scope, kind: Kind, range: &Range, page: Page) -> Result<Paged<Record>, StoreError> {
        let list = range.name(scope);
        let mut start = page.after.as_deref().map(|cursor| range.start(scope, &list, cursor)).transpose()?;
        let size = page.size.max(1);
        let mut items: Vec<Item> = Vec::new();
        // One more than asked for tells whether there is a next page, so that no list ends in an empty one.
        while items.len() <= size {
            let limit = (size + 1 - items.len()).min(MAX_ITEMS_PER_CALL);
            let output = self.store.send(self.query(scope, range, limit).set_exclusive_start_key(start)).await?;
            items.extend(output.items.unwrap_or_default());
            start = output.last_evaluated_key;
            if start.is_none() {
                break;
            }
        }
        let more = items.len() > size;
        items.truncate(size);
        let next = match items.last() {
            Some(last) if more => Some(page::cursor(&list, &range.position(last)?)),
            Some(_) | None => None,
        };
        let items = items.iter().map(|item| Record::from_item(scope, kind, item)).collect::<Result<_, _>>()?;
        Ok(Paged { items, next })
    }

    fn query(&self, scope: &Scope, range: &Range, limit: usize) -> QueryFluentBuilder {
        self.store
            .client()
            .query()
            .table_name(&self.store.tables().resources)
            .set_index_name(range.index.map(str::to_owned))
            .key_condition_expression(format!("pk = :pk AND begins_with({}, :prefix)", range.sort_key))
            .expression_attribute_values(":pk", text(scope.pk()))
            .expression_attribute_values(":prefix", text(&range.begins_with))
            .scan_index_forward(range.forward)
            .consistent_read(true)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
    }
}

impl Range {
    /// What tells this list from all others.
    fn name(&self, scope: &Scope) -> String {
        let direction = if self.forward { '+' } else { '-' };
        format!("{}/{}{direction}/{}", scope.pk(), self.sort_key, self.begins_with)
    }

    /// Where `item` stands in this list: its sort key, behind that of the index if there is one.
    fn position(&self, item: &Item) -> Result<String, StoreError> {
        let sk = item.text(SK)?;
        match self.index {
            None => Ok(sk.to_owned()),
            Some(_) => Ok(format!("{}\n{sk}", item.text(LISTED)?)),
        }
    }

    /// The key to go on from, out of a cursor.
    fn start(&self, scope: &Scope, list: &str, cursor: &str) -> Result<Item, StoreError> {
        let position = page::position(list, cursor)?;
        let (listed, sk) = match self.index {
            None => (None, position.as_str()),
            Some(_) => {
                let (listed, sk) = position.split_once('\n').ok_or(StoreError::BadCursor)?;
                (Some(listed), sk)
            }
        };
        if !listed.unwrap_or(sk).starts_with(&self.begins_with) {
            return Err(StoreError::BadCursor);
        }
        let mut start = Item::from([(PK.to_owned(), text(scope.pk())), (SK.to_owned(), text(sk))]);
        if let Some(listed) = listed {
            start.insert(LISTED.to_owned(), text(listed));
        }
        Ok(start)
    }
}
