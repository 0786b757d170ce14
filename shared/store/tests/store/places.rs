//! Places: as many as the quota says, each held once, and given back by nobody but who has it.

use touchpoint_domain::places::{Holder, Quota};
use touchpoint_store::places::taking;
use touchpoint_store::resources::Purge;
use touchpoint_store::{Store, StoreError, testing};

use crate::support::{app_id, at};

fn holder(app: char, id: &str) -> Holder {
    Holder::new(app_id(app).as_str(), id)
}

/// Takes a place if one is free.
async fn take(store: &Store, quota: Quota, most: usize, holder: &Holder) -> Result<Option<u32>, StoreError> {
    let Some(place) = store.places().free(quota, most, holder).await? else { return Ok(None) };
    store.resources().commit(vec![taking(holder, quota, place, at(0))]).await?;
    Ok(Some(place))
}

async fn ids(store: &Store, quota: Quota, app: char) -> Vec<String> {
    let mut ids = store.places().held_by(quota, &app_id(app)).await.unwrap();
    ids.sort();
    ids
}

#[tokio::test]
async fn the_accounts_places_are_shared_and_an_apps_are_its_own() {
    let (store, _database) = testing::memory().await;
    for (quota, shared) in [
        (Quota::Campaigns, true),
        (Quota::Journeys, true),
        (Quota::EventJourneys, true),
        (Quota::ImportJobs, true),
        (Quota::EventCampaigns, false),
        (Quota::InAppCampaigns, false),
    ] {
        assert!(
            take(&store, quota, 2, &holder('a', "one")).await.unwrap().is_some(),
            "{quota:?}: others hold nothing of this one"
        );
        assert!(take(&store, quota, 2, &holder('a', "two")).await.unwrap().is_some());
        assert_eq!(take(&store, quota, 2, &holder('a', "three")).await.unwrap(), None);
        assert_eq!(take(&store, quota, 2, &holder('b', "four")).await.unwrap().is_none(), shared, "{quota:?}");
        assert_eq!(ids(&store, quota, 'a').await, ["one", "two"]);
        assert_eq!(ids(&store, quota, 'b').await.len(), usize::from(!shared));
        let held = store.places().holders(quota, &app_id('b')).await.unwrap();
        assert_eq!(held.len(), if shared { 2 } else { 1 });
    }
}

#[tokio::test]
async fn a_place_is_held_once_and_kept_from_others() {
    let (store, _database) = testing::memory().await;
    let (one, other) = (holder('a', "one"), holder('a', "other"));
    let place = take(&store, Quota::ImportJobs, 1, &one).await.unwrap().unwrap();
    let twice = store.resources().commit(vec![taking(&other, Quota::ImportJobs, place, at(0))]).await;
    assert!(matches!(twice, Err(StoreError::Conflict)));
    let held = store.places().holders(Quota::ImportJobs, &one.app).await.unwrap();
    let mut not_its_own = held[0].clone();
    not_its_own.by = other.clone();
    store.places().reclaim(Quota::ImportJobs, &not_its_own).await.unwrap();
    assert_eq!(store.places().holders(Quota::ImportJobs, &one.app).await.unwrap(), held);
    for _ in 0..2 {
        store.places().reclaim(Quota::ImportJobs, &held[0]).await.unwrap();
    }
    assert_eq!(take(&store, Quota::ImportJobs, 1, &other).await.unwrap(), Some(place));
    store.places().reclaim(Quota::ImportJobs, &held[0]).await.unwrap();
    assert_eq!(ids(&store, Quota::ImportJobs, 'a').await, ["other"], "a late one takes nothing from who came after");
}

#[tokio::test]
async fn of_many_takers_no_more_come_through_than_there_are_places() {
    const MOST: usize = 3;
    let (store, _database) = testing::memory().await;
    let takers = (0..8).map(|n| {
        let store = store.clone();
        tokio::spawn(async move {
            loop {
                match take(&store, Quota::Journeys, MOST, &holder('a', &format!("j{n}"))).await {
                    Err(StoreError::Conflict) => {}
                    taken => return taken.unwrap().is_some(),
                }
            }
        })
    });
    let mut taken = 0;
    for taker in takers.collect::<Vec<_>>() {
        taken += usize::from(taker.await.unwrap());
    }
    assert_eq!(taken, MOST);
    assert_eq!(ids(&store, Quota::Journeys, 'a').await.len(), MOST);
}

#[tokio::test]
async fn what_a_purged_app_held_is_free_and_what_others_hold_is_not() {
    let (store, _database) = testing::memory().await;
    for quota in Quota::ALL {
        for who in [holder('a', "gone"), holder('b', "stays")] {
            take(&store, quota, 2, &who).await.unwrap().unwrap();
        }
    }
    assert_eq!(store.resources().purge_app(&app_id('a'), 1_000).await.unwrap(), Purge::Done);
    for quota in Quota::ALL {
        assert_eq!(
            (ids(&store, quota, 'a').await, ids(&store, quota, 'b').await),
            (vec![], vec!["stays".to_owned()]),
            "{quota:?}"
        );
    }
}
