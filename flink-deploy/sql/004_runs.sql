-- What a run is: claimed before it writes, current by time, withdrawn. Apply after 003_trends.sql;
-- spans of coverage that are already there are merged once.

INSERT INTO barnhand.schema_version (version) VALUES (4);

-- The runs, by the order in which they were claimed; a later start of the same run keeps its place.
-- A job that claims nothing (an older build) is noted with its first row, without a token.
CREATE TABLE barnhand.run (
    run          text        PRIMARY KEY,
    sequence     bigint      NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    state        text        NOT NULL CHECK (state IN ('started', 'complete', 'aborted', 'withdrawn')),
    live         boolean     NOT NULL,
    fingerprint  text        NOT NULL,
    token        text        NOT NULL,
    description  jsonb       NOT NULL,
    claimed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    state_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    state_by     text        NOT NULL DEFAULT session_user
);

-- spans: what the run decoded of a recording, µs; null where no coverage is known of it. records: from
-- the first to the last of what it measured, for runs that decode nothing or keep no coverage here.
ALTER TABLE barnhand.footage
    ADD COLUMN spans   int8multirange,
    ADD COLUMN records int8range;

-- Notes a run that nobody claimed; its rows count.
CREATE FUNCTION barnhand.note_run(of_run text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM barnhand.run r WHERE r.run = of_run) THEN
        INSERT INTO barnhand.run (run, state, live, fingerprint, token, description)
        VALUES (of_run, 'complete', false, '', '', '{}')
        ON CONFLICT DO NOTHING;
    END IF;
END $$;

-- Adds to what a run holds of a recording; its row stays locked until the transaction ends.
CREATE FUNCTION barnhand.hold(
    of_run text, of_camera text, of_recording text, more int8multirange, of_records int8range)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    held record;
BEGIN
    LOOP
        SELECT spans, records INTO held FROM barnhand.footage
        WHERE camera = of_camera AND recording = of_recording AND run = of_run
        FOR NO KEY UPDATE;
        EXIT WHEN FOUND;
        INSERT INTO barnhand.footage (run, camera, recording, spans, records)
        VALUES (of_run, of_camera, of_recording, more, of_records)
        ON CONFLICT DO NOTHING;
    END LOOP;
    IF more IS NOT NULL AND (held.spans @> more) IS NOT TRUE
        OR of_records IS NOT NULL AND (held.records @> of_records) IS NOT TRUE THEN
        UPDATE barnhand.footage
        SET spans = coalesce(held.spans + more, held.spans, more),
            records = coalesce(range_merge(held.records, of_records), held.records, of_records)
        WHERE camera = of_camera AND recording = of_recording AND run = of_run;
    END IF;
END $$;

-- Rows that a dump brings are joined with those that the triggers of its other tables have made.
CREATE FUNCTION barnhand.join_footage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM barnhand.note_run(NEW.run);
    UPDATE barnhand.footage f
    SET since = least(f.since, NEW.since),
        spans = coalesce(f.spans + NEW.spans, f.spans, NEW.spans),
        records = coalesce(range_merge(f.records, NEW.records), f.records, NEW.records)
    WHERE f.camera = NEW.camera AND f.recording = NEW.recording AND f.run = NEW.run;
    RETURN CASE WHEN FOUND THEN NULL ELSE NEW END;
END $$;

CREATE TRIGGER join_footage BEFORE INSERT ON barnhand.footage
    FOR EACH ROW EXECUTE FUNCTION barnhand.join_footage();

-- A run that a dump brings takes the place of the one that was noted for its rows.
CREATE FUNCTION barnhand.replace_noted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    DELETE FROM barnhand.run r
    WHERE r.token = '' AND (r.run = NEW.run OR r.sequence = NEW.sequence);
    RETURN NEW;
END $$;

-- A version that is there already.
CREATE FUNCTION barnhand.keep_version() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RETURN CASE WHEN EXISTS (SELECT FROM barnhand.schema_version v WHERE v.version = NEW.version)
                THEN NULL ELSE NEW END;
END $$;

CREATE TRIGGER keep_version BEFORE INSERT ON barnhand.schema_version
    FOR EACH ROW EXECUTE FUNCTION barnhand.keep_version();

-- After gait and strides.
CREATE OR REPLACE FUNCTION barnhand.note_footage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    part record;
BEGIN
    -- In order, so that two writers never wait for each other.
    FOR part IN EXECUTE format(
        'SELECT run, camera, recording, int8range(min(%s), max(%s), ''[]'') AS records
         FROM added GROUP BY camera, recording, run ORDER BY camera, recording, run',
        CASE TG_TABLE_NAME WHEN 'gait' THEN '1000 * start_ms' ELSE 'pass_start_us' END,
        CASE TG_TABLE_NAME WHEN 'gait' THEN '1000 * greatest(start_ms, end_ms)'
                           ELSE 'greatest(pass_start_us, on_us)' END) LOOP
        PERFORM FROM barnhand.footage f
        WHERE f.camera = part.camera AND f.recording = part.recording AND f.run = part.run
          AND f.records @> part.records;
        IF NOT FOUND THEN
            PERFORM barnhand.hold(part.run, part.camera, part.recording, NULL, part.records);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE TRIGGER note_footage AFTER INSERT ON barnhand.stride
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION barnhand.note_footage();

-- What was seen instead of a horse, of two times together: the best of each.
CREATE FUNCTION barnhand.unseen_in_both(one jsonb, other jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN one IS NULL OR other IS NULL OR one = other THEN one ELSE
        CASE WHEN coalesce((one ->> 'turned_score')::float8, -1)
                  >= coalesce((other ->> 'turned_score')::float8, -1) THEN one ELSE other END
        || jsonb_build_object('best_score',
               greatest((one ->> 'best_score')::numeric, (other ->> 'best_score')::numeric)) END;

-- Spans of coverage that adjoin are one row: of the same run, recording, track, kind and members,
-- begun in the same hour (UTC), at most 0.1 s apart, which is less than frames that come late are.
-- In time without a horse the row says the best that was seen. A span that comes again changes
-- nothing, in whatever order spans come.
CREATE FUNCTION barnhand.merge_coverage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    apart     constant bigint := 100000;
    hour      constant bigint := 3600000000;
    times     constant text[] := '{start_us,end_us,unseen}';
    of_camera text := NEW.line ->> 'camera';
    of_rec    text := NEW.line ->> 'recording';
    of_track  text := coalesce(NEW.line ->> 'track', '');
    of_kind   text := NEW.line ->> 'kind';
    from_us   bigint := (NEW.line ->> 'start_us')::bigint;
    to_us     bigint := (NEW.line ->> 'end_us')::bigint;
    merged    jsonb := NEW.line;
    first     jsonb;
    first_us  bigint;
    other     record;
BEGIN
    IF NEW.run IS NULL OR of_camera IS NULL OR of_rec IS NULL OR of_kind IS NULL
        OR (from_us <= to_us) IS NOT TRUE THEN
        RETURN NEW;   -- The columns refuse it, or it has no length that could be merged.
    END IF;
    -- Of two writers of a recording one waits here, and then sees what the other has merged.
    PERFORM barnhand.hold(NEW.run, of_camera, of_rec, '{}', NULL);
    FOR other IN
        SELECT c.start_us, c.end_us, c.line
        FROM barnhand.coverage c
        WHERE c.run = NEW.run AND c.camera = of_camera AND c.recording = of_rec
          AND c.track = of_track AND c.kind = of_kind
          AND c.start_us >= from_us - from_us % hour AND c.start_us < from_us - from_us % hour + hour
          AND c.start_us <= to_us + apart AND c.end_us >= from_us - apart
          AND (c.line - times = NEW.line - times AND (c.line ? 'unseen') = (NEW.line ? 'unseen')
               OR c.start_us = from_us)
        ORDER BY c.start_us LOOP
        IF first IS NULL THEN
            first := other.line;
            first_us := other.start_us;
        ELSE
            DELETE FROM barnhand.coverage c
            WHERE c.run = NEW.run AND c.camera = of_camera AND c.recording = of_rec
              AND c.track = of_track AND c.kind = of_kind AND c.start_us = other.start_us;
        END IF;
        from_us := least(from_us, other.start_us);
        to_us := greatest(to_us, other.end_us);
        -- A horse that was followed in either was followed in both.
        merged := CASE WHEN merged ? 'unseen' AND other.line ? 'unseen'
                       THEN merged || jsonb_build_object('unseen',
                                barnhand.unseen_in_both(other.line -> 'unseen', merged -> 'unseen'))
                       ELSE merged - 'unseen' END;
    END LOOP;
    merged := merged || jsonb_build_object('start_us', from_us, 'end_us', to_us);
    IF of_kind = 'decoded' THEN
        PERFORM barnhand.hold(NEW.run, of_camera, of_rec,
                              int8multirange(int8range(from_us, to_us)), NULL);
    ELSIF of_kind <> 'expected' THEN
        PERFORM barnhand.hold(NEW.run, of_camera, of_rec, NULL, int8range(from_us, to_us, '[]'));
    END IF;
    IF first IS NULL THEN
        RETURN NEW;
    END IF;
    IF merged <> first THEN
        UPDATE barnhand.coverage c SET line = merged
        WHERE c.run = NEW.run AND c.camera = of_camera AND c.recording = of_rec
          AND c.track = of_track AND c.kind = of_kind AND c.start_us = first_us;
    END IF;
    RETURN NULL;
END $$;

-- For a purge of some time, µs, of cameras: a span of coverage that continues behind it begins there, and
-- no run holds any of that time. To be called before the rows are deleted that begin within. How many
-- spans were cut.
CREATE FUNCTION barnhand.cut_coverage(cameras text[], from_us bigint, to_us bigint) RETURNS bigint
    LANGUAGE plpgsql AS $$
DECLARE
    runs   text[];
    lines  jsonb[];
BEGIN
    -- First what writers hold first, and in their order.
    PERFORM FROM barnhand.footage f
    WHERE f.camera = ANY (cameras)
    ORDER BY f.camera, f.recording, f.run FOR NO KEY UPDATE;
    WITH cut AS (
        DELETE FROM barnhand.coverage
        WHERE camera = ANY (cameras) AND start_us >= from_us AND start_us < to_us AND end_us > to_us
        RETURNING run, line)
    SELECT array_agg(run), array_agg(line || jsonb_build_object('start_us', to_us)) INTO runs, lines
    FROM cut;
    -- They are merged with those that they adjoin.
    INSERT INTO barnhand.coverage (run, line)
    SELECT r, l FROM unnest(runs, lines) AS t (r, l)
    ORDER BY l ->> 'camera', l ->> 'recording', r;
    UPDATE barnhand.footage f
    SET spans = f.spans - int8multirange(int8range(from_us, to_us)),
        records = nullif(range_merge(int8multirange(f.records)
                                     - int8multirange(int8range(from_us, to_us))), 'empty')
    WHERE f.camera = ANY (cameras)
      AND (f.spans && int8range(from_us, to_us) OR f.records && int8range(from_us, to_us));
    RETURN coalesce(cardinality(runs), 0);
END $$;

-- Rows that are there: the runs in the order in which they began to write, spans merged.
INSERT INTO barnhand.run (run, state, live, fingerprint, token, description, claimed_at)
SELECT run, 'complete', false, '', '', '{}', min(since)
FROM barnhand.footage
GROUP BY run
ORDER BY min(since), run;

DROP TRIGGER note_footage ON barnhand.coverage;

CREATE TEMPORARY TABLE merged_coverage AS
WITH span AS (
    SELECT run, line, start_us, end_us, camera, recording, track, kind,
           start_us / 3600000000 AS hour, line - '{start_us,end_us,unseen}'::text[] AS members,
           line ? 'unseen' AS is_unseen
    FROM barnhand.coverage),
ordered AS (
    SELECT *, start_us > 100000 + max(end_us) OVER (
                  PARTITION BY run, camera, recording, track, kind, hour, members, is_unseen
                  ORDER BY start_us ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_apart
    FROM span),
piece AS (
    SELECT *, count(*) FILTER (WHERE is_apart) OVER (
                  PARTITION BY run, camera, recording, track, kind, hour, members, is_unseen
                  ORDER BY start_us) AS piece
    FROM ordered)
SELECT run, members || jsonb_build_object('start_us', min(start_us), 'end_us', max(end_us))
    || CASE WHEN is_unseen THEN jsonb_build_object('unseen',
           (array_agg(line -> 'unseen'
                      ORDER BY coalesce((line #>> '{unseen,turned_score}')::float8, -1) DESC,
                               start_us))[1]
           || jsonb_build_object('best_score', max((line #>> '{unseen,best_score}')::numeric)))
       ELSE '{}' END AS line
FROM piece
GROUP BY run, camera, recording, track, kind, hour, members, is_unseen, piece;

TRUNCATE barnhand.coverage;
DROP INDEX barnhand.coverage_by_time, barnhand.coverage_by_span;
-- The end in whole hours, so that a row that grows within an hour needs no new entry in an index.
ALTER TABLE barnhand.coverage
    ADD COLUMN until_us bigint NOT NULL GENERATED ALWAYS AS
        ((greatest((line ->> 'start_us')::bigint, (line ->> 'end_us')::bigint) / 3600000000 + 1)
         * 3600000000) STORED,
    SET (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02,
         autovacuum_vacuum_threshold = 10000);
INSERT INTO barnhand.coverage (run, line) SELECT run, line FROM merged_coverage;
DROP TABLE pg_temp.merged_coverage;
CREATE INDEX coverage_by_span ON barnhand.coverage USING gist (int8range(start_us, until_us));

CREATE TRIGGER merge_coverage BEFORE INSERT ON barnhand.coverage
    FOR EACH ROW EXECUTE FUNCTION barnhand.merge_coverage();

UPDATE barnhand.footage f
SET spans = k.spans, records = k.records
FROM (SELECT camera, recording, run,
             coalesce(range_agg(int8range(start_us, greatest(start_us, end_us)))
                          FILTER (WHERE kind = 'decoded'), '{}') AS spans,
             int8range(min(start_us) FILTER (WHERE kind NOT IN ('expected', 'decoded')),
                       max(end_us) FILTER (WHERE kind NOT IN ('expected', 'decoded'))) AS records
      FROM barnhand.coverage
      GROUP BY camera, recording, run) k
WHERE f.camera = k.camera AND f.recording = k.recording AND f.run = k.run;
UPDATE barnhand.footage f
SET records = coalesce(range_merge(nullif(f.records, '(,)'), k.records), k.records)
FROM (SELECT camera, recording, run,
             int8range(min(1000 * start_ms), max(1000 * greatest(start_ms, end_ms)), '[]') AS records
      FROM barnhand.gait
      GROUP BY camera, recording, run) k
WHERE f.camera = k.camera AND f.recording = k.recording AND f.run = k.run;
UPDATE barnhand.footage SET records = NULL WHERE records = '(,)';

CREATE TRIGGER replace_noted BEFORE INSERT ON barnhand.run
    FOR EACH ROW EXECUTE FUNCTION barnhand.replace_noted();

-- What each run that counts holds of every recording. Runs that are complete or live take precedence,
-- then those that were claimed later.
CREATE VIEW barnhand.counted_footage AS
SELECT f.camera, f.recording, f.run, f.since, r.state = 'complete' OR r.live AS is_whole, r.sequence,
       CASE WHEN f.spans <> '{}' THEN f.spans
            WHEN f.records IS NOT NULL THEN int8multirange(f.records)
            WHEN f.spans IS NULL THEN '{(,)}'::int8multirange
            ELSE f.spans END AS spans
FROM barnhand.footage f
JOIN barnhand.run r USING (run)
WHERE r.state <> 'withdrawn';

-- What other runs take from a run.
CREATE VIEW barnhand.superseded_span AS
SELECT f.camera, f.recording, f.run, range_agg(s) AS spans
FROM barnhand.counted_footage f
JOIN barnhand.counted_footage b USING (camera, recording)
CROSS JOIN LATERAL unnest(b.spans) s
WHERE (b.is_whole, b.sequence) > (f.is_whole, f.sequence)
GROUP BY f.camera, f.recording, f.run;

-- The times of every recording at which a run is current, so that footage that was run again counts
-- once, and a recording that several runs decoded one after the other counts whole.
CREATE VIEW barnhand.current_span AS
SELECT f.camera, f.recording, f.run, f.spans - coalesce(s.spans, '{}') AS spans
FROM barnhand.counted_footage f
LEFT JOIN barnhand.superseded_span s USING (camera, recording, run)
WHERE f.spans - coalesce(s.spans, '{}') <> '{}';

-- The runs that are current for some of a recording: one, or several one after the other.
CREATE OR REPLACE VIEW barnhand.current_run AS
SELECT f.camera, f.recording, f.run, f.since
FROM barnhand.footage f
JOIN barnhand.current_span USING (camera, recording, run);

-- Passes of the runs that are current at their start. horse: as assigned, else as configured, else
-- null.
CREATE OR REPLACE VIEW barnhand.pass AS
SELECT g.run, g.camera, g.recording, g.track, g.started_at, g.ended_at,
       coalesce(barnhand.assigned_horse(g.camera, g.track, g.started_at), g.horse) AS horse,
       g.gait, g.direction, g.n_strides, g.stride_freq_hz, g.stride_freq_low, g.stride_freq_high,
       g.speed_bl_s, g.speed_low, g.speed_high, g.quality, g.flags, g.pose_model, g.pose_status,
       g.kp_semantics, g.line
FROM barnhand.gait g
JOIN barnhand.run r USING (run)
WHERE g.kind = 'pass' AND r.state <> 'withdrawn'
  AND NOT EXISTS (
      SELECT FROM barnhand.counted_footage b
      WHERE b.camera = g.camera AND b.recording = g.recording
        AND (b.is_whole, b.sequence) > (r.state = 'complete' OR r.live, r.sequence)
        AND b.spans @> 1000 * g.start_ms);

-- Strides of these passes.
CREATE OR REPLACE VIEW barnhand.current_stride AS
SELECT s.run, s.camera, s.recording, s.track, s.limb, s.on_us, s.pass_start_us, s.on_at,
       coalesce(assigned.horse, s.horse) AS horse,
       s.kp_semantics, s.pose_model, s.direction, s.gait, s.stride_s, s.stance_s, s.phase,
       s.stride_length_bl, s.speed_bl_s, s.quality, s.flags, s.line,
       s.algo_version, s.mirrored, s.head_min_bl, s.head_max_bl, s.tailroot_min_bl,
       s.tailroot_max_bl
FROM barnhand.stride s
JOIN barnhand.run r USING (run)
LEFT JOIN LATERAL (
    SELECT a.horse
    FROM barnhand.assignment a
    WHERE a.camera = s.camera AND a.withdrawn_at IS NULL
      AND (a.track IS NULL OR a.track = s.track)
      AND barnhand.time_of(s.pass_start_us) >= a.valid_from
      AND barnhand.time_of(s.pass_start_us) < a.valid_to
    ORDER BY a.id DESC
    LIMIT 1) assigned ON true
WHERE r.state <> 'withdrawn'
  AND NOT EXISTS (
      SELECT FROM barnhand.counted_footage b
      WHERE b.camera = s.camera AND b.recording = s.recording
        AND (b.is_whole, b.sequence) > (r.state = 'complete' OR r.live, r.sequence)
        -- In ms, as the start of its pass is.
        AND b.spans @> s.pass_start_us - s.pass_start_us % 1000);

-- Coverage by kind, of some time or all of it, µs. That a time was expected or decoded is true of every
-- run; whether a horse was seen then is said by the current one.
CREATE FUNCTION barnhand.current_coverage(from_us bigint, to_us bigint)
    RETURNS TABLE (camera text, kind text, spans int8multirange)
    LANGUAGE sql STABLE AS $$
    SELECT camera, kind, range_agg(s)
    FROM (SELECT c.camera, c.kind,
                 CASE WHEN o.spans IS NULL OR c.kind IN ('expected', 'decoded')
                      THEN int8multirange(int8range(c.start_us, greatest(c.start_us, c.end_us)))
                      ELSE int8multirange(int8range(c.start_us, greatest(c.start_us, c.end_us)))
                           - o.spans END AS spans
          FROM barnhand.coverage c
          JOIN barnhand.run r USING (run)
          LEFT JOIN barnhand.superseded_span o USING (camera, recording, run)
          WHERE r.state <> 'withdrawn'
            AND int8range(c.start_us, c.until_us) && int8range(from_us, to_us)) known,
         unnest(spans) s
    GROUP BY camera, kind
$$;

-- A span of time, µs, in pieces, each with the hour of the session's time zone, as date_trunc has it.
-- Pieces are quarters of an hour, with which the hours of every zone begin.
CREATE FUNCTION barnhand.hours(start_us bigint, end_us bigint)
    RETURNS TABLE (hour timestamptz, us bigint)
    LANGUAGE sql STABLE AS $$
    SELECT date_trunc('hour', barnhand.time_of(quarter)),
           least(end_us, quarter + 900000000) - greatest(start_us, quarter)
    FROM generate_series(start_us - start_us % 900000000, end_us - 1, 900000000) quarter
$$;

CREATE OR REPLACE VIEW barnhand.coverage_by_hour AS
SELECT c.camera, h.hour,
       coalesce(sum(h.us) FILTER (WHERE kind = 'expected'), 0) / 1e6 AS expected_s,
       coalesce(sum(h.us) FILTER (WHERE kind = 'decoded'), 0) / 1e6 AS decoded_s,
       coalesce(sum(h.us) FILTER (WHERE kind = 'horse'), 0) / 1e6 AS horse_s,
       coalesce(sum(h.us) FILTER (WHERE kind = 'usable'), 0) / 1e6 AS usable_s
FROM barnhand.current_coverage(NULL, NULL) c
CROSS JOIN LATERAL unnest(c.spans) s
CROSS JOIN LATERAL barnhand.hours(lower(s), upper(s)) h
GROUP BY c.camera, h.hour;

CREATE OR REPLACE FUNCTION barnhand.coverage_between(since timestamptz, until timestamptz)
    RETURNS TABLE (camera text, hour timestamptz, expected_s float8, decoded_s float8,
                   horse_s float8, usable_s float8, state text)
    LANGUAGE sql STABLE
    -- The planner takes every span for a thousand hours.
    SET jit = off AS $$
    WITH known AS (
        SELECT c.camera, h.hour,
               coalesce(sum(h.us) FILTER (WHERE kind = 'expected'), 0) / 1e6::float8 AS expected_s,
               coalesce(sum(h.us) FILTER (WHERE kind = 'decoded'), 0) / 1e6::float8 AS decoded_s,
               coalesce(sum(h.us) FILTER (WHERE kind = 'horse'), 0) / 1e6::float8 AS horse_s,
               coalesce(sum(h.us) FILTER (WHERE kind = 'usable'), 0) / 1e6::float8 AS usable_s
        FROM barnhand.current_coverage(
                 ((extract(epoch FROM coverage_between.since) - 3600) * 1e6)::bigint,
                 ((extract(epoch FROM coverage_between.until) + 3600) * 1e6)::bigint) c
        CROSS JOIN LATERAL unnest(c.spans) s
        CROSS JOIN LATERAL barnhand.hours(lower(s), upper(s)) h
        GROUP BY c.camera, h.hour),
    asked AS (
        SELECT DISTINCT seen.camera, h.hour
        FROM (SELECT DISTINCT camera FROM barnhand.footage) seen,
             barnhand.hours(
                 (extract(epoch FROM date_trunc('hour', coverage_between.since)) * 1e6)::bigint,
                 (extract(epoch FROM coverage_between.until) * 1e6)::bigint + 1) h)
    SELECT camera, hour, coalesce(expected_s, 0), coalesce(decoded_s, 0), coalesce(horse_s, 0),
           coalesce(usable_s, 0),
           CASE WHEN coalesce(decoded_s, 0) = 0 THEN 'no data'
                WHEN horse_s = 0 THEN 'no horse seen'
                WHEN usable_s = 0 THEN 'horse seen, not measurable'
                ELSE 'horse measured' END
    FROM asked
    LEFT JOIN known USING (camera, hour)
$$;
