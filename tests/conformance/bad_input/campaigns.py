"""Wrong campaigns."""

from .row import bad

ALL = "/v1/apps/<app>/campaigns"
ONE = f"{ALL}/<campaign>"
LATER = {"StartTime": "2099-01-01T00:00:00Z"}
BUY = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}
MAIL = {"EmailMessage": {"Title": "t", "Body": "b"}}


def new(**members):
    return {"SegmentId": "<segment>", "Schedule": LATER, "MessageConfiguration": MAIL, **members}


def schedule(**members):
    return {"Schedule": {**LATER, **members}}


def mail(**members):
    return {"MessageConfiguration": {"EmailMessage": {**MAIL["EmailMessage"], **members}}}


ROWS = [
    bad("no segment", "POST", ALL, {"Schedule": LATER, "MessageConfiguration": MAIL}, "SegmentId"),
    bad("a campaign to an absent segment", "POST", ALL, new(SegmentId="<absent>"), "SegmentId"),
    bad("a segment with a very long id", "PUT", ONE, {"SegmentId": "x" * 2000}, "SegmentId", "128"),
    bad("a template with a very long name", "PUT", ONE, {"TemplateConfiguration": {"EmailTemplate": {"Name": "x" * 2000}}}, "TemplateConfiguration.EmailTemplate.Name", "128"),
    bad("a segment's version that is not there", "POST", ALL, new(SegmentVersion=9), "SegmentVersion"),
    bad("a segment that is a number", "PUT", ONE, {"SegmentId": 7}, "SegmentId", "expected a string"),
    bad("a campaign's name that is too long", "PUT", ONE, {"Name": "x" * 129}, "Name", "128"),
    bad("a campaign's description that is too long", "PUT", ONE, {"Description": "x" * 501}, "Description", "500"),
    bad("a schedule without a start", "POST", ALL, new(Schedule={"Frequency": "ONCE"}), "Schedule.StartTime", "required"),
    bad("a schedule that is a text", "PUT", ONE, {"Schedule": "IMMEDIATE"}, "Schedule", "expected an object"),
    bad("a start that is no date", "PUT", ONE, schedule(StartTime="tomorrow"), "Schedule.StartTime", "IMMEDIATE", "ISO 8601"),
    bad("a start that is a number", "PUT", ONE, schedule(StartTime=4070908800), "Schedule.StartTime", "expected a string"),
    bad("a start in the past", "POST", ALL, new(**schedule(StartTime="2001-01-01T00:00:00Z")), "Schedule.StartTime", "past"),
    bad("an end before the start", "PUT", ONE, schedule(EndTime="2098-01-01T00:00:00Z"), "Schedule.EndTime", "StartTime"),
    bad("an unknown frequency", "PUT", ONE, schedule(Frequency="SOMETIMES"), "Schedule.Frequency", "unknown value", "ONCE"),
    bad("an unknown zone", "PUT", ONE, schedule(Timezone="UTC+5"), "Schedule.Timezone", "UTC+05:30"),
    bad("local time by a number", "PUT", ONE, schedule(IsLocalTime=1), "Schedule.IsLocalTime", "true or false"),
    bad("quiet time without an end", "PUT", ONE, schedule(QuietTime={"Start": "22:00"}), "Schedule.QuietTime.End", "together"),
    bad("a quiet time that is none", "PUT", ONE, schedule(QuietTime={"Start": "22:00", "End": "25:00"}), "Schedule.QuietTime.End", "HH:MM"),
    bad("an event filter without dimensions", "PUT", ONE, schedule(EventFilter={"FilterType": "ENDPOINT"}), "Schedule.EventFilter.Dimensions", "required"),
    bad("an event campaign without a filter", "PUT", ONE, schedule(Frequency="EVENT"), "Schedule.EventFilter", "must be given"),
    bad("a filter where no event is waited for", "PUT", ONE, schedule(EventFilter=BUY), "Schedule.EventFilter", "must be absent"),
    bad("an event campaign at once", "PUT", ONE, {"Schedule": {"StartTime": "IMMEDIATE", "Frequency": "EVENT", "EventFilter": BUY}}, "Schedule.StartTime", "15 minutes"),
    bad("a filter without a type of event", "PUT", ONE, schedule(Frequency="EVENT", EventFilter={"FilterType": "ENDPOINT", "Dimensions": {}}), "EventFilter.Dimensions.EventType.Values"),
    bad("a treatment that waits for events alone", "PUT", ONE, {"AdditionalTreatments": [{"SizePercent": 1, "Schedule": {**LATER, "Frequency": "EVENT", "EventFilter": BUY}}]}, "AdditionalTreatments[0].Schedule.Frequency"),
    bad("an end that has passed", "PUT", ONE, {"Schedule": {"StartTime": "IMMEDIATE", "EndTime": "2001-01-01T00:00:00Z"}}, "Schedule.EndTime", "past"),
    bad("a hook that is no function", "PUT", ONE, {"Hook": {"LambdaFunctionName": "no function"}}, "Hook.LambdaFunctionName", "ARN"),
    bad("a hook without encryption", "PUT", ONE, {"Hook": {"WebUrl": "http://example.com"}}, "Hook.WebUrl", "https://"),
    bad("an app's hook without encryption", "PUT", "/v1/apps/<app>/settings", {"CampaignHook": {"WebUrl": "http://example.com"}}, "CampaignHook.WebUrl", "https://"),
    bad("a delivery without encryption", "PUT", ONE, {"CustomDeliveryConfiguration": {"DeliveryUri": "http://example.com"}}, "CustomDeliveryConfiguration.DeliveryUri", "https://"),
    bad("a delivery to an unknown type of endpoint", "PUT", ONE, {"CustomDeliveryConfiguration": {"DeliveryUri": "f", "EndpointTypes": ["FAX"]}}, "CustomDeliveryConfiguration.EndpointTypes", "SMS"),
    bad("a link that leads nowhere", "PUT", ONE, {"MessageConfiguration": {"APNSMessage": {"Action": "URL"}}}, "APNSMessage.Url", "URL"),
    bad("raw content that is no JSON", "PUT", ONE, {"MessageConfiguration": {"GCMMessage": {"RawContent": "{"}}}, "GCMMessage.RawContent", "JSON"),
    bad("a silent message that is no object", "PUT", ONE, {"MessageConfiguration": {"ADMMessage": {"JsonBody": "[]"}}}, "ADMMessage.JsonBody", "JSON"),
    bad("a time to live in the past", "PUT", ONE, {"MessageConfiguration": {"BaiduMessage": {"TimeToLive": -1}}}, "BaiduMessage.TimeToLive", "604800"),
    bad("a sender id of digits", "PUT", ONE, {"MessageConfiguration": {"SMSMessage": {"SenderId": "123"}}}, "SMSMessage.SenderId", "letter"),
    bad("a number that is none", "PUT", ONE, {"MessageConfiguration": {"SMSMessage": {"OriginationNumber": "shop"}}}, "SMSMessage.OriginationNumber", "short code"),
    bad("a colour that is none", "PUT", ONE, {"MessageConfiguration": {"InAppMessage": {"Content": [{"BackgroundColor": "red"}]}}}, "InAppMessage.Content[0].BackgroundColor", "#"),
    bad("a button that leads nowhere", "PUT", ONE, {"MessageConfiguration": {"InAppMessage": {"Content": [{"PrimaryBtn": {"Web": {"ButtonAction": "LINK"}}}]}}}, "PrimaryBtn.Web.Link"),
    bad("a holdout of 101", "PUT", ONE, {"HoldoutPercent": 101}, "HoldoutPercent", "0 to 100"),
    bad("a holdout with a fraction", "PUT", ONE, {"HoldoutPercent": 0.5}, "HoldoutPercent", "expected an integer"),
    bad("a priority of 6", "PUT", ONE, {"Priority": 6}, "Priority", "1 to 5"),
    bad("a limit of 101", "PUT", ONE, {"Limits": {"Daily": 101}}, "Limits.Daily", "0 to 100"),
    bad("a duration of 59", "PUT", ONE, {"Limits": {"MaximumDuration": 59}}, "Limits.MaximumDuration", "60"),
    bad("paused by a text", "PUT", ONE, {"IsPaused": "false"}, "IsPaused", "true or false"),
    bad("a hook with an unknown mode", "PUT", ONE, {"Hook": {"Mode": "ALWAYS"}}, "Hook.Mode", "unknown value", "FILTER"),
    bad("five treatments more", "PUT", ONE, {"AdditionalTreatments": [{"SizePercent": 1}] * 5}, "AdditionalTreatments", "4"),
    bad("a treatment without a size", "PUT", ONE, {"AdditionalTreatments": [{"TreatmentName": "b"}]}, "AdditionalTreatments[0].SizePercent", "required"),
    bad("treatments beyond 100 percent", "PUT", ONE, {"AdditionalTreatments": [{"SizePercent": 60}, {"SizePercent": 41}]}, "AdditionalTreatments", "100"),
    bad("treatments and holdout beyond 100", "POST", ALL, new(HoldoutPercent=50, AdditionalTreatments=[{"SizePercent": 51}]), "HoldoutPercent", "100"),
    bad("treatments as an object", "PUT", ONE, {"AdditionalTreatments": {"SizePercent": 1}}, "AdditionalTreatments", "expected a list"),
    bad("an open expression in a title", "PUT", ONE, mail(Title="{{Attributes.plan"), "MessageConfiguration.EmailMessage.Title"),
    bad("more than 200 KB", "PUT", ONE, mail(HtmlBody="x" * 204_801), "MessageConfiguration.EmailMessage", "204800"),
    bad("a sender that is none", "PUT", ONE, mail(FromAddress="nobody"), "MessageConfiguration.EmailMessage.FromAddress", "address"),
    bad("a header of the channel's own in a message", "PUT", ONE, mail(Headers=[{"Name": "Subject", "Value": "v"}]), "EmailMessage.Headers[0].Name"),
    bad("a message that is a text", "PUT", ONE, {"MessageConfiguration": {"EmailMessage": "hello"}}, "MessageConfiguration.EmailMessage", "expected an object"),
    bad("an unknown action", "PUT", ONE, {"MessageConfiguration": {"GCMMessage": {"Action": "JUMP"}}}, "MessageConfiguration.GCMMessage.Action", "OPEN_APP"),
    bad("a template's name that is none", "PUT", ONE, {"TemplateConfiguration": {"EmailTemplate": {"Name": "no name"}}}, "TemplateConfiguration.EmailTemplate.Name", "128"),
    bad("a template's version in words", "PUT", ONE, {"TemplateConfiguration": {"EmailTemplate": {"Name": "a", "Version": "newest"}}}, "TemplateConfiguration.EmailTemplate.Version"),
    bad("a custom message without a delivery", "PUT", ONE, {"MessageConfiguration": {"CustomMessage": {"Data": "x"}}}, "CustomDeliveryConfiguration"),
    bad("a delivery without an address", "PUT", ONE, {"CustomDeliveryConfiguration": {}}, "CustomDeliveryConfiguration.DeliveryUri", "required"),
    bad("51 tags of a campaign", "POST", ALL, new(tags={f"k{i}": "" for i in range(51)}), "tags", "50"),
]
