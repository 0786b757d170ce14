//! Deleting message templates, whole or by version (spec §7.5).

use touchpoint_store::Page;
use touchpoint_store::resources::{Change, Kind, Record};

use super::template_record::{Head, Versions};
use crate::Api;
use crate::error::ApiError;
use crate::retry::until_won;

/// Deletes the template with all its versions.
pub(crate) async fn delete_template(api: &Api, kind: Kind, name: &str) -> Result<(), ApiError> {
    until_won(|| async {
        let Record { scope, id, rev, .. } = Head::load(api, kind, name).await?.record;
        Ok(api.store.resources().delete_with_versions(&scope, kind, &id, rev).await?)
    })
    .await
}

/// Deletes one version. When it was the active one, the latest that remains becomes active; with the last, the template goes.
pub(crate) async fn delete_version(api: &Api, kind: Kind, name: &str, version: u32) -> Result<(), ApiError> {
    until_won(|| delete_version_once(api, kind, name, version)).await
}

async fn delete_version_once(api: &Api, kind: Kind, name: &str, version: u32) -> Result<(), ApiError> {
    let head = Head::load(api, kind, name).await?;
    let Record { scope, id, .. } = head.version(api, version).await?;
    let newest = api.store.resources().versions(&scope, kind, &id, Page::first(2)).await?.items;
    let rest = newest.into_iter().find(|record| record.version != Some(version));
    let head = without_version(head, version, rest)?;
    let version = Change::DeleteVersion { scope, kind, id, version };
    Ok(api.store.resources().commit(vec![version, head]).await?)
}

/// What becomes of the head without `version`, when `rest` is the latest of the others.
fn without_version(head: Head, version: u32, rest: Option<Record>) -> Result<Change, ApiError> {
    let Some((latest, rest)) = rest.and_then(|rest| Some((rest.version?, rest))) else {
        let Record { scope, kind, id, rev, .. } = head.record;
        return Ok(Change::Delete { scope, kind, id, rev });
    };
    let fewer = Versions { latest, count: head.versions.count.saturating_sub(1), ..head.versions };
    let head = if head.versions.active == version {
        head.activating(&rest.doc, Versions { active: latest, ..fewer })?
    } else {
        head.with_versions(fewer)?
    };
    Ok(Change::Replace(head))
}
