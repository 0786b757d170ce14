"""The email channel of an app: each PUT is the whole of it."""

import pytest
from support.app import SENDER, App
from support.calls import ABSENT, DATE, NOT_FOUND, refused

ROLE = "arn:aws:iam::123456789012:role/sending"


def test_before_it_is_configured_there_is_none(app):
    with refused(NOT_FOUND):
        app.email()
    with refused(NOT_FOUND):
        app.delete_email()
    assert app.channels() == {}


def test_configured_it_is_enabled_and_version_one(app):
    made = app.put_email(ConfigurationSet="tracked")
    assert made == app.email()
    assert {name: made[name] for name in ("FromAddress", "Identity")} == SENDER
    assert made["ConfigurationSet"] == "tracked"
    assert (made["ApplicationId"], made["Id"], made["Platform"]) == (app.id, "email", "EMAIL")
    assert (made["Enabled"], made["IsArchived"], made["Version"]) == (True, False, 1)
    assert DATE.fullmatch(made["CreationDate"]) and DATE.fullmatch(made["LastModifiedDate"])


def test_a_put_replaces_everything(app):
    first = app.put_email(ConfigurationSet="tracked", RoleArn=ROLE, OrchestrationSendingRoleArn=ROLE, Enabled=False)
    assert first["Enabled"] is False and first["OrchestrationSendingRoleArn"] == ROLE == first["RoleArn"]
    second = app.put_email(FromAddress="other@example.com")
    assert second["FromAddress"] == "other@example.com" and second["Identity"] == SENDER["Identity"]
    assert second["Enabled"] is True, "what is not said falls back to enabled"
    assert not {"ConfigurationSet", "RoleArn", "OrchestrationSendingRoleArn"} & set(second)
    assert second["Version"] == 2 and second["CreationDate"] == first["CreationDate"]
    assert app.put_email(Enabled=False)["Version"] == 3
    assert app.email()["Enabled"] is False


def test_disabled_channels_are_listed_too(app):
    made = app.put_email(Enabled=False)
    (name, listed), = app.channels().items()
    assert name == "EMAIL" and listed["Enabled"] is False and listed["Id"] == "email"
    shared = set(listed) & set(made)
    assert {"ApplicationId", "CreationDate", "Enabled", "Id", "IsArchived", "LastModifiedDate", "Version"} <= shared
    assert {n: listed[n] for n in shared} == {n: made[n] for n in shared}


def test_deleted_it_is_forgotten(app):
    made = app.put_email(ConfigurationSet="tracked", Enabled=False)
    gone = app.delete_email()
    assert gone["FromAddress"] == made["FromAddress"] and gone["Version"] == made["Version"]
    with refused(NOT_FOUND):
        app.email()
    with refused(NOT_FOUND):
        app.delete_email()
    assert app.channels() == {}
    again = app.put_email()
    assert again["Enabled"] is True and "ConfigurationSet" not in again


@pytest.mark.parametrize("call", [App.email, App.put_email, App.delete_email, App.channels])
def test_an_absent_app_has_no_channels(pinpoint, call):
    with refused(NOT_FOUND, "Application not found"):
        call(App(pinpoint, ABSENT))


def test_apps_do_not_share_channels(pinpoint, app):
    app.put_email()
    other = App.create(pinpoint)
    assert other.channels() == {}
    other.delete()
