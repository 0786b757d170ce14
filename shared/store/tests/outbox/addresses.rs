//! One address, one message.

use touchpoint_domain::endpoint::records::AddressKey;
use touchpoint_domain::ids::{EndpointKey, RunId};
use touchpoint_store::outbox::OutboxChannel;
use touchpoint_store::testing;
use touchpoint_wire::types::ChannelType;

use crate::support::{at, run};

#[tokio::test]
async fn an_address_belongs_to_whoever_claims_it_first() {
    let (store, _database) = testing::memory().await;
    let outbox = store.outbox(OutboxChannel::Email);
    let (one, two) = (EndpointKey::of("one"), EndpointKey::of("two"));
    let key = |address| AddressKey::of(ChannelType::Email, address);
    for (address, endpoint, owner) in [
        ("Anna@example.com", &one, &one),
        ("anna@Example.com ", &two, &one),
        ("anna@example.com", &one, &one),
        ("other@example.com", &two, &two),
    ] {
        assert_eq!(&outbox.claim_address(&run(), &key(address), endpoint, at(0)).await.unwrap(), owner, "{address} {endpoint}");
    }
    let another = RunId::new("e".repeat(32));
    assert_eq!(outbox.claim_address(&another, &key("anna@example.com"), &two, at(0)).await.unwrap(), two);
}
