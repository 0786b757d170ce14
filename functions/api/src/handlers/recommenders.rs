//! Recommender configurations of the account: which model to ask for what to recommend, and how (spec §7.6).

use touchpoint_domain::field::FieldError;
use touchpoint_domain::recommender::configure;
use touchpoint_domain::time::wire_date;
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Change, Kind, Order, Record, Scope};
use touchpoint_store::tally::{Step, Tally};
use touchpoint_wire::input::{
    CreateRecommenderConfigurationInput, DeleteRecommenderConfigurationInput, GetRecommenderConfigurationInput,
    GetRecommenderConfigurationsInput, UpdateRecommenderConfigurationInput,
};
use touchpoint_wire::types::{
    CreateRecommenderConfiguration, ListRecommenderConfigurationsResponse, RecommenderConfigurationResponse,
    UpdateRecommenderConfiguration,
};

use crate::call::Call;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored, validate};

const KIND: Kind = Kind::Recommender;

/// `CreateRecommenderConfiguration`
pub(crate) async fn create(api: &Api, call: &Call, input: CreateRecommenderConfigurationInput) -> Result<Reply, ApiError> {
    let configuration = configure(input.create_recommender_configuration)?;
    let date = wire_date(call.now);
    let document = response(api.ids.next(), configuration, date.clone(), date);
    let record = Record::new(Scope::Account, KIND, document.id.as_str(), stored::value(&document)?, call.now);
    Box::pin(until_won(|| create_once(api, &record))).await?;
    Reply::of(&document)
}

async fn create_once(api: &Api, record: &Record) -> Result<(), ApiError> {
    let most = api.config.limits.recommenders;
    let changes = vec![counted(Step::Up { most }), Change::Create(record.clone())];
    match api.store.resources().commit(changes).await {
        // The id is new, so it is the room that was missing; if there is some by now, it is worth another try.
        Err(StoreError::Conflict) if api.store.tally(&Scope::Account, Tally::Recommenders).await? >= most => {
            Err(ApiError::bad_request(format!("recommenders: at most {most} per account; delete one first")))
        }
        outcome => Ok(outcome?),
    }
}

/// `GetRecommenderConfiguration`
pub(crate) async fn get(api: &Api, input: GetRecommenderConfigurationInput) -> Result<Reply, ApiError> {
    Reply::of(&load(api, &input.recommender_id).await?.doc)
}

/// `GetRecommenderConfigurations`, newest first.
pub(crate) async fn list(api: &Api, input: GetRecommenderConfigurationsInput) -> Result<Reply, ApiError> {
    let page = page(&api.config.limits, List::Resources, input.page_size.as_deref(), input.token.as_deref())?;
    let found = api.store.resources().list(&Scope::Account, KIND, Order::NewestFirst, page).await?;
    let item: Result<Vec<RecommenderConfigurationResponse>, ApiError> = found.items.iter().map(stored::document).collect();
    Reply::of(&ListRecommenderConfigurationsResponse { item: item?, next_token: found.next })
}

/// `UpdateRecommenderConfiguration`: replaces the configuration whole.
///
/// The model asks for the same members as when it is created, and which of the others must be there depends on what is in the
/// same body: with a partial update, nobody could take the Lambda function and its attributes away again.
pub(crate) async fn update(api: &Api, call: &Call, input: UpdateRecommenderConfigurationInput) -> Result<Reply, ApiError> {
    let configuration = configure(as_created(input.update_recommender_configuration))?;
    until_won(|| async {
        let record = load(api, &input.recommender_id).await?;
        let (created, modified) = (wire_date(record.created), wire_date(call.now));
        let document = response(record.id.clone(), configuration.clone(), created, modified);
        api.store.resources().put_if(&Record { doc: stored::value(&document)?, ..record }).await?;
        Reply::of(&document)
    })
    .await
}

/// `DeleteRecommenderConfiguration`: templates that name it stay as they are.
pub(crate) async fn delete(api: &Api, input: DeleteRecommenderConfigurationInput) -> Result<Reply, ApiError> {
    until_won(|| async {
        let Record { scope, kind, id, rev, doc, .. } = load(api, &input.recommender_id).await?;
        let changes = vec![Change::Delete { scope, kind, id, rev }, counted(Step::Down)];
        api.store.resources().commit(changes).await?;
        Reply::of(&doc)
    })
    .await
}

/// Refuses an id, given in `field`, that names no configuration.
pub(crate) async fn require(api: &Api, field: &str, id: &str) -> Result<(), ApiError> {
    validate::id(field, id)?;
    match api.store.resources().get(&Scope::Account, KIND, id).await? {
        Some(_) => Ok(()),
        None => Err(FieldError::new(field, "must be a recommender configuration of this account").into()),
    }
}

async fn load(api: &Api, id: &str) -> Result<Record, ApiError> {
    let found = api.store.resources().get(&Scope::Account, KIND, id).await?;
    found.ok_or_else(ApiError::resource_not_found)
}

/// Counts a configuration that the same commit creates or deletes.
fn counted(step: Step) -> Change {
    Change::Count { scope: Scope::Account, tally: Tally::Recommenders, step }
}

/// The body of an update as one of a creation: they have the same members, and the same rules.
fn as_created(update: UpdateRecommenderConfiguration) -> CreateRecommenderConfiguration {
    CreateRecommenderConfiguration {
        attributes: update.attributes,
        description: update.description,
        name: update.name,
        recommendation_provider_id_type: update.recommendation_provider_id_type,
        recommendation_provider_role_arn: update.recommendation_provider_role_arn,
        recommendation_provider_uri: update.recommendation_provider_uri,
        recommendation_transformer_uri: update.recommendation_transformer_uri,
        recommendations_display_name: update.recommendations_display_name,
        recommendations_per_message: update.recommendations_per_message,
    }
}

fn response(
    id: String,
    configuration: CreateRecommenderConfiguration,
    created: String,
    modified: String,
) -> RecommenderConfigurationResponse {
    RecommenderConfigurationResponse {
        attributes: configuration.attributes,
        creation_date: created,
        description: configuration.description,
        id,
        last_modified_date: modified,
        name: configuration.name,
        recommendation_provider_id_type: configuration.recommendation_provider_id_type,
        recommendation_provider_role_arn: configuration.recommendation_provider_role_arn,
        recommendation_provider_uri: configuration.recommendation_provider_uri,
        recommendation_transformer_uri: configuration.recommendation_transformer_uri,
        recommendations_display_name: configuration.recommendations_display_name,
        recommendations_per_message: configuration.recommendations_per_message,
    }
}
