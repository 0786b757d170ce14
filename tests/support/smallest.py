"""The smallest call of each operation that the model allows."""

from datetime import UTC, datetime

import botocore.session

from .calls import ABSENT

MODEL = botocore.session.get_session().get_service_model("pinpoint")


def smallest(shape):
    """The smallest value that the model allows; texts without an enumeration are the id of nothing."""
    match shape.type_name:
        case "structure":
            return {name: smallest(shape.members[name]) for name in shape.required_members}
        case "list":
            return [smallest(shape.member)]
        case "map":
            return {}
        case "string":
            return shape.enum[0] if shape.enum else ABSENT
        case "integer" | "long":
            return 1
        case "double":
            return 1.5
        case "boolean":
            return False
        case "timestamp":
            return datetime(2026, 1, 1, tzinfo=UTC)
        case "blob":
            return b"x"
    raise AssertionError(f"no value for {shape}")
