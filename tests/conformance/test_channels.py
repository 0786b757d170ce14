"""The channels of an app besides email: what all have in common, and their credentials."""

import json

import pytest
from support.app import WORDS, App
from support.calls import ABSENT, BAD_REQUEST, DATE, NOT_FOUND, refused
from support.runner import Runner

HIDDEN = "TUlHSElEREVO"  # what a key looks like that nobody may find again
KEY = f"-----BEGIN PRIVATE KEY-----\n{HIDDEN}\n-----END PRIVATE KEY-----\n"
CERTIFICATE = {"Certificate": "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n", "PrivateKey": KEY}
TOKEN = {"BundleId": "com.example.shop", "TeamId": "TEAM123456", "TokenKeyId": "KEY1234567", "TokenKey": KEY}
SERVICE = json.dumps({"type": "service_account", "project_id": "shop", "client_email": "robot@hidden.example", "private_key": KEY})
APNS = ["APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX"]
REQUESTS = {
    "ADM": {"ClientId": "amzn1.hidden-client", "ClientSecret": "hidden-secret"},
    **{name: {**TOKEN, **CERTIFICATE} for name in APNS},
    "BAIDU": {"ApiKey": "baidu-key", "SecretKey": "hidden-secret"},
    "GCM": {"ApiKey": "hidden-key", "ServiceJson": SERVICE},
    "SMS": {"SenderId": "Shop", "ShortCode": "12345"},
    "VOICE": {},
}
SECRETS = [HIDDEN, "amzn1.hidden-client", "hidden-secret", "hidden-key", "robot@hidden.example"]
every = pytest.mark.parametrize("name", sorted(WORDS))
every_apns = pytest.mark.parametrize("name", APNS)


@every
def test_from_nothing_to_nothing(app, name):
    for call in (app.channel, app.delete_channel):
        with refused(NOT_FOUND, "Resource not found"):
            call(name)
    made = app.put_channel(name, **REQUESTS[name])
    assert made == app.channel(name)
    assert (made["ApplicationId"], made["Id"], made["Platform"]) == (app.id, name.lower(), name)
    assert (made["Enabled"], made["IsArchived"], made["HasCredential"], made["Version"]) == (True, False, True, 1)
    assert DATE.fullmatch(made["CreationDate"]) and DATE.fullmatch(made["LastModifiedDate"])
    assert "LastModifiedBy" not in made
    assert app.delete_channel(name) == made
    with refused(NOT_FOUND, "Resource not found"):
        app.channel(name)
    assert app.put_channel(name, **REQUESTS[name])["Version"] == 1


@every
def test_a_put_replaces_everything(app, name):
    first = app.put_channel(name, **REQUESTS[name], Enabled=False)
    assert first["Enabled"] is False
    second = app.put_channel(name, **REQUESTS[name])
    assert second["Enabled"] is True, "what is not said falls back to enabled"
    assert second["Version"] == 2 and second["CreationDate"] == first["CreationDate"]


@every
def test_an_absent_app_has_no_channels(pinpoint, name):
    nobody = App(pinpoint, ABSENT)
    for call in (nobody.channel, nobody.delete_channel, lambda name: nobody.put_channel(name, **REQUESTS[name])):
        with refused(NOT_FOUND, "Application not found"):
            call(name)


def test_all_of_them_are_listed(app):
    app.put_email()
    made = {name: app.put_channel(name, **REQUESTS[name], Enabled=False) for name in WORDS}
    made["VOICE"] = app.put_channel("VOICE")
    listed = app.channels()
    assert set(listed) == {*WORDS, "EMAIL"}
    for name, answer in made.items():
        assert listed[name] == {member: answer[member] for member in listed[name]}
        assert listed[name]["Version"] == (2 if name == "VOICE" else 1)


@every_apns
def test_apns_takes_either_set_in_either_words(app, name):
    for method in ("key", "Key", "TOKEN"):
        made = app.put_channel(name, **TOKEN, DefaultAuthenticationMethod=method)
        assert made["HasTokenKey"] is True and made["DefaultAuthenticationMethod"] == method
    for method in ("certificate", "CERTIFICATE"):
        made = app.put_channel(name, **CERTIFICATE, DefaultAuthenticationMethod=method)
        assert made["HasTokenKey"] is False and made["DefaultAuthenticationMethod"] == method
    # As Terraform sends what its user left out.
    made = app.put_channel(name, **CERTIFICATE, BundleId="", TeamId="", TokenKey="", TokenKeyId="", DefaultAuthenticationMethod="")
    assert made["HasTokenKey"] is False and "DefaultAuthenticationMethod" not in made


@every_apns
def test_apns_wants_a_whole_set(app, name):
    before = app.put_channel(name, **TOKEN)
    for wrong in ({}, {"Enabled": False}, {**TOKEN, "TeamId": ""}, {"Certificate": CERTIFICATE["Certificate"]}):
        with refused(BAD_REQUEST) as caught:
            app.put_channel(name, **wrong)
        assert caught.value.response["Error"]["Message"] == "Missing credentials"
    with refused(BAD_REQUEST, "DefaultAuthenticationMethod", "Certificate and PrivateKey"):
        app.put_channel(name, **TOKEN, DefaultAuthenticationMethod="CERTIFICATE")
    with refused(BAD_REQUEST, "TokenKey", "PEM"):
        app.put_channel(name, **{**TOKEN, "TokenKey": "/keys/AuthKey.p8"})
    assert app.channel(name) == before


def test_a_token_key_may_come_without_its_frame(app):
    bare = "MIGT" + "a" * 180
    assert app.put_channel("APNS", **{**TOKEN, "TokenKey": bare})["HasTokenKey"] is True


def test_fcm_takes_either_key(app):
    old = app.put_channel("GCM", ApiKey="hidden-key")
    assert (old["DefaultAuthenticationMethod"], old["HasFcmServiceCredentials"]) == ("KEY", False)
    new = app.put_channel("GCM", ServiceJson=SERVICE, DefaultAuthenticationMethod="TOKEN")
    assert (new["DefaultAuthenticationMethod"], new["HasFcmServiceCredentials"]) == ("TOKEN", True)
    assert "Credential" not in old and "Credential" not in new
    with refused(BAD_REQUEST, "Missing credentials"):
        app.put_channel("GCM", Enabled=False)
    with refused(BAD_REQUEST, "DefaultAuthenticationMethod", "ApiKey"):
        app.put_channel("GCM", ServiceJson=SERVICE, DefaultAuthenticationMethod="KEY")
    assert app.channel("GCM") == new


def test_baidu_shows_its_key_and_not_its_secret(app):
    made = app.put_channel("BAIDU", **REQUESTS["BAIDU"])
    assert made["Credential"] == "baidu-key" and "hidden" not in json.dumps(made)
    with refused(BAD_REQUEST, "SecretKey"):
        app.put_channel("BAIDU", ApiKey="baidu-key", SecretKey="")


def test_adm_needs_both_parts(app):
    with refused(BAD_REQUEST, "ClientSecret"):
        app.put_channel("ADM", ClientId="a", ClientSecret=" ")


def test_sms_shows_whom_it_comes_from(app):
    made = app.put_channel("SMS", **REQUESTS["SMS"])
    assert (made["SenderId"], made["ShortCode"]) == ("Shop", "12345")
    assert not {"SenderId", "ShortCode"} & set(app.put_channel("SMS", SenderId=""))
    with refused(BAD_REQUEST, "SenderId", "11"):
        app.put_channel("SMS", SenderId="12345")


def test_voice_only_knows_on_and_off(app, runner):
    assert app.put_channel("VOICE", Enabled=False)["Enabled"] is False
    assert runner.request("PUT", f"/v1/apps/{app.id}/channels/voice", {"Enabled": "off"})[0] == 400


def test_secrets_are_in_no_answer_and_not_readable_in_the_database(tmp_path):
    with Runner(data=tmp_path) as runner:
        app = App.create(runner.client(), "findable-name")
        answers = [app.put_channel(name, **REQUESTS[name]) for name in WORDS]
        answers += [app.channel(name) for name in WORDS] + [app.channels()]
        assert [secret for secret in SECRETS if secret in json.dumps(answers)] == []
        log = runner.last_words(10_000_000)
    assert [secret for secret in SECRETS if secret in log] == []
    stored = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(b"findable-name" in content for content in stored.values()), "this would not find a secret either"
    assert any(b"baidu-key" in content for content in stored.values())
    found = [(path, secret) for path, content in stored.items() for secret in SECRETS if secret.encode() in content]
    assert found == []
    with Runner(data=tmp_path) as runner:
        assert App(runner.client(), app.id).channel("GCM")["HasFcmServiceCredentials"] is True
