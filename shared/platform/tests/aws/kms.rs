//! Secrets are sealed under a data key of KMS, and open where they belong only.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use touchpoint_platform::aws::kms::KmsVault;
use touchpoint_platform::ports::{PortError, Sealed, Vault};

use crate::fake::{Answer, Fake, error, ok};

const KEY: &str = "arn:aws:kms:eu-west-1:123456789012:key/k";

async fn vault(answers: impl IntoIterator<Item = Answer>) -> (KmsVault, Fake) {
    let fake = Fake::answering(answers).await;
    (KmsVault::new(&fake.sdk, KEY), fake)
}

fn made(data_key: &[u8]) -> Answer {
    let (plain, wrapped) = (BASE64_STANDARD.encode(data_key), BASE64_STANDARD.encode("wrapped"));
    ok(&format!(r#"{{"KeyId":"{KEY}","Plaintext":"{plain}","CiphertextBlob":"{wrapped}"}}"#))
}

fn unwrapped(data_key: &[u8]) -> Answer {
    ok(&format!(r#"{{"KeyId":"{KEY}","Plaintext":"{}"}}"#, BASE64_STANDARD.encode(data_key)))
}

#[tokio::test]
async fn each_way_is_one_call_that_names_the_context() {
    let (vault, fake) = vault([made(&[7; 32]), unwrapped(&[7; 32])]).await;
    let sealed = vault.seal("access-key/TPAK1", b"secret").await.unwrap();
    assert!(sealed.0.starts_with(&format!("k1.{}.", BASE64_STANDARD.encode("wrapped"))), "{sealed:?}");
    assert_eq!(**vault.open("access-key/TPAK1", &sealed).await.unwrap(), *b"secret");
    let seen = fake.seen();
    assert_eq!(seen.len(), 2);
    for request in &seen {
        assert_eq!(request.body["EncryptionContext"]["touchpoint"], "access-key/TPAK1");
        assert_eq!(request.body["KeyId"], KEY);
        assert!(!request.body.to_string().contains("secret"));
    }
    assert_eq!(seen[0].body["KeySpec"], "AES_256");
    assert_eq!(seen[1].body["CiphertextBlob"], BASE64_STANDARD.encode("wrapped"));
}

#[tokio::test]
async fn secrets_of_64_kb_come_back() {
    let (vault, fake) = vault([made(&[7; 32]), unwrapped(&[7; 32])]).await;
    let secret = vec![b'x'; 64 * 1024];
    let sealed = vault.seal("a1/APNS", &secret).await.unwrap();
    assert_eq!(**vault.open("a1/APNS", &sealed).await.unwrap(), *secret);
    assert!(matches!(vault.seal("a1/APNS", &[b'x'; 64 * 1024 + 1]).await, Err(PortError::Refused(_))));
    assert_eq!(fake.seen().len(), 2);
}

#[tokio::test]
async fn another_context_or_data_key_opens_nothing() {
    let (vault, _fake) = vault([made(&[7; 32]), unwrapped(&[7; 32]), unwrapped(&[8; 32])]).await;
    let sealed = vault.seal("a1/APNS", b"secret").await.unwrap();
    assert!(matches!(vault.open("a2/APNS", &sealed).await, Err(PortError::Refused(_))));
    assert!(matches!(vault.open("a1/APNS", &sealed).await, Err(PortError::Refused(_))));
}

#[tokio::test]
async fn what_this_vault_did_not_seal_never_reaches_kms() {
    let (vault, fake) = vault([unwrapped(&[7; 32])]).await;
    let long = format!("k1.{}.AAAA", BASE64_STANDARD.encode([0; 6145]));
    for text in ["", "k1", "k1.", "k1.AAAA", "k2.AAAA.AAAA", "k1.not base64.AAAA", "AAAA", &long] {
        assert!(matches!(vault.open("a", &Sealed(text.to_owned())).await, Err(PortError::Refused(_))), "{text}");
    }
    assert!(fake.seen().is_empty());
}

#[tokio::test]
async fn what_kms_refuses_is_a_refusal_and_a_short_key_is_none() {
    for (answer, refused) in [
        (error(400, "InvalidCiphertextException"), true),
        (error(400, "AccessDeniedException"), true),
        (error(400, "KMSInvalidStateException"), true),
        (error(400, "SomethingElse"), false),
        (made(&[7; 16]), false),
        (ok("{}"), false),
    ] {
        let (vault, _fake) = vault([answer]).await;
        let result = vault.seal("a", b"secret").await;
        assert_eq!(matches!(result, Err(PortError::Refused(_))), refused, "{result:?}");
        assert!(result.is_err());
    }
}
