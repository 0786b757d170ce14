"""Many callers at once: whatever was accepted is there, and the limits hold."""

from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError
from support.calls import items

CALLERS = 6


def at_once(call, arguments):
    """Calls with each argument in parallel; the answers in order, an error's code where there is one."""

    def outcome(argument):
        try:
            return call(argument)
        except ClientError as error:
            return error.response["Error"]["Code"]

    with ThreadPoolExecutor(CALLERS) as pool:
        return list(pool.map(outcome, arguments))


def test_writes_to_one_endpoint_are_all_merged(app):
    app.put_email_endpoint("e1")
    names = [f"name-{i}" for i in range(30)]
    at_once(lambda name: app.put("e1", Attributes={name: [name]}, Metrics={name: len(name)}), names)
    made = app.endpoint("e1")
    assert made["Attributes"] == {name: [name] for name in names}
    assert set(made["Metrics"]) == set(names)


def test_writes_to_one_user_reach_all_endpoints(app):
    ids = [f"e{i}" for i in range(CALLERS)]
    at_once(lambda id: app.put_email_endpoint(id, User={"UserId": "u1", "UserAttributes": {id: [id]}}), ids)
    for item in app.user("u1"):
        assert item["User"]["UserAttributes"] == {id: [id] for id in ids}
    assert sorted(item["Id"] for item in app.user("u1")) == ids


def test_a_user_has_fifteen_endpoints_whoever_comes_first(app):
    ids = [f"e{i:02}" for i in range(20)]
    answers = at_once(lambda id: app.put_email_endpoint(id, User={"UserId": "u1"}), ids)
    refused = [id for id, answer in zip(ids, answers, strict=True) if answer == "BadRequestException"]
    assert len(refused) == 5 and all(isinstance(answer, dict) for id, answer in zip(ids, answers, strict=True) if id not in refused)
    assert sorted(item["Id"] for item in app.user("u1")) == sorted(set(ids) - set(refused))


def test_an_address_is_active_once(app):
    ids = [f"e{i}" for i in range(12)]
    at_once(lambda id: app.put(id, ChannelType="EMAIL", Address="same@example.com"), ids)
    assert sorted(app.endpoint(id)["EndpointStatus"] for id in ids) == ["ACTIVE"] + ["INACTIVE"] * 11


def test_every_update_of_a_segment_is_a_version(pinpoint, app):
    id = app.create_segment(Name="first")["Id"]
    names = [f"name {i}" for i in range(12)]
    answers = at_once(lambda name: app.update_segment(id, Name=name), names)
    assert sorted(answer["Version"] for answer in answers) == list(range(2, 14))
    listed = items(pinpoint.get_segment_versions, 5, ApplicationId=app.id, SegmentId=id)
    assert {(item["Version"], item["Name"]) for item in listed} == {(1, "first")} | {(a["Version"], a["Name"]) for a in answers}


def test_a_template_is_created_once_and_its_versions_have_one_number_each(pinpoint):
    content = {"Subject": "s", "TextPart": "t"}
    answers = at_once(lambda _: pinpoint.create_email_template(TemplateName="raced", EmailTemplateRequest=content), range(CALLERS))
    assert [isinstance(answer, dict) for answer in answers].count(True) == 1
    assert [answer for answer in answers if not isinstance(answer, dict)] == ["ConflictException"] * (CALLERS - 1)
    at_once(
        lambda _: pinpoint.update_email_template(TemplateName="raced", EmailTemplateRequest=content, CreateNewVersion=True), range(10)
    )
    listed = items(pinpoint.list_template_versions, 5, "NextToken", TemplateName="raced", TemplateType="EMAIL")
    pinpoint.delete_email_template(TemplateName="raced")
    assert [item["Version"] for item in listed] == [str(version) for version in range(11, 0, -1)]


def test_tags_of_several_callers_add_up(pinpoint, app):
    arn, keys = app.get()["Arn"], [f"k{i}" for i in range(12)]
    at_once(lambda key: pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": {key: key}}), keys)
    assert pinpoint.list_tags_for_resource(ResourceArn=arn)["TagsModel"]["tags"] == {key: key for key in keys}


def test_settings_of_several_callers_are_whole(app):
    parts = [{"Limits": {"Daily": i}} for i in range(6)] + [{"QuietTime": {"Start": "22:00", "End": f"0{i}:00"}} for i in range(6)]
    at_once(lambda part: app.update_settings(**part), parts)
    settings = app.settings()
    assert set(settings["Limits"]) == {"Daily"} and settings["QuietTime"]["Start"] == "22:00"
