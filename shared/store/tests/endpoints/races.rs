//! Writers that get in each other's way.

use std::sync::Arc;

use serde_json::{Value, json};
use touchpoint_domain::ids::{EndpointKey, UserId};
use touchpoint_store::StoreError;
use touchpoint_store::endpoints::ApplyError;

use super::audit::{audit, by_id};
use super::support::{App, body};

/// Repeats what lost too many races, as the caller of an API does on 429.
async fn insist<F: Future<Output = Result<(), ApplyError>>>(mut write: impl FnMut() -> F) -> Result<(), ApplyError> {
    loop {
        match write().await {
            Err(ApplyError::Store(StoreError::Throttled)) => {}
            ended => return ended,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_writers_of_one_endpoint_both_get_through() {
    let app = Arc::new(App::new().await);
    let writer = |name: &'static str| {
        let app = Arc::clone(&app);
        tokio::spawn(async move {
            for n in 0..20 {
                let body = json!({ "Attributes": { format!("{name}{n}"): ["x"] }, "User": { "UserId": "u1", "UserAttributes": { name: [n.to_string()] } } });
                insist(|| app.put("e1", body.clone())).await.unwrap();
            }
        })
    };
    let (one, two) = (writer("a"), writer("b"));
    one.await.unwrap();
    two.await.unwrap();
    let documents = by_id(audit(&app).await);
    assert_eq!(documents["e1"]["Attributes"].as_object().unwrap().len(), 40);
    assert_eq!(documents["e1"]["User"]["UserAttributes"], json!({ "a": ["19"], "b": ["19"] }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_users_last_places_are_given_away_once() {
    let app = Arc::new(App {
        limits: touchpoint_domain::limits::Limits { endpoints_per_user: 5, ..Default::default() },
        ..App::new().await
    });
    let tasks: Vec<_> = (0..12)
        .map(|n| {
            let app = Arc::clone(&app);
            let id = format!("e{n}");
            tokio::spawn(async move { insist(|| app.put(&id, body("EMAIL", &format!("{id}@x"), "u1"))).await })
        })
        .collect();
    let mut accepted = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(()) => accepted += 1,
            Err(error) => assert_eq!(error.to_string(), "Exceeded maximum endpoint per user count: 5"),
        }
    }
    assert_eq!(accepted, 5);
    assert_eq!(audit(&app).await.len(), 5);
}

/// A small generator, so that the same run can be had again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn body(&mut self) -> Value {
        let channel = ["EMAIL", "GCM", "APNS"][self.roll(3) as usize];
        let address = ["a@x", "A@x", "b@x"][self.roll(3) as usize];
        let mut body = json!({ "ChannelType": channel, "Address": address });
        if self.roll(2) == 0 {
            let (user, value) = (["u1", "u2", ""][self.roll(3) as usize], self.roll(9).to_string());
            body["User"] = json!({ "UserId": user, "UserAttributes": { "n": [value] } });
        }
        if self.roll(5) == 0 {
            body["EndpointStatus"] = "INACTIVE".into();
        }
        body
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_races_the_records_say_what_the_endpoints_say() {
    let app = Arc::new(App {
        limits: touchpoint_domain::limits::Limits { endpoints_per_user: 3, ..Default::default() },
        ..App::new().await
    });
    for round in 0..2 {
        let tasks: Vec<_> = (0..6)
            .map(|writer| {
                let app = Arc::clone(&app);
                let mut dice = Dice(round * 100 + writer);
                tokio::spawn(async move {
                    for _ in 0..10 {
                        let id = format!("e{}", dice.roll(6));
                        let ended = match dice.roll(8) {
                            0 => app.store.endpoints().delete(&app.id, &EndpointKey::of(&id)).await.map(drop).map_err(Into::into),
                            1 => {
                                app.store.endpoints().delete_user(&app.id, &UserId::new("u1")).await.map(drop).map_err(Into::into)
                            }
                            _ => app.put(&id, dice.body()).await,
                        };
                        match ended {
                            Ok(()) | Err(ApplyError::Store(StoreError::Throttled) | ApplyError::Refused(_)) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        audit(&app).await;
    }
}
