"""Wrong endpoints, users and segments."""

from .row import NOT_FOUND, Row, bad

ENDPOINT = "/v1/apps/<app>/endpoints/new"
OLD = "/v1/apps/<app>/endpoints/e1"
BATCH = "/v1/apps/<app>/endpoints"
SEGMENTS = "/v1/apps/<app>/segments"
SEGMENT = f"{SEGMENTS}/<segment>"


def attribute(values, kind="INCLUSIVE"):
    return {"Dimensions": {"Attributes": {"plan": {"AttributeType": kind, "Values": values}}}}


def grouped(group):
    return {"SegmentGroups": {"Groups": [group]}}


ENDPOINTS = [
    bad("an unknown channel", "PUT", ENDPOINT, {"ChannelType": "FAX", "Address": "1"}, "ChannelType", "unknown value", "EMAIL"),
    bad("a channel in lower case", "PUT", ENDPOINT, {"ChannelType": "email", "Address": "1"}, "ChannelType", "unknown value", "EMAIL"),
    bad("an address without a channel", "PUT", ENDPOINT, {"Address": "a@example.com"}, "Missing ChannelType"),
    bad("an empty address", "PUT", OLD, {"Address": ""}, "Address", "empty"),
    bad("an address that is too long", "PUT", OLD, {"Address": "x" * 1025}, "Address", "1024"),
    bad("an address that is a number", "PUT", ENDPOINT, {"ChannelType": "SMS", "Address": 15550100}, "Address", "expected a string"),
    bad("an unknown opt-out", "PUT", OLD, {"OptOut": "SOME"}, "OptOut", "ALL or NONE"),
    bad("an opt-out that is a boolean", "PUT", OLD, {"OptOut": True}, "OptOut", "expected a string", "a boolean"),
    bad("an unknown status", "PUT", OLD, {"EndpointStatus": "DEAD"}, "EndpointStatus", "ACTIVE or INACTIVE"),
    bad("a value outside of a list", "PUT", OLD, {"Attributes": {"plan": "gold"}}, "Attributes.plan", "expected a list", "a string"),
    bad("a number in a list", "PUT", OLD, {"Attributes": {"plan": ["gold", 2]}}, "Attributes.plan[1]", "expected a string"),
    bad("a null in a list", "PUT", OLD, {"Attributes": {"plan": [None]}}, "Attributes.plan[0]", "expected a string", "null"),
    bad("attributes in a list", "PUT", OLD, {"Attributes": [["plan", "gold"]]}, "Attributes", "expected an object"),
    bad("a value that is too long", "PUT", OLD, {"Attributes": {"plan": ["x" * 101]}}, "Attributes.plan[0]", "100"),
    bad("a name that is too long", "PUT", OLD, {"Attributes": {"n" * 51: []}}, "Attributes", "50"),
    bad("a name that is empty", "PUT", OLD, {"User": {"UserAttributes": {"": ["x"]}}}, "User.UserAttributes", "50"),
    bad("51 values", "PUT", OLD, {"User": {"UserAttributes": {"city": ["x"] * 51}}}, "User.UserAttributes.city", "50"),
    bad("251 names", "PUT", OLD, {"Metrics": {f"m{i}": i for i in range(251)}}, "Metrics", "250"),
    bad("more than 15 KB", "PUT", OLD, {"Attributes": {f"a{i}": ["x" * 100] * 50 for i in range(4)}}, "15360"),
    bad("a metric that is a text", "PUT", OLD, {"Metrics": {"orders": "3"}}, "Metrics.orders", "expected a number"),
    bad("a metric that is null", "PUT", OLD, {"Metrics": {"orders": None}}, "Metrics.orders", "expected a number"),
    bad("a latitude alone", "PUT", OLD, {"Location": {"Latitude": 50.7}}, "Location.Longitude", "together"),
    bad("a latitude beyond the pole", "PUT", OLD, {"Location": {"Latitude": 90.5, "Longitude": 0}}, "Location.Latitude", "90"),
    bad("a longitude that is a text", "PUT", OLD, {"Location": {"Latitude": 1, "Longitude": "7"}}, "Location.Longitude", "expected a number"),
    bad("a city that is too long", "PUT", OLD, {"Location": {"City": "x" * 76}}, "Location.City", "75"),
    bad("a make that is too long", "PUT", OLD, {"Demographic": {"Make": "x" * 51}}, "Demographic.Make", "50"),
    bad("a date that is none", "PUT", OLD, {"EffectiveDate": "2026-02-30T00:00:00Z"}, "EffectiveDate", "ISO 8601"),
    bad("a date without a zone", "PUT", OLD, {"EffectiveDate": "2026-02-01T00:00:00"}, "EffectiveDate", "ISO 8601"),
    bad("a date that is a number", "PUT", OLD, {"EffectiveDate": 1767225600}, "EffectiveDate", "expected a string"),
    bad("an id with a dollar", "PUT", "/v1/apps/<app>/endpoints/a%24b", {"ChannelType": "CUSTOM"}, "EndpointId", "$"),
    bad("an id that is too long", "PUT", "/v1/apps/<app>/endpoints/" + "x" * 1025, {"ChannelType": "CUSTOM"}, "EndpointId", "1024"),
    bad("a user with a brace", "PUT", OLD, {"User": {"UserId": "{u}"}}, "User.UserId", "{"),
    bad("a user that is a text", "PUT", OLD, {"User": "u1"}, "User", "expected an object"),
    bad("a batch of none", "PUT", BATCH, {"Item": []}, "Item", "100"),
    bad("a batch without items", "PUT", BATCH, {}, "Item", "required"),
    bad("a batch of 101", "PUT", BATCH, {"Item": [{"Id": "new"}] * 101}, "Item", "100"),
    bad("an item without an id", "PUT", BATCH, {"Item": [{"Id": "new"}, {"OptOut": "ALL"}]}, "Item[1].Id"),
    bad("a good item and a bad one", "PUT", BATCH, {"Item": [{"Id": "new", "ChannelType": "CUSTOM"}, {"Id": "e1", "OptOut": "SOME"}]}, "Item[1].OptOut", "ALL or NONE"),
    bad("an item of another type", "PUT", BATCH, {"Item": [{"Id": "new", "ChannelType": "CUSTOM"}, "e1"]}, "Item[1]", "expected an object"),
    bad("a user's id that is too long", "PUT", OLD, {"User": {"UserId": "x" * 1025}}, "User.UserId", "1024"),
    Row("a very long endpoint id", "DELETE", "/v1/apps/<app>/endpoints/" + "x" * 5000, None, NOT_FOUND, ("Resource not found",)),
    Row("a very long user id", "DELETE", "/v1/apps/<app>/users/" + "x" * 5000, None, NOT_FOUND, ("Resource not found",)),
    Row("a very long app id", "PUT", "/v1/apps/" + "x" * 5000 + "/endpoints", {"Item": [{"Id": "new"}]}, NOT_FOUND, ()),
    Row("a batch for an absent app", "PUT", "/v1/apps/<absent>/endpoints", {"Item": [{"Id": "new"}]}, NOT_FOUND, ("Application not found",)),
]

SEGMENT_ROWS = [
    bad("a segment's name that is too long", "POST", SEGMENTS, {"Name": "x" * 129}, "Name", "128"),
    bad("both dimensions and groups", "PUT", SEGMENT, {"Dimensions": {}, "SegmentGroups": {}}, "SegmentGroups", "Dimensions"),
    bad("a criterion without values", "POST", SEGMENTS, {"Dimensions": {"Attributes": {"plan": {}}}}, "Dimensions.Attributes.plan.Values", "required"),
    bad("a criterion with no value", "PUT", SEGMENT, attribute([]), "Dimensions.Attributes.plan.Values", "at least one"),
    bad("a criterion with one value", "PUT", SEGMENT, attribute("gold"), "Dimensions.Attributes.plan.Values", "expected a list"),
    bad("an unknown comparison", "PUT", SEGMENT, attribute(["gold"], "LIKE"), "Dimensions.Attributes.plan.AttributeType", "CONTAINS"),
    bad("before no date", "PUT", SEGMENT, attribute(["soon"], "BEFORE"), "Dimensions.Attributes.plan.Values[0]", "date"),
    bad("between one date", "PUT", SEGMENT, attribute(["2026-01-01"], "BETWEEN"), "Dimensions.Attributes.plan.Values", "two dates"),
    bad("between two dates in the wrong order", "PUT", SEGMENT, attribute(["2026-01-02", "2026-01-01"], "BETWEEN"), "Dimensions.Attributes.plan.Values"),
    bad("a metric without a value", "PUT", SEGMENT, {"Dimensions": {"Metrics": {"n": {"ComparisonOperator": "EQUAL"}}}}, "Dimensions.Metrics.n.Value", "required"),
    bad("an unknown operator", "PUT", SEGMENT, {"Dimensions": {"Metrics": {"n": {"ComparisonOperator": ">", "Value": 1}}}}, "Dimensions.Metrics.n.ComparisonOperator", "EQUAL"),
    bad("an unknown duration", "PUT", SEGMENT, {"Dimensions": {"Behavior": {"Recency": {"Duration": "DAY_1", "RecencyType": "ACTIVE"}}}}, "Dimensions.Behavior.Recency.Duration", "HR_24"),
    bad("half a point", "PUT", SEGMENT, {"Dimensions": {"Location": {"GPSPoint": {"Coordinates": {"Latitude": 1}}}}}, "GPSPoint.Coordinates.Longitude", "required"),
    bad("a point off the earth", "PUT", SEGMENT, {"Dimensions": {"Location": {"GPSPoint": {"Coordinates": {"Latitude": 91, "Longitude": 1}}}}}, "GPSPoint.Coordinates.Latitude", "90"),
    bad("groups that are a list", "PUT", SEGMENT, {"SegmentGroups": []}, "SegmentGroups", "expected an object"),
    bad("an unknown type of group", "PUT", SEGMENT, grouped({"Type": "all"}), "SegmentGroups.Groups[0].Type", "unknown value", "ALL"),
    bad("a source without an id", "PUT", SEGMENT, grouped({"SourceSegments": [{}]}), "SegmentGroups.Groups[0].SourceSegments[0].Id", "required"),
    bad("an absent source", "POST", SEGMENTS, grouped({"SourceSegments": [{"Id": "<absent>"}]}), "SegmentGroups.Groups[0].SourceSegments[0].Id", "<absent>"),
    bad("a source with a very long id", "POST", SEGMENTS, grouped({"SourceSegments": [{"Id": "x" * 2000}]}), "SegmentGroups.Groups[0].SourceSegments[0].Id", "128"),
    bad("a segment based on itself", "PUT", SEGMENT, grouped({"SourceSegments": [{"Id": "<segment>"}]}), "SegmentGroups.Groups[0].SourceSegments[0].Id", "itself"),
    bad("a source's version that is not there", "POST", SEGMENTS, grouped({"SourceSegments": [{"Id": "<segment>", "Version": 9}]}), "SourceSegments[0]", "9"),
    bad("six groups", "POST", SEGMENTS, {"SegmentGroups": {"Groups": [{}] * 6}}, "SegmentGroups.Groups", "5"),
    bad("101 dimensions", "POST", SEGMENTS, grouped({"Dimensions": [{}] * 101}), "SegmentGroups.Groups", "100"),
]

ROWS = ENDPOINTS + SEGMENT_ROWS
