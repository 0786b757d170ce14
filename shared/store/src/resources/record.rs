//! One resource as it is stored: the wire document, the server's own fields, and the lock.

use jiff::Timestamp;
use serde_json::Value;

use super::{Kind, Scope, key};
use crate::StoreError;
use crate::attribute::{Attributes as _, Item, REV, SK, TTL, number, text};
use crate::packed::{self, Names};
use crate::schema::LISTED;

const DOC_NAMES: Names = Names { plain: crate::attribute::DOC, deflated: "docz" };
const SRV_NAMES: Names = Names { plain: "srv", deflated: "srvz" };
const CREATED: &str = "created";
const FORMAT: &str = "fmt";
/// The format that this program writes.
const CURRENT_FORMAT: u32 = 1;

/// A resource, or one version of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub kind: Kind,
    pub scope: Scope,
    pub id: String,
    /// Absent on the head, which is what GET answers with; set on a kept version, from 1.
    pub version: Option<u32>,
    /// The document as the API returns it, without nulls.
    pub doc: Value,
    /// What the server keeps beside it and never returns; null when there is nothing.
    pub srv: Value,
    /// Optimistic lock: 0 before it is stored, then 1, raised by every write.
    pub rev: u64,
    /// When the resource came into being; kept to the millisecond, and the order of lists.
    pub created: Timestamp,
    /// From when on the database may drop the record, to the second; it may also take its time. `None`: never.
    pub expires: Option<Timestamp>,
}

impl Record {
    /// A head that is not stored yet, without server fields.
    #[must_use]
    pub fn new(scope: Scope, kind: Kind, id: impl Into<String>, doc: Value, created: Timestamp) -> Self {
        Self { kind, scope, id: id.into(), version: None, doc, srv: Value::Null, rev: 0, created, expires: None }
    }

    /// The same content as a version that is not stored yet.
    #[must_use]
    pub fn as_version(&self, version: u32) -> Self {
        Self { version: Some(version), rev: 0, ..self.clone() }
    }

    /// The item that stores this record, with the lock at `rev`.
    pub(crate) fn to_item(&self, rev: u64) -> Result<Item, StoreError> {
        let what = self.what();
        let mut item = key::of(&self.scope, self.kind, &self.id, self.version);
        packed::pack(&mut item, DOC_NAMES, &self.doc, &what)?;
        if !self.srv.is_null() {
            packed::pack(&mut item, SRV_NAMES, &self.srv, &what)?;
        }
        item.insert(REV.to_owned(), number(rev));
        item.insert(FORMAT.to_owned(), number(CURRENT_FORMAT));
        item.insert(CREATED.to_owned(), number(self.created.as_millisecond()));
        if let Some(expires) = self.expires {
            item.insert(TTL.to_owned(), number(expires.as_second()));
        }
        if self.version.is_none()
            && let Some(listed) = key::listed(self.kind, &self.id, self.created)
        {
            item.insert(LISTED.to_owned(), text(listed));
        }
        Ok(item)
    }

    /// Reads a record back; kind and scope are those that were asked for.
    pub(crate) fn from_item(scope: &Scope, kind: Kind, item: &Item) -> Result<Self, StoreError> {
        let sk = item.text(SK)?;
        let (id, version) = parse_sk(kind, sk).ok_or_else(|| StoreError::corrupt(sk, "its key is malformed"))?;
        let format: u32 = item.number(FORMAT)?;
        if format > CURRENT_FORMAT {
            return Err(StoreError::corrupt(sk, format_args!("format {format} is newer than this program")));
        }
        let created = Timestamp::from_millisecond(item.number(CREATED)?).map_err(|error| StoreError::corrupt(sk, error))?;
        let expires = item.number_opt(TTL)?.map(Timestamp::from_second).transpose();
        Ok(Self {
            kind,
            scope: scope.clone(),
            id: id.to_owned(),
            version,
            doc: packed::unpack(item, DOC_NAMES, sk)?.ok_or_else(|| StoreError::corrupt(sk, "it has no document"))?,
            srv: packed::unpack(item, SRV_NAMES, sk)?.unwrap_or_default(),
            rev: item.number(REV)?,
            created,
            expires: expires.map_err(|error| StoreError::corrupt(sk, error))?,
        })
    }

    /// How errors call it.
    fn what(&self) -> String {
        format!("{} {}", self.kind.as_str(), self.id)
    }
}

/// The id and version in a sort key of `kind`.
fn parse_sk(kind: Kind, sk: &str) -> Option<(&str, Option<u32>)> {
    let rest = sk.strip_prefix(kind.as_str())?;
    if let Some(id) = rest.strip_prefix('#') {
        return Some((id, None));
    }
    let (id, version) = rest.strip_prefix(".v#")?.rsplit_once('#')?;
    Some((id, Some(version.parse().ok()?)))
}
