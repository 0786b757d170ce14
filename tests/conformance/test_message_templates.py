"""Templates of every type but email, which has stories of its own: made, read, listed, refused."""

import json

import pytest
from support.calls import BAD_REQUEST, CONFLICT, DATE, NOT_FOUND, UUID, accepted, items, refused

SUBSTITUTIONS = json.dumps({"User.UserAttributes.FirstName": "friend"})
BUTTON = {
    "DefaultConfig": {
        "ButtonAction": "LINK", "Link": "https://example.com", "Text": "Go", "TextColor": "#000000", "BackgroundColor": "#FFFFFF", "BorderRadius": 4,
    },
    "Android": {"ButtonAction": "DEEP_LINK", "Link": "shop://sale"},
    "IOS": {"ButtonAction": "DEEP_LINK", "Link": "shop://sale"},
    "Web": {"ButtonAction": "CLOSE"},
}
MODAL = {
    "BackgroundColor": "#0a7cff", "ImageUrl": "https://example.com/a.png", "PrimaryBtn": BUTTON, "SecondaryBtn": {"Web": {"ButtonAction": "CLOSE"}},
    "HeaderConfig": {"Alignment": "CENTER", "Header": "h" * 64, "TextColor": "#FFFFFF"},
    "BodyConfig": {"Alignment": "LEFT", "Body": "b" * 150, "TextColor": "#FFFFFF"},
}
ANDROID = {
    "Action": "URL", "Url": "https://example.com/{{Id}}", "Title": "t", "Body": "b", "Sound": "default", "ImageUrl": "https://example.com/a.png",
    "ImageIconUrl": "https://example.com/b.png", "SmallImageIconUrl": "https://example.com/c.png", "RawContent": '{"notification":{"title":"{{Id}}"}}',
}
APNS = {"Action": "OPEN_APP", "Title": "t", "Body": "b", "Sound": "default", "MediaUrl": "https://example.com/a.mp4", "RawContent": '{"aps":{"badge":1}}'}
FULL = {
    "inapp": {"Layout": "CAROUSEL", "Content": [MODAL] * 5, "CustomConfig": {f"k{i}": "v" for i in range(10)}},
    "push": {
        "Default": {"Action": "DEEP_LINK", "Url": "shop://sale", "Title": "Hi {{User.UserId}}", "Body": "b", "Sound": "s"},
        "APNS": APNS, "GCM": ANDROID, "ADM": ANDROID, "Baidu": ANDROID, "DefaultSubstitutions": SUBSTITUTIONS,
    },
    "sms": {"Body": "Dear {{User.UserAttributes.FirstName}}", "DefaultSubstitutions": SUBSTITUTIONS},
    "voice": {"Body": "Dear {{User.UserId}}", "LanguageCode": "en-GB-WLS", "VoiceId": "Geraint", "DefaultSubstitutions": SUBSTITUTIONS},
}
SMALL = {"inapp": {"Layout": "TOP_BANNER"}, "push": {"Default": {"Body": "b"}}, "sms": {"Body": "b"}, "voice": {"Body": "b"}}
WORDS = {"inapp": "in_app", "push": "push", "sms": "sms", "voice": "voice"}
REQUESTS = {"inapp": "InAppTemplate", "push": "PushNotificationTemplate", "sms": "SMSTemplate", "voice": "VoiceTemplate"}
TYPES = sorted(WORDS)


class Templates:
    """Templates of one type and of the test's own; all are deleted at its end."""

    def __init__(self, pinpoint, kind):
        self.pinpoint, self.kind, self.type, self.made = pinpoint, kind, kind.upper(), []

    def call(self, verb, name, **arguments):
        call = getattr(self.pinpoint, f"{verb}_{WORDS[self.kind]}_template")
        answer = call(TemplateName=name, **arguments)
        return next(value for member, value in answer.items() if member != "ResponseMetadata")

    def create(self, name, request=None):
        made = self.call("create", name, **{f"{REQUESTS[self.kind]}Request": SMALL[self.kind] if request is None else request})
        self.made.append(name)
        return made

    def get(self, name, **more):
        return self.call("get", name, **more)

    def put(self, name, request, **more):
        return self.call("update", name, **{f"{REQUESTS[self.kind]}Request": request}, **more)

    def delete(self, name, **more):
        return self.call("delete", name, **more)

    def versions(self, name):
        answer = self.pinpoint.list_template_versions(TemplateName=name, TemplateType=self.type)["TemplateVersionsResponse"]
        assert {item["TemplateType"] for item in answer["Item"]} == {self.type}
        return [item["Version"] for item in answer["Item"]]

    def activate(self, name, version):
        request = {"Version": version}
        return self.pinpoint.update_template_active_version(TemplateName=name, TemplateType=self.type, TemplateActiveVersionRequest=request)

    def close(self):
        for name in self.made:
            try:
                self.delete(name)
            except self.pinpoint.exceptions.NotFoundException:
                pass  # the test deleted it


@pytest.fixture(params=TYPES)
def templates(request, pinpoint):
    made = Templates(pinpoint, request.param)
    yield made
    made.close()


def test_a_new_template_is_active_and_version_one(templates):
    request = {**FULL[templates.kind], "TemplateDescription": "greets"}
    made = templates.create("Welcome-2", {**request, "tags": {"team": "growth"}})
    assert made["Arn"].startswith("arn:aws:mobiletargeting:us-east-1:") and made["Arn"].endswith(f":templates/Welcome-2/{templates.type}")
    assert UUID.fullmatch(made["RequestID"]) and made["Message"]
    got = templates.get("Welcome-2")
    assert DATE.fullmatch(got.pop("CreationDate")) and DATE.fullmatch(got.pop("LastModifiedDate"))
    assert got == {
        **request, "Arn": made["Arn"], "TemplateName": "Welcome-2", "TemplateType": templates.type, "Version": "1", "tags": {"team": "growth"},
    }


def test_versions_from_the_first_to_the_last(templates):
    small, full = SMALL[templates.kind], FULL[templates.kind]
    templates.create("letter", small)
    assert accepted(templates.put("letter", full, CreateNewVersion=True))
    assert templates.versions("letter") == ["2", "1"] and templates.get("letter")["Version"] == "1"
    assert templates.activate("letter", "latest")["MessageBody"]["Message"] == "Accepted"
    assert full.items() <= templates.get("letter").items()
    with refused(BAD_REQUEST, "version", "2"):
        templates.put("letter", small, Version="1")
    assert accepted(templates.put("letter", small, Version="2"))
    overwritten = templates.get("letter")
    assert small.items() <= overwritten.items() and not (set(full) - set(small)) & set(overwritten)
    assert accepted(templates.delete("letter", Version="2"))
    assert templates.get("letter")["Version"] == "1"
    with refused(NOT_FOUND):
        templates.get("letter", Version="2")
    assert accepted(templates.delete("letter"))
    for call in (templates.get, templates.delete, templates.versions):
        with refused(NOT_FOUND, "not found"):
            call("letter")
    with refused(NOT_FOUND, "not found"):
        templates.put("letter", small)


def test_a_name_is_taken_once_per_type(pinpoint, templates, template):
    templates.create(template)  # an email template has that name
    with refused(CONFLICT, template):
        templates.create(template)
    templates.delete(template)
    assert pinpoint.get_email_template(TemplateName=template)["EmailTemplateResponse"]["Subject"] == "first"
    with refused(BAD_REQUEST, "template-name", "128"):
        templates.create("no name")


REFUSED = {
    "inapp": [
        ({"Content": [{}] * 6}, ["Content", "5"]),
        ({"CustomConfig": {f"k{i}": "v" for i in range(11)}}, ["CustomConfig", "10"]),
        ({"CustomConfig": {"k": "x" * 200_000}}, ["200000"]),
        ({"Content": [MODAL, {**MODAL, "BackgroundColor": "red"}]}, ["Content[1].BackgroundColor", "colour"]),
        ({"Content": [{"ImageUrl": "a.png"}]}, ["Content[0].ImageUrl", "URL"]),
        ({"Content": [{"HeaderConfig": {**MODAL["HeaderConfig"], "Header": "x" * 65}}]}, ["Content[0].HeaderConfig.Header", "64"]),
        ({"Content": [{"BodyConfig": {**MODAL["BodyConfig"], "Body": "x" * 151}}]}, ["Content[0].BodyConfig.Body", "150"]),
        ({"Content": [{"BodyConfig": {**MODAL["BodyConfig"], "TextColor": "#fff"}}]}, ["Content[0].BodyConfig.TextColor", "colour"]),
        ({"Content": [{"PrimaryBtn": {"DefaultConfig": {"ButtonAction": "CLOSE", "Text": "x" * 65}}}]}, ["PrimaryBtn.DefaultConfig.Text", "64"]),
        ({"Content": [{"SecondaryBtn": {"IOS": {"ButtonAction": "DEEP_LINK"}}}]}, ["Content[0].SecondaryBtn.IOS.Link", "DEEP_LINK"]),
    ],
    "push": [
        ({"Default": {"Action": "URL", "Body": "b"}}, ["Default.Url", "URL"]),
        ({"APNS": {"Action": "DEEP_LINK"}}, ["APNS.Url", "DEEP_LINK"]),
        ({"GCM": {"Title": "{{a"}}, ["GCM.Title"]),
        ({"ADM": {"RawContent": "hello"}}, ["ADM.RawContent", "JSON"]),
        ({"Default": {"Body": "x" * 4_001}}, ["Default", "4000"]),
        ({"APNS": {"Body": "x" * 4_001}}, ["APNS", "4000"]),
        ({"Baidu": {"Title": "x", "Body": "x" * 4_000}}, ["Baidu", "4000"]),
        ({"ADM": {"Body": "x" * 6_001}}, ["ADM", "6000"]),
        ({"GCM": {"ImageUrl": "a.png"}}, ["GCM.ImageUrl", "URL"]),
        ({"DefaultSubstitutions": "friend"}, ["DefaultSubstitutions", "JSON"]),
        ({"RecommenderId": "none"}, ["RecommenderId"]),
    ],
    "sms": [
        ({"Body": "x" * 1_601}, ["Body", "1600"]),
        ({"Body": "{{#if a}}"}, ["Body"]),
        ({"Body": "b", "DefaultSubstitutions": "[]"}, ["DefaultSubstitutions", "JSON object"]),
        ({"Body": "b", "RecommenderId": "0" * 32}, ["RecommenderId"]),
    ],
    "voice": [
        ({"Body": "x" * 10_001}, ["Body", "10000"]),
        ({"Body": "{{a"}, ["Body"]),
        ({"Body": "b", "LanguageCode": "english"}, ["LanguageCode", "en-US"]),
        ({"Body": "b", "VoiceId": "Joanna 2"}, ["VoiceId"]),
        ({"Body": "b", "DefaultSubstitutions": '{"a":{}}'}, ["DefaultSubstitutions"]),
    ],
}
ROWS = [(kind, request, words) for kind in TYPES for request, words in [*REFUSED[kind], ({"TemplateDescription": "x" * 501}, ["TemplateDescription", "500"])]]


@pytest.mark.parametrize(("kind", "request_", "words"), ROWS, ids=[f"{i}-{kind}-{words[0]}" for i, (kind, _, words) in enumerate(ROWS)])
def test_content_that_is_refused(pinpoint, kind, request_, words):
    templates = Templates(pinpoint, kind)
    try:
        templates.create("kept")
        before = templates.get("kept")
        with refused(BAD_REQUEST, *words):
            templates.create("never-made", request_)
        with refused(NOT_FOUND):
            templates.get("never-made")
        for more in ({}, {"CreateNewVersion": True}, {"Version": "1"}):
            with refused(BAD_REQUEST, *words):
                templates.put("kept", request_, **more)
        assert templates.get("kept") == before and templates.versions("kept") == ["1"]
    finally:
        templates.close()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 100])
def test_one_list_over_all_types(pinpoint, size):
    kinds = {kind: Templates(pinpoint, kind) for kind in TYPES}
    made = [("list-a", "sms"), ("list-a", "push"), ("list-b", "voice"), ("list-b", "inapp"), ("list-b", "sms"), ("list-c", "push"), ("lisu", "sms")]
    try:
        for name, kind in made:
            kinds[kind].create(name)
        expected = sorted((name, kind.upper()) for name, kind in made)
        assert listed(pinpoint, size, Prefix="lis") == expected
        assert listed(pinpoint, size, Prefix="list-b") == [entry for entry in expected if entry[0] == "list-b"]
        assert listed(pinpoint, size, Prefix="lis", TemplateType="SMS") == [entry for entry in expected if entry[1] == "SMS"]
        assert listed(pinpoint, size, Prefix="lis", TemplateType="EMAIL") == []
        everything = listed(pinpoint, size)
        assert everything == sorted(everything) and set(expected) <= set(everything)
    finally:
        for templates in kinds.values():
            templates.close()


def listed(pinpoint, size, **more):
    found = items(pinpoint.list_templates, size, "NextToken", **more)
    assert all(set(item) == {"CreationDate", "LastModifiedDate", "TemplateName", "TemplateType", "Version"} for item in found)
    return [(item["TemplateName"], item["TemplateType"]) for item in found]


@pytest.mark.parametrize(("kind", "member"), [("inapp", "InAppTemplate"), ("push", "PushTemplate"), ("sms", "SMSTemplate")])
def test_campaigns_name_templates_that_exist(pinpoint, app, kind, member):
    templates, segment = Templates(pinpoint, kind), app.create_segment(Name="all")["Id"]
    path = f"TemplateConfiguration.{member}"
    try:
        with refused(BAD_REQUEST, f"{path}.Name"):
            app.create_campaign(segment, TemplateConfiguration={member: {"Name": "named"}})
        templates.create("named")
        with refused(BAD_REQUEST, f"{path}.Version"):
            app.create_campaign(segment, TemplateConfiguration={member: {"Name": "named", "Version": "2"}})
        made = app.create_campaign(segment, TemplateConfiguration={member: {"Name": "named", "Version": "1"}})
        assert made["TemplateConfiguration"] == {member: {"Name": "named", "Version": "1"}}
        treatment = {"SizePercent": 10, "TemplateConfiguration": {member: {"Name": "absent"}}}
        with refused(BAD_REQUEST, f"AdditionalTreatments[0].{path}.Name"):
            app.update_campaign(made["Id"], AdditionalTreatments=[treatment])
    finally:
        templates.close()
