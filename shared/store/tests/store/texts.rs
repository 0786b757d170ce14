//! Texts are found again by the id that the network gave them.

use std::collections::BTreeMap;

use touchpoint_domain::event::SentText;
use touchpoint_store::testing;

use crate::support::at;

#[tokio::test]
async fn a_text_is_found_by_its_message_id() {
    let (store, _database) = testing::memory().await;
    let sent = SentText {
        message_id: "m-1".into(),
        app: "a".into(),
        request_id: "r".into(),
        to: "+442079460881".into(),
        kind: "Transactional".into(),
        parts: 2,
        context: BTreeMap::from([("k".into(), "v".into())]),
        ..SentText::default()
    };
    for _ in 0..2 {
        store.texts().keep(&sent, at(0)).await.unwrap();
    }
    assert_eq!(store.texts().get("m-1").await.unwrap(), Some(sent));
    assert_eq!(store.texts().get("m-2").await.unwrap(), None);
}
