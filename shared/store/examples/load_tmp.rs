use std::io::Read;
use std::time::Instant;
use aws_sdk_dynamodb::types::*;
use futures::stream::{self, StreamExt};
use serde_json::{Value, json};
use touchpoint_domain::endpoint::patch::EndpointWrite;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;
use touchpoint_store::testing::EmbeddedDb;
use touchpoint_store::{Store, TableNames};

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let path = format!("/tmp/eploadtest-{}.db", std::process::id());
    let database = dynoxide::Database::new(&path).unwrap();
    let _ = database.disable_bulk_loading();
    let database = EmbeddedDb::serve(database).unwrap();
    let names = TableNames::with_prefix("touchpoint-");
    let el = |n: &str, t: KeyType| KeySchemaElement::builder().attribute_name(n).key_type(t).build().unwrap();
    let at = |n: &str| AttributeDefinition::builder().attribute_name(n).attribute_type(ScalarAttributeType::S).build().unwrap();
    database.client().create_table().table_name(&names.endpoints).billing_mode(BillingMode::PayPerRequest)
        .key_schema(el("pk", KeyType::Hash)).key_schema(el("sk", KeyType::Range)).attribute_definitions(at("pk")).attribute_definitions(at("sk"))
        .send().await.unwrap();
    let store = Store::new(database.client(), names);
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open("/work/shared/data/endpoints-20k.json.gz").unwrap()).read_to_string(&mut text).unwrap();
    let n: usize = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let conc: usize = std::env::var("C").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    let items: Vec<Value> = text.lines().take(n).map(|l| serde_json::from_str(l).unwrap()).collect();
    let (app, limits) = (AppId::new("a".repeat(32)), Limits::default());
    for round in 0..2 {
        let start = Instant::now();
        let batches: Vec<_> = items.chunks(100).map(|c| {
            let batch = serde_json::from_value(json!({"Item": c})).unwrap();
            EndpointWrite::batch(batch, "r", &limits).unwrap()
        }).collect();
        println!("parsed {:?}", start.elapsed());
        let start = Instant::now();
        let futures: Vec<_> = batches.into_iter().map(|b| { let (store, app, limits) = (store.clone(), app.clone(), limits.clone());
            async move { tokio::spawn(async move { store.endpoints().apply(&app, b, jiff::Timestamp::now(), &limits).await }).await.unwrap().unwrap() } }).collect();
        stream::iter(futures).buffer_unordered(conc).collect::<Vec<_>>().await;
        let t = start.elapsed().as_secs_f64();
        println!("round {round}: {n} endpoints in {t:.1} s = {:.0}/s", n as f64 / t);
    }
    let _ = std::fs::remove_file(&path);
}
