"""Wrong templates of the types beside email, and wrong recommender configurations."""

from .row import CONFLICT, NOT_FOUND, Row, bad

SMS, PUSH, VOICE, IN_APP = (f"/v1/templates/<template>/{word}" for word in ("sms", "push", "voice", "inapp"))
ONE = "/v1/recommenders/<recommender>"
MODEL = "arn:aws:personalize:us-east-1:123456789012:campaign/shop"
ROLE = "arn:aws:iam::123456789012:role/personalize"
PLAIN = {"RecommendationProviderUri": MODEL, "RecommendationProviderRoleArn": ROLE, "RecommendationsDisplayName": "Shoes"}
HEADER = {"Alignment": "LEFT", "Header": "h", "TextColor": "#000000"}

ROWS = [
    Row("an SMS template that exists", "POST", SMS, {"Body": "b"}, CONFLICT, ("<template>", "exists")),
    Row("a push template that exists", "POST", PUSH, {}, CONFLICT, ("<template>", "exists")),
    Row("an absent voice template", "PUT", "/v1/templates/new/voice", {"Body": "b"}, NOT_FOUND, ("Resource not found",)),
    Row("an absent version in an app", "DELETE", f"{IN_APP}?version=3", None, NOT_FOUND, ("not found",)),
    bad("an SMS that is a list", "PUT", SMS, {"Body": ["b"]}, "Body", "expected a string"),
    bad("an SMS that never ends", "PUT", SMS, {"Body": "x" * 1_601}, "Body", "1600"),
    bad("an SMS with an open block", "PUT", f"{SMS}?create-new-version=true", {"Body": "{{#each a}}"}, "Body", "{{/each}}"),
    bad("an SMS of an unknown recommender", "PUT", SMS, {"Body": "b", "RecommenderId": "<absent>"}, "RecommenderId", "recommender configuration"),
    bad("an SMS named with a blank", "POST", "/v1/templates/a%20b/sms", {"Body": "b"}, "template-name", "128"),
    bad("an older SMS", "PUT", f"{SMS}?version=1", {"Body": "b"}, "version", "2"),
    bad("to activate no SMS", "PUT", f"{SMS}/active-version", {"Version": "first"}, "Version", "number"),
    bad("a push that opens nothing", "PUT", PUSH, {"GCM": {"Action": "URL"}}, "GCM.Url", "required"),
    bad("a push that acts unknown", "PUT", PUSH, {"GCM": {"Action": "OPEN"}}, "GCM.Action", "unknown value", "OPEN_APP"),
    bad("a push of raw text", "PUT", PUSH, {"APNS": {"RawContent": "raw"}}, "APNS.RawContent", "JSON"),
    bad("a push that is an object within", "PUT", PUSH, {"Default": "b"}, "Default", "expected an object"),
    bad("a push that is too long", "PUT", PUSH, {"ADM": {"Body": "x" * 6_001}}, "ADM", "6000"),
    bad("a voice of no language", "PUT", VOICE, {"LanguageCode": "en US"}, "LanguageCode", "en-US"),
    bad("a voice that is too long", "PUT", VOICE, {"Body": "x" * 10_001}, "Body", "10000"),
    bad("six modals", "PUT", IN_APP, {"Content": [{}] * 6}, "Content", "5"),
    bad("a layout that is none", "PUT", IN_APP, {"Layout": "SIDEWAYS"}, "Layout", "unknown value", "TOP_BANNER"),
    bad("a header without a colour", "PUT", IN_APP, {"Content": [{"HeaderConfig": {"Alignment": "LEFT", "Header": "h"}}]}, "TextColor", "required"),
    bad("a header in words", "PUT", IN_APP, {"Content": [{"HeaderConfig": {**HEADER, "TextColor": "red"}}]}, "Content[0].HeaderConfig.TextColor", "colour"),
    bad("a button to nowhere", "PUT", IN_APP, {"Content": [{"PrimaryBtn": {"Web": {"ButtonAction": "LINK"}}}]}, "PrimaryBtn.Web.Link", "required"),
    bad("eleven custom pairs", "PUT", IN_APP, {"CustomConfig": {f"k{i}": "" for i in range(11)}}, "CustomConfig", "10"),
    bad("a recommender without a model", "POST", "/v1/recommenders", {"RecommendationProviderRoleArn": ROLE}, "RecommendationProviderUri", "required"),
    bad("a recommender without a name to show", "PUT", ONE, {**PLAIN, "RecommendationsDisplayName": ""}, "RecommendationsDisplayName", "required"),
    bad("a recommender of another service", "PUT", ONE, {**PLAIN, "RecommendationProviderUri": ROLE}, "RecommendationProviderUri", "Personalize"),
    bad("attributes without a function", "PUT", ONE, {**PLAIN, "Attributes": {"a": "A"}}, "Attributes", "absent"),
    bad("six recommendations", "PUT", ONE, {**PLAIN, "RecommendationsPerMessage": 6}, "RecommendationsPerMessage", "1 to 5"),
    Row("an absent recommender", "PUT", "/v1/recommenders/<absent>", PLAIN, NOT_FOUND, ("Resource not found",)),
]
