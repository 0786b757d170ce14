"""Quotas of how many there may be, per account or per app. Here they are lowered, which shows that they are configurable as well."""

import json

import pytest
from support.app import LATER, App
from support.calls import BAD_REQUEST, refused
from support.journeys import waiting
from support.quotas import about
from support.runner import Runner

from .test_access_keys import KEYS
from .test_jobs import create_export, create_import
from .test_put_events import ACCEPTED, event, put
from .test_quotas_of_content import EVENTS
from .test_recommenders import PLAIN

LOWERED = {
    "apps": 3, "active_campaigns": 4, "event_campaigns": 2, "in_app_campaigns": 1, "payload_bytes": 20_000, "endpoints_per_user": 2,
    "segment_depth": 2, "app_attribute_names": 4, "templates": 3, "template_versions": 2, "template_page_size": 2, "page_size": 4,
    "default_page_size": 3, "active_journeys": 3, "active_event_journeys": 2, "active_import_jobs": 2, "event_types": 2,
    "event_attribute_keys": 3, "event_metric_keys": 1, "recommenders": 2, "access_keys": 3,
}


@pytest.fixture(scope="module")
def lowered():
    runner = Runner()
    runner.arguments += [word for name, value in LOWERED.items() for word in ("--quota", f"{name}={value}")]
    with runner:
        yield runner


@pytest.fixture
def small(lowered):
    """An app where little is allowed."""
    made = App.create(lowered.client())
    yield made
    made.delete()


@about("apps")
def test_apps(small):
    more = [App.create(small.pinpoint) for _ in range(LOWERED["apps"] - 1)]
    with refused(BAD_REQUEST, "apps", "3"):
        App.create(small.pinpoint)
    for app in more:
        app.delete()


@about("active_campaigns")
def test_active_campaigns_of_the_account(small):
    other = App.create(small.pinpoint)
    segments = {app.id: app.create_segment()["Id"] for app in (small, other)}
    campaigns = [(app, app.create_campaign(segments[app.id])["Id"]) for app in (small, other) * 2]
    with refused(BAD_REQUEST, "active campaigns", "4"):
        small.create_campaign(segments[small.id])
    app, campaign = campaigns.pop()
    app.update_campaign(campaign, IsPaused=True)
    campaigns.append((small, small.create_campaign(segments[small.id])["Id"]))
    with refused(BAD_REQUEST, "active campaigns", "4"):
        app.update_campaign(campaign, IsPaused=False)
    for app, campaign in campaigns:
        app.delete_campaign(campaign)
    other.delete()


@about("event_campaigns", "in_app_campaigns")
@pytest.mark.parametrize(("frequency", "quota"), [("EVENT", "event_campaigns"), ("IN_APP_EVENT", "in_app_campaigns")])
def test_campaigns_that_events_trigger(small, frequency, quota):
    segment = small.create_segment()["Id"]
    campaign = {
        "Schedule": {"StartTime": LATER, "Frequency": frequency, "EventFilter": EVENTS},
        "MessageConfiguration": {"InAppMessage": {"Content": [{}]}},
    }
    made = [small.create_campaign(segment, **campaign)["Id"] for _ in range(LOWERED[quota])]
    with refused(BAD_REQUEST, "Schedule.Frequency", str(LOWERED[quota]), frequency):
        small.create_campaign(segment, **campaign)
    for campaign in made:
        small.delete_campaign(campaign)


def test_what_ended_counts_no_more(small, lowered):
    segment = small.create_segment()["Id"]
    small.put_email()
    for _ in range(LOWERED["active_campaigns"] + 1):
        small.create_campaign(segment, Schedule={"StartTime": "IMMEDIATE"})
        lowered.drain()


@about("endpoints_per_user")
def test_endpoints_of_a_user(small):
    for i in range(LOWERED["endpoints_per_user"]):
        small.put_email_endpoint(f"e{i}", User={"UserId": "u"})
    with refused(BAD_REQUEST, "Exceeded maximum endpoint per user count", "2"):
        small.put_email_endpoint("one-more", User={"UserId": "u"})


@about("segment_depth")
def test_a_chain_of_segments(small):
    source = small.create_segment()["Id"]
    for _ in range(LOWERED["segment_depth"]):
        source, below = small.create_segment(SegmentGroups={"Groups": [{"SourceSegments": [{"Id": source}], "Dimensions": [{}]}]})["Id"], source
    with refused(BAD_REQUEST, "SegmentGroups", "2"):
        small.create_segment(SegmentGroups={"Groups": [{"SourceSegments": [{"Id": source}], "Dimensions": [{}]}]})


@about("payload_bytes")
def test_the_size_of_a_request(small, lowered):
    empty = len(json.dumps({"Name": ""}))
    for size, status in [(LOWERED["payload_bytes"], 400), (LOWERED["payload_bytes"] + 1, 413)]:
        answer = lowered.request("POST", "/v1/apps", json.dumps({"Name": "x" * (size - empty)}).encode())
        assert answer[0] == status, answer
    assert str(LOWERED["payload_bytes"]) in answer[2]["Message"]


@about("app_attribute_names")
def test_attribute_names_of_an_app(small):
    small.put_email_endpoint("e1", Attributes={"a": ["v"], "b": ["v"]}, Metrics={"a": 1}, User={"UserId": "u", "UserAttributes": {"a": ["v"]}})
    small.put_email_endpoint("e2", Attributes={"b": ["w"]}, Metrics={"a": 2})
    with refused(BAD_REQUEST, "Attributes.c", "4"):
        small.put_email_endpoint("e2", Attributes={"c": ["v"]})


def create_templates(app, count):
    for i in range(count):
        app.pinpoint.create_sms_template(TemplateName=f"t{i}", SMSTemplateRequest={"Body": "b"})


def delete_templates(app, count):
    for i in range(count):
        app.pinpoint.delete_sms_template(TemplateName=f"t{i}")


@about("templates")
def test_templates_of_the_account(small):
    create_templates(small, LOWERED["templates"])
    with refused(BAD_REQUEST, "templates", "3"):
        small.pinpoint.create_email_template(TemplateName="more", EmailTemplateRequest={"Subject": "s"})
    delete_templates(small, LOWERED["templates"])


@about("template_versions")
def test_versions_of_a_template(small):
    create_templates(small, 1)
    request = {"TemplateName": "t0", "SMSTemplateRequest": {"Body": "b"}, "CreateNewVersion": True}
    small.pinpoint.update_sms_template(**request)
    with refused(BAD_REQUEST, "versions", "2"):
        small.pinpoint.update_sms_template(**request)
    small.pinpoint.update_sms_template(**{**request, "CreateNewVersion": False})
    delete_templates(small, 1)


@about("page_size", "default_page_size")
def test_a_page_is_cut(small):
    for _ in range(LOWERED["page_size"] + 1):
        small.create_segment()
    sizes = {"1": 1, str(LOWERED["page_size"]): 4, str(LOWERED["page_size"] + 1): 4, "500": 4, None: LOWERED["default_page_size"]}
    for asked, size in sizes.items():
        answer = small.pinpoint.get_segments(ApplicationId=small.id, **({"PageSize": asked} if asked else {}))["SegmentsResponse"]
        assert len(answer["Item"]) == size and answer["NextToken"], asked


@about("template_page_size")
def test_a_page_of_templates_is_cut(small):
    create_templates(small, LOWERED["template_page_size"] + 1)
    for asked, size in {"1": 1, "2": 2, "3": 2, "100": 2}.items():
        answer = small.pinpoint.list_templates(PageSize=asked)["TemplatesResponse"]
        assert len(answer["Item"]) == size and answer["NextToken"], asked
    delete_templates(small, LOWERED["template_page_size"] + 1)


def by_event(segment):
    start = {"EventStartCondition": {"EventFilter": {**EVENTS, "FilterType": "SYSTEM"}, "SegmentId": segment}}
    return waiting(segment, StartCondition=start, RefreshFrequency="")


@about("active_journeys", "active_event_journeys")
def test_active_journeys_of_the_account(small):
    other = App.create(small.pinpoint)
    segments = {app.id: app.create_segment()["Id"] for app in (small, other)}
    for app in (small, other):
        app.create_journey(**by_event(segments[app.id]))
    with refused(BAD_REQUEST, "event-triggered journeys", "2"):
        small.create_journey(**by_event(segments[small.id]))
    last = small.create_journey(**waiting(segments[small.id]))
    with refused(BAD_REQUEST, "active journeys", "3"):
        other.create_journey(**waiting(segments[other.id]))
    draft = other.create_journey(**{**waiting(segments[other.id]), "State": "DRAFT"})
    with refused(BAD_REQUEST, "active journeys", "3"):
        other.set_journey(draft["Id"], "ACTIVE")
    small.set_journey(last["Id"], "CANCELLED")
    other.set_journey(draft["Id"], "ACTIVE")
    other.delete()


@about("active_import_jobs")
def test_active_imports_of_the_account(small):
    for _ in range(LOWERED["active_import_jobs"]):
        create_import(small)
    with refused(BAD_REQUEST, "import jobs", "2"):
        create_import(small)
    create_export(small)


@about("event_types", "event_attribute_keys", "event_metric_keys")
@pytest.mark.parametrize(("known", "more", "words"), [
    ([event("a"), event("b")], event("c"), ["EventType", "types", "2"]),
    ([event("a", Attributes={"a": "v", "b": "v", "c": "v"})], event("a", Attributes={"d": "v"}), ["Attributes.d", "3"]),
    ([event("a", Metrics={"a": 1})], event("a", Metrics={"b": 1}), ["Metrics.b", "1"]),
], ids=["types", "attributes", "metrics"])
def test_names_of_events(small, known, more, words):
    def answer(sent):
        return put(small, e1={"Endpoint": {}, "Events": {"1": sent}})["e1"]["EventsItemResponse"]["1"]

    assert [answer(sent) for sent in known * 2] == [ACCEPTED] * len(known) * 2
    refusal = answer(more)
    assert refusal["StatusCode"] == 400 and all(word in refusal["Message"] for word in words), refusal
    assert answer(event("_session.start", Attributes={"_a": "v"}, Metrics={"_a": 1})) == ACCEPTED, "those of SDKs do not count"


@about("recommenders")
def test_recommenders_of_the_account(small):
    def create():
        return small.pinpoint.create_recommender_configuration(CreateRecommenderConfiguration=PLAIN)["RecommenderConfigurationResponse"]["Id"]

    made = [create() for _ in range(LOWERED["recommenders"])]
    with refused(BAD_REQUEST, "recommenders", "2"):
        create()
    for id in made:
        small.pinpoint.delete_recommender_configuration(RecommenderId=id)
    small.pinpoint.delete_recommender_configuration(RecommenderId=create())


@about("access_keys")
def test_access_keys_of_the_account(lowered):
    def create():
        return lowered.request("POST", KEYS, {"Role": "SENDER"})

    there = len(lowered.request("GET", KEYS)[2]["Item"])
    made = [create() for _ in range(LOWERED["access_keys"] - there)]
    assert [status for status, _, _ in made] == [201] * len(made)
    status, _, answer = create()
    assert status == 400 and "access keys: at most 3" in answer["Message"], answer
    for _, _, key in made:
        assert lowered.request("DELETE", f"{KEYS}/{key['AccessKeyId']}")[0] < 300
    assert create()[0] == 201


def test_rates():
    runner = Runner(clock="manual")
    runner.arguments += ["--quota", "rates.GetApps=2"]
    with runner:
        answers = [runner.request("GET", "/v1/apps")[0] for _ in range(3)]
        assert answers == [200, 200, 429]
        assert runner.request("GET", "/v1/templates")[0] == 200
        runner.advance("PT1S")
        assert runner.request("GET", "/v1/apps")[0] == 200
