-- The views that dashboards read. Apply after 001_records.sql.

INSERT INTO barnhand.schema_version (version) VALUES (2);

-- The newest run of every recording: footage that was run again counts once.
CREATE VIEW barnhand.current_run AS
SELECT DISTINCT ON (camera, recording) camera, recording, run, since
FROM barnhand.footage
ORDER BY camera, recording, since DESC, run DESC;

-- The horse of a track, assigned afterwards. Nothing is changed or removed here: an assignment is
-- withdrawn, and a later one takes precedence. track null: all tracks of the camera in that time.
CREATE TABLE barnhand.assignment (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    camera        text        NOT NULL,
    track         text,
    valid_from    timestamptz NOT NULL,
    valid_to      timestamptz NOT NULL,
    horse         text        NOT NULL CHECK (btrim(horse) <> ''),
    note          text,
    assigned_by   text        NOT NULL DEFAULT session_user,
    assigned_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    withdrawn_by  text,
    withdrawn_at  timestamptz,
    CHECK (valid_from < valid_to),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
);
CREATE INDEX assignment_by_time ON barnhand.assignment (camera, valid_from);

CREATE FUNCTION barnhand.protect_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
        AND (NEW.id, NEW.camera, NEW.track, NEW.valid_from, NEW.valid_to, NEW.horse, NEW.note,
             NEW.assigned_by, NEW.assigned_at)
        IS NOT DISTINCT FROM
            (OLD.id, OLD.camera, OLD.track, OLD.valid_from, OLD.valid_to, OLD.horse, OLD.note,
             OLD.assigned_by, OLD.assigned_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'assignment % cannot be changed; withdraw it with barnhand.withdraw(%) and assign again',
        OLD.id, OLD.id;
END $$;

CREATE TRIGGER protect_assignment BEFORE UPDATE OR DELETE ON barnhand.assignment
    FOR EACH ROW EXECUTE FUNCTION barnhand.protect_assignment();

-- SELECT barnhand.assign('aisle', 'Luna', '2026-11-22 10:00+01', '2026-11-22 11:00+01');
CREATE FUNCTION barnhand.assign(
    camera text, horse text, valid_from timestamptz, valid_to timestamptz,
    track text DEFAULT NULL, note text DEFAULT NULL) RETURNS bigint
    LANGUAGE sql AS $$
    INSERT INTO barnhand.assignment (camera, horse, valid_from, valid_to, track, note)
    VALUES (camera, horse, valid_from, valid_to, track, note)
    RETURNING id
$$;

CREATE FUNCTION barnhand.withdraw(assignment_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE barnhand.assignment
    SET withdrawn_by = session_user, withdrawn_at = clock_timestamp()
    WHERE id = assignment_id AND withdrawn_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no assignment % to withdraw; see id and withdrawn_at in barnhand.assignment', assignment_id;
    END IF;
END $$;

-- The horse that is assigned to a track at a time, else null.
CREATE FUNCTION barnhand.assigned_horse(of_camera text, of_track text, at timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT horse
    FROM barnhand.assignment
    WHERE camera = of_camera AND withdrawn_at IS NULL
      AND (track IS NULL OR track = of_track)
      AND at >= valid_from AND at < valid_to
    ORDER BY id DESC
    LIMIT 1
$$;

-- Passes of the current runs. horse: as assigned, else as configured, else null.
CREATE VIEW barnhand.pass AS
SELECT g.run, g.camera, g.recording, g.track, g.started_at, g.ended_at,
       coalesce(barnhand.assigned_horse(g.camera, g.track, g.started_at), g.horse) AS horse,
       g.gait, g.direction, g.n_strides, g.stride_freq_hz, g.stride_freq_low, g.stride_freq_high,
       g.speed_bl_s, g.speed_low, g.speed_high, g.quality, g.flags, g.pose_model, g.pose_status,
       g.kp_semantics, g.line
FROM barnhand.gait g
JOIN barnhand.current_run USING (camera, recording, run)
WHERE g.kind = 'pass';

-- Strides of the current runs.
CREATE VIEW barnhand.current_stride AS
SELECT s.run, s.camera, s.recording, s.track, s.limb, s.on_us, s.pass_start_us, s.on_at,
       coalesce(barnhand.assigned_horse(s.camera, s.track, barnhand.time_of(s.pass_start_us)),
                s.horse) AS horse,
       s.kp_semantics, s.pose_model, s.direction, s.gait, s.stride_s, s.stance_s, s.phase,
       s.stride_length_bl, s.speed_bl_s, s.quality, s.flags, s.line
FROM barnhand.stride s
JOIN barnhand.current_run USING (camera, recording, run);

-- 97.5 % quantile of Student's t (Abramowitz and Stegun 1964, 26.7.5; within 0.2 % from 4 degrees
-- of freedom on).
CREATE FUNCTION barnhand.t975(df float8) RETURNS float8
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT z + (z ^ 3 + z) / (4 * df)
           + (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * df ^ 2)
           + (3 * z ^ 7 + 19 * z ^ 5 + 17 * z ^ 3 - 15 * z) / (384 * df ^ 3)
           + (79 * z ^ 9 + 776 * z ^ 7 + 1482 * z ^ 5 - 1920 * z ^ 3 - 945 * z) / (92160 * df ^ 4)
    FROM (SELECT 1.959963984540054::float8 AS z) normal
$$;

-- Stride frequency of a horse over an hour or a day: strides divided by their time, so that a pass
-- weighs as much as it has strides. The interval states precision, from the differences between
-- passes; none below five passes. Never mixed: cameras, gaits, directions, models.
CREATE VIEW barnhand.frequency_by_pass AS
SELECT horse, camera, gait, direction, pose_model, recording, track, pass_start_us,
       min(on_at) AS started_at, count(*) AS n, sum(stride_s) AS seconds
FROM barnhand.current_stride
WHERE horse IS NOT NULL
GROUP BY horse, camera, gait, direction, pose_model, recording, track, pass_start_us;

CREATE FUNCTION barnhand.frequency_by(bucket text)
    RETURNS TABLE (horse text, camera text, gait text, direction text, pose_model text,
                   period timestamptz, passes bigint, strides bigint, stride_freq_hz float8,
                   low float8, high float8)
    LANGUAGE sql STABLE AS $$
    WITH pooled AS (
        SELECT p.*, date_trunc(bucket, started_at) AS period,
               sum(n) OVER w AS all_n, sum(seconds) OVER w AS all_seconds, count(*) OVER w AS k
        FROM barnhand.frequency_by_pass p
        WINDOW w AS (PARTITION BY horse, camera, gait, direction, pose_model,
                     date_trunc(bucket, started_at)))
    SELECT horse, camera, gait, direction, pose_model, period, k, sum(n)::bigint,
           all_n / all_seconds,
           CASE WHEN k >= 5 THEN all_n / all_seconds - barnhand.t975(k - 1) * se END,
           CASE WHEN k >= 5 THEN all_n / all_seconds + barnhand.t975(k - 1) * se END
    FROM (SELECT pooled.*,
                 -- Standard error of a ratio from its blocks (Cochran 1977, 6.4).
                 sqrt(k::float8 / nullif(k - 1, 0)
                      * sum((n - all_n / all_seconds * seconds) ^ 2)
                        OVER (PARTITION BY horse, camera, gait, direction, pose_model, period))
                 / all_seconds AS se
          FROM pooled) blocks
    GROUP BY horse, camera, gait, direction, pose_model, period, k, all_n, all_seconds, se
$$;

CREATE VIEW barnhand.frequency_by_hour AS SELECT * FROM barnhand.frequency_by('hour');
CREATE VIEW barnhand.frequency_by_day AS SELECT * FROM barnhand.frequency_by('day');

-- Seconds of every hour of a camera that were expected, decoded, showed a horse, were usable.
-- No row: nothing was expected. Expected but not decoded: no data, which is not "no movement".
CREATE VIEW barnhand.coverage_by_hour AS
WITH known AS (
    SELECT c.camera, c.kind,
           range_agg(int8range(c.start_us, c.end_us)) AS spans
    FROM barnhand.coverage c
    JOIN barnhand.current_run USING (camera, recording, run)
    WHERE c.start_us < c.end_us
    GROUP BY c.camera, c.kind),
span AS (
    SELECT camera, kind, lower(s) AS start_us, upper(s) AS end_us
    FROM known, unnest(spans) s),
hour AS (
    SELECT camera, kind, h AS hour_us,
           least(end_us, h + 3600000000) - greatest(start_us, h) AS us
    FROM span,
         generate_series(start_us - start_us % 3600000000, end_us - 1, 3600000000) h)
SELECT camera, barnhand.time_of(hour_us) AS hour,
       coalesce(sum(us) FILTER (WHERE kind = 'expected'), 0) / 1e6 AS expected_s,
       coalesce(sum(us) FILTER (WHERE kind = 'decoded'), 0) / 1e6 AS decoded_s,
       coalesce(sum(us) FILTER (WHERE kind = 'horse'), 0) / 1e6 AS horse_s,
       coalesce(sum(us) FILTER (WHERE kind = 'usable'), 0) / 1e6 AS usable_s
FROM hour
GROUP BY camera, hour_us;
