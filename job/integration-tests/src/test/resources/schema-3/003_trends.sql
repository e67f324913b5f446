-- Days of horses against their own earlier days. Apply after 002_views.sql; strides that are already
-- there are rewritten once.

INSERT INTO barnhand.schema_version (version) VALUES (3);

-- Columns of a stride that pooling needs.
ALTER TABLE barnhand.stride
    ADD COLUMN algo_version    text    GENERATED ALWAYS AS (line ->> 'algo_version') STORED,
    ADD COLUMN mirrored        boolean GENERATED ALWAYS AS (coalesce(line -> 'flags' @> '["mirrored_camera"]', false)) STORED,
    ADD COLUMN head_min_bl     float8  GENERATED ALWAYS AS ((line ->> 'head_min_bl')::float8) STORED,
    ADD COLUMN head_max_bl     float8  GENERATED ALWAYS AS ((line ->> 'head_max_bl')::float8) STORED,
    ADD COLUMN tailroot_min_bl float8  GENERATED ALWAYS AS ((line ->> 'tailroot_min_bl')::float8) STORED,
    ADD COLUMN tailroot_max_bl float8  GENERATED ALWAYS AS ((line ->> 'tailroot_max_bl')::float8) STORED;

-- The newest run of every recording, found from the recording.
CREATE OR REPLACE VIEW barnhand.current_run AS
SELECT camera, recording, run, since
FROM barnhand.footage f
WHERE NOT EXISTS (
    SELECT FROM barnhand.footage newer
    WHERE newer.camera = f.camera AND newer.recording = f.recording
      AND (newer.since, newer.run) > (f.since, f.run));

-- The view of 002_views.sql with the columns that pooling needs.
CREATE OR REPLACE VIEW barnhand.current_stride AS
SELECT s.run, s.camera, s.recording, s.track, s.limb, s.on_us, s.pass_start_us, s.on_at,
       coalesce(assigned.horse, s.horse) AS horse,
       s.kp_semantics, s.pose_model, s.direction, s.gait, s.stride_s, s.stance_s, s.phase,
       s.stride_length_bl, s.speed_bl_s, s.quality, s.flags, s.line,
       s.algo_version, s.mirrored, s.head_min_bl, s.head_max_bl, s.tailroot_min_bl,
       s.tailroot_max_bl
FROM barnhand.stride s
JOIN barnhand.current_run USING (camera, recording, run)
LEFT JOIN LATERAL (
    SELECT a.horse
    FROM barnhand.assignment a
    WHERE a.camera = s.camera AND a.withdrawn_at IS NULL
      AND (a.track IS NULL OR a.track = s.track)
      AND barnhand.time_of(s.pass_start_us) >= a.valid_from
      AND barnhand.time_of(s.pass_start_us) < a.valid_to
    ORDER BY a.id DESC
    LIMIT 1) assigned ON true;

-- Quantile of Student's t, probability from 0.5 on, to ten digits: by Newton's method, which
-- converges as the distribution function is concave from 0 on. That is an incomplete beta integral,
-- computed as a continued fraction (Abramowitz and Stegun 1964, 26.7.1 and 26.5.8).
CREATE FUNCTION barnhand.student_t(probability float8, df float8) RETURNS float8
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    half    float8 := df / 2;
    gammas  float8 := 1;   -- gamma((df + 1) / 2) / gamma(df / 2)
    peak    float8;
    a       float8;
    b       float8;
    x       float8;
    far     boolean;
    c       float8;
    d       float8;
    f       float8;
    term    float8;
    tails   float8;
    step    float8;
    t       float8 := 0;
BEGIN
    IF probability < 0.5 OR probability >= 1 OR df < 0.5 THEN
        RAISE EXCEPTION 'student_t takes a probability of 0.5 to 1 and 0.5 degrees of freedom or more, got % and %',
            probability, df;
    END IF;
    -- Stirling's series for the quotient, in the range where it is exact to the last digit.
    WHILE half < 20 LOOP
        gammas := gammas * half / (half + 0.5);
        half := half + 1;
    END LOOP;
    gammas := gammas * sqrt(half) * (1 - 1 / (8 * half) + 1 / (128 * half ^ 2)
        + 5 / (1024 * half ^ 3) - 21 / (32768 * half ^ 4) - 399 / (262144 * half ^ 5)
        + 869 / (4194304 * half ^ 6));
    peak := gammas / sqrt(pi() * df);
    IF df >= 4 AND probability > 0.5 THEN
        -- Start within 0.3 % (Abramowitz and Stegun 1964, 26.2.23 and 26.7.5).
        c := sqrt(-2 * ln(1 - probability));
        c := c - (2.515517 + 0.802853 * c + 0.010328 * c ^ 2)
                 / (1 + 1.432788 * c + 0.189269 * c ^ 2 + 0.001308 * c ^ 3);
        t := c + (c ^ 3 + c) / (4 * df) + (5 * c ^ 5 + 16 * c ^ 3 + 3 * c) / (96 * df ^ 2)
             + (3 * c ^ 7 + 19 * c ^ 5 + 17 * c ^ 3 - 15 * c) / (384 * df ^ 3);
    END IF;
    FOR i IN 1..100 LOOP
        IF t = 0 THEN
            tails := 1;
        ELSE
            x := df / (df + t * t);
            far := x < (df + 2) / (df + 5);
            a := CASE WHEN far THEN df / 2 ELSE 0.5 END;
            b := CASE WHEN far THEN 0.5 ELSE df / 2 END;
            x := CASE WHEN far THEN x ELSE t * t / (df + t * t) END;
            c := 1;
            d := 1 / (1 - (a + b) * x / (a + 1));
            f := d;
            FOR m IN 1..500 LOOP
                term := m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
                d := 1 / (1 + term * d);
                c := 1 + term / c;
                f := f * d * c;
                term := -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
                d := 1 / (1 + term * d);
                c := 1 + term / c;
                f := f * d * c;
                EXIT WHEN abs(d * c - 1) < 1e-14;
            END LOOP;
            tails := gammas / sqrt(pi()) * x ^ a * (1 - x) ^ b * f / a;
            tails := CASE WHEN far THEN tails ELSE 1 - tails END;
        END IF;
        step := (tails - 2 * (1 - probability)) / (2 * peak * (1 + t * t / df) ^ (-(df + 1) / 2));
        t := t + step;
        -- Convergence is quadratic: the next step would be about the square of this one.
        EXIT WHEN abs(step) <= 1e-7 * t;
    END LOOP;
    RETURN t;
END $$;

-- Replaces the approximation of 002_views.sql: exact, also below four degrees of freedom.
CREATE OR REPLACE FUNCTION barnhand.t975(df float8) RETURNS float8
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT barnhand.student_t(0.975, df) $$;

-- A phase as the shorter way around a circle of circumference 1, -0.5 to 0.5.
CREATE FUNCTION barnhand.signed_phase(phase float8) RETURNS float8
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN phase - round(phase);

-- The hind limb from which the phases of a gait count.
CREATE FUNCTION barnhand.reference_limb(gait text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN gait IN ('canter_left', 'gallop_left') THEN 'RH' ELSE 'LH' END;

-- Ordinal of the horse's stride to which a stride of a limb belongs, within a pass in order of
-- hoof-on. A limb that lands again means that the landing of the reference limb was missed.
CREATE FUNCTION barnhand.next_cycle(state int, limb text, reference text) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN limb = reference OR state & (1 << position(limb IN 'LHLFRHRF') / 2) <> 0
                THEN (state / 16 + 1) * 16 ELSE state END
           | (1 << position(limb IN 'LHLFRHRF') / 2);
CREATE AGGREGATE barnhand.cycle(limb text, reference text) (
    SFUNC = barnhand.next_cycle, STYPE = int, INITCOND = '0', PARALLEL = SAFE);

-- A metric from sums over strides of one direction of travel: n, a and b of a left limb (or of
-- all limbs), and of a right limb.
CREATE FUNCTION barnhand.direction_value(
    kind text, n float8, a float8, b float8, right_n float8, right_a float8, right_b float8)
    RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN kind = 'rate' AND a > 0 THEN n / a
        WHEN kind IN ('mean', 'difference') AND n > 0 THEN a / n
        WHEN kind = 'phase' AND n > 0 THEN atan2(a, b) / (2 * pi())
        WHEN kind = 'step' AND n > 0 AND right_n > 0
            THEN barnhand.signed_phase((atan2(right_a, right_b) - atan2(a, b)) / (2 * pi()) - 0.5)
        WHEN kind = 'index' AND n > 0 AND right_n > 0
            THEN 200 * (a / n - right_a / right_n) / (a / n + right_a / right_n) END;

-- A metric from its values of the two directions, which weigh the same however often each was seen.
CREATE FUNCTION barnhand.combined_value(kind text, left_near float8, right_near float8) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN kind = 'step'
            THEN barnhand.signed_phase(left_near + 0.5 * barnhand.signed_phase(right_near - left_near))
        WHEN kind IN ('difference', 'index') THEN 0.5 * (left_near + right_near)
        ELSE left_near END;

-- Gait of known horses from their strides, never from sliding windows, which overlap, and never
-- mixed over cameras, models, versions, gaits or bands of speed (0.85 to 1.15 of a middle, band 0
-- about 1 BL/s; a pass is in one band, by its median speed). A pass belongs to the day on which it starts.
--
-- stride_frequency, Hz, from 2 strides; step_asymmetry_fore and _hind, share of the stride, + where
-- the right limb is late, and stance_symmetry_fore, _hind, stride_length_symmetry_fore, _hind,
-- 200 (L - R) / (L + R) %, from 5 strides a limb and direction of travel; head_min, head_max,
-- tailroot_min, tailroot_max, % of body length at the trot, + for a right pattern, from 25 strides,
-- 5 a direction; phase_LH, _LF, _RH, _RF, touch-down after that of the reference hind limb, share of
-- the stride, from 2; duty_LH ..., uncalibrated, from 3. Left against right needs both directions:
-- they cancel the difference between the near and the far side.
--
-- A filter by horse, camera or gait changes no value; it makes the query faster.
--
-- The interval (95 %, of precision) is from the block jackknife: over passes from five on, else over
-- strides of the horse from five on, else there is none. Directions are strata; degrees of freedom
-- after Satterthwaite 1946.
CREATE FUNCTION barnhand.pooled(
    since timestamptz, until timestamptz, by_day boolean, of_horse text DEFAULT NULL,
    of_camera text DEFAULT NULL, of_gait text DEFAULT NULL)
    RETURNS TABLE (horse text, camera text, pose_model text, algo_version text, kp_semantics text,
                   gait text, direction text, speed_band int, day date, metric text, value float8,
                   standard_error float8, df float8, low float8, high float8, n bigint,
                   passes bigint)
    LANGUAGE sql STABLE
    -- The planner does not know the number of passes and pools and would assume few.
    SET enable_nestloop = off SET jit = off AS $$
    WITH stride AS MATERIALIZED (
        SELECT dense_rank() OVER (ORDER BY s.horse, camera, pose_model, algo_version, kp_semantics,
                                  gait, recording, track, pass_start_us) AS pass,
               barnhand.cycle(limb, barnhand.reference_limb(gait)) OVER
                   (PARTITION BY s.horse, camera, pose_model, algo_version, kp_semantics, gait,
                    recording, track, pass_start_us ORDER BY on_us, limb COLLATE "C") / 16 AS cycle,
               s.horse, camera, pose_model, algo_version, kp_semantics, gait, direction,
               pass_start_us, limb, stride_s, stance_s, stride_length_bl, speed_bl_s, head_min_bl,
               head_max_bl,
               tailroot_min_bl, tailroot_max_bl,
               (direction = 'image_left') <> mirrored AS left_near,
               limb = barnhand.reference_limb(gait) AS reference,
               CASE WHEN limb = barnhand.reference_limb(gait) THEN 0
                    ELSE 2 * pi() * phase END AS angle
        FROM barnhand.current_stride s
        WHERE on_at >= since AND on_at < until + interval '1 day'
          AND barnhand.time_of(pass_start_us) >= since AND barnhand.time_of(pass_start_us) < until
          AND s.horse IS NOT NULL AND (of_horse IS NULL OR s.horse = of_horse)
          AND (of_camera IS NULL OR camera = of_camera) AND (of_gait IS NULL OR s.gait = of_gait)
          AND gait IN ('walk', 'trot', 'pace', 'tolt', 'canter_left', 'canter_right',
                       'gallop_left', 'gallop_right')),
    pass AS (
        SELECT pass, min(horse) AS horse, min(camera) AS camera, min(pose_model) AS pose_model,
               min(algo_version) AS algo_version, min(kp_semantics) AS kp_semantics,
               min(gait) AS gait, min(direction) AS some_direction,
               max(direction) AS other_direction,
               CASE WHEN by_day THEN barnhand.time_of(min(pass_start_us))::date END AS day,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY speed_bl_s) AS speed
        FROM stride
        GROUP BY pass),
    placed AS MATERIALIZED (
        SELECT *, dense_rank() OVER (ORDER BY horse, camera, pose_model, algo_version,
                                     kp_semantics, gait, day, speed_band) AS pool
        FROM (SELECT *, CASE WHEN speed > 0 THEN round(ln(speed) / ln(1.15 / 0.85))::int END
                     AS speed_band
              FROM pass) banded),
    cycle AS (
        SELECT pass, cycle,
               CASE WHEN direction IN ('image_left', 'image_right') THEN left_near END AS left_near,
               count(stride_s) FILTER (WHERE reference) AS n,
               sum(stride_s) FILTER (WHERE reference) AS seconds,
               count(angle) FILTER (WHERE limb = 'LH') AS lh_n,
               sum(sin(angle)) FILTER (WHERE limb = 'LH') AS lh_sin,
               sum(cos(angle)) FILTER (WHERE limb = 'LH') AS lh_cos,
               count(angle) FILTER (WHERE limb = 'LF') AS lf_n,
               sum(sin(angle)) FILTER (WHERE limb = 'LF') AS lf_sin,
               sum(cos(angle)) FILTER (WHERE limb = 'LF') AS lf_cos,
               count(angle) FILTER (WHERE limb = 'RH') AS rh_n,
               sum(sin(angle)) FILTER (WHERE limb = 'RH') AS rh_sin,
               sum(cos(angle)) FILTER (WHERE limb = 'RH') AS rh_cos,
               count(angle) FILTER (WHERE limb = 'RF') AS rf_n,
               sum(sin(angle)) FILTER (WHERE limb = 'RF') AS rf_sin,
               sum(cos(angle)) FILTER (WHERE limb = 'RF') AS rf_cos,
               count(stance_s / stride_s) FILTER (WHERE limb = 'LH') AS lh_duty_n,
               sum(stance_s / stride_s) FILTER (WHERE limb = 'LH') AS lh_duty,
               count(stance_s / stride_s) FILTER (WHERE limb = 'LF') AS lf_duty_n,
               sum(stance_s / stride_s) FILTER (WHERE limb = 'LF') AS lf_duty,
               count(stance_s / stride_s) FILTER (WHERE limb = 'RH') AS rh_duty_n,
               sum(stance_s / stride_s) FILTER (WHERE limb = 'RH') AS rh_duty,
               count(stance_s / stride_s) FILTER (WHERE limb = 'RF') AS rf_duty_n,
               sum(stance_s / stride_s) FILTER (WHERE limb = 'RF') AS rf_duty,
               count(stance_s) FILTER (WHERE limb = 'LH') AS lh_stance_n,
               sum(stance_s) FILTER (WHERE limb = 'LH') AS lh_stance,
               count(stride_length_bl) FILTER (WHERE limb = 'LH') AS lh_length_n,
               sum(stride_length_bl) FILTER (WHERE limb = 'LH') AS lh_length,
               count(stance_s) FILTER (WHERE limb = 'LF') AS lf_stance_n,
               sum(stance_s) FILTER (WHERE limb = 'LF') AS lf_stance,
               count(stride_length_bl) FILTER (WHERE limb = 'LF') AS lf_length_n,
               sum(stride_length_bl) FILTER (WHERE limb = 'LF') AS lf_length,
               count(stance_s) FILTER (WHERE limb = 'RH') AS rh_stance_n,
               sum(stance_s) FILTER (WHERE limb = 'RH') AS rh_stance,
               count(stride_length_bl) FILTER (WHERE limb = 'RH') AS rh_length_n,
               sum(stride_length_bl) FILTER (WHERE limb = 'RH') AS rh_length,
               count(stance_s) FILTER (WHERE limb = 'RF') AS rf_stance_n,
               sum(stance_s) FILTER (WHERE limb = 'RF') AS rf_stance,
               count(stride_length_bl) FILTER (WHERE limb = 'RF') AS rf_length_n,
               sum(stride_length_bl) FILTER (WHERE limb = 'RF') AS rf_length,
               count(head_min_bl) AS head_min_n, 100 * sum(head_min_bl) AS head_min,
               count(head_max_bl) AS head_max_n, 100 * sum(head_max_bl) AS head_max,
               count(tailroot_min_bl) AS tail_min_n, 100 * sum(tailroot_min_bl) AS tail_min,
               count(tailroot_max_bl) AS tail_max_n, 100 * sum(tailroot_max_bl) AS tail_max
        FROM stride
        GROUP BY 1, 2, 3),
    -- A metric that does not separate the directions has all its strides in the first stratum.
    part AS (
        SELECT p.pool, c.pass, c.cycle, m.*
        FROM cycle c
        JOIN placed p USING (pass)
        CROSS JOIN LATERAL (VALUES
            ('stride_frequency', 'rate', true, n, seconds, 0, 0, 0, 0),
            ('step_asymmetry_fore', 'step', left_near, lf_n, lf_sin, lf_cos, rf_n, rf_sin, rf_cos),
            ('step_asymmetry_hind', 'step', left_near, lh_n, lh_sin, lh_cos, rh_n, rh_sin, rh_cos),
            ('stance_symmetry_fore', 'index', left_near, lf_stance_n, lf_stance, 0, rf_stance_n,
             rf_stance, 0),
            ('stance_symmetry_hind', 'index', left_near, lh_stance_n, lh_stance, 0, rh_stance_n,
             rh_stance, 0),
            ('stride_length_symmetry_fore', 'index', left_near, lf_length_n, lf_length, 0,
             rf_length_n, rf_length, 0),
            ('stride_length_symmetry_hind', 'index', left_near, lh_length_n, lh_length, 0,
             rh_length_n, rh_length, 0),
            ('phase_LH', 'phase', true, lh_n, lh_sin, lh_cos, 0, 0, 0),
            ('phase_LF', 'phase', true, lf_n, lf_sin, lf_cos, 0, 0, 0),
            ('phase_RH', 'phase', true, rh_n, rh_sin, rh_cos, 0, 0, 0),
            ('phase_RF', 'phase', true, rf_n, rf_sin, rf_cos, 0, 0, 0),
            ('duty_LH', 'mean', true, lh_duty_n, lh_duty, 0, 0, 0, 0),
            ('duty_LF', 'mean', true, lf_duty_n, lf_duty, 0, 0, 0, 0),
            ('duty_RH', 'mean', true, rh_duty_n, rh_duty, 0, 0, 0, 0),
            ('duty_RF', 'mean', true, rf_duty_n, rf_duty, 0, 0, 0, 0),
            ('head_min', 'difference', left_near, head_min_n, head_min, 0, 0, 0, 0),
            ('head_max', 'difference', left_near, head_max_n, head_max, 0, 0, 0, 0),
            ('tailroot_min', 'difference', left_near, tail_min_n, tail_min, 0, 0, 0, 0),
            ('tailroot_max', 'difference', left_near, tail_max_n, tail_max, 0, 0, 0, 0))
            AS m (metric, kind, left_near, n, a, b, right_n, right_a, right_b)
        WHERE m.left_near IS NOT NULL AND m.n + m.right_n > 0
          AND (m.kind <> 'difference' OR p.gait = 'trot')
          AND (NOT by_day OR m.kind NOT IN ('phase', 'mean', 'index')
               AND p.gait IN ('walk', 'trot'))),
    by_pass AS MATERIALIZED (
        SELECT pool, metric, kind, left_near, pass, sum(n)::float8 AS n,
               coalesce(sum(a), 0) AS a, coalesce(sum(b), 0) AS b, sum(right_n)::float8 AS right_n,
               coalesce(sum(right_a), 0) AS right_a, coalesce(sum(right_b), 0) AS right_b,
               count(*) AS cycles
        FROM part
        GROUP BY pool, metric, kind, left_near, pass),
    stratum AS (
        SELECT pool, metric, kind, left_near, sum(n) AS n, sum(a) AS a, sum(b) AS b,
               sum(right_n) AS right_n, sum(right_a) AS right_a, sum(right_b) AS right_b,
               count(*) AS passes, sum(cycles) AS cycles,
               barnhand.direction_value(kind, sum(n), sum(a), sum(b), sum(right_n), sum(right_a),
                                     sum(right_b)) AS value
        FROM by_pass
        GROUP BY pool, metric, kind, left_near),
    total AS MATERIALIZED (
        SELECT *,
               barnhand.combined_value(kind, left_value, right_value) AS total_value,
               -- Blocks are passes where there are enough of them, else strides of the horse.
               CASE WHEN min_passes >= 2 AND all_passes >= 5 THEN 'pass'
                    WHEN min_cycles >= 2 AND all_cycles >= 5 THEN 'cycle' END AS block
        FROM (SELECT stratum.*,
                     max(value) FILTER (WHERE left_near) OVER w AS left_value,
                     max(value) FILTER (WHERE NOT left_near) OVER w AS right_value,
                     count(*) OVER w AS strata,
                     min(of_limb) OVER w AS min_n, sum(of_limb) OVER w AS all_n,
                     min(passes) OVER w AS min_passes, sum(passes) OVER w AS all_passes,
                     min(cycles) OVER w AS min_cycles, sum(cycles) OVER w AS all_cycles
              FROM (SELECT *, CASE WHEN kind IN ('step', 'index') THEN least(n, right_n)
                                   ELSE n END AS of_limb
                    FROM stratum) stratum
              WINDOW w AS (PARTITION BY pool, metric)) s
        WHERE CASE kind WHEN 'step' THEN strata = 2 AND min_n >= 5
                        WHEN 'index' THEN strata = 2 AND min_n >= 5
                        WHEN 'difference' THEN strata = 2 AND min_n >= 5 AND all_n >= 25
                        WHEN 'mean' THEN all_n >= 3
                        ELSE all_n >= 2 END),
    block AS (
        SELECT pool, metric, left_near, n, a, b, right_n, right_a, right_b
        FROM by_pass
        WHERE (pool, metric) IN (SELECT pool, metric FROM total WHERE block = 'pass')
        UNION ALL
        SELECT pool, metric, left_near, n, coalesce(a, 0), coalesce(b, 0), right_n,
               coalesce(right_a, 0), coalesce(right_b, 0)
        FROM part
        WHERE (pool, metric) IN (SELECT pool, metric FROM total WHERE block = 'cycle')),
    change AS (
        SELECT w.pool, w.metric, w.left_near,
               CASE WHEN w.kind = 'phase' THEN barnhand.signed_phase(left_out - total_value)
                    ELSE left_out - total_value END AS change
        FROM block b
        JOIN total w USING (pool, metric, left_near)
        CROSS JOIN LATERAL (
            SELECT barnhand.direction_value(w.kind, w.n - b.n, w.a - b.a, w.b - b.b,
                                         w.right_n - b.right_n, w.right_a - b.right_a,
                                         w.right_b - b.right_b) AS rest) r
        CROSS JOIN LATERAL (
            SELECT CASE WHEN rest IS NOT NULL THEN
                       CASE WHEN w.left_near THEN barnhand.combined_value(w.kind, rest, w.right_value)
                            ELSE barnhand.combined_value(w.kind, w.left_value, rest) END
                   END AS left_out) l),
    jackknife AS (
        SELECT pool, metric, sqrt(sum(variance)) AS standard_error,
               sum(variance) ^ 2 / nullif(sum(variance ^ 2 / (k - 1)), 0) AS df
        FROM (SELECT pool, metric, count(*) AS k, (count(*) - 1) * var_pop(change) AS variance,
                     bool_and(change IS NOT NULL) AS complete
              FROM change
              GROUP BY pool, metric, left_near) strata
        GROUP BY pool, metric
        HAVING bool_and(complete)),
    estimate AS (
        SELECT w.pool, w.metric,
               CASE WHEN w.kind = 'phase' AND w.total_value < 0 THEN w.total_value + 1
                    ELSE w.total_value END AS value,
               j.standard_error, j.df, w.all_n, w.all_passes
        FROM (SELECT DISTINCT pool, metric, kind, total_value, all_n, all_passes FROM total) w
        -- A standard error as small as rounding is no error.
        LEFT JOIN jackknife j ON j.pool = w.pool AND j.metric = w.metric
              AND j.standard_error > 1e-12 * greatest(1, abs(w.total_value))),
    pool AS (
        SELECT pool, min(horse) AS horse, min(camera) AS camera, min(pose_model) AS pose_model,
               min(algo_version) AS algo_version, min(kp_semantics) AS kp_semantics,
               min(gait) AS gait, min(day) AS day, min(speed_band) AS speed_band,
               CASE WHEN min(some_direction) <> max(other_direction) THEN 'both'
                    ELSE min(some_direction) END AS direction
        FROM placed
        GROUP BY pool)
    SELECT p.horse, p.camera, p.pose_model, p.algo_version, p.kp_semantics, p.gait, p.direction,
           p.speed_band, p.day, e.metric, e.value, e.standard_error, e.df, e.value - half,
           e.value + half, e.all_n::bigint, e.all_passes::bigint
    FROM estimate e
    JOIN pool p USING (pool)
    CROSS JOIN LATERAL (SELECT barnhand.student_t(0.975, e.df) * e.standard_error AS half) i
    WHERE e.value IS NOT NULL
$$;

-- Values of days, stored so that a view of a year does not read its strides.
CREATE TABLE barnhand.day_value (
    horse         text    NOT NULL,
    camera        text    NOT NULL,
    pose_model    text,
    algo_version  text,
    kp_semantics  text,
    gait          text    NOT NULL,
    direction     text,
    speed_band    int,
    metric        text    NOT NULL,
    day           date    NOT NULL,
    value         float8  NOT NULL,
    low           float8,
    high          float8,
    n             bigint  NOT NULL,
    passes        bigint  NOT NULL
);
CREATE INDEX day_value_by_day ON barnhand.day_value (day);

-- The days of one horse, camera, model, version, gait, direction, band of speed and metric, each
-- compared with the days before it. The baseline is the last 60 days with data, at least 10, without
-- the 10 just before the day, which may already be part of a change, and without days that changed.
-- The band holds 98 % of the days of a horse that does not change.
--
-- status: no_baseline; within the band; outside_once, as one day in fifty is by chance; changed: two
-- days with data in a row outside on the same side, at most 7 days apart. A measured change is not a
-- finding.
CREATE TABLE barnhand.trend_day (
    LIKE barnhand.day_value,
    starts_at      timestamptz NOT NULL,
    baseline_days  int         NOT NULL,
    centre         float8,
    band_low       float8,
    band_high      float8,
    status         text        NOT NULL
);
CREATE INDEX trend_day_by_horse ON barnhand.trend_day (horse, day);
CREATE INDEX trend_day_by_day ON barnhand.trend_day (day);

-- When the trends were computed.
CREATE TABLE barnhand.trends_refreshed (
    at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    zone  text        NOT NULL
);

-- Mean and spread of the days before. Days beyond three robust standard deviations from the median
-- are moved to that distance, so that one bad day neither shifts nor widens the band.
CREATE FUNCTION barnhand.baseline(
    days float8[], errors float8[], OUT centre float8, OUT spread float8, OUT usual_error float8)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH day AS (SELECT value, error FROM unnest(days, errors) AS u (value, error)),
    middle AS (
        SELECT count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY error) AS usual_error
        FROM day),
    -- Null where more than half of the days are equal: they have no robust spread.
    wide AS (
        SELECT nullif(3 * 1.4826 * percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(value - median)),
                      0) AS reach
        FROM day, middle),
    moved AS (
        SELECT avg(least(greatest(value - median, -reach), reach)) AS mean,
               var_samp(least(greatest(value - median, -reach), reach)) AS variance
        FROM day, middle, wide)
    SELECT median + mean, sqrt(variance), middle.usual_error
    FROM middle, moved
$$;

-- Compares the days from one on with their baseline. Days before it keep their status.
CREATE FUNCTION barnhand.compared_days(since date) RETURNS SETOF barnhand.trend_day
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
    FOR n IN 1..60 LOOP
        t[n] := CASE WHEN n >= 10 THEN barnhand.student_t(0.99, n - 1) END;
    END LOOP;
    FOR of_day IN
        SELECT * FROM barnhand.trend_day WHERE day < since
        UNION ALL
        SELECT d.*, d.day::timestamptz, 0, NULL, NULL, NULL, '' FROM barnhand.day_value d
        WHERE day >= since
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

-- Computes the trends, all or from a day on, and returns how many days it wrote. Call it when a run
-- is done, or every night:
--   SELECT barnhand.refresh_trends(current_date - 3);
-- Days before that do not change. Without a day all are computed, which is needed after footage of
-- earlier days was run again or assigned to a horse. The days of a barn begin in its time zone: that
-- of the database (ALTER DATABASE barn SET timezone = 'Europe/Berlin') or the one given as zone.
CREATE FUNCTION barnhand.refresh_trends(
    since date DEFAULT '-infinity', zone text DEFAULT current_setting('TimeZone')) RETURNS bigint
    LANGUAGE plpgsql AS $$
DECLARE
    days bigint;
BEGIN
    -- Two at once would write every day twice.
    LOCK TABLE barnhand.day_value IN SHARE ROW EXCLUSIVE MODE;
    IF isfinite(since)
        AND EXISTS (SELECT FROM barnhand.trends_refreshed r WHERE r.zone <> refresh_trends.zone) THEN
        RAISE EXCEPTION 'the days before % were computed in time zone %, not %; compute all days again with barnhand.refresh_trends(zone => %)',
            since, (SELECT r.zone FROM barnhand.trends_refreshed r LIMIT 1), zone, quote_literal(zone);
    END IF;
    PERFORM set_config('TimeZone', zone, true);
    DELETE FROM barnhand.day_value WHERE day >= since;
    INSERT INTO barnhand.day_value
    SELECT horse, camera, pose_model, algo_version, kp_semantics, gait, direction, speed_band,
           metric, day, value, low, high, n, passes
    -- Times of an unknown clock count from 1970: they are of no day.
    FROM barnhand.pooled(greatest(since, date '1971-01-02')::timestamptz, 'infinity', true);
    DELETE FROM barnhand.trend_day WHERE day >= since;
    INSERT INTO barnhand.trend_day SELECT * FROM barnhand.compared_days(since);
    GET DIAGNOSTICS days = ROW_COUNT;
    DELETE FROM barnhand.trends_refreshed;
    INSERT INTO barnhand.trends_refreshed (zone) VALUES (zone);
    RETURN days;
END $$;

-- Rows of a CSV file of assignments, as texts, so that every bad row can be named. The names of the
-- columns are copied as a row too (no HEADER), and say in which order they come:
--   psql -1 -v ON_ERROR_STOP=1 barn \
--     -c "\copy barnhand.assignment_import (camera, horse, valid_from, valid_to, track, note) FROM 'horses.csv' CSV" \
--     -c "SELECT barnhand.import_assignments()"
CREATE TABLE barnhand.assignment_import (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    camera      text,
    horse       text,
    valid_from  text,
    valid_to    text,
    track       text,
    note        text
);

-- A cell of a spreadsheet without the blanks around it, no-break ones too; null where nothing is
-- left.
CREATE FUNCTION barnhand.cell(content text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT nullif(btrim(content, E' \t\r\n\u00a0\ufeff'), '')
$$;

-- A time of a cell. The year comes first: in 03/04/2026 only the writer knows which is the day.
CREATE FUNCTION barnhand.cell_time(content text) RETURNS timestamptz
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF content ~ '^\d{4}-\d\d-\d\d([ T]|$)' OR content IN ('infinity', '-infinity') THEN
        RETURN content::timestamptz;
    END IF;
    RETURN NULL;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END $$;

-- Assigns the copied rows, all or none; rows are counted from 1, without a row of column names. Says
-- of each how many passes it names.
CREATE FUNCTION barnhand.import_assignments() RETURNS bigint LANGUAGE plpgsql AS $$
<<given>>
DECLARE
    names     constant text[] := '{camera,horse,valid_from,valid_to,track,note}';
    columns   text[] := names;
    entry     record;
    camera    text;
    horse     text;
    track     text;
    starts_in text;
    ends_in   text;
    starts    timestamptz;
    ends      timestamptz;
    problem   text;
    bad       text[] := '{}';
    assigned  bigint := 0;
    first     bigint;
    cameras   text[] := (SELECT array_agg(DISTINCT f.camera) FROM barnhand.footage f);
    passes    bigint;
    ordinal   bigint := 0;
BEGIN
    first := coalesce((SELECT max(id) FROM barnhand.assignment), 0);
    FOR entry IN
        SELECT ARRAY[barnhand.cell(i.camera), barnhand.cell(i.horse), barnhand.cell(i.valid_from),
                     barnhand.cell(i.valid_to), barnhand.cell(i.track), barnhand.cell(i.note)] AS cells
        FROM barnhand.assignment_import i ORDER BY i.id LOOP
        IF lower(entry.cells::text)::text[] @> names THEN
            columns := lower(entry.cells::text)::text[];
            CONTINUE;
        END IF;
        ordinal := ordinal + 1;
        -- A spreadsheet may write empty rows at the end.
        CONTINUE WHEN array_to_string(entry.cells, '') = '';
        problem := NULL;
        camera := entry.cells[array_position(columns, 'camera')];
        horse := entry.cells[array_position(columns, 'horse')];
        track := entry.cells[array_position(columns, 'track')];
        starts_in := entry.cells[array_position(columns, 'valid_from')];
        ends_in := entry.cells[array_position(columns, 'valid_to')];
        starts := barnhand.cell_time(starts_in);
        ends := barnhand.cell_time(ends_in);
        IF lower(entry.cells::text)::text[] && ARRAY['valid_from', 'valid_to'] THEN
            problem := format('the columns are %s; give %s', array_to_string(entry.cells, ', '),
                              array_to_string(names, ', '));
        ELSIF camera IS NULL THEN
            problem := 'no camera is given';
        ELSIF horse IS NULL THEN
            problem := 'no horse is given';
        ELSIF camera <> ALL (cameras) THEN
            problem := format('camera %s has no records; give one of %s', left(camera, 40),
                              array_to_string(cameras[1:20], ', '));
        ELSIF starts_in IS NOT NULL AND starts IS NULL
            OR ends_in IS NOT NULL AND ends IS NULL THEN
            problem := format('%s to %s is no range of times; write them like 2026-11-22 10:00+01',
                              left(starts_in, 40), left(ends_in, 40));
        ELSIF (starts < ends) IS NOT TRUE THEN
            problem := format('valid_from %s is not before valid_to %s',
                              coalesce(starts_in, '(none)'),
                              coalesce(ends_in, '(none)'));
        ELSE
            -- The order of two rows of a file must not decide which of them counts.
            SELECT format('%s is given for a time for which another row gives %s', given.horse,
                          a.horse)
            INTO problem
            FROM barnhand.assignment a
            WHERE a.id > first AND a.camera = given.camera
              AND a.track IS NOT DISTINCT FROM given.track AND a.horse <> given.horse
              AND a.valid_from < ends AND a.valid_to > starts
            LIMIT 1;
        END IF;
        IF problem IS NULL THEN
            PERFORM barnhand.assign(camera, horse, starts, ends, track,
                                    entry.cells[array_position(columns, 'note')]);
            assigned := assigned + 1;
            SELECT count(*) INTO passes
            FROM barnhand.gait g
            JOIN barnhand.current_run USING (camera, recording, run)
            WHERE g.kind = 'pass' AND g.camera = given.camera
              AND g.started_at >= starts AND g.started_at < ends
              AND (given.track IS NULL OR g.track = given.track);
            RAISE NOTICE 'row %: % at % from % to % names %', ordinal, horse, camera, starts, ends,
                CASE passes WHEN 1 THEN '1 pass' ELSE format('%s passes', passes) END;
        ELSE
            bad := bad || format('row %s: %s', ordinal, problem);
        END IF;
    END LOOP;
    IF cardinality(bad) > 0 THEN
        RAISE EXCEPTION '% of % rows cannot be assigned, so none was assigned: %; correct the file and copy it again',
            cardinality(bad), cardinality(bad) + assigned, array_to_string(bad[1:20], '; ')
                || CASE WHEN cardinality(bad) > 20 THEN '; and more' ELSE '' END
            USING HINT = 'Rows of earlier copies are removed with DELETE FROM barnhand.assignment_import.';
    END IF;
    DELETE FROM barnhand.assignment_import;
    RETURN assigned;
END $$;

-- For queries of dashboards by time alone.
CREATE INDEX gait_by_start ON barnhand.gait (started_at);
CREATE INDEX stride_by_start ON barnhand.stride (on_at);
CREATE INDEX dead_letter_by_time ON barnhand.dead_letter (written_at);
CREATE INDEX coverage_by_span ON barnhand.coverage USING gist (int8range(start_us, greatest(start_us, end_us)));

-- Coverage of every hour in a range, for every camera: seconds that were expected, decoded, showed a
-- horse, were usable. state: no data (nothing was decoded, so nothing is known); no horse seen; horse
-- seen, not measurable; horse measured.
CREATE FUNCTION barnhand.coverage_between(since timestamptz, until timestamptz)
    RETURNS TABLE (camera text, hour timestamptz, expected_s float8, decoded_s float8,
                   horse_s float8, usable_s float8, state text)
    LANGUAGE sql STABLE AS $$
    WITH span AS (
        SELECT camera, kind, lower(s) AS start_us, upper(s) AS end_us
        FROM (SELECT c.camera, c.kind, range_agg(int8range(c.start_us, greatest(c.start_us, c.end_us)))
                         AS spans
              FROM barnhand.coverage c
              JOIN barnhand.current_run USING (camera, recording, run)
              WHERE int8range(c.start_us, greatest(c.start_us, c.end_us))
                    && int8range(((extract(epoch FROM coverage_between.since) - 3600) * 1e6)::bigint,
                                 ((extract(epoch FROM coverage_between.until) + 3600) * 1e6)::bigint)
              GROUP BY c.camera, c.kind) known, unnest(spans) s),
    known AS (
        SELECT camera, h AS hour_us,
               coalesce(sum(us) FILTER (WHERE kind = 'expected'), 0) / 1e6::float8 AS expected_s,
               coalesce(sum(us) FILTER (WHERE kind = 'decoded'), 0) / 1e6::float8 AS decoded_s,
               coalesce(sum(us) FILTER (WHERE kind = 'horse'), 0) / 1e6::float8 AS horse_s,
               coalesce(sum(us) FILTER (WHERE kind = 'usable'), 0) / 1e6::float8 AS usable_s
        FROM (SELECT camera, kind, h,
                     least(end_us, h + 3600000000) - greatest(start_us, h) AS us
              FROM span,
                   generate_series(start_us - start_us % 3600000000, end_us - 1, 3600000000) h)
             pieces
        GROUP BY camera, h),
    hour AS (
        SELECT camera, hour_us
        FROM (SELECT DISTINCT camera FROM barnhand.footage) seen,
             generate_series(
                 floor(extract(epoch FROM coverage_between.since) / 3600)::bigint * 3600000000,
                 (extract(epoch FROM coverage_between.until) * 1e6)::bigint, 3600000000) hour_us)
    SELECT camera, barnhand.time_of(hour_us), coalesce(expected_s, 0), coalesce(decoded_s, 0),
           coalesce(horse_s, 0), coalesce(usable_s, 0),
           CASE WHEN coalesce(decoded_s, 0) = 0 THEN 'no data'
                WHEN horse_s = 0 THEN 'no horse seen'
                WHEN usable_s = 0 THEN 'horse seen, not measurable'
                ELSE 'horse measured' END
    FROM hour
    LEFT JOIN known USING (camera, hour_us)
$$;

-- The title of a metric, for people.
CREATE FUNCTION barnhand.metric_title(metric text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE metric
        WHEN 'stride_frequency' THEN 'Stride frequency, Hz'
        WHEN 'step_asymmetry_fore' THEN 'Step timing, fore limbs, share of the stride (+ right late)'
        WHEN 'step_asymmetry_hind' THEN 'Step timing, hind limbs, share of the stride (+ right late)'
        WHEN 'stance_symmetry_fore' THEN 'Stance, fore limbs, % (+ left longer)'
        WHEN 'stance_symmetry_hind' THEN 'Stance, hind limbs, % (+ left longer)'
        WHEN 'stride_length_symmetry_fore' THEN 'Stride length, fore limbs, % (+ left longer)'
        WHEN 'stride_length_symmetry_hind' THEN 'Stride length, hind limbs, % (+ left longer)'
        WHEN 'head_min' THEN 'Head, lowest points, % of body length (+ right pattern)'
        WHEN 'head_max' THEN 'Head, highest points, % of body length (+ right pattern)'
        WHEN 'tailroot_min' THEN 'Tail root, lowest points, % of body length (+ right pattern)'
        WHEN 'tailroot_max' THEN 'Tail root, highest points, % of body length (+ right pattern)'
        ELSE metric END;
