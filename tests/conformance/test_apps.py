"""Apps: made, listed, tagged at birth, and gone with all that is in them."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, DATE, ID, NOT_FOUND, items, pages, refused


def test_a_new_app_is_there_as_it_was_answered(pinpoint):
    made = pinpoint.create_app(CreateApplicationRequest={"Name": "My shop, 2nd = best", "tags": {"team": "growth"}})
    made = made["ApplicationResponse"]
    assert ID.fullmatch(made["Id"]) and DATE.fullmatch(made["CreationDate"])
    assert made["Name"] == "My shop, 2nd = best" and made["tags"] == {"team": "growth"}
    region, account, resource = made["Arn"].removeprefix("arn:aws:mobiletargeting:").split(":")
    assert region == "us-east-1" and account.isdigit() and len(account) == 12
    assert resource == f"apps/{made['Id']}"
    assert App(pinpoint, made["Id"]).get() == made
    App(pinpoint, made["Id"]).delete()


def test_names_may_repeat_ids_do_not(pinpoint, app):
    twin = App.create(pinpoint)
    assert twin.id != app.id and twin.get()["Name"] == app.get()["Name"]
    twin.delete()


@pytest.mark.parametrize("name", ["a", "Ümläut 日本", "x" * 64])
def test_names_that_are_accepted(pinpoint, name):
    made = App.create(pinpoint, name)
    assert made.get()["Name"] == name
    made.delete()


@pytest.mark.parametrize("name", ["", "x" * 65, "a\nb"])
def test_names_that_are_refused(pinpoint, name):
    with refused(BAD_REQUEST, "Name", "must"):
        App.create(pinpoint, name)


def test_an_absent_app_is_not_found(pinpoint):
    nobody = App(pinpoint, ABSENT)
    with refused(NOT_FOUND, "Application not found"):
        nobody.get()
    with refused(NOT_FOUND, "Application not found"):
        nobody.delete()


@pytest.mark.parametrize("size", [1, 2, 3])
def test_all_apps_page_by_page_newest_first(pinpoint, size):
    made = [App.create(pinpoint, f"page {i}") for i in range(5)]
    listed = [item for page in pages(pinpoint.get_apps, size) for item in page]
    ids = [item["Id"] for item in listed]
    assert len(set(ids)) == len(ids) and {app.id for app in made} <= set(ids)
    dates = [item["CreationDate"] for item in listed]
    assert dates == sorted(dates, reverse=True)
    assert next(item for item in listed if item["Id"] == made[3].id) == made[3].get()
    for app in made:
        app.delete()


def test_a_page_is_as_large_as_asked_and_only_the_last_has_no_token(pinpoint):
    made = [App.create(pinpoint) for _ in range(3)]
    first = pinpoint.get_apps(PageSize="2")["ApplicationsResponse"]
    assert len(first["Item"]) == 2 and first["NextToken"]
    everything = pinpoint.get_apps(PageSize="1000")["ApplicationsResponse"]
    assert "NextToken" not in everything
    for app in made:
        app.delete()


@pytest.mark.parametrize("size", ["0", "-1", "ten", "1.5", ""])
def test_page_sizes_that_are_refused(pinpoint, size):
    with refused(BAD_REQUEST, "page-size"):
        pinpoint.get_apps(PageSize=size)


@pytest.mark.parametrize("token", ["nonsense", "AAAA", "é", "x" * 2000])
def test_tokens_that_are_refused(pinpoint, app, token):
    with refused(BAD_REQUEST, "token"):
        pinpoint.get_apps(Token=token)


def test_a_token_of_another_list_is_refused_or_harmless(pinpoint, app):
    for i in range(2):
        app.create_segment(Name=str(i))
    token = pinpoint.get_segments(ApplicationId=app.id, PageSize="1")["SegmentsResponse"]["NextToken"]
    with refused(BAD_REQUEST, "token"):
        pinpoint.get_campaigns(ApplicationId=app.id, Token=token)


def test_deleting_takes_everything_in_the_app(pinpoint, template):
    app = App.create(pinpoint)
    before = app.get()
    app.put_email()
    app.put_email_endpoint("e1", User={"UserId": "u1"})
    segment = app.create_segment(Name="all", tags={"a": "b"})["Id"]
    campaign = app.create_campaign(segment, tags={"a": "b"})["Id"]

    assert app.delete() == before

    of_app = [
        app.get, app.delete, app.settings, app.update_settings, app.email, app.put_email, app.delete_email, app.channels,
        lambda: app.put_email_endpoint("e2"),
        lambda: app.put_batch([{"Id": "e2"}]),
        lambda: app.endpoint("e1"),
        lambda: app.delete_endpoint("e1"),
        lambda: app.user("u1"),
        lambda: app.delete_user("u1"),
        lambda: app.create_segment(Name="new"),
        lambda: app.segment(segment),
        lambda: app.update_segment(segment, Name="new"),
        lambda: app.delete_segment(segment),
        lambda: app.segment_version(segment, 1),
        lambda: pinpoint.get_segments(ApplicationId=app.id),
        lambda: pinpoint.get_segment_versions(ApplicationId=app.id, SegmentId=segment),
        lambda: app.create_campaign(segment),
        lambda: app.campaign(campaign),
        lambda: app.update_campaign(campaign, Name="new"),
        lambda: app.delete_campaign(campaign),
        lambda: app.campaign_version(campaign, 1),
        lambda: app.activities(campaign),
        lambda: pinpoint.get_campaigns(ApplicationId=app.id),
        lambda: pinpoint.get_campaign_versions(ApplicationId=app.id, CampaignId=campaign),
        lambda: pinpoint.list_tags_for_resource(ResourceArn=before["Arn"]),
        lambda: pinpoint.list_tags_for_resource(ResourceArn=f"{before['Arn']}/segments/{segment}"),
        lambda: pinpoint.tag_resource(ResourceArn=f"{before['Arn']}/campaigns/{campaign}", TagsModel={"tags": {"c": "d"}}),
    ]
    for call in of_app:
        with refused(NOT_FOUND, "not found"):
            call()
    assert app.id not in [item["Id"] for item in items(pinpoint.get_apps, 100)]
    assert pinpoint.get_email_template(TemplateName=template)["EmailTemplateResponse"]["Version"] == "1"


def test_a_hundred_apps_and_no_more(pinpoint):
    made = []
    with refused(BAD_REQUEST, "apps", "100"):
        for _ in range(101):
            made.append(App.create(pinpoint, "many"))
    assert len(items(pinpoint.get_apps, 30)) == 100
    made.pop().delete()
    made.append(App.create(pinpoint, "one again"))
    for app in made:
        app.delete()
