"""Signs raw requests as an SDK does."""

from urllib.parse import quote, unquote_to_bytes, urlsplit
from uuid import uuid4

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY_ID = SECRET = "local"
SERVICE = "mobiletargeting"
REGION = "us-east-1"


def signed_headers(method, url, body=None, headers=None, credentials=None):
    """The headers of the request, and those of its signature. The query may be written in any way, as no signer would write it."""
    parts = urlsplit(url)
    # As SDKs do, so that two requests of one second differ.
    headers = {"amz-sdk-invocation-id": str(uuid4()), **(headers or {})}
    request = AWSRequest(method, parts._replace(query=_canonical(parts.query)).geturl(), headers=headers, data=body)
    SigV4Auth(credentials or Credentials(KEY_ID, SECRET), SERVICE, REGION).add_auth(request)
    return dict(request.headers.items())


def _canonical(query):
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, _, value in pairs)


def _quoted(text):
    return quote(unquote_to_bytes(text.replace("+", " ")), safe="-_.~")
