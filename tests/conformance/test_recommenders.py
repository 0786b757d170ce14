"""Recommender configurations: made, read, replaced, listed, named by templates, refused."""

import pytest
from support.calls import ABSENT, BAD_REQUEST, DATE, ID, NOT_FOUND, items, refused

PLAIN = {
    "RecommendationProviderUri": "arn:aws:personalize:us-east-1:123456789012:campaign/shop",
    "RecommendationProviderRoleArn": "arn:aws:iam::123456789012:role/personalize",
    "RecommendationsDisplayName": "Shoes for you",
}
WITH_LAMBDA = {
    **PLAIN, "Name": "Shoes 2", "Description": "Shoes; (for) men, 20-30", "RecommendationProviderIdType": "PINPOINT_USER_ID",
    "RecommendationTransformerUri": "arn:aws:lambda:us-east-1:123456789012:function:items", "Attributes": {"title-1": "Title", "link": "The link"},
    "RecommendationsPerMessage": 3,
}


class Recommenders:
    """Configurations of the test's own; all are deleted at its end."""

    def __init__(self, pinpoint):
        self.pinpoint, self.made = pinpoint, []

    def create(self, request):
        answer = self.pinpoint.create_recommender_configuration(CreateRecommenderConfiguration=request)
        self.made.append(answer["RecommenderConfigurationResponse"]["Id"])
        return answer["RecommenderConfigurationResponse"]

    def get(self, id):
        return self.pinpoint.get_recommender_configuration(RecommenderId=id)["RecommenderConfigurationResponse"]

    def put(self, id, request):
        answer = self.pinpoint.update_recommender_configuration(RecommenderId=id, UpdateRecommenderConfiguration=request)
        return answer["RecommenderConfigurationResponse"]

    def delete(self, id):
        return self.pinpoint.delete_recommender_configuration(RecommenderId=id)["RecommenderConfigurationResponse"]

    def ids(self, size):
        return [item["Id"] for item in items(self.pinpoint.get_recommender_configurations, size)]


@pytest.fixture
def recommenders(pinpoint):
    made = Recommenders(pinpoint)
    yield made
    for id in made.made:
        try:
            made.delete(id)
        except pinpoint.exceptions.NotFoundException:
            pass  # the test deleted it


def test_what_was_written_is_answered_with_defaults(recommenders):
    made = recommenders.create(PLAIN)
    assert ID.fullmatch(made["Id"]) and DATE.fullmatch(made["CreationDate"]) and made["CreationDate"] == made["LastModifiedDate"]
    server = {name: made[name] for name in ("Id", "CreationDate", "LastModifiedDate")}
    assert made == {**PLAIN, **server, "RecommendationProviderIdType": "PINPOINT_ENDPOINT_ID", "RecommendationsPerMessage": 5}
    assert recommenders.get(made["Id"]) == made
    whole = recommenders.create(WITH_LAMBDA)
    assert WITH_LAMBDA.items() <= whole.items()


def test_an_update_replaces_the_configuration_whole(recommenders):
    made = recommenders.create(WITH_LAMBDA)
    changed = recommenders.put(made["Id"], {**PLAIN, "Name": "Boots"})
    assert (changed["Id"], changed["CreationDate"], changed["Name"]) == (made["Id"], made["CreationDate"], "Boots")
    assert not {"Description", "RecommendationTransformerUri", "Attributes"} & set(changed)
    assert (changed["RecommendationsPerMessage"], changed["RecommendationProviderIdType"]) == (5, "PINPOINT_ENDPOINT_ID")
    assert recommenders.get(made["Id"]) == changed


def test_deleted_it_is_gone(recommenders):
    made = recommenders.create(PLAIN)
    assert recommenders.delete(made["Id"]) == made
    for call in (recommenders.get, recommenders.delete, lambda id: recommenders.put(id, PLAIN)):
        for id in (made["Id"], ABSENT):
            with refused(NOT_FOUND, "not found"):
                call(id)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_listed_page_by_page(recommenders, size):
    made = [recommenders.create(PLAIN)["Id"] for _ in range(3)]
    assert set(made) <= set(recommenders.ids(size))
    with refused(BAD_REQUEST, "token"):
        recommenders.pinpoint.get_recommender_configurations(Token="nonsense")
    with refused(BAD_REQUEST, "page-size"):
        recommenders.pinpoint.get_recommender_configurations(PageSize="0")


REFUSED = [
    ({**PLAIN, "Name": "x" * 129}, ["Name", "128"]),
    ({**PLAIN, "Name": "-x"}, ["Name"]),
    ({**PLAIN, "Description": "x" * 129}, ["Description", "128"]),
    ({**PLAIN, "RecommendationProviderUri": "shop"}, ["RecommendationProviderUri", "Personalize"]),
    ({**PLAIN, "RecommendationProviderRoleArn": "role"}, ["RecommendationProviderRoleArn", "role"]),
    ({**PLAIN, "RecommendationProviderIdType": "USER"}, ["RecommendationProviderIdType", "PINPOINT_USER_ID"]),
    ({**PLAIN, "RecommendationsPerMessage": 0}, ["RecommendationsPerMessage", "1 to 5"]),
    ({**PLAIN, "RecommendationsPerMessage": 6}, ["RecommendationsPerMessage", "1 to 5"]),
    ({**PLAIN, "RecommendationsDisplayName": "x" * 26}, ["RecommendationsDisplayName", "25"]),
    ({name: value for name, value in PLAIN.items() if name != "RecommendationsDisplayName"}, ["RecommendationsDisplayName", "required"]),
    ({**PLAIN, "Attributes": {"a": "A"}}, ["Attributes", "RecommendationTransformerUri"]),
    ({**WITH_LAMBDA, "Attributes": {}}, ["Attributes", "10"]),
    ({**WITH_LAMBDA, "Attributes": {f"a{i}": "A" for i in range(11)}}, ["Attributes", "10"]),
    ({**WITH_LAMBDA, "Attributes": {"x" * 51: "A"}}, ["Attributes", "50"]),
    ({**WITH_LAMBDA, "Attributes": {"a": "x" * 26}}, ["Attributes.a", "25"]),
    ({**WITH_LAMBDA, "RecommendationTransformerUri": "arn:aws:iam::123456789012:role/a"}, ["RecommendationTransformerUri", "Lambda"]),
]


@pytest.mark.parametrize(("request_", "words"), REFUSED, ids=[f"{i}-{words[0]}" for i, (_, words) in enumerate(REFUSED)])
def test_configurations_that_are_refused(recommenders, request_, words):
    made = recommenders.create(PLAIN)
    before = recommenders.ids(100)
    with refused(BAD_REQUEST, *words):
        recommenders.create(request_)
    with refused(BAD_REQUEST, *words):
        recommenders.put(made["Id"], request_)
    assert recommenders.get(made["Id"]) == made and recommenders.ids(100) == before


def test_templates_name_one_that_exists(pinpoint, recommenders, template):
    id = recommenders.create(PLAIN)["Id"]
    request = {"Subject": "s", "TextPart": "Try {{RecommendationItems.[0]}}", "RecommenderId": id}
    pinpoint.update_email_template(TemplateName=template, EmailTemplateRequest=request)
    assert pinpoint.get_email_template(TemplateName=template)["EmailTemplateResponse"]["RecommenderId"] == id
    with refused(BAD_REQUEST, "RecommenderId"):
        pinpoint.update_email_template(TemplateName=template, EmailTemplateRequest={**request, "RecommenderId": ABSENT})
