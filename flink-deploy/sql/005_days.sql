-- Which days are out of date, and the refresh that computes them again. Apply after 004_runs.sql; the
-- first refresh then computes every day whose strides are there.

INSERT INTO barnhand.schema_version (version) VALUES (5);

-- Times of cameras at which strides, current runs or horses changed since their days were computed. In
-- quarters of an hour, as the days of every time zone begin with one. A time may be there twice: a
-- unique key would make writers wait for each other.
CREATE TABLE barnhand.changed_time (
    camera  text       NOT NULL,
    span    tstzrange  NOT NULL
);
CREATE INDEX changed_time_by_span ON barnhand.changed_time (camera, span);

-- The strides of each run on the days that were computed, also of runs that did not count. Where fewer
-- are left, the day cannot be computed again. starts: of the first to the last pass, µs.
CREATE TABLE barnhand.day_source (
    camera   text       NOT NULL,
    day      date       NOT NULL,
    run      text       NOT NULL,
    strides  bigint     NOT NULL,
    starts   int8range  NOT NULL,
    PRIMARY KEY (camera, day, run)
);

CREATE INDEX day_value_by_camera ON barnhand.day_value (camera, day);

-- What the last refresh did, in days of cameras.
ALTER TABLE barnhand.trends_refreshed
    ADD COLUMN made     bigint NOT NULL DEFAULT 0,
    ADD COLUMN kept     bigint NOT NULL DEFAULT 0,
    ADD COLUMN removed  bigint NOT NULL DEFAULT 0;

-- The quarters of an hour that hold some time, µs; without a bound where that has none.
CREATE FUNCTION barnhand.quarters(span int8range) RETURNS tstzrange
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN tstzrange(
        coalesce(date_bin('15 minutes', barnhand.time_of(lower(span)), 'epoch'), '-infinity'),
        coalesce(date_bin('15 minutes', barnhand.time_of(upper(span) - 1), 'epoch')
                 + interval '15 minutes', 'infinity'));

-- A time that is noted already is noted once, unless a refresh is taking the note away: it does not see
-- what this transaction writes. The note stays locked, so that none takes it before the transaction
-- ends. Nobody waits here.
CREATE FUNCTION barnhand.note_change(of_camera text, of_span tstzrange) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM FROM barnhand.changed_time c
    WHERE c.camera = of_camera AND c.span = of_span
    LIMIT 1 FOR KEY SHARE SKIP LOCKED;
    IF NOT FOUND THEN
        INSERT INTO barnhand.changed_time (camera, span) VALUES (of_camera, of_span);
    END IF;
END $$;

-- Strides count on the day on which their pass starts. One that is deleted leaves its day as it is.
CREATE FUNCTION barnhand.note_stride() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    quarter tstzrange := barnhand.quarters(int8range(NEW.pass_start_us, NEW.pass_start_us, '[]'));
BEGIN
    -- As note_change does, without a call of it for each stride.
    PERFORM FROM barnhand.changed_time c
    WHERE c.camera = NEW.camera AND c.span = quarter
    LIMIT 1 FOR KEY SHARE SKIP LOCKED;
    IF NOT FOUND THEN
        INSERT INTO barnhand.changed_time (camera, span) VALUES (NEW.camera, quarter);
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.pass_start_us <> NEW.pass_start_us THEN
        PERFORM barnhand.note_change(
            OLD.camera, barnhand.quarters(int8range(OLD.pass_start_us, OLD.pass_start_us, '[]')));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER note_added AFTER INSERT ON barnhand.stride
    FOR EACH ROW EXECUTE FUNCTION barnhand.note_stride();
CREATE TRIGGER note_changed AFTER UPDATE ON barnhand.stride
    FOR EACH ROW WHEN (OLD.line <> NEW.line) EXECUTE FUNCTION barnhand.note_stride();

-- Passes of the camera have another horse.
CREATE FUNCTION barnhand.note_assignment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM barnhand.note_change(NEW.camera, tstzrange(NEW.valid_from, NEW.valid_to));
    RETURN NULL;
END $$;

CREATE TRIGGER note_assignment AFTER INSERT OR UPDATE ON barnhand.assignment
    FOR EACH ROW EXECUTE FUNCTION barnhand.note_assignment();

-- The times of a recording that a run holds, as counted_footage has them.
CREATE FUNCTION barnhand.held_spans(spans int8multirange, records int8range) RETURNS int8multirange
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN spans <> '{}' THEN spans
                WHEN records IS NOT NULL THEN int8multirange(records)
                WHEN spans IS NULL THEN '{(,)}'::int8multirange
                ELSE spans END;

-- Another run is current where one decoded more of a recording.
CREATE FUNCTION barnhand.note_held() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    was  int8multirange := '{}';
    now  int8multirange := '{}';
    part int8range;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        was := barnhand.held_spans(OLD.spans, OLD.records);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        now := barnhand.held_spans(NEW.spans, NEW.records);
    END IF;
    FOR part IN SELECT unnest((was - now) + (now - was)) LOOP
        PERFORM barnhand.note_change(coalesce(NEW.camera, OLD.camera), barnhand.quarters(part));
    END LOOP;
    RETURN NULL;
END $$;

CREATE TRIGGER note_held AFTER INSERT OR DELETE ON barnhand.footage
    FOR EACH ROW EXECUTE FUNCTION barnhand.note_held();
CREATE TRIGGER note_held_more AFTER UPDATE ON barnhand.footage
    FOR EACH ROW WHEN ((OLD.spans, OLD.records) IS DISTINCT FROM (NEW.spans, NEW.records))
    EXECUTE FUNCTION barnhand.note_held();

-- A run counts, counts before others, or does not count any more.
CREATE FUNCTION barnhand.note_run_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO barnhand.changed_time (camera, span)
    SELECT camera, unnest(range_agg(span))
    FROM (SELECT f.camera, barnhand.quarters(s) AS span
          FROM barnhand.footage f, unnest(barnhand.held_spans(f.spans, f.records)) s
          WHERE f.run = coalesce(NEW.run, OLD.run)) held
    GROUP BY camera;
    RETURN NULL;
END $$;

CREATE TRIGGER note_run AFTER INSERT OR DELETE ON barnhand.run
    FOR EACH ROW EXECUTE FUNCTION barnhand.note_run_change();
CREATE TRIGGER note_run_change AFTER UPDATE ON barnhand.run
    FOR EACH ROW WHEN ((OLD.state = 'withdrawn', OLD.state = 'complete' OR OLD.live, OLD.sequence)
                       <> (NEW.state = 'withdrawn', NEW.state = 'complete' OR NEW.live, NEW.sequence))
    EXECUTE FUNCTION barnhand.note_run_change();

-- Strides of a camera by run, of a day from one time to before another.
CREATE FUNCTION barnhand.strides_between(of_camera text, since timestamptz, until timestamptz)
    RETURNS TABLE (run text, strides bigint, starts int8range) LANGUAGE sql STABLE AS $$
    SELECT s.run, count(*), int8range(min(s.pass_start_us), max(s.pass_start_us), '[]')
    FROM barnhand.stride s
    WHERE s.camera = of_camera AND s.on_at >= since AND s.on_at < until + interval '1 day'
      AND barnhand.time_of(s.pass_start_us) >= since AND barnhand.time_of(s.pass_start_us) < until
    GROUP BY s.run
$$;

-- Whether strides of a run that are gone would count if they were there: unless it was withdrawn, or
-- other runs have taken its place at their time. What is not known of it counts for it.
CREATE FUNCTION barnhand.would_count(of_run text, of_camera text, starts int8range) RETURNS boolean
    LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT FROM barnhand.run r WHERE r.run = of_run AND r.state = 'withdrawn')
       AND coalesce(bool_or(f.spans * int8multirange(starts)
               - coalesce((SELECT range_agg(s)
                           FROM barnhand.counted_footage b, unnest(b.spans) s
                           WHERE b.camera = f.camera AND b.recording = f.recording
                             AND (b.is_whole, b.sequence) > (f.is_whole, f.sequence)), '{}') <> '{}'),
           true)
    FROM barnhand.counted_footage f
    WHERE f.run = of_run AND f.camera = of_camera AND f.spans && starts
$$;

-- Days of a camera that were computed from strides of which some are gone, without being replaced.
-- Days are those of the session's time zone.
CREATE FUNCTION barnhand.is_retired(of_camera text, of_day date) RETURNS boolean
    LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM barnhand.day_source s
        LEFT JOIN barnhand.strides_between(of_camera, of_day::timestamptz, (of_day + 1)::timestamptz) n
             USING (run)
        WHERE s.camera = of_camera AND s.day = of_day AND s.strides > coalesce(n.strides, 0)
          AND barnhand.would_count(s.run, s.camera, s.starts))
$$;

-- Compares the days from one on with their baseline, of all horses and cameras or of one. Days before
-- it keep their status.
DROP FUNCTION IF EXISTS barnhand.compared_days(date);
CREATE FUNCTION barnhand.compared_days(
    since date, of_horse text DEFAULT NULL, of_camera text DEFAULT NULL)
    RETURNS SETOF barnhand.trend_day
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    of_day       barnhand.trend_day;
    before       barnhand.trend_day;
    pending      barnhand.trend_day;
    is_pending   boolean;
    is_compared  boolean;
    first        boolean := true;
    side         int;
    before_side  int;
    known        int;
    days         float8[];
    errors       float8[];
    error        float8;
    half         float8;
    based        record;
    t            float8[];
BEGIN
    FOR of_day IN
        SELECT * FROM barnhand.trend_day
        WHERE day < since AND (of_horse IS NULL OR horse = of_horse)
          AND (of_camera IS NULL OR camera = of_camera)
        UNION ALL
        SELECT d.*, d.day::timestamptz, 0, NULL, NULL, NULL, '' FROM barnhand.day_value d
        WHERE day >= since AND (of_horse IS NULL OR horse = of_horse)
          AND (of_camera IS NULL OR camera = of_camera)
        ORDER BY horse, camera, pose_model, algo_version, kp_semantics, gait, direction, speed_band,
                 metric, day
    LOOP
        IF first OR (of_day.horse, of_day.camera, of_day.pose_model, of_day.algo_version,
                     of_day.kp_semantics, of_day.gait, of_day.direction, of_day.speed_band,
                     of_day.metric)
            IS DISTINCT FROM
                    (before.horse, before.camera, before.pose_model, before.algo_version,
                     before.kp_semantics, before.gait, before.direction, before.speed_band,
                     before.metric) THEN
            first := false;
            days := '{}';
            errors := '{}';
            is_pending := false;
            before_side := 0;
        END IF;
        is_compared := of_day.day < since;
        error := (of_day.high - of_day.low) / (2 * 1.959964);
        known := greatest(0, cardinality(days) - 10);
        IF known < 10 THEN
            of_day.baseline_days := known;
            of_day.status := 'no_baseline';
            days := days || of_day.value;
            errors := errors || error;
        ELSE
            IF is_compared THEN
                side := CASE WHEN of_day.status = 'within' THEN 0
                             ELSE sign(of_day.value - of_day.centre) END;
            ELSE
                based := barnhand.baseline(days[known - 59:known], errors[known - 59:known]);
                of_day.baseline_days := least(known, 60);
                IF t[of_day.baseline_days] IS NULL THEN
                    t[of_day.baseline_days] := barnhand.student_t(0.99, of_day.baseline_days - 1);
                END IF;
                half := t[of_day.baseline_days]
                    * sqrt(based.spread ^ 2 * (1 + 1.0::float8 / of_day.baseline_days)
                           -- Wider where the day is less certain than those of the baseline.
                           + CASE WHEN error > based.usual_error
                                  THEN error ^ 2 - based.usual_error ^ 2 ELSE 0 END);
                of_day.centre := based.centre;
                of_day.band_low := based.centre - half;
                of_day.band_high := based.centre + half;
                side := CASE WHEN abs(of_day.value - based.centre) > half
                             THEN sign(of_day.value - based.centre) ELSE 0 END;
                of_day.status := CASE
                    WHEN side = 0 THEN 'within'
                    WHEN side = before_side AND of_day.day - before.day <= 7 THEN 'changed'
                    ELSE 'outside_once' END;
            END IF;
            -- A single day outside was chance, and belongs to the baseline.
            IF of_day.status <> 'changed' AND is_pending THEN
                days := days || pending.value;
                errors := errors || (pending.high - pending.low) / (2 * 1.959964);
            END IF;
            IF side = 0 THEN
                days := days || of_day.value;
                errors := errors || error;
            END IF;
            is_pending := of_day.status = 'outside_once';
            pending := of_day;
            before_side := side;
        END IF;
        before := of_day;
        IF NOT is_compared THEN
            RETURN NEXT of_day;
        END IF;
    END LOOP;
END $$;

-- Times that changed, of each camera as few ranges; takes the notes of those that no writer holds. What
-- a writer holds is computed with what is there, and again by the next refresh.
CREATE FUNCTION barnhand.take_changes() RETURNS TABLE (camera text, span tstzrange)
    LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    taken tstzrange[];
    of_   text[];
BEGIN
    WITH gone AS (
        DELETE FROM barnhand.changed_time
        WHERE ctid = ANY (ARRAY(SELECT ctid FROM barnhand.changed_time FOR UPDATE SKIP LOCKED))
        RETURNING camera, span)
    SELECT array_agg(camera), array_agg(span) INTO of_, taken FROM gone;
    -- Another statement: it sees what was written until the notes were taken, and later ones.
    RETURN QUERY
    SELECT camera, unnest(range_agg(span))
    FROM (SELECT * FROM unnest(of_, taken) AS t (camera, span)
          UNION ALL
          SELECT camera, span FROM barnhand.changed_time) changes
    GROUP BY camera;
END $$;

-- The days of a camera in some time that have strides or values; those of the session's time zone.
CREATE FUNCTION barnhand.days_within(of_camera text, span tstzrange) RETURNS SETOF date
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    -- Times of an unknown clock count from 1970: they are of no day.
    first_day constant date := greatest(lower(span)::date, date '1971-01-02');
    last_day  constant date := (upper(span) - interval '1 microsecond')::date;
    seen_at   timestamptz := first_day::timestamptz;
BEGIN
    RETURN QUERY
    SELECT DISTINCT v.day FROM barnhand.day_value v
    WHERE v.camera = of_camera AND v.day BETWEEN first_day AND last_day;
    -- From day to day, not from stride to stride.
    LOOP
        SELECT s.on_at INTO seen_at
        FROM barnhand.stride s
        WHERE s.camera = of_camera AND s.on_at >= seen_at
          AND s.on_at < (last_day + 2)::timestamptz
        ORDER BY s.on_at
        LIMIT 1;
        EXIT WHEN NOT FOUND;
        -- Its pass may have started before midnight.
        IF seen_at::date > first_day THEN
            RETURN NEXT seen_at::date - 1;
        END IF;
        IF seen_at::date <= last_day THEN
            RETURN NEXT seen_at::date;
        END IF;
        seen_at := (seen_at::date + 1)::timestamptz;
    END LOOP;
END $$;

-- Computes the due days of some cameras again, from one day to another, and notes from which days on
-- horses have other values. For refresh_trends, which has made the tables of what is due. All in one
-- statement: strides that are deleted at the same time are there for all of it or for none.
CREATE FUNCTION barnhand.make_days(cameras text[], first_day date, last_day date) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    WITH due AS MATERIALIZED (
        SELECT d.camera, d.day FROM pg_temp.due_day d
        WHERE d.camera = ANY (cameras) AND d.day BETWEEN first_day AND last_day AND d.state = 'due'),
    computed AS MATERIALIZED (
        SELECT p.horse, p.camera, p.pose_model, p.algo_version, p.kp_semantics, p.gait, p.direction,
               p.speed_band, p.metric, p.day, p.value, p.low, p.high, p.n, p.passes
        FROM barnhand.pooled(first_day::timestamptz, (last_day + 1)::timestamptz, true, NULL,
                             CASE WHEN cardinality(cameras) = 1 THEN cameras[1] END) p
        WHERE p.camera = ANY (cameras)),
    kept AS MATERIALIZED (
        SELECT camera, day FROM due WHERE barnhand.is_retired(camera, day)),
    remade AS MATERIALIZED (
        SELECT camera, day FROM due EXCEPT SELECT camera, day FROM kept),
    old AS (
        DELETE FROM barnhand.day_value v USING remade r
        WHERE v.camera = r.camera AND v.day = r.day
        RETURNING v.*),
    new AS (
        INSERT INTO barnhand.day_value
        SELECT c.* FROM computed c JOIN remade r USING (camera, day)
        RETURNING *),
    source AS (
        SELECT r.camera, r.day, n.run, n.strides, n.starts
        FROM remade r,
             barnhand.strides_between(r.camera, r.day::timestamptz, (r.day + 1)::timestamptz) n),
    forgotten AS (
        DELETE FROM barnhand.day_source s USING remade r
        WHERE s.camera = r.camera AND s.day = r.day
          AND NOT EXISTS (SELECT FROM source n
                          WHERE n.camera = s.camera AND n.day = s.day AND n.run = s.run)),
    noted AS (
        INSERT INTO barnhand.day_source SELECT * FROM source
        ON CONFLICT (camera, day, run)
            DO UPDATE SET strides = EXCLUDED.strides, starts = EXCLUDED.starts),
    changed AS (
        INSERT INTO pg_temp.changed_day
        SELECT horse, camera, min(day)
        FROM ((SELECT * FROM old EXCEPT SELECT * FROM new)
              UNION ALL (SELECT * FROM new EXCEPT SELECT * FROM old)) different
        GROUP BY horse, camera)
    UPDATE pg_temp.due_day d
    SET state = CASE WHEN (d.camera, d.day) IN (SELECT camera, day FROM kept) THEN 'kept'
                     WHEN (d.camera, d.day) IN (SELECT camera, day FROM new) THEN 'made'
                     WHEN (d.camera, d.day) IN (SELECT camera, day FROM old) THEN 'removed'
                     ELSE 'empty' END
    FROM due
    WHERE d.camera = due.camera AND d.day = due.day;
END $$;

-- Computes the days that changed since the last refresh, however long ago that was, and compares from
-- the first of them on with the days before. Call it when a run is done, or every night:
--   SELECT barnhand.refresh_trends();
-- A day of which strides are gone, as they are not kept for ever, keeps its values; one whose runs do
-- not count any more is removed. A notice says how many days of cameras were made, kept and removed,
-- barnhand.trends_refreshed keeps these numbers, and the result is how many rows of trend_day were
-- written. With a day all from there on are computed, changed or not; '-infinity' computes all.
--
-- The days of a barn begin in its time zone: that of the database (ALTER DATABASE barn SET timezone =
-- 'Europe/Berlin') or the one given as zone. In another zone than before all are computed.
CREATE OR REPLACE FUNCTION barnhand.refresh_trends(
    since date DEFAULT NULL, zone text DEFAULT current_setting('TimeZone')) RETURNS bigint
    LANGUAGE plpgsql AS $$
DECLARE
    zone_of_session constant text := current_setting('TimeZone');
    zone_before     text;
    is_new_zone     boolean;
    chunk           record;
    written         bigint := 0;
    of_part         bigint;
    made            bigint;
    kept            bigint;
    removed         bigint;
    named           text;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'refresh_trends was called with transaction_isolation %, in which it does not see what was written while it waited; call it in a transaction with read committed',
            current_setting('transaction_isolation');
    END IF;
    -- Two at once would write every day twice.
    LOCK TABLE barnhand.day_value IN SHARE ROW EXCLUSIVE MODE;
    zone_before := (SELECT r.zone FROM barnhand.trends_refreshed r ORDER BY at DESC LIMIT 1);
    is_new_zone := zone_before <> refresh_trends.zone;
    IF isfinite(since) AND is_new_zone THEN
        RAISE EXCEPTION 'the days before % were computed in time zone %, not %; compute all days again with barnhand.refresh_trends(zone => %)',
            since, zone_before, zone, quote_literal(zone);
    END IF;
    IF is_new_zone OR zone_before IS NULL THEN
        since := '-infinity';
    END IF;
    IF to_regclass('pg_temp.due_day') IS NULL THEN
        CREATE TEMPORARY TABLE due_day (
            camera text, day date, state text NOT NULL DEFAULT 'due', PRIMARY KEY (camera, day))
            ON COMMIT DROP;
        CREATE TEMPORARY TABLE changed_day (horse text, camera text, day date) ON COMMIT DROP;
    END IF;
    DELETE FROM pg_temp.due_day;
    DELETE FROM pg_temp.changed_day;
    IF is_new_zone THEN
        -- Days of the zone before of which strides are gone stay as they are.
        PERFORM set_config('TimeZone', zone_before, true);
        INSERT INTO pg_temp.due_day (camera, day, state)
        SELECT camera, day, 'kept' FROM (SELECT DISTINCT camera, day FROM barnhand.day_value) d
        WHERE barnhand.is_retired(camera, day);
    END IF;
    PERFORM set_config('TimeZone', zone, true);
    INSERT INTO pg_temp.due_day (camera, day)
    SELECT DISTINCT c.camera, d
    FROM (SELECT * FROM barnhand.take_changes()
          UNION ALL
          SELECT camera, tstzrange(since::timestamptz, 'infinity')
          FROM (SELECT camera FROM barnhand.footage UNION SELECT camera FROM barnhand.day_value) of_
          WHERE since IS NOT NULL) c,
         barnhand.days_within(c.camera, c.span) d
    ON CONFLICT DO NOTHING;

    -- Consecutive days with the same cameras together, and not more than a month.
    FOR chunk IN
        SELECT cameras, min(day) AS first_day, max(day) AS last_day
        FROM (SELECT *, row_number() OVER (PARTITION BY cameras ORDER BY day)::int AS ordinal
              FROM (SELECT day, array_agg(camera ORDER BY camera) AS cameras
                    FROM pg_temp.due_day WHERE state = 'due' GROUP BY day) of_day) numbered
        GROUP BY cameras, day - ordinal, ordinal / 31
        ORDER BY 2 LOOP
        PERFORM barnhand.make_days(chunk.cameras, chunk.first_day, chunk.last_day);
    END LOOP;

    IF since IS NOT NULL THEN
        INSERT INTO pg_temp.changed_day
        SELECT DISTINCT horse, camera, since FROM barnhand.day_value WHERE day >= since
        UNION SELECT DISTINCT horse, camera, since FROM barnhand.trend_day WHERE day >= since;
    END IF;
    FOR chunk IN
        SELECT horse, camera, min(day) AS day FROM pg_temp.changed_day GROUP BY horse, camera LOOP
        DELETE FROM barnhand.trend_day t
        WHERE t.horse = chunk.horse AND t.camera = chunk.camera AND t.day >= chunk.day;
        INSERT INTO barnhand.trend_day
        SELECT * FROM barnhand.compared_days(chunk.day, chunk.horse, chunk.camera);
        GET DIAGNOSTICS of_part = ROW_COUNT;
        written := written + of_part;
    END LOOP;

    SELECT count(*) FILTER (WHERE state = 'made'), count(*) FILTER (WHERE state = 'kept'),
           count(*) FILTER (WHERE state = 'removed')
    INTO made, kept, removed FROM pg_temp.due_day;
    SELECT string_agg(camera || ' ' || from_day
                          || CASE WHEN to_day > from_day THEN ' to ' || to_day ELSE '' END, ', '
                      ORDER BY camera, from_day)
               FILTER (WHERE ordinal <= 20)
           || CASE WHEN count(*) > 20 THEN ' and more' ELSE '' END
    INTO named
    FROM (SELECT camera, min(day) AS from_day, max(day) AS to_day,
                 row_number() OVER (ORDER BY camera, min(day)) AS ordinal
          FROM (SELECT camera, day, row_number() OVER (PARTITION BY camera ORDER BY day)::int AS n
                FROM pg_temp.due_day WHERE state = 'kept') k
          GROUP BY camera, day - n) ranges;
    DELETE FROM barnhand.trends_refreshed;
    INSERT INTO barnhand.trends_refreshed (zone, made, kept, removed)
    VALUES (zone, made, kept, removed);
    PERFORM set_config('TimeZone', zone_of_session, true);
    RAISE NOTICE 'days of cameras: % made, % removed, % kept as strides of them are gone%', made,
        removed, kept, coalesce(': ' || named, '');
    RETURN written;
END $$;

-- After a purge of some time: the days within it are forgotten, those that it cuts are computed again
-- from what is left. To be called in the transaction that deletes.
CREATE FUNCTION barnhand.note_purge(cameras text[], since timestamptz, until timestamptz, zone text)
    RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first_day constant date := (since AT TIME ZONE zone)::date;
    last_day  constant date := (until AT TIME ZONE zone)::date;
    cut_day   date;
    starts_at timestamptz;
    ends_at   timestamptz;
BEGIN
    DELETE FROM barnhand.day_source s
    WHERE s.camera = ANY (cameras) AND s.day >= first_day AND s.day < last_day;
    FOREACH cut_day IN ARRAY ARRAY[first_day, last_day] LOOP
        CONTINUE WHEN NOT isfinite(cut_day);
        starts_at := cut_day::timestamp AT TIME ZONE zone;
        ends_at := (cut_day + 1)::timestamp AT TIME ZONE zone;
        CONTINUE WHEN starts_at IN (since, until);
        DELETE FROM barnhand.day_source s WHERE s.camera = ANY (cameras) AND s.day = cut_day;
        INSERT INTO barnhand.day_source (camera, day, run, strides, starts)
        SELECT c, cut_day, n.run, n.strides, n.starts
        FROM unnest(cameras) c, barnhand.strides_between(c, starts_at, ends_at) n;
        -- Nothing is left, which is known too.
        INSERT INTO barnhand.day_source (camera, day, run, strides, starts)
        SELECT DISTINCT v.camera, v.day, '', 0, int8range(0, 0)
        FROM barnhand.day_value v
        WHERE v.camera = ANY (cameras) AND v.day = cut_day
          AND NOT EXISTS (SELECT FROM barnhand.day_source s
                          WHERE s.camera = v.camera AND s.day = v.day);
        PERFORM barnhand.note_change(c, tstzrange(starts_at, ends_at)) FROM unnest(cameras) c;
    END LOOP;
END $$;

-- Days that are there rest on the strides that are left, or on some that are gone: then no run is known
-- of them.
DO $$
DECLARE
    zone_of_session constant text := current_setting('TimeZone');
BEGIN
    PERFORM set_config('TimeZone', r.zone, true) FROM barnhand.trends_refreshed r;
    INSERT INTO barnhand.day_source (camera, day, run, strides, starts)
    SELECT v.camera, v.day, n.run, n.strides, n.starts
    FROM (SELECT DISTINCT camera, day FROM barnhand.day_value) v,
         barnhand.strides_between(v.camera, v.day::timestamptz, (v.day + 1)::timestamptz) n;
    INSERT INTO barnhand.day_source (camera, day, run, strides, starts)
    SELECT v.camera, v.day, '', 1, 'empty'
    FROM barnhand.day_value v
    GROUP BY v.camera, v.day
    HAVING coalesce(sum(v.n) FILTER (WHERE v.metric = 'stride_frequency'), 1) > (
        SELECT count(*)
        FROM barnhand.stride s
        WHERE s.camera = v.camera AND s.limb = barnhand.reference_limb(s.gait)
          AND s.on_at >= v.day::timestamptz AND s.on_at < (v.day + 2)::timestamptz
          AND barnhand.time_of(s.pass_start_us)::date = v.day);
    PERFORM set_config('TimeZone', zone_of_session, true);
END $$;

-- No refresh has computed what the writers did not note.
INSERT INTO barnhand.changed_time (camera, span)
SELECT DISTINCT camera, tstzrange('-infinity', 'infinity')
FROM (SELECT camera FROM barnhand.footage UNION SELECT camera FROM barnhand.stride) of_;
