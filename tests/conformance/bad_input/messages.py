"""Wrong direct messages, one-time passwords and numbers."""

from .row import NOT_FOUND, Row, bad

SEND = "/v1/apps/<app>/messages"
USERS = "/v1/apps/<app>/users-messages"
OTP = "/v1/apps/<app>/otp"
VERIFY = "/v1/apps/<app>/verify-otp"
TO = {"a@example.com": {"ChannelType": "EMAIL"}}
SAY = {"DefaultMessage": {"Body": "b"}}
ORDER = {"Channel": "SMS", "BrandName": "b", "DestinationIdentity": "+15555550100", "OriginationIdentity": "b", "ReferenceId": "r"}

ROWS = [
    bad("no message", "POST", SEND, {"Addresses": TO}, "MessageConfiguration", "required"),
    bad("nobody", "POST", SEND, {"MessageConfiguration": SAY}, "Addresses", "100"),
    bad("addresses in a list", "POST", SEND, {"Addresses": ["a@example.com"], "MessageConfiguration": SAY}, "Addresses", "expected an object"),
    bad("a recipient of an unknown channel", "POST", SEND, {"Addresses": {"a": {"ChannelType": "FAX"}}, "MessageConfiguration": SAY}, "ChannelType", "unknown value"),
    bad("a substitution that is a text", "POST", SEND, {"Addresses": {"a": {"ChannelType": "SMS", "Substitutions": {"a": "b"}}}, "MessageConfiguration": SAY}, "Substitutions", "expected a list"),
    bad("an override that does not compile", "POST", SEND, {"Endpoints": {"e1": {"BodyOverride": "{{#if"}}, "MessageConfiguration": SAY}, "Endpoints.e1.BodyOverride"),
    bad("a payload that is no object", "POST", SEND, {"Endpoints": {"e1": {"RawContent": "[]"}}, "MessageConfiguration": SAY}, "RawContent", "JSON object"),
    bad("a template in words", "POST", SEND, {"Addresses": TO, "MessageConfiguration": {}, "TemplateConfiguration": {"EmailTemplate": {"Name": "<template>", "Version": "latest"}}}, "EmailTemplate.Version", "number"),
    bad("mail that is no base64", "POST", SEND, {"Addresses": TO, "MessageConfiguration": {"EmailMessage": {"RawEmail": {"Data": "%%"}}}}, "RawEmail.Data", "base64"),
    bad("two senders", "POST", SEND, {"Addresses": TO, "MessageConfiguration": {"EmailMessage": {"FromAddress": "a@example.com\r\nBcc: b@example.com"}}}, "FromAddress"),
    bad("no users", "POST", USERS, {"MessageConfiguration": SAY}, "Users", "required"),
    bad("a user that is a list", "POST", USERS, {"Users": {"u1": []}, "MessageConfiguration": SAY}, "Users.u1", "expected an object"),
    bad("a code by mail", "POST", OTP, {**ORDER, "Channel": "EMAIL"}, "Channel", "SMS"),
    bad("a code for nobody", "POST", OTP, {**ORDER, "DestinationIdentity": ""}, "DestinationIdentity", "+1555"),
    bad("a long code", "POST", OTP, {**ORDER, "CodeLength": 9}, "CodeLength", "5 to 8"),
    bad("a code that stands any guess", "POST", OTP, {**ORDER, "AllowedAttempts": 0}, "AllowedAttempts", "1 to 5"),
    bad("a guess without a code", "POST", VERIFY, {"DestinationIdentity": "+15555550100", "ReferenceId": "r"}, "Otp", "required"),
    bad("a guess that is a number", "POST", VERIFY, {"DestinationIdentity": "+15555550100", "ReferenceId": "r", "Otp": 123456}, "Otp", "expected a string"),
    bad("no number", "POST", "/v1/phone/number/validate", {}, "PhoneNumber", "required"),
    bad("a number as a number", "POST", "/v1/phone/number/validate", {"PhoneNumber": 15555550100}, "PhoneNumber", "expected a string"),
    bad("a country that is none", "POST", "/v1/phone/number/validate", {"PhoneNumber": "1", "IsoCountryCode": "USA"}, "IsoCountryCode", "two letters"),
    Row("messages of an absent app", "POST", "/v1/apps/<absent>/messages", {"Addresses": TO, "MessageConfiguration": SAY}, NOT_FOUND, ("Application",)),
]
