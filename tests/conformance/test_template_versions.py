"""Versions of a template: which one is read, written, active, and what deleting one means."""

import pytest
from support.calls import BAD_REQUEST, NOT_FOUND, accepted, pages, refused


class Template:
    """One email template, each version with its own subject."""

    def __init__(self, pinpoint, name):
        self.pinpoint = pinpoint
        self.name = name

    def subject(self, **more):
        return self.pinpoint.get_email_template(TemplateName=self.name, **more)["EmailTemplateResponse"]["Subject"]

    def active(self):
        return self.pinpoint.get_email_template(TemplateName=self.name)["EmailTemplateResponse"]["Version"]

    def put(self, subject, **more):
        answer = self.pinpoint.update_email_template(TemplateName=self.name, EmailTemplateRequest={"Subject": subject, "TextPart": "t"}, **more)
        return answer["MessageBody"]

    def add(self, subject):
        return self.put(subject, CreateNewVersion=True)

    def activate(self, version):
        answer = self.pinpoint.update_template_active_version(
            TemplateName=self.name, TemplateType="EMAIL", TemplateActiveVersionRequest={"Version": version}
        )
        return answer["MessageBody"]

    def delete(self, version):
        return self.pinpoint.delete_email_template(TemplateName=self.name, Version=version)["MessageBody"]

    def versions(self, size=100):
        found = pages(self.pinpoint.list_template_versions, size, "NextToken", TemplateName=self.name, TemplateType="EMAIL")
        return [item["Version"] for page in found for item in page]


@pytest.fixture
def letter(pinpoint, template):
    """Version 1 with the subject `first` is all there is."""
    return Template(pinpoint, template)


def test_get_without_version_is_the_active_one(letter):
    letter.add("second")
    assert letter.subject() == "first" == letter.subject(Version="1")
    assert letter.subject(Version="2") == "second"
    letter.activate("2")
    assert letter.subject() == "second" and letter.active() == "2"


@pytest.mark.parametrize(("version", "code"), [("2", NOT_FOUND), ("99999999", NOT_FOUND), ("one", BAD_REQUEST), ("", BAD_REQUEST), ("-1", BAD_REQUEST)])
def test_versions_that_are_not_there(letter, version, code):
    with refused(code):
        letter.subject(Version=version)
    with refused(code):
        letter.delete(version)
    with refused(code):
        letter.activate(version)
    assert letter.versions() == ["1"]


def test_put_overwrites_the_latest_version(letter):
    letter.add("second")
    assert accepted(letter.put("second, changed"))
    assert letter.subject(Version="2") == "second, changed"
    assert letter.subject() == "first", "the active one is another"
    letter.activate("latest")
    letter.put("second, changed again")
    assert letter.subject() == "second, changed again", "what is active changes at once"
    assert letter.versions() == ["2", "1"]


def test_put_with_a_version_guards_against_races(letter):
    letter.add("second")
    assert accepted(letter.put("second, changed", Version="2"))
    for version in ("1", "3"):
        with refused(BAD_REQUEST, "version", "2"):
            letter.put("too late", Version=version)
    assert letter.subject(Version="2") == "second, changed" and letter.subject(Version="1") == "first"


def test_a_new_version_leaves_the_active_one(letter):
    assert accepted(letter.add("second"))
    letter.add("third")
    assert letter.versions() == ["3", "2", "1"] and letter.active() == "1"
    assert [letter.subject(Version=v) for v in "123"] == ["first", "second", "third"]


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_new_version_has_no_number_to_ask_for(letter, version):
    with refused(BAD_REQUEST, "version", "create-new-version"):
        letter.put("second", CreateNewVersion=True, Version=version)
    assert letter.versions() == ["1"]


def test_not_creating_a_version_is_an_update(letter):
    letter.put("changed", CreateNewVersion=False, Version="1")
    assert letter.versions() == ["1"] and letter.subject() == "changed"


def test_latest_is_the_one_at_the_time_of_the_call(letter):
    letter.add("second")
    assert accepted(letter.activate("latest"))
    letter.add("third")
    assert letter.active() == "2"
    letter.activate("1")
    assert letter.active() == "1"
    letter.activate("latest")
    assert letter.active() == "3"


def test_deleting_another_version_leaves_the_active_one(letter):
    letter.add("second")
    letter.add("third")
    assert accepted(letter.delete("2"))
    assert letter.versions() == ["3", "1"] and letter.active() == "1"
    with refused(NOT_FOUND):
        letter.subject(Version="2")


def test_deleting_the_active_version_activates_the_latest_that_remains(letter):
    letter.add("second")
    letter.add("third")
    letter.delete("1")
    assert letter.active() == "3" and letter.subject() == "third"
    letter.delete("3")
    assert letter.active() == "2" and letter.versions() == ["2"]


def test_deleting_the_last_version_deletes_the_template(pinpoint, letter):
    letter.add("second")
    letter.delete("1")
    letter.delete("2")
    with refused(NOT_FOUND):
        letter.subject()
    listed = pinpoint.list_templates(Prefix=letter.name)["TemplatesResponse"]["Item"]
    assert listed == []


def test_numbers_are_never_used_again(letter):
    letter.add("second")
    letter.delete("2")
    letter.put("first, changed", Version="1")
    letter.add("third")
    assert letter.versions() == ["3", "1"]
    assert letter.subject(Version="1") == "first, changed"


def test_lists_show_the_active_version(pinpoint, letter):
    letter.add("second")
    (item,) = pinpoint.list_templates(Prefix=letter.name)["TemplatesResponse"]["Item"]
    assert item["Version"] == "1"
    letter.activate("2")
    (item,) = pinpoint.list_templates(Prefix=letter.name)["TemplatesResponse"]["Item"]
    assert item["Version"] == "2"


@pytest.mark.parametrize("size", [1, 2, 3])
def test_versions_page_by_page_newest_first(letter, size):
    for number in range(2, 8):
        letter.add(f"number {number}")
    assert letter.versions(size) == ["7", "6", "5", "4", "3", "2", "1"]


def test_versions_tell_what_they_are(pinpoint, letter):
    pinpoint.update_email_template(
        TemplateName=letter.name, CreateNewVersion=True,
        EmailTemplateRequest={"Subject": "s", "TextPart": "t", "TemplateDescription": "second", "DefaultSubstitutions": '{"a":"b"}'},
    )
    answer = pinpoint.list_template_versions(TemplateName=letter.name, TemplateType="EMAIL")["TemplateVersionsResponse"]
    second, first = answer["Item"]
    assert second["TemplateDescription"] == "second" and second["DefaultSubstitutions"] == '{"a":"b"}'
    for item in (first, second):
        assert item["TemplateName"] == letter.name and item["TemplateType"] == "EMAIL"
    assert first["CreationDate"] <= second["CreationDate"]


@pytest.mark.parametrize(("kind", "code"), [("SMS", NOT_FOUND), ("FAX", BAD_REQUEST)])
def test_versions_of_another_type(pinpoint, letter, kind, code):
    with refused(code):
        pinpoint.list_template_versions(TemplateName=letter.name, TemplateType=kind)
    with refused(code):
        pinpoint.update_template_active_version(TemplateName=letter.name, TemplateType=kind, TemplateActiveVersionRequest={"Version": "1"})


@pytest.mark.parametrize("query", [{"PageSize": "0"}, {"PageSize": "x"}, {"NextToken": "nonsense"}])
def test_bad_pages(pinpoint, letter, query):
    with refused(BAD_REQUEST, {"PageSize": "page-size", "NextToken": "token"}[next(iter(query))]):
        pinpoint.list_template_versions(TemplateName=letter.name, TemplateType="EMAIL", **query)


def test_a_version_must_be_named_to_become_active(pinpoint, letter):
    with refused(BAD_REQUEST, "Version"):
        pinpoint.update_template_active_version(TemplateName=letter.name, TemplateType="EMAIL", TemplateActiveVersionRequest={})
