-- The tables that the job writes. Each keeps the line as the job wrote it; columns are read from it,
-- so that readers can add columns without a change of the job. A line that is written twice (the job
-- resumed after a failure) is stored once: the primary keys identify a record, and the job upserts.
--
-- Apply the files of this folder in order, once each, with any tool:
--   psql -v ON_ERROR_STOP=1 --single-transaction -f 001_records.sql

CREATE SCHEMA barnhand;

-- The files that were applied; the job checks it when it starts.
CREATE TABLE barnhand.schema_version (
    version     int         PRIMARY KEY,
    applied_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO barnhand.schema_version (version) VALUES (1);

-- Event times are µs since the epoch; exact up to the year 2255.
CREATE FUNCTION barnhand.time_of(us bigint) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN to_timestamp(us / 1e6::float8);

-- One row a pass or sliding window. Null: not estimable, never 0; the line's flags say why.
CREATE TABLE barnhand.gait (
    run               text   NOT NULL,
    line              jsonb  NOT NULL,
    camera            text   NOT NULL GENERATED ALWAYS AS (line ->> 'camera_id') STORED,
    recording         text   NOT NULL GENERATED ALWAYS AS (line ->> 'recording') STORED,
    track             text   NOT NULL GENERATED ALWAYS AS (line ->> 'track_id') STORED,
    kind              text   NOT NULL GENERATED ALWAYS AS (line #>> '{window,kind}') STORED,
    start_ms          bigint NOT NULL GENERATED ALWAYS AS ((line #>> '{window,start_ms}')::bigint) STORED,
    end_ms            bigint NOT NULL GENERATED ALWAYS AS ((line #>> '{window,end_ms}')::bigint) STORED,
    started_at        timestamptz GENERATED ALWAYS AS (barnhand.time_of(1000 * (line #>> '{window,start_ms}')::bigint)) STORED,
    ended_at          timestamptz GENERATED ALWAYS AS (barnhand.time_of(1000 * (line #>> '{window,end_ms}')::bigint)) STORED,
    horse             text   GENERATED ALWAYS AS (line ->> 'horse_id') STORED,
    pose_model        text   GENERATED ALWAYS AS (line ->> 'pose_model') STORED,
    pose_status       text   GENERATED ALWAYS AS (line ->> 'pose_status') STORED,
    kp_semantics      text   GENERATED ALWAYS AS (line ->> 'kp_semantics') STORED,
    direction         text   GENERATED ALWAYS AS (line #>> '{window,direction}') STORED,
    n_strides         float8 GENERATED ALWAYS AS ((line #>> '{window,n_strides}')::float8) STORED,
    gait              text   GENERATED ALWAYS AS (line #>> '{gait,class}') STORED,
    stride_freq_hz    float8 GENERATED ALWAYS AS ((line #>> '{stride_freq_hz,value}')::float8) STORED,
    stride_freq_low   float8 GENERATED ALWAYS AS ((line #>> '{stride_freq_hz,ci95,0}')::float8) STORED,
    stride_freq_high  float8 GENERATED ALWAYS AS ((line #>> '{stride_freq_hz,ci95,1}')::float8) STORED,
    speed_bl_s        float8 GENERATED ALWAYS AS ((line #>> '{speed_bl_s,value}')::float8) STORED,
    speed_low         float8 GENERATED ALWAYS AS ((line #>> '{speed_bl_s,ci95,0}')::float8) STORED,
    speed_high        float8 GENERATED ALWAYS AS ((line #>> '{speed_bl_s,ci95,1}')::float8) STORED,
    quality           float8 GENERATED ALWAYS AS ((line #>> '{quality,score}')::float8) STORED,
    flags             jsonb  GENERATED ALWAYS AS (line #> '{quality,flags}') STORED,
    PRIMARY KEY (run, camera, recording, track, kind, start_ms)
);
CREATE INDEX gait_by_time ON barnhand.gait (camera, started_at);

-- One row a stride of a limb, hoof-on to the next hoof-on: what is pooled over hours and days.
CREATE TABLE barnhand.stride (
    run               text   NOT NULL,
    line              jsonb  NOT NULL,
    camera            text   NOT NULL GENERATED ALWAYS AS (line ->> 'camera_id') STORED,
    recording         text   NOT NULL GENERATED ALWAYS AS (line ->> 'recording') STORED,
    track             text   NOT NULL GENERATED ALWAYS AS (line ->> 'track_id') STORED,
    limb              text   NOT NULL GENERATED ALWAYS AS (line ->> 'limb') STORED,
    on_us             bigint NOT NULL GENERATED ALWAYS AS ((line ->> 'on_us')::bigint) STORED,
    pass_start_us     bigint NOT NULL GENERATED ALWAYS AS ((line ->> 'pass_start_us')::bigint) STORED,
    on_at             timestamptz GENERATED ALWAYS AS (barnhand.time_of((line ->> 'on_us')::bigint)) STORED,
    horse             text   GENERATED ALWAYS AS (line ->> 'horse_id') STORED,
    kp_semantics      text   GENERATED ALWAYS AS (line ->> 'kp_semantics') STORED,
    pose_model        text   GENERATED ALWAYS AS (line ->> 'pose_model') STORED,
    direction         text   GENERATED ALWAYS AS (line ->> 'direction') STORED,
    gait              text   GENERATED ALWAYS AS (line ->> 'gait') STORED,
    stride_s          float8 GENERATED ALWAYS AS ((line ->> 'stride_s')::float8) STORED,
    stance_s          float8 GENERATED ALWAYS AS ((line ->> 'stance_s')::float8) STORED,
    phase             float8 GENERATED ALWAYS AS ((line ->> 'phase')::float8) STORED,
    stride_length_bl  float8 GENERATED ALWAYS AS ((line ->> 'stride_length_bl')::float8) STORED,
    speed_bl_s        float8 GENERATED ALWAYS AS ((line ->> 'speed_bl_s')::float8) STORED,
    quality           float8 GENERATED ALWAYS AS ((line ->> 'quality')::float8) STORED,
    flags             jsonb  GENERATED ALWAYS AS (line -> 'flags') STORED,
    PRIMARY KEY (run, camera, recording, track, limb, on_us)
);
CREATE INDEX stride_by_time ON barnhand.stride (camera, on_at);

-- Spans of time, by what is known of them. Spans overlap; the coverage of an hour is their union.
CREATE TABLE barnhand.coverage (
    run               text   NOT NULL,
    line              jsonb  NOT NULL,
    camera            text   NOT NULL GENERATED ALWAYS AS (line ->> 'camera') STORED,
    recording         text   NOT NULL GENERATED ALWAYS AS (line ->> 'recording') STORED,
    track             text   NOT NULL GENERATED ALWAYS AS (coalesce(line ->> 'track', '')) STORED,
    kind              text   NOT NULL GENERATED ALWAYS AS (line ->> 'kind') STORED,
    start_us          bigint NOT NULL GENERATED ALWAYS AS ((line ->> 'start_us')::bigint) STORED,
    end_us            bigint NOT NULL GENERATED ALWAYS AS ((line ->> 'end_us')::bigint) STORED,
    PRIMARY KEY (run, camera, recording, track, kind, start_us)
);
CREATE INDEX coverage_by_time ON barnhand.coverage (camera, start_us);

-- Input that could not be used, with the reason.
CREATE TABLE barnhand.dead_letter (
    run               text   NOT NULL,
    line              jsonb  NOT NULL,
    id                text   NOT NULL GENERATED ALWAYS AS (md5(line::text)) STORED,
    camera            text   GENERATED ALWAYS AS (line ->> 'camera') STORED,
    recording         text   GENERATED ALWAYS AS (line ->> 'recording') STORED,
    source            text   GENERATED ALWAYS AS (line ->> 'source') STORED,
    stage             text   GENERATED ALWAYS AS (line ->> 'stage') STORED,
    reason            text   GENERATED ALWAYS AS (line ->> 'reason') STORED,
    message           text   GENERATED ALWAYS AS (line ->> 'message') STORED,
    lost_at           timestamptz GENERATED ALWAYS AS (barnhand.time_of((line ->> 'time_us')::bigint)) STORED,
    written_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (run, id)
);

-- The runs of every recording, and since when. Small: readers find the current run of a recording
-- without reading its records.
CREATE TABLE barnhand.footage (
    run         text        NOT NULL,
    camera      text        NOT NULL,
    recording   text        NOT NULL,
    since       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (camera, recording, run)
);

CREATE FUNCTION barnhand.note_footage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- In order, so that two writers never wait for each other.
    INSERT INTO barnhand.footage (run, camera, recording)
    SELECT DISTINCT run, camera, recording FROM added ORDER BY camera, recording, run
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER note_footage AFTER INSERT ON barnhand.gait
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION barnhand.note_footage();
CREATE TRIGGER note_footage AFTER INSERT ON barnhand.coverage
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION barnhand.note_footage();
