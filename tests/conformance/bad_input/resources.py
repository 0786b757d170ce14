"""Wrong apps, settings, channels, tags and templates."""

from .row import CONFLICT, NOT_FOUND, Row, bad

SETTINGS = "/v1/apps/<app>/settings"
EMAIL = "/v1/apps/<app>/channels/email"
CHANNELS = "/v1/apps/<app>/channels"
TOKEN = {"BundleId": "b", "TeamId": "t", "TokenKeyId": "k"}
TEMPLATE = "/v1/templates/<template>/email"
NEW = "/v1/templates/new/email"
IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/example.com"

ROWS = [
    bad("an app without a name", "POST", "/v1/apps", {}, "Name", "required"),
    bad("a name that is null", "POST", "/v1/apps", {"Name": None}, "Name", "expected a string"),
    bad("a name that is a number", "POST", "/v1/apps", {"Name": 7}, "Name", "expected a string", "an integer"),
    bad("a name of 65 characters", "POST", "/v1/apps", {"Name": "é" * 65}, "Name", "64"),
    bad("a name with a line break", "POST", "/v1/apps", {"Name": "a\r\nb"}, "Name", "control"),
    bad("tags that are a list", "POST", "/v1/apps", {"Name": "a", "tags": ["b"]}, "tags", "expected an object"),
    bad("a tag that is a number", "POST", "/v1/apps", {"Name": "a", "tags": {"b": 1}}, "tags.b", "expected a string"),
    bad("51 tags", "POST", "/v1/apps", {"Name": "a", "tags": {f"k{i}": "" for i in range(51)}}, "tags", "50"),
    bad("a tag of AWS", "POST", "/v1/apps", {"Name": "a", "tags": {"aws:b": ""}}, "tags", "aws:"),
    bad("tagging with nothing", "POST", "/v1/tags/<arn>", {}, "tags", "required"),
    bad("a tag without a key", "POST", "/v1/tags/<arn>", {"tags": {"": "b"}}, "tags", "128"),
    bad("a tag that is too long", "POST", "/v1/tags/<arn>", {"tags": {"b": "x" * 257}}, "tags", "256"),
    bad("untagging nothing", "DELETE", "/v1/tags/<arn>", None, "tagKeys", "required"),
    bad("no ARN", "DELETE", "/v1/tags/stage?tagKeys=a", None, "resource-arn", "arn:aws:mobiletargeting"),
    Row("the ARN of another account", "POST", "/v1/tags/arn:aws:mobiletargeting:us-east-1:999999999999:apps%2F<app>", {"tags": {"b": "c"}}, NOT_FOUND, ("not found",)),
    # Settings.
    bad("a limit that is a text", "PUT", SETTINGS, {"Limits": {"Daily": "3"}}, "Limits.Daily", "expected an integer", "a string"),
    bad("a limit with a fraction", "PUT", SETTINGS, {"Limits": {"Daily": 1.5}}, "Limits.Daily", "expected an integer"),
    bad("a limit beyond 32 bits", "PUT", SETTINGS, {"Limits": {"Total": 3_000_000_000}}, "Limits.Total", "expected an integer"),
    bad("a negative limit", "PUT", SETTINGS, {"Limits": {"Daily": -1}}, "Limits.Daily", "0 to 100"),
    bad("a limit above 100", "PUT", SETTINGS, {"Limits": {"Total": 101}}, "Limits.Total", "0 to 100"),
    bad("less than a minute", "PUT", SETTINGS, {"Limits": {"MaximumDuration": 59}}, "Limits.MaximumDuration", "60"),
    bad("more messages than there may be", "PUT", SETTINGS, {"Limits": {"MessagesPerSecond": 20_001}}, "Limits.MessagesPerSecond", "20000"),
    bad("a time of day that is none", "PUT", SETTINGS, {"QuietTime": {"Start": "24:00", "End": "07:00"}}, "QuietTime.Start", "HH:MM"),
    bad("a time of day that is a number", "PUT", SETTINGS, {"QuietTime": {"Start": 22}}, "QuietTime.Start", "expected a string"),
    bad("an unknown mode", "PUT", SETTINGS, {"CampaignHook": {"Mode": "filter"}}, "CampaignHook.Mode", "unknown value", "FILTER"),
    bad("a switch that is a text", "PUT", SETTINGS, {"EventTaggingEnabled": "true"}, "EventTaggingEnabled", "true or false"),
    bad("days beyond a month", "PUT", SETTINGS, {"JourneyLimits": {"TimeframeCap": {"Days": 31}}}, "JourneyLimits.TimeframeCap.Days", "30"),
    # The email channel.
    bad("no sender", "PUT", EMAIL, {"Identity": IDENTITY}, "FromAddress", "required"),
    bad("no identity", "PUT", EMAIL, {"FromAddress": "a@example.com"}, "Identity", "required"),
    bad("a sender without an address", "PUT", EMAIL, {"FromAddress": "Shop", "Identity": IDENTITY}, "FromAddress", "address"),
    bad("two lines of sender", "PUT", EMAIL, {"FromAddress": "a@example.com\nBcc: b@example.com", "Identity": IDENTITY}, "FromAddress"),
    bad("an identity that is no ARN", "PUT", EMAIL, {"FromAddress": "a@example.com", "Identity": "example.com"}, "Identity", "ARN"),
    bad("a role that is no ARN", "PUT", EMAIL, {"FromAddress": "a@example.com", "Identity": IDENTITY, "RoleArn": "role"}, "RoleArn", "ARN"),
    bad("enabled by a text", "PUT", EMAIL, {"FromAddress": "a@example.com", "Identity": IDENTITY, "Enabled": "yes"}, "Enabled", "true or false"),
    # The other channels.
    bad("no credentials for APNs", "PUT", f"{CHANNELS}/apns", {}, "Missing credentials"),
    bad("half a certificate", "PUT", f"{CHANNELS}/apns_sandbox", {"Certificate": "x", "PrivateKey": ""}, "Missing credentials"),
    bad("a token key that is a path", "PUT", f"{CHANNELS}/apns_voip", {**TOKEN, "TokenKey": "/keys/AuthKey.p8"}, "TokenKey", "PEM"),
    bad("a token key that is a number", "PUT", f"{CHANNELS}/apns", {**TOKEN, "TokenKey": 7}, "TokenKey", "expected a string"),
    bad("a method without its set", "PUT", f"{CHANNELS}/apns", {**TOKEN, "TokenKey": "x", "DefaultAuthenticationMethod": "certificate"}, "DefaultAuthenticationMethod", "PrivateKey"),
    bad("an unknown method", "PUT", f"{CHANNELS}/apns_voip_sandbox", {"DefaultAuthenticationMethod": "password"}, "DefaultAuthenticationMethod", "KEY"),
    bad("no credentials for FCM", "PUT", f"{CHANNELS}/gcm", {"Enabled": False}, "Missing credentials"),
    bad("a service account that is a path", "PUT", f"{CHANNELS}/gcm", {"ServiceJson": "/keys/account.json"}, "ServiceJson", "JSON"),
    bad("a service account of nobody", "PUT", f"{CHANNELS}/gcm", {"ServiceJson": '{"project_id":"p"}'}, "ServiceJson", "client_email"),
    bad("a service account as an object", "PUT", f"{CHANNELS}/gcm", {"ServiceJson": {}}, "ServiceJson", "expected a string"),
    bad("ADM without a secret", "PUT", f"{CHANNELS}/adm", {"ClientId": "a"}, "ClientSecret", "required"),
    bad("a client with two lines", "PUT", f"{CHANNELS}/adm", {"ClientId": "a\r\nb", "ClientSecret": "s"}, "ClientId", "2048"),
    bad("Baidu without a key", "PUT", f"{CHANNELS}/baidu", {"SecretKey": "s"}, "ApiKey", "required"),
    bad("a sender of digits alone", "PUT", f"{CHANNELS}/sms", {"SenderId": "12345"}, "SenderId", "letter"),
    bad("a sender that is too long", "PUT", f"{CHANNELS}/sms", {"SenderId": "x" * 12}, "SenderId", "11"),
    bad("a short code in words", "PUT", f"{CHANNELS}/sms", {"ShortCode": "code"}, "ShortCode", "digits"),
    bad("a voice that is a text", "PUT", f"{CHANNELS}/voice", {"Enabled": "yes"}, "Enabled", "true or false"),
    Row("to delete what was never configured", "DELETE", f"{CHANNELS}/voice", None, NOT_FOUND, ("not found",)),
    # Templates.
    Row("a template that exists", "POST", TEMPLATE, {"Subject": "b", "TextPart": "b"}, CONFLICT, ("<template>", "exists")),
    bad("a template's name with a dot", "POST", "/v1/templates/new.one/email", {"Subject": "b"}, "template-name", "128"),
    bad("a template's name with a slash", "POST", "/v1/templates/new%2Fone/email", {"Subject": "b"}, "template-name", "128"),
    bad("a subject that is a list", "POST", NEW, {"Subject": ["b"]}, "Subject", "expected a string"),
    bad("an open expression", "POST", NEW, {"Subject": "s", "TextPart": "Dear {{User.UserId"}, "TextPart"),
    bad("blocks that do not match", "PUT", TEMPLATE, {"HtmlPart": "{{#if Address}}{{/each}}"}, "HtmlPart"),
    bad("defaults that are no JSON", "PUT", TEMPLATE, {"Subject": "s", "DefaultSubstitutions": "{friend}"}, "DefaultSubstitutions", "JSON"),
    bad("defaults that are a list", "POST", NEW, {"Subject": "s", "DefaultSubstitutions": "[1]"}, "DefaultSubstitutions", "JSON object"),
    bad("defaults that are an object", "POST", NEW, {"Subject": "s", "DefaultSubstitutions": {"a": "b"}}, "DefaultSubstitutions", "expected a string"),
    bad("more than a template may hold", "POST", NEW, {"HtmlPart": "x" * 600_001}, "HtmlPart", "600000"),
    bad("a long description", "PUT", TEMPLATE, {"Subject": "s", "TemplateDescription": "x" * 501}, "TemplateDescription", "500"),
    bad("16 headers", "POST", NEW, {"Subject": "s", "Headers": [{"Name": f"X-{i}", "Value": "v"} for i in range(16)]}, "Headers", "15"),
    bad("a header of the channel's own", "POST", NEW, {"Subject": "s", "Headers": [{"Name": "From", "Value": "v"}]}, "Headers[0].Name"),
    bad("a header with a line break", "POST", NEW, {"Subject": "s", "Headers": [{"Name": "X\r\nBcc", "Value": "v"}]}, "Headers[0].Name"),
    bad("an older version", "PUT", f"{TEMPLATE}?version=1", {"Subject": "s"}, "version", "2"),
    bad("a version of one's own", "PUT", f"{TEMPLATE}?version=2&create-new-version=true", {"Subject": "s"}, "version", "create-new-version"),
    bad("a version in words", "DELETE", f"{TEMPLATE}?version=latest", None, "version", "number"),
    Row("a version that is not there", "DELETE", f"{TEMPLATE}?version=3", None, NOT_FOUND, ("not found",)),
    bad("to activate nothing", "PUT", f"{TEMPLATE}/active-version", {}, "Version", "required"),
    bad("to activate a word", "PUT", f"{TEMPLATE}/active-version", {"Version": "newest"}, "Version", "number"),
    Row("to activate what is not there", "PUT", f"{TEMPLATE}/active-version", {"Version": "3"}, NOT_FOUND, ("not found",)),
    bad("a type that is none", "PUT", "/v1/templates/<template>/fax/active-version", {"Version": "2"}, "template-type", "EMAIL"),
]
