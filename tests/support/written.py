"""Holds what is read against what was written, member by member as the API model says."""

import math
from dataclasses import dataclass

from dateutil import parser

ABSENT = object()


@dataclass(frozen=True)
class Difference:
    """`path` leaves out positions and keys of maps: `Groups[].Dimensions[].Metrics{}`."""

    path: str
    written: object
    read: object


def wire(shape, name):
    return shape.members[name].serialization.get("name", name)


def differences(shape, written, read_shape, read, path=""):
    """Where `read` does not say what `written` says. Members that an answer does not have by its model are left out, and so are,
    in the outermost structure only, those that the request did not write. A null is an absent member."""
    if shape.type_name == "structure":
        yield from _structures(shape, written, read_shape, read, path)
    elif shape.type_name == "list" and isinstance(read, list) and len(read) == len(written):
        for one, other in zip(written, read, strict=True):
            yield from differences(shape.member, one, read_shape.member, other, f"{path}[]")
    elif shape.type_name == "map" and isinstance(read, dict) and read.keys() == written.keys():
        for key, one in written.items():
            yield from differences(shape.value, one, read_shape.value, read[key], f"{path}{{}}")
    elif not _same(shape.type_name, written, read):
        yield Difference(path, written, None if read is ABSENT else read)


def _structures(shape, written, read_shape, read, path):
    if not isinstance(read, dict):
        yield Difference(path, written, None if read is ABSENT else read)
        return
    said = {name: value for name, value in written.items() if value is not None}
    for name, member in shape.members.items():
        called = wire(shape, name)
        if called in said and name in read_shape.members:
            below = f"{path}.{called}" if path else called
            yield from differences(member, said[called], read_shape.members[name], read.get(called, ABSENT), below)
    if path:
        for name in read.keys() - said.keys():
            yield Difference(f"{path}.{name}", None, read[name])


def _same(kind, written, read):
    if kind in ("double", "float") and isinstance(read, (int, float)):
        return float(written) == float(read) and math.copysign(1, written) == math.copysign(1, read)
    if kind == "timestamp" and isinstance(read, str):
        return parser.isoparse(written) == parser.isoparse(read)
    return type(written) is type(read) and written == read


def members(shape, seen=None):
    """All members of a shape and of what is in it, as `Shape.member`; lists and maps with what they hold."""
    seen = set() if seen is None else seen
    if shape.type_name == "list":
        members(shape.member, seen)
    elif shape.type_name == "map":
        members(shape.value, seen)
    elif shape.type_name == "structure":
        for name, member in shape.members.items():
            one = f"{shape.name}.{wire(shape, name)}"
            if one not in seen:
                seen.add(one)
                members(member, seen)
    return seen


def said(shape, value):
    """The members that a value says something in."""
    if shape.type_name == "list":
        return {one for item in value for one in said(shape.member, item)}
    if shape.type_name == "map":
        return {one for item in value.values() for one in said(shape.value, item)}
    if shape.type_name != "structure":
        return set()
    found = set()
    for name, member in shape.members.items():
        if (inner := value.get(wire(shape, name))) is not None:
            found |= {f"{shape.name}.{wire(shape, name)}"} | said(member, inner)
    return found
