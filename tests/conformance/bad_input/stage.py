"""What the wrong requests are aimed at: an account with one of everything, and a look at all of it."""

import http.client
import json
from contextlib import closing
from urllib.parse import quote, urlsplit

from support.app import App
from support.signing import signed_headers

ABSENT = "0" * 32


class Stage:
    """One app with an email channel, endpoints, a segment, a campaign, a template of each type, all of it in two versions;
    and a recommender configuration."""

    def __init__(self, pinpoint, url):
        self.address = urlsplit(url).netloc
        app = App.create(pinpoint, "stage", tags={"a": "b"})
        self.app = app
        app.update_settings(Limits={"Daily": 3}, QuietTime={"Start": "22:00", "End": "07:00"})
        app.put_email(ConfigurationSet="tracked")
        app.put_email_endpoint("e1", Attributes={"plan": ["gold"]}, User={"UserId": "u1", "UserAttributes": {"city": ["Bonn"]}})
        app.put("e2", ChannelType="SMS", Address="+15550100", User={"UserId": "u1"})
        segment = app.create_segment(Name="gold", Dimensions={"Attributes": {"plan": {"Values": ["gold"]}}}, tags={"a": "b"})["Id"]
        app.update_segment(segment, Name="golden")
        campaign = app.create_campaign(segment, tags={"a": "b"})["Id"]
        app.update_campaign(campaign, Description="second version")
        wait = {"Wait": {"WaitTime": {"WaitFor": "P1D"}}}
        journey = app.create_journey(StartActivity="w", Activities={"w": wait}, Limits={"DailyCap": 1})["Id"]
        self.template = "stage-template"
        content = {"Subject": "s", "TextPart": "t"}
        pinpoint.create_email_template(TemplateName=self.template, EmailTemplateRequest={**content, "tags": {"a": "b"}})
        pinpoint.update_email_template(TemplateName=self.template, EmailTemplateRequest=content, CreateNewVersion=True)
        for word, request in (("sms", "SMS"), ("push", "PushNotification"), ("voice", "Voice"), ("in_app", "InApp")):
            body = {f"{request}TemplateRequest": {"TemplateDescription": "d"}}
            getattr(pinpoint, f"create_{word}_template")(TemplateName=self.template, **body)
            getattr(pinpoint, f"update_{word}_template")(TemplateName=self.template, CreateNewVersion=True, **body)
        recommender = pinpoint.create_recommender_configuration(CreateRecommenderConfiguration={
            "RecommendationProviderUri": "arn:aws:personalize:us-east-1:123456789012:campaign/shop",
            "RecommendationProviderRoleArn": "arn:aws:iam::123456789012:role/personalize", "RecommendationsDisplayName": "Shoes",
        })["RecommenderConfigurationResponse"]["Id"]
        self.names = {
            "app": app.id, "segment": segment, "campaign": campaign, "journey": journey, "template": self.template, "absent": ABSENT,
            "recommender": recommender,
            "arn": quote(app.get()["Arn"], safe=""),
        }

        self.known = {}

    def close(self):
        for word in ("email", "sms", "push", "voice", "in_app"):
            getattr(self.app.pinpoint, f"delete_{word}_template")(TemplateName=self.template)
        self.app.pinpoint.delete_recommender_configuration(RecommenderId=self.names["recommender"])
        self.app.delete()

    def filled(self, text):
        for name, value in self.names.items():
            text = text.replace(f"<{name}>", value)
        return text

    def send(self, row):
        """The raw answer: `(status, headers by lower-case name, body)`."""
        body = row.body
        if isinstance(body, str):
            body = self.filled(body).encode()
        elif body is not None and not isinstance(body, bytes):
            body = self.filled(json.dumps(body)).encode()
        return self.request(row.method, self.filled(row.path), body)

    def request(self, method, path, body=None):
        with closing(http.client.HTTPConnection(self.address, timeout=60)) as connection:
            headers = {"Content-Type": "application/json"} if body else {}
            connection.request(method, path, body=body, headers=signed_headers(method, f"http://{self.address}{path}", body, headers))
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()

    def everything(self):
        """All that the account holds, as the API answers it."""
        return {path: self.look(path) for path in self.paths()}

    def aim(self, row):
        """What the row's own path answers to a reader."""
        return self.look(self.filled(row.path.split("?")[0]))

    def changed(self):
        """The paths that answer otherwise than when this was asked for the last time."""
        before, self.known = self.known, self.everything()
        return [path for path, answer in self.known.items() if before.get(path) != answer]

    def paths(self):
        app, segment, campaign = f"/v1/apps/{self.names['app']}", self.names["segment"], self.names["campaign"]
        inside = [
            "", "/settings", "/channels", "/channels/email", "/endpoints/e1", "/endpoints/e2", "/endpoints/new", "/users/u1", "/users/new",
            "/segments", f"/segments/{segment}/versions", "/campaigns", f"/campaigns/{campaign}/versions", f"/campaigns/{campaign}/activities",
            "/journeys", f"/journeys/{self.names['journey']}/runs",
            "/jobs/import", "/jobs/export", "/eventstream",
        ]
        template = f"/v1/templates/{self.template}/email"
        return [
            "/v1/apps", *(app + path for path in inside), "/v1/templates", template, f"{template}?version=2", f"{template}/versions",
            "/v1/templates/new/email", "/v1/recommenders", f"/v1/recommenders/{self.names['recommender']}",
            *(f"/v1/templates/{self.template}/{word}{rest}" for word in ("sms", "push", "voice", "inapp") for rest in ("", "?version=2", "/versions")),
        ]

    def look(self, path):
        status, _, body = self.request("GET", path)
        document = json.loads(body) if body else None
        if isinstance(document, dict):
            document.pop("RequestID", None)
        return status, document
