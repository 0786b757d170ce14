"""Wrong jobs, event streams, removals of attributes and events."""

from .row import NOT_FOUND, TOO_LARGE, Row, bad

IMPORTS = "/v1/apps/<app>/jobs/import"
EXPORTS = "/v1/apps/<app>/jobs/export"
STREAM = "/v1/apps/<app>/eventstream"
CUSTOM = "/v1/apps/<app>/attributes/endpoint-custom-attributes"
EVENTS = "/v1/apps/<app>/events"
ROLE = "arn:aws:iam::123456789012:role/a"
IMPORT = {"S3Url": "s3://bucket/a", "RoleArn": ROLE, "Format": "CSV", "RegisterEndpoints": True}
EXPORT = {"S3UrlPrefix": "s3://bucket/a", "RoleArn": ROLE}
KINESIS = "arn:aws:kinesis:us-east-1:123456789012:stream/a"


ROWS = [
    bad("an import of nothing", "POST", IMPORTS, {}, "Format", "required"),
    bad("an import that does nothing", "POST", IMPORTS, {**IMPORT, "RegisterEndpoints": False}, "RegisterEndpoints", "DefineSegment"),
    bad("an import of another format", "POST", IMPORTS, {**IMPORT, "Format": "csv"}, "Format", "unknown value", "CSV"),
    bad("an import from the web", "POST", IMPORTS, {**IMPORT, "S3Url": "https://bucket/a"}, "S3Url", "s3://"),
    bad("an import from a bucket in capitals", "POST", IMPORTS, {**IMPORT, "S3Url": "s3://Bucket/a"}, "S3Url", "bucket"),
    bad("an import by a user", "POST", IMPORTS, {**IMPORT, "RoleArn": "arn:aws:iam::123456789012:user/a"}, "RoleArn", "role"),
    bad("an import into no segment", "POST", IMPORTS, {**IMPORT, "SegmentId": "<absent>"}, "SegmentId", "segment of this app"),
    bad("an import into a dynamic segment", "POST", IMPORTS, {**IMPORT, "SegmentId": "<segment>"}, "SegmentId", "imported"),
    bad("an import with a long name", "POST", IMPORTS, {**IMPORT, "DefineSegment": True, "SegmentName": "x" * 129}, "SegmentName", "128"),
    bad("an export to nowhere", "POST", EXPORTS, {"RoleArn": ROLE}, "S3UrlPrefix", "required"),
    bad("an export of a version alone", "POST", EXPORTS, {**EXPORT, "SegmentVersion": 1}, "SegmentVersion", "SegmentId"),
    bad("an export of an absent version", "POST", EXPORTS, {**EXPORT, "SegmentId": "<segment>", "SegmentVersion": 9}, "SegmentVersion", "version"),
    bad("an export of a very long id", "POST", EXPORTS, {**EXPORT, "SegmentId": "x" * 2000}, "SegmentId", "128"),
    Row("an absent job", "GET", f"{IMPORTS}/<absent>", None, NOT_FOUND, ("Resource not found",)),
    Row("jobs of an absent segment", "GET", "/v1/apps/<app>/segments/<absent>/jobs/export", None, NOT_FOUND, ("Resource not found",)),
    bad("a stream without a role", "POST", STREAM, {"DestinationStreamArn": KINESIS}, "RoleArn", "required"),
    bad("a stream without a destination", "POST", STREAM, {"RoleArn": ROLE}, "DestinationStreamArn", "required"),
    bad("a stream that is a queue", "POST", STREAM, {"DestinationStreamArn": "arn:aws:sqs:us-east-1:123456789012:a", "RoleArn": ROLE}, "DestinationStreamArn", "Kinesis"),
    Row("a stream that was never set", "DELETE", STREAM, None, NOT_FOUND, ("Resource not found",)),
    bad("a removal of one name in no list", "PUT", CUSTOM, {"Blacklist": "plan"}, "Blacklist", "expected a list"),
    bad("a removal of an empty name", "PUT", CUSTOM, {"Blacklist": [""]}, "Blacklist[0]", "50"),
    bad("a removal of 101 names", "PUT", CUSTOM, {"Blacklist": ["x"] * 101}, "Blacklist", "100"),
    bad("a removal of an unknown type", "PUT", "/v1/apps/<app>/attributes/custom", {}, "attribute-type", "endpoint-custom-attributes"),
    bad("events without a batch", "POST", EVENTS, {}, "BatchItem", "required"),
    bad("events in a list", "POST", EVENTS, {"BatchItem": []}, "BatchItem", "expected an object"),
    bad("a list instead of events", "POST", EVENTS, [], "EventsRequest", "expected an object"),
    bad("events of nothing", "POST", EVENTS, {"BatchItem": None}, "BatchItem", "expected an object", "null"),
    bad("half a batch", "POST", EVENTS, b'{"BatchItem": {"new": ', "not valid JSON"),
    bad("101 endpoints", "POST", EVENTS, {"BatchItem": {f"new{i}": {"Endpoint": {}, "Events": {}} for i in range(101)}}, "BatchItem", "100"),
    Row("events of more than 4 MB", "POST", f"{EVENTS}/legacy", b" " * 4_194_305, TOO_LARGE, ("4194304",)),
    Row("events of an absent app", "POST", "/v1/apps/<absent>/events", {"BatchItem": {}}, NOT_FOUND, ("Application not found",)),
]
