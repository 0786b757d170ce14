"""Wrong paths, methods, queries and bodies: what no operation is asked about."""

from .row import NOT_ALLOWED, NOT_FOUND, TOO_LARGE, Row, bad

SEGMENTS = "/v1/apps/<app>/segments"
SETTINGS = "/v1/apps/<app>/settings"
ENDPOINT = "/v1/apps/<app>/endpoints/new"

ROWS = [
    # Bodies that are no JSON.
    bad("empty body", "POST", "/v1/apps", None, "CreateApplicationRequest", "required", "empty"),
    bad("blank body", "PUT", SETTINGS, b" \r\n", "WriteApplicationSettingsRequest", "empty"),
    bad("cut off", "POST", "/v1/apps", b'{"Name":"a"', "not valid JSON", "line 1"),
    bad("bare word", "PUT", ENDPOINT, b'{"OptOut": NONE}', "not valid JSON", "line 1 column"),
    bad("single quotes", "POST", SEGMENTS, b"{'Name':'a'}", "not valid JSON"),
    bad("trailing comma", "POST", SEGMENTS, b'{"Name":"a",}', "not valid JSON", "trailing comma"),
    bad("something behind", "POST", SEGMENTS, b'{"Name":"a"} {"Name":"b"}', "not valid JSON", "trailing characters"),
    bad("comment", "POST", SEGMENTS, b'{"Name":"a" /* the name */}', "not valid JSON"),
    bad("NaN", "PUT", ENDPOINT, b'{"Metrics":{"a":NaN}}', "not valid JSON"),
    bad("number out of range", "PUT", ENDPOINT, b'{"Metrics":{"a":1e999}}', "out of range"),
    bad("bad UTF-8 in a value", "POST", SEGMENTS, b'{"Name":"\xff\xfe"}', "not valid JSON", "unicode"),
    bad("bad UTF-8 in a name", "POST", SEGMENTS, b'{"Na\xc3me":"a"}', "not valid JSON", "unicode"),
    bad("half a surrogate pair", "POST", SEGMENTS, b'{"Name":"\\ud800"}', "not valid JSON"),
    bad("a control character", "POST", SEGMENTS, b'{"Name":"a\nb"}', "not valid JSON", "control character"),
    bad("UTF-16", "POST", SEGMENTS, '{"Name":"a"}'.encode("utf-16"), "not valid JSON"),
    bad("a hundred thousand brackets", "POST", SEGMENTS, b"[" * 100_000, "WriteSegmentRequest", "object"),
    bad("deep where a text belongs", "POST", SEGMENTS, b'{"Name":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "Name", "expected a string"),
    bad("deep and never closed", "POST", SEGMENTS, b'{"Unknown":' + b'{"a":' * 100_000, "not valid JSON"),
    # JSON of another shape.
    bad("null", "POST", "/v1/apps", b"null", "CreateApplicationRequest", "expected an object", "null"),
    bad("a list", "POST", SEGMENTS, b"[]", "WriteSegmentRequest", "expected an object", "a list"),
    bad("a text", "PUT", SETTINGS, b'"Limits"', "WriteApplicationSettingsRequest", "expected an object", "a string"),
    bad("a number", "PUT", ENDPOINT, b"7", "EndpointRequest", "expected an object"),
    bad("a list for an object", "PUT", SETTINGS, {"Limits": [1, 2]}, "Limits", "expected an object", "a list"),
    bad("a member twice", "PUT", SETTINGS, b'{"Limits":{"Daily":1},"Limits":{"Daily":2}}', "Limits", "more than once"),
    bad("an inner member twice", "PUT", SETTINGS, b'{"Limits":{"Daily":1,"Daily":2}}', "Limits.Daily", "more than once"),
    # Size.
    Row("more than 7 MB", "PUT", ENDPOINT, b'{"Unknown":"' + b"x" * 7 * 1024 * 1024 + b'"}', TOO_LARGE, ("body", "7340032")),
    Row("more than 7 MB where no body belongs", "DELETE", "/v1/apps/<app>/channels/email", b" " * (7 * 1024 * 1024 + 1), TOO_LARGE, ("body",)),
    # Paths and methods.
    Row("no such path", "POST", "/v1/apps/<app>/segment", {"Name": "a"}, NOT_FOUND, ("path",)),
    Row("no such version of the API", "POST", "/v2/apps", {"Name": "a"}, NOT_FOUND, ("path",)),
    Row("no id", "DELETE", "/v1/apps/<app>/endpoints//", None, NOT_FOUND, ("path",)),
    Row("wrong method on apps", "DELETE", "/v1/apps", None, NOT_ALLOWED, ("DELETE", "POST")),
    Row("wrong method on an app", "PUT", "/v1/apps/<app>", {"Name": "renamed"}, NOT_ALLOWED, ("PUT", "DELETE")),
    Row("wrong method on endpoints", "POST", "/v1/apps/<app>/endpoints", {"Item": [{"Id": "new"}]}, NOT_ALLOWED, ("POST", "PUT")),
    Row("wrong method on a segment", "PATCH", "/v1/apps/<app>/segments/<segment>", {"Name": "b"}, NOT_ALLOWED, ("PATCH", "PUT")),
    Row("wrong method on a template", "PATCH", "/v1/templates/<template>/email", {"Subject": "b"}, NOT_ALLOWED, ("PATCH", "POST")),
    bad("an escape that is not UTF-8", "PUT", "/v1/apps/<app>/endpoints/a%FFb", {"ChannelType": "CUSTOM"}, "path", "UTF-8"),
    Row("a broken escape", "DELETE", "/v1/apps/<app>/endpoints/%zz", None, NOT_FOUND, ("not found",)),
    Row("an absent app", "PUT", "/v1/apps/<absent>/endpoints/new", {"ChannelType": "CUSTOM"}, NOT_FOUND, ("Application not found",)),
    Row("an absent app in capitals", "POST", "/v1/apps/APP/campaigns", {"SegmentId": "<segment>"}, NOT_FOUND, ("Application not found",)),
    Row("an absent segment", "PUT", "/v1/apps/<app>/segments/<absent>", {"Name": "b"}, NOT_FOUND, ("Resource not found",)),
    Row("a campaign's id for a segment", "DELETE", "/v1/apps/<app>/segments/<campaign>", None, NOT_FOUND, ("Resource not found",)),
    Row("an absent campaign", "DELETE", "/v1/apps/<app>/campaigns/<absent>", None, NOT_FOUND, ("Resource not found",)),
    Row("an absent endpoint", "DELETE", ENDPOINT, None, NOT_FOUND, ("Resource not found",)),
    Row("an absent user", "DELETE", "/v1/apps/<app>/users/new", None, NOT_FOUND, ("Resource not found",)),
    Row("an absent template", "PUT", "/v1/templates/new/email", {"Subject": "s"}, NOT_FOUND, ("Resource not found",)),
    # Queries.
    bad("page size 0", "GET", "/v1/apps?page-size=0", None, "page-size", "from 1"),
    bad("page size with a sign", "GET", SEGMENTS + "?page-size=-3", None, "page-size", "from 1"),
    bad("page size in words", "GET", "/v1/apps/<app>/campaigns?page-size=ten", None, "page-size", "whole number"),
    bad("page size with a fraction", "GET", "/v1/templates?page-size=1.5", None, "page-size", "whole number"),
    bad("page size without a number", "GET", SEGMENTS + "?page-size=", None, "page-size", "whole number"),
    bad("a token that nobody gave out", "GET", SEGMENTS + "?token=nonsense", None, "token"),
    bad("a token that is no text", "GET", "/v1/apps?token=%FF", None, "query", "UTF-8"),
    bad("neither true nor false", "PUT", "/v1/templates/<template>/email?create-new-version=maybe", {"Subject": "b"}, "create-new-version", "true or false"),
]
