//! Import and export jobs.

use insta::assert_snapshot;
use serde_json::{Value, json};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::limits::Limits;
use touchpoint_store::resources::{Kind, Record, Scope};

use crate::refusals::World;
use crate::story::Story;

const ROLE: &str = "arn:aws:iam::123456789012:role/files";

fn import() -> Value {
    json!({"S3Url": "s3://bucket/people/", "RoleArn": ROLE, "Format": "CSV", "RegisterEndpoints": true})
}

fn export() -> Value {
    json!({"S3UrlPrefix": "s3://bucket/out/", "RoleArn": ROLE})
}

/// A body with other members.
fn with(mut body: Value, change: Value) -> Value {
    match change {
        Value::Object(members) => body.as_object_mut().unwrap().extend(members),
        other => panic!("{other} changes nothing"),
    }
    body
}

/// Puts a segment there that an import has made.
async fn imported_segment(story: &Story, app: &str) -> String {
    let app = app.trim_start_matches("/v1/apps/");
    let id = "5".repeat(32);
    let doc = json!({"ApplicationId": app, "Arn": "arn", "CreationDate": "2026-03-01T12:00:00.000Z", "Id": id, "SegmentType": "IMPORT", "Version": 1});
    let now = "2026-03-01T12:00:00Z".parse().unwrap();
    let record = Record::new(Scope::App(AppId::new(app)), Kind::Segment, id.as_str(), doc, now);
    story.store().resources().create(&record).await.unwrap();
    id
}

/// Sets the state of an import.
async fn finish(story: &Story, app: &str, job: &str, status: &str) {
    let store = story.store();
    let scope = Scope::App(AppId::new(app.trim_start_matches("/v1/apps/")));
    let mut record = store.resources().get(&scope, Kind::ImportJob, job).await.unwrap().unwrap();
    record.doc["JobStatus"] = status.into();
    store.resources().put_if(&record).await.unwrap();
}

#[tokio::test]
async fn jobs_are_kept_as_they_were_asked_for() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let imports = format!("{app}/jobs/import");
    story.get(&imports).await;
    let everything = json!({"DefineSegment": true, "SegmentName": "People", "ExternalId": "x", "Format": "JSON"});
    let job = story.post(&imports, with(import(), everything)).await;
    story.get(&format!("{imports}/{}", job.text("Id"))).await;
    story.minutes_pass(1);
    let exports = format!("{app}/jobs/export");
    let job = story.post(&exports, export()).await;
    story.get(&format!("{exports}/{}", job.text("Id"))).await;
    story.get(&format!("{imports}/{}", job.text("Id"))).await;
    story.get(&imports).await;
    story.get(&exports).await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn jobs_of_a_segment_are_listed_with_it() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let imported = imported_segment(&story, &app).await;
    let dynamic = story.ask("POST", &format!("{app}/segments"), "{}").await.text("Id").to_owned();
    let mut made = Vec::new();
    for change in [json!({}), json!({"SegmentId": imported}), json!({"SegmentId": imported, "DefineSegment": true})] {
        story.minutes_pass(1);
        let job = story.ask("POST", &format!("{app}/jobs/import"), with(import(), change).to_string()).await;
        assert_eq!(job.status, 201);
        made.insert(0, job.body);
    }
    for change in [json!({"SegmentId": dynamic, "SegmentVersion": 1}), json!({"SegmentId": imported})] {
        let job = story.ask("POST", &format!("{app}/jobs/export"), with(export(), change).to_string()).await;
        assert_eq!(job.status, 202, "{}", job.body);
    }
    let list = async |path: String| story.ask("GET", &format!("{app}{path}"), "").await.body;
    assert_eq!(list("/jobs/import".to_owned()).await["Item"], json!(made));
    assert_eq!(list(format!("/segments/{imported}/jobs/import")).await, json!({"Item": &made[..2]}));
    assert_eq!(list(format!("/segments/{dynamic}/jobs/import")).await, json!({"Item": []}));
    for segment in [&dynamic, &imported] {
        let exports = list(format!("/segments/{segment}/jobs/export")).await;
        assert_eq!(exports["Item"][0]["Definition"]["SegmentId"], json!(segment));
        assert_eq!(exports["Item"].as_array().unwrap().len(), 1);
    }
    let first = list(format!("/segments/{imported}/jobs/import?page-size=1")).await;
    assert_eq!(first["Item"], json!(&made[..1]));
    let token = first["NextToken"].as_str().unwrap();
    let second = list(format!("/segments/{imported}/jobs/import?page-size=1&token={token}")).await;
    assert_eq!(second, json!({"Item": &made[1..2]}));
}

#[tokio::test]
async fn an_account_has_so_many_imports_at_a_time() {
    let mut story = Story::with(Limits { active_import_jobs: 2, ..Limits::default() }).await;
    let (one, two) = (story.app().await, story.app().await);
    let create = async |app: &str| story.ask("POST", &format!("{app}/jobs/import"), import().to_string()).await;
    let full = "400 import jobs: at most 2 per account that are not finished; wait for one to end";
    let first = create(&one).await;
    assert_eq!([first.status, create(&two).await.status], [201; 2]);
    assert_eq!(create(&one).await.refusal(), full);
    finish(&story, &one, first.text("Id"), "FAILING").await;
    assert_eq!(create(&two).await.refusal(), full);
    finish(&story, &one, first.text("Id"), "FAILED").await;
    assert_eq!(create(&one).await.status, 201);
    assert_eq!(create(&one).await.refusal(), full);
    assert_eq!(story.ask("DELETE", &two, "").await.status, 200);
    assert_eq!(create(&one).await.status, 201, "what went with its app is no job any more");
    assert_eq!(create(&one).await.refusal(), full);
    assert_eq!(story.ask("GET", &format!("{one}/jobs/import"), "").await.body["Item"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_last_place_is_given_away_once() {
    let mut story = Story::with(Limits { active_import_jobs: 2, ..Limits::default() }).await;
    let app = story.app().await;
    let imports = format!("{app}/jobs/import");
    let create = || story.ask("POST", &imports, import().to_string());
    let (one, two, three, four) = tokio::join!(create(), create(), create(), create());
    let mut answers = [one.status, two.status, three.status, four.status];
    answers.sort_unstable();
    assert_eq!(answers, [201, 201, 400, 400]);
}

#[tokio::test]
async fn refusals() {
    let world = World::new().await;
    let app = world.story.ask("GET", "/v1/apps", "").await.body["Item"][0]["Id"].as_str().unwrap().to_owned();
    let dynamic = world.story.ask("POST", &format!("/v1/apps/{app}/segments"), "{}").await.text("Id").to_owned();
    let import = |change| with(import(), change).to_string();
    let export = |change| with(export(), change).to_string();
    let nothing = "400 RegisterEndpoints: must be true when DefineSegment is not: the job would do nothing";
    let number = "400 SegmentVersion: must be the number of a version, from 1";
    let rows = [
        ("import", String::new(), "400 ImportJobRequest: required; the body is empty"),
        ("import", "{}".to_owned(), "400 Format: required"),
        ("import", import(json!({"Format": "XML"})), r#"400 Format: unknown value "XML"; expected one of CSV, JSON"#),
        (
            "import",
            import(json!({"S3Url": "bucket/x"})),
            "400 S3Url: must name a place in a bucket, whose name has 3 to 63 lower-case letters, digits, dots and hyphens: s3://bucket/folder/",
        ),
        (
            "import",
            import(json!({"RoleArn": "x"})),
            "400 RoleArn: must be the ARN of a role: arn:aws:iam::123456789012:role/name",
        ),
        ("import", import(json!({"RegisterEndpoints": false})), nothing),
        ("import", import(json!({"SegmentName": ""})), "400 SegmentName: must have 1 to 128 characters"),
        ("import", import(json!({"SegmentId": "none"})), "400 SegmentId: must be a segment of this app"),
        ("import", import(json!({"SegmentId": "x".repeat(129)})), "400 SegmentId: must have at most 128 characters"),
        ("import", import(json!({"SegmentId": dynamic})), "400 SegmentId: must be an imported segment; this one has dimensions"),
        ("export", "{}".to_owned(), "400 RoleArn: required"),
        (
            "export",
            export(json!({"S3UrlPrefix": "s3://B"})),
            "400 S3UrlPrefix: must name a place in a bucket, whose name has 3 to 63 lower-case letters, digits, dots and hyphens: s3://bucket/folder/",
        ),
        ("export", export(json!({"SegmentId": "none"})), "400 SegmentId: must be a segment of this app"),
        ("export", export(json!({"SegmentVersion": 1})), "400 SegmentVersion: must be absent without SegmentId"),
        (
            "export",
            export(json!({"SegmentId": dynamic, "SegmentVersion": 2})),
            "400 SegmentVersion: must be a version of the segment",
        ),
        ("export", export(json!({"SegmentId": dynamic, "SegmentVersion": 0})), number),
    ];
    for (kind, body, expected) in &rows {
        world.refuses(&[("POST", &format!("$/jobs/{kind}"), body, expected)]).await;
    }
    world
        .refuses(&[
            ("POST", "/v1/apps/none/jobs/import", &import(json!({})), "404 Application not found"),
            ("POST", "/v1/apps/none/jobs/export", &export(json!({})), "404 Application not found"),
            ("GET", "$/jobs/import/none", "", "404 Resource not found"),
            ("GET", "$/jobs/export/none", "", "404 Resource not found"),
            ("GET", "$/segments/none/jobs/import", "", "404 Resource not found"),
            ("GET", "$/segments/none/jobs/export", "", "404 Resource not found"),
            ("GET", "/v1/apps/none/jobs/import", "", "404 Application not found"),
            ("GET", "$/jobs/import?page-size=0", "", "400 page-size: must be a whole number from 1 to 500"),
            ("GET", "$/jobs/export?token=x", "", "400 token: not one that this list gave out"),
            ("DELETE", "$/jobs/import", "", "405 method: DELETE is not one of POST, GET, OPTIONS"),
        ])
        .await;
    for kind in ["import", "export"] {
        let jobs = world.story.ask("GET", &format!("/v1/apps/{app}/jobs/{kind}"), "").await.body;
        assert_eq!(jobs, json!({"Item": []}));
    }
}
