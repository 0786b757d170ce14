//! Tags of apps, campaigns, segments and message templates (spec §1.10). They live in the resource's own document.

use serde_json::Value;
use touchpoint_store::resources::{Kind, Record, Scope};
use touchpoint_wire::input::{ListTagsForResourceInput, TagResourceInput, UntagResourceInput};
use touchpoint_wire::types::TagsModel;

use super::apps;
use super::template_type::kind_of;
use crate::arn::Named;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::tags::{Tags, check};
use crate::{Api, stored};

/// The member of every taggable document.
const MEMBER: &str = "tags";

/// `ListTagsForResource`
pub(crate) async fn list(api: &Api, input: ListTagsForResourceInput) -> Result<Reply, ApiError> {
    let record = find(api, &input.resource_arn).await?;
    Reply::of(&TagsModel { tags: tags_of(&record)? })
}

/// `TagResource`: adds tags, or gives those that are there another value.
pub(crate) async fn add(api: &Api, input: TagResourceInput) -> Result<Reply, ApiError> {
    let added = &input.tags_model.tags;
    check(added, &api.config.limits)?;
    change(api, &input.resource_arn, |tags| tags.extend(added.clone())).await
}

/// `UntagResource`: a key that is not there is no error.
pub(crate) async fn remove(api: &Api, input: UntagResourceInput) -> Result<Reply, ApiError> {
    change(api, &input.resource_arn, |tags| tags.retain(|key, _| !input.tag_keys.contains(key))).await
}

async fn change(api: &Api, arn: &str, edit: impl Fn(&mut Tags) + Sync) -> Result<Reply, ApiError> {
    until_won(|| change_once(api, arn, &edit)).await
}

async fn change_once(api: &Api, arn: &str, edit: &(impl Fn(&mut Tags) + Sync)) -> Result<Reply, ApiError> {
    let mut record = find(api, arn).await?;
    let old = tags_of(&record)?;
    let mut new = old.clone();
    edit(&mut new);
    if new == old {
        return Ok(Reply::empty());
    }
    check(&new, &api.config.limits)?;
    let Value::Object(members) = &mut record.doc else {
        return Err(ApiError::internal(format!("a stored {:?} is no object", record.kind)));
    };
    if new.is_empty() {
        members.remove(MEMBER);
    } else {
        members.insert(MEMBER.to_owned(), stored::value(&new)?);
    }
    api.store.resources().put_if(&record).await?;
    Ok(Reply::empty())
}

fn tags_of(record: &Record) -> Result<Tags, ApiError> {
    #[derive(serde::Deserialize)]
    struct Tagged {
        #[serde(default)]
        tags: Tags,
    }
    Ok(stored::document::<Tagged>(record)?.tags)
}

/// The head record of what `arn` names.
async fn find(api: &Api, arn: &str) -> Result<Record, ApiError> {
    let (scope, kind, id) = match api.config.named(arn)? {
        Named::App(app) => (Scope::Account, Kind::App, app.to_string()),
        Named::Campaign(app, campaign) => (Scope::App(app), Kind::Campaign, campaign.to_string()),
        Named::Segment(app, segment) => (Scope::App(app), Kind::Segment, segment.to_string()),
        Named::Template(name, template) => (Scope::Account, kind_of(template), name),
    };
    let of_app = kind == Kind::App;
    if let Scope::App(app) = &scope {
        // What belonged to a deleted app stays for a while; nobody may see it.
        apps::require(api, app).await?;
    }
    let found = api.store.resources().get(&scope, kind, &id).await?;
    found.ok_or_else(if of_app { ApiError::app_not_found } else { ApiError::resource_not_found })
}
