"""Email templates: made, read, listed, refused."""

import json

import pytest
from support.calls import BAD_REQUEST, CONFLICT, DATE, NOT_FOUND, UUID, accepted, items, pages, refused

FULL = {
    "Subject": "Hello {{User.UserAttributes.[First Name]}}",
    "HtmlPart": "<p>{{Attributes.greeting.[0]}} {{{Attributes.raw}}} {{#if Location.City}}{{Location.City}}{{else}}you{{/if}}</p>",
    "TextPart": "Hello\n{{Address}}",
    "TemplateDescription": "greets",
    "DefaultSubstitutions": json.dumps({"User.UserAttributes.First Name": "friend"}),
    "Headers": [{"Name": "List-Unsubscribe", "Value": "<https://example.com/{{Id}}>"}],
}
SMALL = {"Subject": "s", "TextPart": "t"}


class Templates:
    """Email templates of the test's own; all are deleted at its end."""

    def __init__(self, pinpoint):
        self.pinpoint = pinpoint
        self.made = []

    def create(self, name, **request):
        answer = self.pinpoint.create_email_template(TemplateName=name, EmailTemplateRequest=request or SMALL)
        self.made.append(name)
        return answer["CreateTemplateMessageBody"]

    def get(self, name, **more):
        return self.pinpoint.get_email_template(TemplateName=name, **more)["EmailTemplateResponse"]

    def put(self, name, request, **more):
        answer = self.pinpoint.update_email_template(TemplateName=name, EmailTemplateRequest=request, **more)
        return answer["MessageBody"]

    def delete(self, name, **more):
        return self.pinpoint.delete_email_template(TemplateName=name, **more)["MessageBody"]

    def names(self, size=100, **more):
        return [item["TemplateName"] for item in items(self.pinpoint.list_templates, size, "NextToken", **more)]


@pytest.fixture
def templates(pinpoint):
    made = Templates(pinpoint)
    yield made
    for name in made.made:
        try:
            made.delete(name)
        except pinpoint.exceptions.NotFoundException:
            pass  # the test deleted it


def test_a_new_template_is_active_and_version_one(templates):
    made = templates.create("Welcome_mail-2", **FULL, tags={"team": "growth"})
    assert made["Arn"].endswith(":templates/Welcome_mail-2/EMAIL") and made["Arn"].startswith("arn:aws:mobiletargeting:us-east-1:")
    assert UUID.fullmatch(made["RequestID"]) and made["Message"]
    got = templates.get("Welcome_mail-2")
    assert DATE.fullmatch(got.pop("CreationDate")) and DATE.fullmatch(got.pop("LastModifiedDate"))
    assert got == {
        **FULL, "Arn": made["Arn"], "TemplateName": "Welcome_mail-2", "TemplateType": "EMAIL", "Version": "1", "tags": {"team": "growth"},
    }


def test_a_name_is_taken_once_and_minds_its_case(templates):
    templates.create("Twice")
    with refused(CONFLICT, "Twice"):
        templates.create("Twice", Subject="other", TextPart="other")
    assert templates.get("Twice")["Subject"] == "s"
    templates.create("twice", Subject="lower", TextPart="t")
    assert templates.get("Twice")["Subject"] == "s" and templates.get("twice")["Subject"] == "lower"


@pytest.mark.parametrize("name", ["a", "0", "A-b_9", "x" * 128])
def test_names_that_are_accepted(templates, name):
    templates.create(name)
    assert templates.get(name)["TemplateName"] == name


@pytest.mark.parametrize("name", ["_a", "-a", "a b", "a.b", "a/b", "é", "a%", "x" * 129])
def test_names_that_are_refused(templates, name):
    with refused(BAD_REQUEST, "template-name", "128"):
        templates.create(name)
    with refused(NOT_FOUND):
        templates.get(name)


REFUSED = [
    ({"Subject": "{{#if}", "TextPart": "t"}, ["Subject"]),
    ({"Subject": "s", "TextPart": "{{Attributes.plan"}, ["TextPart"]),
    ({"Subject": "s", "HtmlPart": "{{#each Attributes.plan}}x{{/if}}"}, ["HtmlPart"]),
    ({**SMALL, "DefaultSubstitutions": "friend"}, ["DefaultSubstitutions", "JSON"]),
    ({**SMALL, "DefaultSubstitutions": "[]"}, ["DefaultSubstitutions", "JSON object"]),
    ({**SMALL, "DefaultSubstitutions": '{"a":{"b":"c"}}'}, ["DefaultSubstitutions"]),
    ({**SMALL, "TemplateDescription": "x" * 501}, ["TemplateDescription", "500"]),
    ({"Subject": "s", "HtmlPart": "x" * 600_001}, ["600000"]),
    ({**SMALL, "Headers": [{"Name": f"X-{i}", "Value": "v"} for i in range(16)]}, ["Headers", "15"]),
    ({**SMALL, "Headers": [{"Name": "X-" + "n" * 125, "Value": "v"}]}, ["Headers[0].Name", "126"]),
    ({**SMALL, "Headers": [{"Name": "X-A", "Value": "v"}, {"Name": "Subject", "Value": "v"}]}, ["Headers[1].Name"]),
    ({**SMALL, "Headers": [{"Name": "X A:", "Value": "v"}]}, ["Headers[0].Name"]),
    ({**SMALL, "Headers": [{"Value": "v"}]}, ["Headers[0].Name"]),
]


@pytest.mark.parametrize(("request_", "words"), REFUSED, ids=[f"{i}-{words[0]}" for i, (_, words) in enumerate(REFUSED)])
def test_content_that_is_refused(pinpoint, templates, template, request_, words):
    with refused(BAD_REQUEST, *words):
        templates.create("never-made", **request_)
    with refused(NOT_FOUND):
        templates.get("never-made")
    before = templates.get(template)
    for more in ({}, {"CreateNewVersion": True}, {"Version": "1"}):
        with refused(BAD_REQUEST, *words):
            templates.put(template, request_, **more)
    assert templates.get(template) == before
    versions = pinpoint.list_template_versions(TemplateName=template, TemplateType="EMAIL")["TemplateVersionsResponse"]
    assert len(versions["Item"]) == 1


@pytest.mark.parametrize("request_", [{"Subject": "s"}, {}, {"HtmlPart": "x" * 600_000}, {"TextPart": "{{unknown helper}}"}])
def test_content_that_is_stored_although_it_may_not_render(templates, request_):
    templates.pinpoint.create_email_template(TemplateName="odd", EmailTemplateRequest=request_)
    templates.made.append("odd")
    got = templates.get("odd")
    assert {name: got.get(name) for name in request_} == request_


def test_an_update_replaces_the_content_and_keeps_the_age(templates):
    templates.create("letter", **FULL)
    before = templates.get("letter")
    assert accepted(templates.put("letter", {"Subject": "new", "TextPart": "text"}))
    after = templates.get("letter")
    assert after["Subject"] == "new" and after["TextPart"] == "text" and after["Version"] == "1"
    assert not {"HtmlPart", "DefaultSubstitutions", "TemplateDescription", "Headers"} & set(after)
    assert after["CreationDate"] == before["CreationDate"] and after["LastModifiedDate"] >= before["LastModifiedDate"]


def test_deleted_it_is_gone_and_the_name_is_free(templates):
    templates.create("letter", **FULL)
    templates.put("letter", SMALL, CreateNewVersion=True)
    assert accepted(templates.delete("letter"))
    for call in [
        lambda: templates.get("letter"),
        lambda: templates.get("letter", Version="1"),
        lambda: templates.put("letter", SMALL),
        lambda: templates.delete("letter"),
        lambda: templates.pinpoint.list_template_versions(TemplateName="letter", TemplateType="EMAIL"),
        lambda: templates.pinpoint.update_template_active_version(
            TemplateName="letter", TemplateType="EMAIL", TemplateActiveVersionRequest={"Version": "1"}
        ),
    ]:
        with refused(NOT_FOUND, "not found"):
            call()
    assert "letter" not in templates.names()
    templates.create("letter")
    assert templates.get("letter")["Version"] == "1"


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_templates_page_by_page_in_the_order_of_their_names(templates, size):
    for name in ("list-b", "list-a", "List-c", "list-d", "lisu"):
        templates.create(name)
    listed = templates.names(size)
    assert listed == sorted(listed) and {"List-c", "list-a", "list-b", "list-d", "lisu"} <= set(listed)
    assert templates.names(size, Prefix="list-") == ["list-a", "list-b", "list-d"]
    assert templates.names(size, Prefix="list-a") == ["list-a"]
    assert templates.names(size, Prefix="nothing") == []
    assert templates.names(size, TemplateType="EMAIL", Prefix="list-") == ["list-a", "list-b", "list-d"]
    assert templates.names(size, TemplateType="SMS") == []


def test_lists_leave_out_what_is_long(templates):
    templates.create("listed", **FULL, tags={"a": "b"})
    (item,) = templates.pinpoint.list_templates(Prefix="listed")["TemplatesResponse"]["Item"]
    assert set(item) == {"CreationDate", "LastModifiedDate", "TemplateName", "TemplateType", "Version"}
    assert (item["TemplateName"], item["TemplateType"], item["Version"]) == ("listed", "EMAIL", "1")


@pytest.mark.parametrize(
    ("query", "word"),
    [({"PageSize": "0"}, "page-size"), ({"PageSize": "x"}, "page-size"), ({"NextToken": "nonsense"}, "token"), ({"TemplateType": "FAX"}, "template-type")],
)
def test_bad_queries(templates, template, query, word):
    with refused(BAD_REQUEST, word):
        templates.pinpoint.list_templates(**query)


def test_a_page_holds_a_hundred_at_most(templates):
    for i in range(101):
        templates.create(f"many-{i:03}")
    found = pages(templates.pinpoint.list_templates, 500, "NextToken", Prefix="many-")
    assert [len(page) for page in found] == [100, 1]
    found = templates.pinpoint.list_templates(Prefix="many-")["TemplatesResponse"]
    assert len(found["Item"]) == 100 and "NextToken" in found
