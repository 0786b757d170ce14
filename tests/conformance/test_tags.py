"""Tags of apps, segments, campaigns and templates."""

import pytest
from support.calls import ABSENT, BAD_REQUEST, NOT_FOUND, refused

# Types of templates: their words in the SDK, and the names of their requests.
TEMPLATES = {"email": "Email", "sms": "SMS", "push": "PushNotification", "voice": "Voice", "in_app": "InApp"}
MANY = {f"k{i}": "v" for i in range(50)}


@pytest.fixture(params=["app", "segment", "campaign", "email", "sms", "push", "voice", "in_app"])
def tagged(request, pinpoint, app):
    """A resource made with tags: its ARN, what reads it, and an update with other tags."""
    tags = {"team": "growth", "Größe 1": "_.:/=+-@"}
    if request.param == "app":
        other = pinpoint.create_app(CreateApplicationRequest={"Name": "tagged", "tags": tags})["ApplicationResponse"]
        yield other["Arn"], lambda: pinpoint.get_app(ApplicationId=other["Id"])["ApplicationResponse"], None
        pinpoint.delete_app(ApplicationId=other["Id"])
        return
    if request.param in TEMPLATES:
        yield from tagged_template(pinpoint, request.param, tags)
        return
    segment = app.create_segment(Name="all", tags=tags)
    if request.param == "segment":
        id = segment["Id"]
        yield segment["Arn"], lambda: app.segment(id), lambda tags: app.update_segment(id, Name="new", tags=tags)
        return
    made = app.create_campaign(segment["Id"], tags=tags)
    id = made["Id"]
    yield made["Arn"], lambda: app.campaign(id), lambda tags: app.update_campaign(id, Name="new", tags=tags)


def tagged_template(pinpoint, word, tags):
    name, called = "tagged-template", TEMPLATES[word]

    def say(verb, **arguments):
        answer = getattr(pinpoint, f"{verb}_{word}_template")(TemplateName=name, **arguments)
        return next(value for member, value in answer.items() if member != "ResponseMetadata")

    arn = say("create", **{f"{called}TemplateRequest": {"TemplateDescription": "old", "tags": tags}})["Arn"]
    yield arn, lambda: say("get"), lambda tags: say("update", **{f"{called}TemplateRequest": {"TemplateDescription": "new", "tags": tags}})
    say("delete")


def tags_of(pinpoint, arn):
    return pinpoint.list_tags_for_resource(ResourceArn=arn)["TagsModel"]["tags"]


def test_tags_come_with_creation_and_change_by_their_own_calls_only(pinpoint, tagged):
    arn, read, update = tagged
    assert tags_of(pinpoint, arn) == {"team": "growth", "Größe 1": "_.:/=+-@"} == read()["tags"]

    pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": {"team": "retention", "Team": "case", "empty": ""}})
    expected = {"team": "retention", "Team": "case", "empty": "", "Größe 1": "_.:/=+-@"}
    assert tags_of(pinpoint, arn) == expected == read()["tags"]

    if update:
        update({"team": "ignored", "new": "ignored"})
        assert tags_of(pinpoint, arn) == expected == read()["tags"]

    pinpoint.untag_resource(ResourceArn=arn, TagKeys=["team", "Größe 1", "unknown"])
    assert tags_of(pinpoint, arn) == {"Team": "case", "empty": ""} == read()["tags"]
    pinpoint.untag_resource(ResourceArn=arn, TagKeys=["Team", "empty"])
    assert tags_of(pinpoint, arn) == {}
    assert not read().get("tags")


def test_fifty_tags_and_no_more(pinpoint, tagged):
    arn, _, _ = tagged
    pinpoint.untag_resource(ResourceArn=arn, TagKeys=list(tags_of(pinpoint, arn)))
    pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": MANY})
    with refused(BAD_REQUEST, "tags", "50"):
        pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": {"one more": ""}})
    pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": {"k1": "overwritten"}})
    assert tags_of(pinpoint, arn) == {**MANY, "k1": "overwritten"}


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("", "x", "128"),
        ("k" * 129, "x", "128"),
        ("aws:team", "x", "aws:"),
        ("AWS:team", "x", "aws:"),
        ("a*b", "x", "a*b"),
        ("a", "v" * 257, "256"),
        ("a", "<b>", "value"),
        ("a\nb", "x", "tags"),
    ],
)
def test_tags_that_are_refused(pinpoint, app, key, value, word):
    arn = app.get()["Arn"]
    with refused(BAD_REQUEST, "tags", word):
        pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": {"good": "good", key: value}})
    assert tags_of(pinpoint, arn) == {}
    with refused(BAD_REQUEST, "tags", word):
        app.create_segment(Name="all", tags={key: value})
    assert pinpoint.get_segments(ApplicationId=app.id)["SegmentsResponse"]["Item"] == []


def test_the_longest_tag(pinpoint, app):
    arn, tag = app.get()["Arn"], {"é" * 128: "é" * 256}
    pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": tag})
    assert tags_of(pinpoint, arn) == tag


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda arn, app: arn.replace(app, ABSENT), NOT_FOUND),
        (lambda arn, app: arn.replace("us-east-1", "eu-west-1"), NOT_FOUND),
        (lambda arn, app: f"{arn}/segments/{ABSENT}", NOT_FOUND),
        (lambda arn, app: f"{arn}/campaigns/{ABSENT}", NOT_FOUND),
        (lambda arn, app: arn.replace(f"apps/{app}", "templates/nothing-by-this-name/EMAIL"), NOT_FOUND),
        (lambda arn, app: arn.replace(f"apps/{app}", "templates/nothing-by-this-name/FAX"), BAD_REQUEST),
        (lambda arn, app: f"{arn}/endpoints/e1", BAD_REQUEST),
        (lambda arn, app: arn.replace("mobiletargeting", "s3"), BAD_REQUEST),
        (lambda arn, app: "team", BAD_REQUEST),
    ],
)
def test_arns_that_name_nothing(pinpoint, app, change, code):
    arn = change(app.get()["Arn"], app.id)
    for call in [
        lambda: pinpoint.list_tags_for_resource(ResourceArn=arn),
        lambda: pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": {"a": "b"}}),
        lambda: pinpoint.untag_resource(ResourceArn=arn, TagKeys=["a"]),
    ]:
        with refused(code):
            call()


def test_removing_no_tag_at_all_is_refused(pinpoint, app):
    with refused(BAD_REQUEST, "tagKeys"):
        pinpoint.untag_resource(ResourceArn=app.get()["Arn"], TagKeys=[])


def test_a_deleted_campaign_has_no_tags(pinpoint, app):
    made = app.create_campaign(app.create_segment(Name="all")["Id"], tags={"a": "b"})
    app.delete_campaign(made["Id"])
    with refused(NOT_FOUND):
        tags_of(pinpoint, made["Arn"])
