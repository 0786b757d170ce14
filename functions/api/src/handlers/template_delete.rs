//! Deleting message templates, whole or by version (spec §7.5).

use touchpoint_store::Page;
use touchpoint_store::resources::{Change, Kind, Record};
use touchpoint_store::tally::Step;

use super::template_record::{Head, Versions, accepted, counted, version_number};
use super::template_type::{TemplateRequest, kind_of};
use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;

/// Deletes a template, or the version of it that is asked for.
pub(crate) async fn delete_by<T: TemplateRequest>(
    api: &Api,
    call: &Call,
    name: &str,
    version: Option<&str>,
) -> Result<Reply, ApiError> {
    let kind = kind_of(T::TYPE);
    match version {
        None => delete_template(api, kind, name).await?,
        Some(version) => delete_version(api, kind, name, version_number("version", version)?).await?,
    }
    accepted(call)
}

/// Deletes the template with all its versions.
async fn delete_template(api: &Api, kind: Kind, name: &str) -> Result<(), ApiError> {
    until_won(|| async {
        let Record { scope, id, rev, .. } = Head::load(api, kind, name).await?.record;
        Ok(api.store.resources().delete_with_versions_and(&scope, kind, &id, rev, vec![counted(Step::Down)]).await?)
    })
    .await
}

/// Deletes one version. When it was the active one, the latest that remains becomes active; with the last, the template goes.
async fn delete_version(api: &Api, kind: Kind, name: &str, version: u32) -> Result<(), ApiError> {
    until_won(|| delete_version_once(api, kind, name, version)).await
}

async fn delete_version_once(api: &Api, kind: Kind, name: &str, version: u32) -> Result<(), ApiError> {
    let head = Head::load(api, kind, name).await?;
    let Record { scope, id, .. } = head.version(api, version).await?;
    let newest = api.store.resources().versions(&scope, kind, &id, Page::first(2)).await?.items;
    let rest = newest.into_iter().find(|record| record.version != Some(version));
    let mut changes = without_version(head, version, rest)?;
    changes.push(Change::DeleteVersion { scope, kind, id, version });
    Ok(api.store.resources().commit(changes).await?)
}

/// What becomes of the head without `version`, when `rest` is the latest of the others.
fn without_version(head: Head, version: u32, rest: Option<Record>) -> Result<Vec<Change>, ApiError> {
    let Some((latest, rest)) = rest.and_then(|rest| Some((rest.version?, rest))) else {
        let Record { scope, kind, id, rev, .. } = head.record;
        return Ok(vec![Change::Delete { scope, kind, id, rev }, counted(Step::Down)]);
    };
    let fewer = Versions { latest, count: head.versions.count.saturating_sub(1), ..head.versions };
    let head = if head.versions.active == version {
        head.activating(&rest.doc, Versions { active: latest, ..fewer })?
    } else {
        head.with_versions(fewer)?
    };
    Ok(vec![Change::Replace(head)])
}
