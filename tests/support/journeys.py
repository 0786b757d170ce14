"""Journeys that can be published, and what they need."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta


def welcome(segment, template):
    """The journey of the documentation: a mail, a question, a nudge, a holdout."""
    opened = {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open"]}}
    return {
        "Name": "welcome", "State": "ACTIVE", "LocalTime": False, "RefreshFrequency": "PT12H", "StartActivity": "mail1",
        "StartCondition": {"SegmentStartCondition": {"SegmentId": segment}}, "Limits": {"DailyCap": 2, "EndpointReentryCap": 1},
        "Activities": {
            "mail1": {"EMAIL": {"TemplateName": template, "MessageConfig": {"FromAddress": "a@example.com"}, "NextActivity": "split1"}},
            "split1": {
                "ConditionalSplit": {
                    "Condition": {"Operator": "ANY", "Conditions": [{"EventCondition": {"MessageActivity": "mail1", "Dimensions": opened}}]},
                    "EvaluationWaitTime": {"WaitFor": "P2D"}, "TrueActivity": "hold1", "FalseActivity": "sms1",
                },
            },
            "sms1": {"SMS": {"TemplateName": "nudge", "MessageConfig": {"MessageType": "PROMOTIONAL"}, "NextActivity": "hold1"}},
            "hold1": {"Holdout": {"Percentage": 10}},
        },
    }


def waiting(segment, **more):
    """The smallest journey that can be published and paused."""
    return {
        "Name": "waiting", "State": "ACTIVE", "RefreshFrequency": "PT1H", "StartActivity": "w",
        "StartCondition": {"SegmentStartCondition": {"SegmentId": segment}},
        "Activities": {"w": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}}}}, **more,
    }


def cancelled(app, journey):
    """Ends a journey, so that it no longer counts against the account's quotas."""
    assert app.set_journey(journey["Id"], "CANCELLED")["State"] == "CANCELLED"


def dated(**later):
    """A date from now, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(**later)


@contextmanager
def sms_with_nudge(app):
    """The SMS channel, enabled, with the template `nudge`."""
    pinpoint = app.pinpoint
    pinpoint.update_sms_channel(ApplicationId=app.id, SMSChannelRequest={"Enabled": True})
    pinpoint.create_sms_template(TemplateName="nudge", SMSTemplateRequest={"Body": "Still there?"})
    try:
        yield
    finally:
        pinpoint.delete_sms_template(TemplateName="nudge")
