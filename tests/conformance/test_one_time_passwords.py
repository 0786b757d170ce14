"""One-time passwords and phone numbers."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, NOT_FOUND, refused

NUMBER = "+15555550100"
ORDER = {
    "Channel": "SMS", "BrandName": "ExampleCorp", "DestinationIdentity": NUMBER, "OriginationIdentity": "EXAMPLE", "ReferenceId": "login",
}


def send(app, **change):
    answer = app.pinpoint.send_otp_message(ApplicationId=app.id, SendOTPMessageRequestParameters={**ORDER, **change})
    return answer["MessageResponse"]


def verify(app, otp, **change):
    guess = {"DestinationIdentity": NUMBER, "ReferenceId": "login", "Otp": otp, **change}
    answer = app.pinpoint.verify_otp_message(ApplicationId=app.id, VerifyOTPMessageRequestParameters=guess)
    return answer["VerificationResponse"]["Valid"]


def validate(pinpoint, number, **request):
    answer = pinpoint.phone_number_validate(NumberValidateRequest={"PhoneNumber": number, **request})
    return answer["NumberValidateResponse"]


def test_without_a_channel_no_code_is_sent(app, runner):
    (number, result), = send(app)["Result"].items()
    assert number == NUMBER and (result["DeliveryStatus"], result["StatusCode"]) == ("PERMANENT_FAILURE", 400)
    assert "SMS" in result["StatusMessage"]
    assert runner.outbox(app=app.id) == []
    assert verify(app, "123456") is False


@pytest.mark.parametrize(
    "change",
    [
        {"Channel": "EMAIL"}, {"BrandName": "x" * 21}, {"DestinationIdentity": "ann"}, {"OriginationIdentity": "much too long a name"},
        {"ReferenceId": "x" * 49}, {"CodeLength": 4}, {"CodeLength": 9}, {"ValidityPeriod": 61}, {"AllowedAttempts": 6}, {"Language": "tlh"},
    ],
)
def test_a_wrong_order_is_refused(app, change):
    with refused(BAD_REQUEST, *change):
        send(app, **change)


def test_a_guess_needs_a_number_and_a_reference(app):
    for change in ({"DestinationIdentity": "ann"}, {"ReferenceId": ""}):
        with refused(BAD_REQUEST, *change):
            verify(app, "123456", **change)


def test_an_absent_app_has_no_codes(pinpoint):
    absent = App(pinpoint, ABSENT)
    with refused(NOT_FOUND):
        send(absent)
    with refused(NOT_FOUND):
        verify(absent, "123456")


def test_a_number_is_described(pinpoint):
    assert validate(pinpoint, "(206) 555-0142", IsoCountryCode="US") == {
        "OriginalPhoneNumber": "(206) 555-0142", "OriginalCountryCodeIso2": "US", "CountryCodeIso2": "US", "CountryCodeNumeric": "1",
        "CleansedPhoneNumberE164": "+12065550142", "CleansedPhoneNumberNational": "2065550142", "PhoneType": "MOBILE", "PhoneTypeCode": 0,
    }
    assert validate(pinpoint, "442079460881")["PhoneType"] == "LANDLINE"


def test_a_number_that_cannot_exist_is_invalid(pinpoint):
    for number in ("+1234567", "call me", "\N{GRINNING FACE}"):
        assert validate(pinpoint, number) == {"OriginalPhoneNumber": number, "PhoneType": "INVALID", "PhoneTypeCode": 3}


def test_a_number_and_its_country_must_be_given_as_such(pinpoint):
    with refused(BAD_REQUEST, "PhoneNumber", "required"):
        pinpoint.phone_number_validate(NumberValidateRequest={})
    with refused(BAD_REQUEST, "IsoCountryCode"):
        validate(pinpoint, "+12065550142", IsoCountryCode="XX")
