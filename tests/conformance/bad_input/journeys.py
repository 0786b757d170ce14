"""Wrong journeys, and wrong questions about numbers."""

from .row import NOT_FOUND, Row, bad

ALL = "/v1/apps/<app>/journeys"
ONE = f"{ALL}/<journey>"
KPIS = "/v1/apps/<app>/kpis/daterange"
NOWHERE = "/v1/apps/<absent>/kpis/daterange"


def new(**members):
    return {"Name": "welcome", **members}


def one(activity):
    return new(Activities={"a": activity})


def split(**condition):
    return one({"ConditionalSplit": {"Condition": {"Conditions": [condition]}}})


def absent(name, method, path, body=None):
    return Row(name, method, path, body, NOT_FOUND, ("Resource not found",))


ROWS = [
    bad("a journey without a name", "POST", ALL, {}, "Name", "required"),
    bad("a journey with an empty name", "POST", ALL, new(Name=""), "Name", "150"),
    bad("a journey's name that is too long", "PUT", ONE, new(Name="x" * 151), "Name", "150"),
    bad("a journey's name with a space", "PUT", ONE, new(Name="two words"), "Name", "space"),
    bad("a journey that is a list", "POST", ALL, [], "WriteJourneyRequest", "expected an object"),
    bad("a journey created paused", "POST", ALL, new(State="PAUSED"), "State", "DRAFT or ACTIVE"),
    bad("a journey in no state that there is", "PUT", ONE, new(State="RUNNING"), "State", "DRAFT"),
    bad("a journey updated to cancelled", "PUT", ONE, new(State="CANCELLED"), "State", "UpdateJourneyState"),
    bad("41 activities", "PUT", ONE, new(Activities={f"a{i}": {"Wait": {}} for i in range(41)}), "Activities", "40"),
    bad("an activity with a blank in its id", "PUT", ONE, new(Activities={"a b": {"Wait": {}}}), "Activities", "letters"),
    bad("an activity of no kind", "PUT", ONE, one({"Description": "d"}), "Activities.a", "exactly one"),
    bad("an activity of two kinds", "PUT", ONE, one({"EMAIL": {}, "SMS": {}}), "Activities.a", "exactly one"),
    bad("an activity that is a text", "PUT", ONE, one("EMAIL"), "Activities.a", "expected an object"),
    bad("an activity's description that is too long", "PUT", ONE, one({"Wait": {}, "Description": "d" * 501}), "Activities.a.Description", "500"),
    bad("an activity's template with no name", "PUT", ONE, one({"EMAIL": {"TemplateName": "-"}}), "Activities.a.EMAIL.TemplateName", "128"),
    bad("an activity's template in version zero", "PUT", ONE, one({"SMS": {"TemplateVersion": "0"}}), "Activities.a.SMS.TemplateVersion"),
    bad("an activity's sender that is none", "PUT", ONE, one({"EMAIL": {"MessageConfig": {"FromAddress": "me"}}}), "Activities.a.EMAIL.MessageConfig.FromAddress"),
    bad("a time to live in words", "PUT", ONE, one({"PUSH": {"MessageConfig": {"TimeToLive": "long"}}}), "Activities.a.PUSH.MessageConfig.TimeToLive"),
    bad("custom data that is too long", "PUT", ONE, one({"CUSTOM": {"MessageConfig": {"Data": "x" * 5001}}}), "Activities.a.CUSTOM.MessageConfig.Data", "5000"),
    bad("a wait of half an hour", "PUT", ONE, one({"Wait": {"WaitTime": {"WaitFor": "PT30M"}}}), "Activities.a.Wait.WaitTime.WaitFor", "PT1H"),
    bad("a wait of 366 days", "PUT", ONE, one({"Wait": {"WaitTime": {"WaitFor": "P366D"}}}), "Activities.a.Wait.WaitTime.WaitFor", "P365D"),
    bad("a wait in words", "PUT", ONE, one({"Wait": {"WaitTime": {"WaitFor": "2 days"}}}), "Activities.a.Wait.WaitTime.WaitFor", "ISO 8601"),
    bad("a wait until no date", "PUT", ONE, one({"Wait": {"WaitTime": {"WaitUntil": "may"}}}), "Activities.a.Wait.WaitTime.WaitUntil", "ISO 8601"),
    bad("a wait both ways", "PUT", ONE, one({"Wait": {"WaitTime": {"WaitFor": "P1D", "WaitUntil": "2099-01-01T00:00:00Z"}}}), "Activities.a.Wait.WaitTime.WaitUntil", "absent"),
    bad("a holdout without a percentage", "PUT", ONE, one({"Holdout": {}}), "Activities.a.Holdout.Percentage", "required"),
    bad("a journey's holdout of 101", "PUT", ONE, one({"Holdout": {"Percentage": 101}}), "Activities.a.Holdout.Percentage", "0 to 100"),
    bad("six random branches", "PUT", ONE, one({"RandomSplit": {"Branches": [{}] * 6}}), "Activities.a.RandomSplit.Branches", "5"),
    bad("five branches with conditions", "PUT", ONE, one({"MultiCondition": {"Branches": [{}] * 5}}), "Activities.a.MultiCondition.Branches", "4"),
    bad("a condition of two kinds", "PUT", ONE, split(EventCondition={}, SegmentCondition={"SegmentId": "s"}), "Activities.a.ConditionalSplit.Condition.Conditions[0].EventCondition", "only one"),
    bad("a condition's dimension without values", "PUT", ONE, split(segmentDimensions={"Attributes": {"plan": {"Values": []}}}), "segmentDimensions.Attributes.plan.Values"),
    bad("an exit to no id", "PUT", ONE, one({"Wait": {"NextActivity": "a b"}}), "Activities.a.Wait.NextActivity", "letters"),
    bad("two ways to start", "PUT", ONE, new(StartCondition={"EventStartCondition": {}, "SegmentStartCondition": {"SegmentId": "s"}}), "StartCondition.EventStartCondition", "absent"),
    bad("a journey's start that is no date", "PUT", ONE, new(Schedule={"StartTime": "soon"}), "Schedule.StartTime", "ISO 8601"),
    bad("a journey in an unknown zone", "PUT", ONE, new(Schedule={"Timezone": "UTC+5"}), "Schedule.Timezone", "UTC+05:30"),
    bad("a refresh every half hour", "PUT", ONE, new(RefreshFrequency="PT30M"), "RefreshFrequency", "PT1H"),
    bad("a daily cap of 101", "PUT", ONE, new(Limits={"DailyCap": 101}), "Limits.DailyCap", "0 to 100"),
    bad("a reentry cap below none", "PUT", ONE, new(Limits={"EndpointReentryCap": -1}), "Limits.EndpointReentryCap", "0 to 100"),
    bad("a time frame of 31 days", "PUT", ONE, new(Limits={"TimeframeCap": {"Days": 31}}), "Limits.TimeframeCap.Days", "0 to 30"),
    bad("a reentry interval in words", "PUT", ONE, new(Limits={"EndpointReentryInterval": "a week"}), "Limits.EndpointReentryInterval", "ISO 8601"),
    bad("a journey's quiet time that is none", "PUT", ONE, new(QuietTime={"Start": "25:00"}), "QuietTime.Start", "HH:MM"),
    bad("open at no time", "PUT", ONE, new(OpenHours={"SMS": {"MONDAY": [{"StartTime": "8"}]}}), "OpenHours.SMS.MONDAY[0].StartTime", "HH:MM"),
    bad("open five times a day", "PUT", ONE, new(OpenHours={"SMS": {"MONDAY": [{}] * 5}}), "OpenHours.SMS.MONDAY", "4"),
    bad("open on an eighth day", "PUT", ONE, new(OpenHours={"SMS": {"HOLIDAY": []}}), "OpenHours.SMS", "MONDAY"),
    bad("21 closed days", "PUT", ONE, new(ClosedDays={"EMAIL": [{}] * 21}), "ClosedDays.EMAIL", "20"),
    bad("closed on no date", "PUT", ONE, new(ClosedDays={"EMAIL": [{"StartDateTime": "christmas"}]}), "ClosedDays.EMAIL[0].StartDateTime", "ISO 8601"),
    bad("an estimate by guessing", "PUT", ONE, new(TimezoneEstimationMethods=["GUESS"]), "TimezoneEstimationMethods[0]", "PHONE_NUMBER"),
    bad("a Connect campaign that is no ARN", "PUT", ONE, new(JourneyChannelSettings={"ConnectCampaignArn": "c"}), "JourneyChannelSettings.ConnectCampaignArn", "ARN"),
    bad("a journey published unfit", "PUT", ONE, new(State="ACTIVE"), "cannot be published", "StartCondition"),
    bad("a state that is missing", "PUT", f"{ONE}/state", {}, "State", "required"),
    bad("a state that a draft cannot have", "PUT", f"{ONE}/state", {"State": "PAUSED"}, "State", "DRAFT"),
    bad("a page of no journeys", "GET", f"{ALL}?page-size=0", None, "page-size"),
    bad("a page of journeys behind nothing", "GET", f"{ALL}?token=x", None, "token"),
    bad("a page of runs behind nothing", "GET", f"{ONE}/runs?token=x", None, "token"),
    absent("an absent journey", "GET", f"{ALL}/<absent>"),
    absent("an absent journey to be updated", "PUT", f"{ALL}/<absent>", new()),
    absent("an absent journey's state", "PUT", f"{ALL}/<absent>/state", {"State": "ACTIVE"}),
    absent("an absent journey to be deleted", "DELETE", f"{ALL}/<absent>"),
    absent("an absent journey's runs", "GET", f"{ALL}/<absent>/runs"),
    absent("an absent activity's numbers", "GET", f"{ONE}/activities/gone/execution-metrics"),
    absent("an absent run's numbers", "GET", f"{ONE}/runs/<absent>/execution-metrics"),
    absent("an unknown indicator", "GET", f"{KPIS}/visits"),
    absent("an indicator of another level", "GET", f"{KPIS}/journey-emails-sent"),
    # Asked of an app that is absent, because what one that is there answers ends now.
    bad("a time that is none", "GET", f"{NOWHERE}/unique-deliveries?end-time=now", None, "end-time", "ISO 8601"),
    bad("a time the wrong way round", "GET", f"{NOWHERE}/unique-deliveries?start-time=2026-02-02&end-time=2026-02-01", None, "start-time", "end-time"),
    bad("a time too long ago", "GET", f"{NOWHERE}/unique-deliveries?start-time=2020-01-01", None, "start-time", "90"),
]
