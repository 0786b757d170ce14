"""One wrong request and the answer that it deserves."""

from dataclasses import dataclass

BAD_REQUEST = (400, "BadRequestException")
NOT_FOUND = (404, "NotFoundException")
NOT_ALLOWED = (405, "MethodNotAllowedException")
CONFLICT = (409, "ConflictException")
TOO_LARGE = (413, "PayloadTooLargeException")


@dataclass(frozen=True)
class Row:
    """`path` and text bodies may hold names of the stage in angle brackets: `<app>`, `<segment>`, `<campaign>`, `<journey>`, `<template>`,
    `<recommender>`."""

    name: str
    method: str
    path: str
    body: object  # bytes and text as they are, None for none, anything else as JSON
    answer: tuple  # status and error type
    words: tuple  # what the message must hold: the field and the rule


def bad(name, method, path, body, *words):
    """A row whose request is malformed."""
    return Row(name, method, path, body, BAD_REQUEST, words)
