"""Import and export jobs: stored, listed, and listed with the segment that they are about."""

import pytest
from support.app import App
from support.calls import ABSENT, BAD_REQUEST, DATE, ID, NOT_FOUND, items, pages, refused

ROLE = "arn:aws:iam::123456789012:role/files"
IMPORT = {"S3Url": "s3://bucket/people/", "RoleArn": ROLE, "Format": "CSV", "RegisterEndpoints": True}
EXPORT = {"S3UrlPrefix": "s3://bucket/out/", "RoleArn": ROLE}


def create_import(app, **change):
    answer = app.pinpoint.create_import_job(ApplicationId=app.id, ImportJobRequest={**IMPORT, **change})
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    return answer["ImportJobResponse"]


def create_export(app, **change):
    answer = app.pinpoint.create_export_job(ApplicationId=app.id, ExportJobRequest={**EXPORT, **change})
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 202
    return answer["ExportJobResponse"]


def test_an_import_waits_as_it_was_asked_for(app):
    asked = {"Format": "JSON", "DefineSegment": True, "SegmentName": "People", "ExternalId": "x"}
    job = create_import(app, **asked)
    assert job == app.pinpoint.get_import_job(ApplicationId=app.id, JobId=job["Id"])["ImportJobResponse"]
    assert ID.fullmatch(job.pop("Id")) and DATE.fullmatch(job.pop("CreationDate"))
    assert job == {"ApplicationId": app.id, "Definition": {**IMPORT, **asked}, "JobStatus": "CREATED", "Type": "IMPORT"}


def test_an_export_waits_as_it_was_asked_for(app):
    job = create_export(app)
    assert job == app.pinpoint.get_export_job(ApplicationId=app.id, JobId=job["Id"])["ExportJobResponse"]
    assert ID.fullmatch(job.pop("Id")) and DATE.fullmatch(job.pop("CreationDate"))
    assert job == {"ApplicationId": app.id, "Definition": EXPORT, "JobStatus": "CREATED", "Type": "EXPORT"}


def test_lists_are_newest_first_and_by_kind(app):
    imports = [create_import(app)["Id"] for _ in range(3)]
    exports = [create_export(app)["Id"] for _ in range(3)]
    assert {job["Id"] for job in items(app.pinpoint.get_import_jobs, 2, ApplicationId=app.id)} == set(imports)
    found = pages(app.pinpoint.get_export_jobs, 2, ApplicationId=app.id)
    assert [len(page) for page in found] == [2, 1]
    dates = [job["CreationDate"] for page in found for job in page]
    assert {job["Id"] for page in found for job in page} == set(exports) and dates == sorted(dates, reverse=True)


def test_exports_of_a_segment_are_listed_with_it(app):
    segment, other = app.create_segment()["Id"], app.create_segment()["Id"]
    create_export(app)
    made = [create_export(app, SegmentId=segment, SegmentVersion=1), create_export(app, SegmentId=segment)]
    assert [job["Definition"] for job in made] == [{**EXPORT, "SegmentId": segment, "SegmentVersion": 1}, {**EXPORT, "SegmentId": segment}]
    found = items(app.pinpoint.get_segment_export_jobs, 1, ApplicationId=app.id, SegmentId=segment)
    assert sorted(job["Id"] for job in found) == sorted(job["Id"] for job in made)
    assert items(app.pinpoint.get_segment_export_jobs, 1, ApplicationId=app.id, SegmentId=other) == []
    assert items(app.pinpoint.get_segment_import_jobs, 1, ApplicationId=app.id, SegmentId=segment) == []
    for call in (app.pinpoint.get_segment_export_jobs, app.pinpoint.get_segment_import_jobs):
        with refused(NOT_FOUND):
            call(ApplicationId=app.id, SegmentId=ABSENT)


def test_the_account_has_ten_imports_at_a_time(app):
    for _ in range(10):
        create_import(app)
    with refused(BAD_REQUEST, "import jobs", "10"):
        create_import(app)
    assert len(items(app.pinpoint.get_import_jobs, 100, ApplicationId=app.id)) == 10
    create_export(app)
    other = App.create(app.pinpoint)
    with refused(BAD_REQUEST, "10"):
        create_import(other)
    app.delete()
    create_import(other)  # what went with its app is no job any more
    other.delete()


def test_what_is_not_there(app):
    for call in (app.pinpoint.get_import_job, app.pinpoint.get_export_job):
        with refused(NOT_FOUND):
            call(ApplicationId=app.id, JobId=ABSENT)
        with refused(NOT_FOUND, "Application not found"):
            call(ApplicationId=ABSENT, JobId=ABSENT)
    for call in (app.pinpoint.get_import_jobs, app.pinpoint.get_export_jobs):
        with refused(NOT_FOUND, "Application not found"):
            call(ApplicationId=ABSENT)


@pytest.mark.parametrize(("change", "words"), [
    ({"RegisterEndpoints": False}, ["RegisterEndpoints", "DefineSegment"]),
    ({"S3Url": "https://bucket/people"}, ["S3Url", "s3://bucket/folder/"]),
    ({"RoleArn": "files"}, ["RoleArn", "arn:aws:iam::"]),
    ({"SegmentId": ABSENT}, ["SegmentId", "segment of this app"]),
])
def test_imports_that_are_refused(app, change, words):
    with refused(BAD_REQUEST, *words):
        create_import(app, **change)
    assert items(app.pinpoint.get_import_jobs, 100, ApplicationId=app.id) == []


def test_only_imported_segments_are_imported_anew(app):
    with refused(BAD_REQUEST, "SegmentId", "imported"):
        create_import(app, SegmentId=app.create_segment()["Id"])


@pytest.mark.parametrize(("change", "field"), [({"S3UrlPrefix": "https://bucket/out/"}, "S3UrlPrefix"), ({"RoleArn": "files"}, "RoleArn")])
def test_an_export_to_nowhere(app, change, field):
    with refused(BAD_REQUEST, field):
        create_export(app, **change)
