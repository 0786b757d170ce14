//! Creating, reading and updating message templates of any type (spec §7.5).

use jiff::Timestamp;
use serde_json::Value;
use touchpoint_domain::time::wire_date;
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Change, Record, Scope};
use touchpoint_store::tally::{Step, Tally};
use touchpoint_wire::types::CreateTemplateMessageBody;

use super::recommenders;
use super::template_record::{Head, Versions, accepted, counted, version_number, with_tags};
use super::template_type::{TemplateRequest, kind_of};
use crate::arn::Named;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::tags::Tags;
use crate::{Api, stored, tags, validate};

/// Creates a template: version 1, active at once.
pub(crate) async fn create<T: TemplateRequest>(api: &Api, call: &Call, name: &str, mut request: T) -> Result<Reply, ApiError> {
    let limits = &api.config.limits;
    validate::template_name("template-name", name)?;
    request.check(limits)?;
    let tags = request.take_tags().filter(|tags| !tags.is_empty());
    tags::check(tags.as_ref().unwrap_or(&Tags::new()), limits)?;
    require_recommender(api, &request).await?;
    until_won(|| create_once(api, call, name, &request, tags.clone())).await?;
    let (message, request_id) = (Some("Created".to_owned()), Some(call.request_id.clone()));
    Reply::of(&CreateTemplateMessageBody { arn: Some(arn::<T>(api, name)), message, request_id })
}

async fn create_once<T: TemplateRequest>(
    api: &Api,
    call: &Call,
    name: &str,
    request: &T,
    tags: Option<Tags>,
) -> Result<(), ApiError> {
    let content = document(api, name, request, &Facts { version: 1, created: call.now, modified: call.now })?;
    let versions = Versions { active: 1, latest: 1, highest: 1, count: 1 };
    let doc = with_tags(&content, tags)?;
    let first = record::<T>(name, content, call.now).as_version(1);
    let head = Record { srv: stored::value(&versions)?, ..record::<T>(name, doc, call.now) };
    let room = counted(Step::Up { most: api.config.limits.templates });
    match api.store.resources().commit(vec![room, Change::Create(head), Change::CreateVersion(first)]).await {
        Ok(()) => Ok(()),
        Err(StoreError::Conflict) => Err(refusal::<T>(api, name).await?),
        Err(error) => Err(error.into()),
    }
}

/// Why a template could not be created: the name is taken, or there is no room. When neither holds any more, it is worth another try.
async fn refusal<T: TemplateRequest>(api: &Api, name: &str) -> Result<ApiError, ApiError> {
    if api.store.resources().get(&Scope::Account, kind_of(T::TYPE), name).await?.is_some() {
        return Ok(ApiError::conflict(format!("template-name: {name} exists already")));
    }
    let most = api.config.limits.templates;
    if api.store.tally(&Scope::Account, Tally::Templates).await? >= most {
        return Ok(ApiError::bad_request(format!("templates: at most {most} per account; delete one first")));
    }
    Ok(StoreError::Conflict.into())
}

/// The active version of a template, or the one that is asked for.
pub(crate) async fn get<T: TemplateRequest>(api: &Api, name: &str, version: Option<&str>) -> Result<Reply, ApiError> {
    let version = version.map(|version| version_number("version", version)).transpose()?;
    let head = Head::load(api, kind_of(T::TYPE), name).await?;
    match version {
        None => Reply::of(&head.record.doc),
        Some(version) => Reply::of(&with_tags(&head.version(api, version).await?.doc, head.tags()?)?),
    }
}

/// An update as a client asks for it.
#[derive(Debug)]
pub(crate) struct Update<T> {
    pub(crate) name: String,
    pub(crate) request: T,
    /// The version that is expected to be the latest.
    pub(crate) version: Option<String>,
    pub(crate) create_new_version: Option<bool>,
}

/// Overwrites the latest version of a template, or adds one. `tags` in the body are ignored.
pub(crate) async fn update<T: TemplateRequest>(api: &Api, call: &Call, update: Update<T>) -> Result<Reply, ApiError> {
    let Update { name, mut request, version, create_new_version } = update;
    let version = version.map(|version| version_number("version", &version)).transpose()?;
    let adds = create_new_version.unwrap_or(false);
    if adds && version.is_some() {
        return Err(ApiError::bad_request("version: must be absent when create-new-version is true"));
    }
    request.check(&api.config.limits)?;
    request.take_tags();
    require_recommender(api, &request).await?;
    until_won(|| async {
        let head = Head::load(api, kind_of(T::TYPE), &name).await?;
        let changes =
            if adds { added(api, call, head, &request)? } else { overwritten(api, call, head, &request, version).await? };
        api.store.resources().commit(changes).await?;
        accepted(call)
    })
    .await
}

/// A new version above all that ever were; the active one stays.
fn added<T: TemplateRequest>(api: &Api, call: &Call, head: Head, request: &T) -> Result<Vec<Change>, ApiError> {
    let most = api.config.limits.template_versions;
    let Versions { active, highest, count, .. } = head.versions;
    if usize::try_from(count).is_ok_and(|count| count >= most) {
        return Err(ApiError::bad_request(format!("versions: at most {most} per template; delete one first")));
    }
    let version = highest.saturating_add(1);
    let versions = Versions { active, latest: version, highest: version, count: count.saturating_add(1) };
    let content = content(api, call, &head, request, version)?;
    let record = record::<T>(&head.record.id, content, call.now).as_version(version);
    Ok(vec![Change::CreateVersion(record), Change::Replace(head.with_versions(versions)?)])
}

/// The latest version with other content, which is what is sent from now on if it is the active one.
async fn overwritten<T: TemplateRequest>(
    api: &Api,
    call: &Call,
    head: Head,
    request: &T,
    expected: Option<u32>,
) -> Result<Vec<Change>, ApiError> {
    let versions = head.versions;
    if expected.is_some_and(|expected| expected != versions.latest) {
        return Err(ApiError::bad_request(format!("version: must be the latest one, {}", versions.latest)));
    }
    let old = head.version(api, versions.latest).await?;
    let content = content(api, call, &head, request, versions.latest)?;
    let head =
        if versions.active == versions.latest { head.activating(&content, versions)? } else { head.with_versions(versions)? };
    Ok(vec![Change::Replace(Record { doc: content, ..old }), Change::Replace(head)])
}

/// The document of `version`, as old as the template.
fn content<T: TemplateRequest>(api: &Api, call: &Call, head: &Head, request: &T, version: u32) -> Result<Value, ApiError> {
    let facts = Facts { version, created: head.record.created, modified: call.now };
    document(api, &head.record.id, request, &facts)
}

/// What the server knows of a version.
struct Facts {
    version: u32,
    created: Timestamp,
    modified: Timestamp,
}

/// A version as it is stored and answered: what the client wrote, and what the server adds.
fn document<T: TemplateRequest>(api: &Api, name: &str, request: &T, facts: &Facts) -> Result<Value, ApiError> {
    let mut document = stored::value(request)?;
    let Value::Object(members) = &mut document else {
        return Err(ApiError::internal(format!("a template of type {} is no object", T::TYPE)));
    };
    for (member, value) in [
        ("Arn", arn::<T>(api, name)),
        ("CreationDate", wire_date(facts.created)),
        ("LastModifiedDate", wire_date(facts.modified)),
        ("TemplateName", name.to_owned()),
        ("TemplateType", T::TYPE.to_string()),
        ("Version", facts.version.to_string()),
    ] {
        members.insert(member.to_owned(), value.into());
    }
    Ok(document)
}

fn arn<T: TemplateRequest>(api: &Api, name: &str) -> String {
    api.config.arn(&Named::Template(name.to_owned(), T::TYPE))
}

/// A record that nobody has written yet.
fn record<T: TemplateRequest>(name: &str, doc: Value, created: Timestamp) -> Record {
    Record::new(Scope::Account, kind_of(T::TYPE), name, doc, created)
}

/// A recommender configuration that is named must be there when the template is written. It may be deleted later.
async fn require_recommender<T: TemplateRequest>(api: &Api, request: &T) -> Result<(), ApiError> {
    match request.recommender().filter(|id| !id.is_empty()) {
        Some(id) => recommenders::require(api, "RecommenderId", id).await,
        None => Ok(()),
    }
}
