"""Campaigns and their versions: what is written, what is answered, what is refused."""

import pytest
from support.app import LATER, LETTER, App
from support.calls import ABSENT, BAD_REQUEST, DATE, ID, NOT_FOUND, items, pages, refused


@pytest.fixture
def everyone(app):
    """The id of the segment of all endpoints."""
    return app.create_segment(Name="everyone")["Id"]


def test_a_new_campaign_is_there_as_it_was_answered(app, everyone):
    app.update_segment(everyone, Name="everyone, again")
    made = app.create_campaign(everyone, Name="news", Description="monthly", tags={"team": "growth"})
    assert ID.fullmatch(made["Id"]) and made["Arn"] == f"{app.get()['Arn']}/campaigns/{made['Id']}"
    assert DATE.fullmatch(made["CreationDate"]) and made["LastModifiedDate"] == made["CreationDate"]
    expected = {
        "ApplicationId": app.id, "Name": "news", "Description": "monthly", "SegmentId": everyone, "SegmentVersion": 2, "Version": 1,
        "State": {"CampaignStatus": "SCHEDULED"}, "MessageConfiguration": {"EmailMessage": LETTER}, "tags": {"team": "growth"},
    }
    assert {name: made.get(name) for name in expected} == expected
    assert made["Schedule"]["StartTime"] == LATER
    assert "DefaultState" not in made and not made.get("AdditionalTreatments")
    assert app.campaign(made["Id"]) == made == app.campaign_version(made["Id"], 1)


def test_everything_a_campaign_can_say_is_kept(app, everyone, template):
    request = {
        "SegmentVersion": 1,
        "Schedule": {
            "StartTime": LATER, "EndTime": "2099-02-01T00:00:00Z", "Frequency": "ONCE", "IsLocalTime": False, "Timezone": "UTC+05:30",
            "QuietTime": {"Start": "22:00", "End": "07:00"},
        },
        "MessageConfiguration": {
            "EmailMessage": {**LETTER, "FromAddress": "other@example.com", "Headers": [{"Name": "X-A", "Value": "{{Id}}"}]},
            "DefaultMessage": {"Body": "push", "Action": "URL", "Url": "https://example.com"},
            "SMSMessage": {"Body": "text", "MessageType": "PROMOTIONAL"},
        },
        "TemplateConfiguration": {"EmailTemplate": {"Name": template, "Version": "1"}},
        "HoldoutPercent": 10, "Priority": 2, "TreatmentName": "a", "TreatmentDescription": "the usual",
        "Limits": {"Daily": 1, "Total": 2, "MaximumDuration": 600, "MessagesPerSecond": 100, "Session": 3},
        "Hook": {"LambdaFunctionName": "filter", "Mode": "FILTER"},
        "AdditionalTreatments": [
            {"SizePercent": 30, "TreatmentName": "b", "MessageConfiguration": {"EmailMessage": {**LETTER, "Title": "b"}}},
            {"SizePercent": 20, "TemplateConfiguration": {"EmailTemplate": {"Name": template}}, "Schedule": {"StartTime": "2099-03-01T00:00:00Z"}},
        ],
    }
    made = app.create_campaign(everyone, **request)
    treatments = made.pop("AdditionalTreatments")
    assert {name: made[name] for name in request if name != "AdditionalTreatments"} == {
        name: value for name, value in request.items() if name != "AdditionalTreatments"
    }
    assert made["DefaultState"] == {"CampaignStatus": "SCHEDULED"} == made["State"]
    assert [t.pop("Id") for t in treatments] == ["1", "2"]
    assert [t.pop("State") for t in treatments] == [{"CampaignStatus": "SCHEDULED"}] * 2
    assert treatments == request["AdditionalTreatments"]


def test_a_campaign_is_bound_to_the_segments_version_of_the_moment(app, everyone):
    first = app.create_campaign(everyone)
    app.update_segment(everyone, Name="changed")
    assert app.campaign(first["Id"])["SegmentVersion"] == 1
    assert app.create_campaign(everyone)["SegmentVersion"] == 2
    assert app.create_campaign(everyone, SegmentVersion=1)["SegmentVersion"] == 1


def test_another_segment_brings_its_own_version(app, everyone):
    other = app.create_segment(Name="other")["Id"]
    app.update_segment(everyone, Name="second")
    id = app.create_campaign(everyone)["Id"]
    assert app.update_campaign(id, Name="same segment")["SegmentVersion"] == 2
    moved = app.update_campaign(id, SegmentId=other)
    assert (moved["SegmentId"], moved["SegmentVersion"]) == (other, 1)
    back = app.update_campaign(id, SegmentId=everyone, SegmentVersion=1)
    assert (back["SegmentId"], back["SegmentVersion"]) == (everyone, 1)


def test_two_hundred_active_campaigns_and_no_more(app, everyone):
    made = [app.create_campaign(everyone)["Id"] for _ in range(200)]
    with refused(BAD_REQUEST, "200", "active campaigns"):
        app.create_campaign(everyone)
    app.update_campaign(made[0], IsPaused=True)
    app.delete_campaign(made[1])
    for _ in range(2):
        app.create_campaign(everyone)
    with refused(BAD_REQUEST, "200"):
        app.create_campaign(everyone)


def test_each_update_is_a_version_and_all_stay_readable(app, everyone):
    first = app.create_campaign(everyone, Description="monthly", HoldoutPercent=10, tags={"a": "b"})
    id = first["Id"]
    second = app.update_campaign(id, Name="weekly news", tags={"ignored": "yes"})
    assert second["Version"] == 2 and second["Name"] == "weekly news" and second["tags"] == {"a": "b"}
    same = {"CreationDate", "Description", "HoldoutPercent", "MessageConfiguration", "Schedule", "SegmentId", "SegmentVersion", "State"}
    assert {name: second[name] for name in same} == {name: first[name] for name in same}
    third = app.update_campaign(id, MessageConfiguration={"EmailMessage": {"Title": "other", "Body": "text"}}, HoldoutPercent=0)
    assert third["MessageConfiguration"] == {"EmailMessage": {"Title": "other", "Body": "text"}}, "an object is replaced as a whole"
    assert third["HoldoutPercent"] == 0 and third["Name"] == "weekly news"
    assert app.campaign(id) == third
    for version, expected in enumerate([first, second, third], 1):
        got = app.campaign_version(id, version)
        assert (got["Version"], got["Name"], got["MessageConfiguration"]) == (version, expected["Name"], expected["MessageConfiguration"])
    with refused(NOT_FOUND):
        app.campaign_version(id, 4)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_versions_page_by_page_newest_first(pinpoint, app, everyone, size):
    id = app.create_campaign(everyone, Name="v1")["Id"]
    for version in range(2, 6):
        app.update_campaign(id, Name=f"v{version}")
    found = pages(pinpoint.get_campaign_versions, size, ApplicationId=app.id, CampaignId=id)
    assert [item["Name"] for page in found for item in page] == ["v5", "v4", "v3", "v2", "v1"]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_campaigns_page_by_page_newest_first(pinpoint, app, everyone, size):
    made = [app.create_campaign(everyone, Name=f"c{i}")["Id"] for i in range(5)]
    listed = items(pinpoint.get_campaigns, size, ApplicationId=app.id)
    assert {item["Id"] for item in listed} == set(made) and len(listed) == 5
    dates = [item["CreationDate"] for item in listed]
    assert dates == sorted(dates, reverse=True)
    assert all(item == app.campaign(item["Id"]) for item in listed)


@pytest.mark.parametrize(("name", "value"), [("PageSize", "0"), ("PageSize", "many"), ("Token", "nonsense")])
def test_bad_pages(pinpoint, app, everyone, name, value):
    id = app.create_campaign(everyone)["Id"]
    field = {"PageSize": "page-size", "Token": "token"}[name]
    for call, more in [
        (pinpoint.get_campaigns, {}), (pinpoint.get_campaign_versions, {"CampaignId": id}), (pinpoint.get_campaign_activities, {"CampaignId": id}),
    ]:
        with refused(BAD_REQUEST, field):
            call(ApplicationId=app.id, **{name: value}, **more)


def test_settings_of_the_app_are_not_echoed(app, everyone):
    app.update_settings(Limits={"Daily": 3}, QuietTime={"Start": "22:00", "End": "07:00"}, CampaignHook={"Mode": "FILTER"})
    made = app.create_campaign(everyone)
    assert not {"Limits", "Hook"} & set(made) and "QuietTime" not in made["Schedule"]
    assert app.campaign(made["Id"]) == made


def test_deleted_it_is_answered_once_more_and_gone(pinpoint, app, everyone):
    made = app.create_campaign(everyone)
    id = made["Id"]
    gone = app.delete_campaign(id)
    assert gone["State"] == {"CampaignStatus": "DELETED"} and gone["Id"] == id and gone["Name"] == made["Name"]
    for call in [
        lambda: app.campaign(id),
        lambda: app.campaign_version(id, 1),
        lambda: app.update_campaign(id, Name="again"),
        lambda: app.delete_campaign(id),
        lambda: app.activities(id),
        lambda: pinpoint.get_campaign_versions(ApplicationId=app.id, CampaignId=id),
    ]:
        with refused(NOT_FOUND, "not found"):
            call()
    assert items(pinpoint.get_campaigns, 10, ApplicationId=app.id) == []


def test_campaigns_belong_to_their_app(pinpoint, app, everyone):
    id = app.create_campaign(everyone)["Id"]
    other = App.create(pinpoint)
    with refused(NOT_FOUND):
        other.campaign(id)
    with refused(BAD_REQUEST, "SegmentId"):
        other.create_campaign(everyone)
    other.delete()


def test_absent_campaigns_and_apps(pinpoint, app):
    for call in [app.campaign, app.delete_campaign, app.activities, lambda id: app.update_campaign(id, Name="x")]:
        with refused(NOT_FOUND, "Resource not found"):
            call(ABSENT)
    nobody = App(pinpoint, ABSENT)
    for call in [lambda: nobody.create_campaign(ABSENT), lambda: nobody.campaign(ABSENT), lambda: pinpoint.get_campaigns(ApplicationId=ABSENT)]:
        with refused(NOT_FOUND, "Application not found"):
            call()
