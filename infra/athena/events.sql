-- The archive of events as a table of Amazon Athena.
--
-- Put the name of the stack's archive bucket (its output ArchiveBucketName) in place of ARCHIVE_BUCKET and run this once. There is
-- nothing to load and nothing to repeat: which folders exist follows from the query. Each names the app, and pays only for the
-- days it asks for, in UTC and by the time at which things happened:
--
--     SELECT event_type, count(DISTINCT event_id) AS events
--     FROM touchpoint_events
--     WHERE app = '0123456789abcdef0123456789abcdef' AND "date" BETWEEN '2030-01-01' AND '2030-01-31'
--     GROUP BY event_type;
--
-- An event may stand in the archive more than once: its batch was delivered again, or files were merged while the query ran. Count
-- distinct ids as above, or read through a query that drops repetitions:
--
--     WITH events AS (
--         SELECT * FROM (
--             SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY arrival_timestamp) AS occurrence
--             FROM touchpoint_events
--             WHERE app = '0123456789abcdef0123456789abcdef' AND "date" = '2030-01-31'
--         ) WHERE occurrence = 1
--     )
--     SELECT date_trunc('hour', from_unixtime(event_timestamp / 1000e0)) AS hour, count(*) AS opens
--     FROM events
--     WHERE event_type = '_email.open'
--     GROUP BY 1 ORDER BY 1;
--
-- `facets` is JSON text: json_extract_scalar(facets, '$.email_channel.mail_event.click.link').

CREATE EXTERNAL TABLE touchpoint_events (
    event_id string,
    event_type string,
    event_timestamp bigint,
    arrival_timestamp bigint,
    event_version string,
    application struct<
        app_id: string,
        package_name: string,
        sdk: struct<name: string, version: string>,
        title: string,
        version_code: string,
        version_name: string
    >,
    client struct<client_id: string>,
    device struct<
        locale: struct<code: string, country: string, language: string>,
        make: string,
        model: string,
        platform: struct<name: string, version: string>
    >,
    session struct<session_id: string, start_timestamp: bigint, stop_timestamp: bigint>,
    attributes map<string, string>,
    metrics map<string, double>,
    client_context struct<custom: map<string, string>>,
    awsaccountid string,
    facets string
)
PARTITIONED BY (app string, `date` string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION 's3://ARCHIVE_BUCKET/events/'
TBLPROPERTIES (
    'projection.enabled' = 'true',
    'projection.app.type' = 'injected',
    'projection.date.type' = 'date',
    'projection.date.format' = 'yyyy-MM-dd',
    'projection.date.range' = '2020-01-01,NOW+1DAYS',
    'projection.date.interval' = '1',
    'projection.date.interval.unit' = 'DAYS',
    'storage.location.template' = 's3://ARCHIVE_BUCKET/events/app=${app}/date=${date}/'
);
