//! Segments by dimensions: create, read, list, update, delete (spec §4.1).

use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::{AppId, SegmentId};
use touchpoint_domain::segment::{CompiledSegment, SegmentSpec};
use touchpoint_domain::time::wire_date;
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Kind, Order, Record, Scope};
use touchpoint_wire::input::{CreateSegmentInput, DeleteSegmentInput, GetSegmentInput, GetSegmentsInput, UpdateSegmentInput};
use touchpoint_wire::types::{SegmentGroupList, SegmentResponse, SegmentType, SegmentsResponse, WriteSegmentRequest};

use super::apps;
use super::versioned::{Versioned, delete_versioned, first_version, next_version};
use crate::arn::Named;
use crate::call::Call;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored, tags, validate};

/// `CreateSegment`: version 1.
pub(crate) async fn create(api: &Api, call: &Call, input: CreateSegmentInput) -> Result<Reply, ApiError> {
    let (app, request) = (AppId::new(input.application_id), input.write_segment_request);
    apps::require(api, &app).await?;
    let limits = &api.config.limits;
    let tags = request.tags.clone().filter(|tags| !tags.is_empty());
    tags::check(tags.as_ref().unwrap_or(&tags::Tags::new()), limits)?;
    let id = SegmentId::new(api.ids.next());
    let date = wire_date(call.now);
    let segment = SegmentResponse {
        application_id: app.to_string(),
        arn: api.config.arn(&Named::Segment(app.clone(), id.clone())),
        creation_date: date.clone(),
        dimensions: request.dimensions,
        id: id.to_string(),
        import_definition: None,
        last_modified_date: Some(date),
        name: request.name,
        segment_groups: request.segment_groups,
        segment_type: SegmentType::Dimensional,
        version: Some(1),
        tags,
    };
    check_name(api, &segment)?;
    check(api, &app, &segment).await?;
    let head = Record::new(Scope::App(app), Kind::Segment, id.as_str(), stored::value(&segment)?, call.now);
    match api.store.resources().commit(first_version(head)).await {
        // The id is new: what is there already is our own write, repeated after its answer was lost.
        Ok(()) | Err(StoreError::Conflict) => Reply::of(&segment),
        Err(error) => Err(error.into()),
    }
}

/// `GetSegment`: the latest version.
pub(crate) async fn get(api: &Api, input: GetSegmentInput) -> Result<Reply, ApiError> {
    let versioned = Versioned::segment(&AppId::new(input.application_id), &input.segment_id);
    Reply::of(&versioned.head(api).await?.doc)
}

/// `GetSegments`, newest first.
pub(crate) async fn list(api: &Api, input: GetSegmentsInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    let page = page(&api.config.limits, List::Resources, input.page_size.as_deref(), input.token.as_deref())?;
    apps::require(api, &app).await?;
    let segments = api.store.resources().list(&Scope::App(app), Kind::Segment, Order::NewestFirst, page).await?;
    let items: Result<Vec<SegmentResponse>, ApiError> = segments.items.iter().map(stored::document).collect();
    Reply::of(&SegmentsResponse { item: items?, next_token: segments.next })
}

/// `UpdateSegment`: what is given replaces; `Dimensions` drop stored `SegmentGroups` and the other way round. `tags` are ignored.
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateSegmentInput) -> Result<Reply, ApiError> {
    let app = AppId::new(input.application_id);
    let versioned = Versioned::segment(&app, &input.segment_id);
    until_won(|| update_once(api, call, &app, &versioned, &input.write_segment_request)).await
}

async fn update_once(
    api: &Api,
    call: &Call,
    app: &AppId,
    versioned: &Versioned,
    request: &WriteSegmentRequest,
) -> Result<Reply, ApiError> {
    let head = versioned.head(api).await?;
    let old: SegmentResponse = stored::document(&head)?;
    let replaces = request.dimensions.is_some() || request.segment_groups.is_some();
    if replaces && old.segment_type == SegmentType::Import {
        let field = if request.dimensions.is_some() { "Dimensions" } else { "SegmentGroups" };
        return Err(FieldError::new(field, "must be absent: of an imported segment only the name can change").into());
    }
    let (dimensions, segment_groups) = match replaces {
        true => (request.dimensions.clone(), request.segment_groups.clone()),
        false => (old.dimensions, old.segment_groups),
    };
    let segment = SegmentResponse {
        dimensions,
        segment_groups,
        name: request.name.clone().or(old.name),
        last_modified_date: Some(wire_date(call.now)),
        version: Some(old.version.unwrap_or(1).saturating_add(1)),
        ..old
    };
    check_name(api, &segment)?;
    if replaces {
        check(api, app, &segment).await?;
    }
    api.store.resources().commit(next_version(head, stored::value(&segment)?, call.now)?).await?;
    Reply::of(&segment)
}

/// `DeleteSegment`. Campaigns and journeys that use it find out when they run (spec §4.1).
pub(crate) async fn delete(api: &Api, input: DeleteSegmentInput) -> Result<Reply, ApiError> {
    let versioned = Versioned::segment(&AppId::new(input.application_id), &input.segment_id);
    until_won(|| async {
        let head = versioned.head(api).await?;
        delete_versioned(api, &head).await?;
        tracing::warn!(segment = head.id, "a segment was deleted; what uses it will not run");
        Reply::of(&head.doc)
    })
    .await
}

fn check_name(api: &Api, segment: &SegmentResponse) -> Result<(), FieldError> {
    segment.name.as_ref().map_or(Ok(()), |name| validate::name("Name", name, api.config.limits.name_chars))
}

/// A segment is sound if it compiles. Asked when it is said whom it holds: a segment that was based on another goes on without it,
/// and can still be renamed.
async fn check(api: &Api, app: &AppId, segment: &SegmentResponse) -> Result<(), ApiError> {
    let limits = &api.config.limits;
    check_source_ids(segment.segment_groups.as_ref())?;
    let spec = SegmentSpec {
        id: SegmentId::new(segment.id.as_str()),
        version: segment.version.and_then(|version| u32::try_from(version).ok()).unwrap_or(1),
        segment_type: SegmentType::Dimensional,
        dimensions: segment.dimensions.clone(),
        groups: segment.segment_groups.clone(),
    };
    let sources = api.store.segment_sources(app, &spec, limits).await?;
    CompiledSegment::compile(&spec, &mut |id, version| sources.get(&(id.clone(), version)).cloned(), limits)
        .map_err(FieldError::from)?;
    Ok(())
}

fn check_source_ids(groups: Option<&SegmentGroupList>) -> Result<(), FieldError> {
    for (group_index, group) in groups.and_then(|list| list.groups.as_deref()).unwrap_or_default().iter().enumerate() {
        for (index, source) in group.source_segments.iter().flatten().enumerate() {
            validate::id(&format!("SegmentGroups.Groups[{group_index}].SourceSegments[{index}].Id"), &source.id)?;
        }
    }
    Ok(())
}
