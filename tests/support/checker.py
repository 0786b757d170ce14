"""Holds raw answers against the API model, strictly: everything an SDK would forgive is a finding."""

import json
import re

# Text members that hold dates, as the service wrote them (milliseconds, UTC).
DATE_MEMBERS = {
    "CreationDate", "LastModifiedDate", "LastUpdateDate", "EffectiveDate", "CompletionDate", "ScheduledStart",
}
# Dates by these names stand in activities only; elsewhere they are times of day.
ACTIVITY_DATE = re.compile(r"(ActivityResponse|ActivitiesResponse\.Item\[\d+\])\.(Start|End)")
RESOURCE_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
MODELLED_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
STATUS_OF_ERROR = {
    "BadRequestException": 400,
    "ForbiddenException": 403,
    "NotFoundException": 404,
    "MethodNotAllowedException": 405,
    "ConflictException": 409,
    "PayloadTooLargeException": 413,
    "TooManyRequestsException": 429,
    "InternalServerErrorException": 500,
    "NotImplementedException": 501,
}


class Checker:
    """Hooks into a boto3 client and keeps the findings of every answer it got."""

    def __init__(self, client):
        self.client = client
        self.findings = []
        self.answered = {}  # operation → status codes seen
        client.meta.events.register("before-parse.pinpoint", self._on_answer)

    def _on_answer(self, operation_model, response_dict, **_):
        status, headers, body = response_dict["status_code"], response_dict["headers"], response_dict["body"]
        name = operation_model.name
        self.answered.setdefault(name, []).append(status)
        found = check_success(operation_model, status, headers, body) if status < 300 else check_error(status, headers, body)
        self.findings += [f"{name}: {finding}" for finding in found]


def check_success(operation, status, headers, body):
    """Findings in a successful raw answer of `operation` (a botocore OperationModel)."""
    found = list(_headers(headers))
    expected = operation.http.get("responseCode", 200)
    if status != expected:
        found.append(f"status {status}, the model says {expected}")
    output = operation.output_shape
    payload = output and output.serialization.get("payload")
    if status == 204 or not payload:
        return found + ([f"a body where none is modelled: {body[:80]!r}"] if body else [])
    if not headers.get("content-type", "").startswith("application/json"):
        found.append(f"content type {headers.get('content-type')!r}")
    try:
        document = json.loads(body)
    except ValueError:
        return found + [f"the body is not JSON: {body[:80]!r}"]
    return found + list(_value(document, output.members[payload], payload, payload))


def check_error(status, headers, body):
    """Findings in an error answer (spec: both headers and both members, always)."""
    found = list(_headers(headers))
    kind = headers.get("x-amzn-errortype")
    if STATUS_OF_ERROR.get(kind) != status:
        found.append(f"error type {kind!r} with status {status}")
    try:
        document = json.loads(body)
    except ValueError:
        return found + [f"the error body is not JSON: {body[:80]!r}"]
    if set(document) != {"Message", "RequestID"}:
        found.append(f"error members {sorted(document)}")
    elif not document["Message"] or not UUID.fullmatch(document["RequestID"]):
        found.append(f"error body {document}")
    elif document["RequestID"] != headers.get("x-amzn-requestid"):
        found.append("RequestID differs from the header")
    return found


def _headers(headers):
    if not UUID.fullmatch(headers.get("x-amzn-requestid", "")):
        yield f"x-amzn-RequestId {headers.get('x-amzn-requestid')!r}"
    if headers.get("access-control-allow-origin") != "*":
        yield "no Access-Control-Allow-Origin: *"


def _value(value, shape, path, member):
    if value is None:
        yield f"{path} is null"
        return
    yield from _CHECKS[shape.type_name](value, shape, path, member)


def _structure(value, shape, path, _):
    if not isinstance(value, dict):
        yield f"{path} is not an object"
        return
    known = {m.serialization.get("name", name): (name, m) for name, m in shape.members.items()}
    for wire, inner in value.items():
        if wire not in known:
            yield f"{path}.{wire} is not in the model"
        else:
            yield from _value(inner, known[wire][1], f"{path}.{wire}", wire)
    for name in shape.required_members:
        wire = shape.members[name].serialization.get("name", name)
        if wire not in value:
            yield f"{path}.{wire} is required and absent"


def _list(value, shape, path, member):
    if not isinstance(value, list):
        yield f"{path} is not a list"
        return
    for i, inner in enumerate(value):
        yield from _value(inner, shape.member, f"{path}[{i}]", member)


def _map(value, shape, path, member):
    if not isinstance(value, dict):
        yield f"{path} is not a map"
        return
    for key, inner in value.items():
        yield from _value(inner, shape.value, f"{path}.{key}", member)


def _string(value, shape, path, member):
    if not isinstance(value, str):
        yield f"{path} is not a string: {value!r}"
    elif shape.enum and value not in shape.enum:
        yield f"{path} is {value!r}, not one of {shape.enum}"
    elif (member in DATE_MEMBERS or ACTIVITY_DATE.fullmatch(path)) and not RESOURCE_DATE.fullmatch(value):
        yield f"{path} is {value!r}, not a date with milliseconds"


def _integer(value, _, path, __):
    if not isinstance(value, int) or isinstance(value, bool):
        yield f"{path} is not an integer: {value!r}"


def _number(value, _, path, __):
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        yield f"{path} is not a number: {value!r}"


def _boolean(value, _, path, __):
    if not isinstance(value, bool):
        yield f"{path} is not a boolean: {value!r}"


def _timestamp(value, _, path, __):
    if not isinstance(value, str) or not MODELLED_DATE.fullmatch(value):
        yield f"{path} is not an ISO 8601 timestamp: {value!r}"


_CHECKS = {
    "structure": _structure, "list": _list, "map": _map, "string": _string, "character": _string, "integer": _integer,
    "long": _integer, "double": _number, "float": _number, "boolean": _boolean, "timestamp": _timestamp, "blob": _string,
}
