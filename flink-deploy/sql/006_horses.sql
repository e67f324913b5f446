-- Which horses were where, from a CSV file. Apply after 005_days.sql.

INSERT INTO barnhand.schema_version (version) VALUES (6);

-- Rows of the file, as texts, so that every bad row can be named. The names of the columns are copied
-- as a row too (no HEADER), and say in which order they come:
--   psql -1 -v ON_ERROR_STOP=1 barn \
--     -c "\copy barnhand.assignment_import (camera, horse, valid_from, valid_to, track, note) FROM 'horses.csv' CSV ENCODING 'UTF8'" \
--     -c "SELECT barnhand.import_assignments()"
CREATE TABLE IF NOT EXISTS barnhand.assignment_import (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    camera      text,
    horse       text,
    valid_from  text,
    valid_to    text,
    track       text,
    note        text
);

-- A cell of a spreadsheet without the blanks around it, also those that nobody sees; null where nothing
-- is left.
CREATE OR REPLACE FUNCTION barnhand.cell(content text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT nullif(btrim(content, E' \t\r\n\u00a0\u2007\u202f\u3000\u200b\u200e\u200f\u2060\ufeff'), '')
$$;

-- Whether a terminal, or a reader, would take the text for something else.
CREATE FUNCTION barnhand.has_controls(content text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT content ~ E'[\u0001-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]'
$$;

-- A cell as a message shows it.
CREATE FUNCTION barnhand.shown(content text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        CASE WHEN length(content) > 60 THEN left(content, 60) || '...' ELSE content END,
        E'[\u0001-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]', '?', 'g')
$$;

-- A time of a cell. The year comes first: in 03/04/2026 only the writer knows which is the day. Null
-- where it is none, also where the clocks of the database's zone skip or repeat it.
CREATE OR REPLACE FUNCTION barnhand.cell_time(content text) RETURNS timestamptz
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    at    timestamptz;
    clock timestamp;
BEGIN
    IF content IN ('infinity', '-infinity') THEN
        RETURN content::timestamptz;
    END IF;
    IF content !~ '^\d{4}-\d\d-\d\d([ T]\d\d?:\d\d(:\d\d([.]\d{1,9})?)?( ?[zZ]|[+-]\d\d(:?\d\d)?| [A-Za-z][A-Za-z_]*(/[A-Za-z_+-]+)*)?)?$' THEN
        RETURN NULL;
    END IF;
    at := content::timestamptz;
    IF content ~ '^[^ T]+([ T][\d:.]+)?$' THEN
        clock := content::timestamp;
        -- A day of which midnight is skipped begins after it.
        IF content ~ ':' AND at::timestamp <> clock
            OR (at + interval '1 hour')::timestamp = clock
            OR (at - interval '1 hour')::timestamp = clock THEN
            RETURN NULL;
        END IF;
    END IF;
    RETURN at;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END $$;

-- How alike two names are, from 0 to 1: the share of pairs of letters that both have (Dice).
CREATE FUNCTION barnhand.likeness(name text, other text) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH mine AS (
        SELECT DISTINCT substr(n, k, 2) AS pair
        FROM lower(' ' || left(name, 200) || ' ') n, generate_series(1, length(n) - 1) k),
    theirs AS (
        SELECT DISTINCT substr(n, k, 2) AS pair
        FROM lower(' ' || left(other, 200) || ' ') n, generate_series(1, length(n) - 1) k)
    SELECT 2.0 * (SELECT count(*) FROM mine JOIN theirs USING (pair))
           / ((SELECT count(*) FROM mine) + (SELECT count(*) FROM theirs))
$$;

-- The names that may have been meant, the most alike first; else some of those that exist.
CREATE FUNCTION barnhand.nearest(name text, known text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH named AS (
        SELECT k, barnhand.likeness(name, k) AS likeness FROM unnest(known) k),
    near AS (
        SELECT k, likeness FROM named WHERE likeness >= 0.4 ORDER BY likeness DESC, k LIMIT 3)
    SELECT coalesce(
        (SELECT string_agg(barnhand.shown(k), ' or ' ORDER BY likeness DESC, k) FROM near),
        array_to_string(ARRAY(SELECT barnhand.shown(k) FROM unnest(known) k ORDER BY k LIMIT 10), ', ')
            || CASE WHEN cardinality(known) > 10
                    THEN format(' and %s more', cardinality(known) - 10) ELSE '' END)
$$;

-- The name as it is known, where only its form of accents differs: a Mac writes u and two dots for ü.
CREATE FUNCTION barnhand.known_name(name text, known text[]) RETURNS text
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    same text[];
BEGIN
    IF name <> ALL (known) AND getdatabaseencoding() = 'UTF8' THEN
        same := ARRAY(SELECT k FROM unnest(known) k WHERE normalize(k) = normalize(name));
    END IF;
    RETURN CASE cardinality(same) WHEN 1 THEN same[1] ELSE name END;
END $$;

-- Why a row names no pass.
CREATE FUNCTION barnhand.no_pass(of_camera text, of_track text, starts timestamptz, ends timestamptz)
    RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    tracks  text[];
    before  timestamptz;
    after   timestamptz;
BEGIN
    IF of_track IS NOT NULL THEN
        SELECT array_agg(t) INTO tracks
        FROM (SELECT DISTINCT p.track AS t FROM barnhand.pass p
              WHERE p.camera = of_camera AND p.started_at >= starts AND p.started_at < ends
              ORDER BY 1 LIMIT 1000) near;
        IF tracks IS NOT NULL THEN
            RETURN format('%s has no track %s then; did you mean %s?', barnhand.shown(of_camera),
                          barnhand.shown(of_track), barnhand.nearest(of_track, tracks));
        END IF;
    END IF;
    SELECT max(p.started_at) FILTER (WHERE p.started_at < starts),
           min(p.started_at) FILTER (WHERE p.started_at >= ends)
    INTO before, after
    FROM barnhand.pass p WHERE p.camera = of_camera;
    RETURN CASE
        WHEN before IS NULL AND after IS NULL
        THEN format('%s has no passes', barnhand.shown(of_camera))
        ELSE format('the nearest passes of %s begin at %s', barnhand.shown(of_camera),
                    concat_ws(' and ', before, after)) END;
END $$;

-- Whether a row names the columns: those that every file has, others that are known, none twice.
CREATE FUNCTION barnhand.names_columns(cells text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT cells @> '{camera,horse,valid_from,valid_to}'
           AND array_remove(cells, NULL) <@ '{camera,horse,valid_from,valid_to,track,note}'
           AND (SELECT count(c) = count(DISTINCT c) FROM unnest(cells) c)
$$;

-- Assigns the copied rows, all or none; rows are counted from 1, without a row of column names. Says
-- of each how many passes it names, and what may have been meant where it names none.
CREATE OR REPLACE FUNCTION barnhand.import_assignments() RETURNS bigint LANGUAGE plpgsql AS $$
<<given>>
DECLARE
    names     constant text[] := '{camera,horse,valid_from,valid_to,track,note}';
    columns   text[] := names;
    entry     record;
    small     text[];
    camera    text;
    horse     text;
    track     text;
    note      text;
    starts_in text;
    ends_in   text;
    starts    timestamptz;
    ends      timestamptz;
    problem   text;
    other     record;
    bad       text[] := '{}';
    assigned  bigint := 0;
    known     bigint := 0;
    first     bigint := coalesce((SELECT max(id) FROM barnhand.assignment), 0);
    cameras   text[] := ARRAY(SELECT DISTINCT f.camera FROM barnhand.footage f);
    passes    bigint;
    ordinal   bigint := 0;
BEGIN
    FOR entry IN
        SELECT ARRAY[barnhand.cell(i.camera), barnhand.cell(i.horse), barnhand.cell(i.valid_from),
                     barnhand.cell(i.valid_to), barnhand.cell(i.track), barnhand.cell(i.note)] AS cells
        FROM barnhand.assignment_import i ORDER BY i.id LOOP
        small := ARRAY(SELECT lower(c) FROM unnest(entry.cells) WITH ORDINALITY u (c, k) ORDER BY k);
        IF barnhand.names_columns(small) THEN
            columns := small;
            CONTINUE;
        END IF;
        ordinal := ordinal + 1;
        -- A spreadsheet may write empty rows at the end.
        CONTINUE WHEN array_to_string(entry.cells, '') = '';
        problem := NULL;
        camera := entry.cells[array_position(columns, 'camera')];
        horse := entry.cells[array_position(columns, 'horse')];
        track := entry.cells[array_position(columns, 'track')];
        note := entry.cells[array_position(columns, 'note')];
        camera := barnhand.known_name(camera, cameras);
        starts_in := entry.cells[array_position(columns, 'valid_from')];
        ends_in := entry.cells[array_position(columns, 'valid_to')];
        starts := barnhand.cell_time(starts_in);
        ends := barnhand.cell_time(ends_in);
        IF small && ARRAY['valid_from', 'valid_to'] THEN
            problem := format('the columns are %s; give %s, each once',
                              barnhand.shown(array_to_string(entry.cells, ', ')),
                              array_to_string(names, ', '));
        ELSIF camera IS NULL THEN
            problem := 'no camera is given';
        ELSIF horse IS NULL THEN
            problem := 'no horse is given';
        ELSIF barnhand.has_controls(concat(camera, horse, track)) THEN
            problem := format('%s has control characters; write the names on one line',
                              barnhand.shown(concat_ws(', ', camera, horse, track)));
        ELSIF cardinality(cameras) = 0 THEN
            problem := 'no camera has records yet; assign horses after a run';
        ELSIF camera <> ALL (cameras) AND horse = ANY (cameras) THEN
            problem := format('%s is a camera and %s is none; exchange them', barnhand.shown(horse),
                              barnhand.shown(camera));
        ELSIF camera <> ALL (cameras) THEN
            problem := format('camera %s has no records; give one of %s', barnhand.shown(camera),
                              barnhand.nearest(camera, cameras));
        ELSIF starts_in IS NOT NULL AND starts IS NULL
            OR ends_in IS NOT NULL AND ends IS NULL THEN
            problem := format('%s to %s is no range of times; write them like 2026-11-22 10:00+01',
                              barnhand.shown(starts_in), barnhand.shown(ends_in));
        ELSIF (starts < ends) IS NOT TRUE THEN
            problem := format('valid_from %s is not before valid_to %s',
                              coalesce(starts_in, '(none)'),
                              coalesce(ends_in, '(none)'));
        ELSE
            -- The order of two rows of a file must not decide which of them counts.
            SELECT format('%s is given for a time for which another row gives %s',
                          barnhand.shown(given.horse), barnhand.shown(a.horse))
                   || CASE WHEN a.track IS DISTINCT FROM given.track
                           THEN ' at other tracks; give each track a row of its own' ELSE '' END
            INTO problem
            FROM barnhand.assignment a
            WHERE a.id > first AND a.camera = given.camera
              AND (a.track IS NULL OR given.track IS NULL OR a.track = given.track)
              AND a.horse <> given.horse AND a.valid_from < ends AND a.valid_to > starts
            LIMIT 1;
        END IF;
        IF problem IS NOT NULL THEN
            bad := bad || format('row %s: %s', ordinal, problem);
            CONTINUE;
        END IF;
        SELECT a.id, a.assigned_at INTO other
        FROM barnhand.assignment a
        WHERE a.camera = given.camera AND a.horse = given.horse AND a.withdrawn_at IS NULL
          AND a.track IS NOT DISTINCT FROM given.track AND a.valid_from = starts AND a.valid_to = ends
          -- Not where a later one took its place.
          AND NOT EXISTS (
              SELECT FROM barnhand.assignment b
              WHERE b.id > a.id AND b.id <= first AND b.camera = a.camera AND b.horse <> a.horse
                AND b.withdrawn_at IS NULL AND b.valid_from < ends AND b.valid_to > starts)
        ORDER BY a.id LIMIT 1;
        IF FOUND THEN
            known := known + 1;
            RAISE NOTICE 'row %: % is assigned there already (assignment %)', ordinal,
                barnhand.shown(horse), other.id;
            CONTINUE;
        END IF;
        SELECT count(*) AS passes,
               count(*) FILTER (WHERE p.horse <> given.horse) AS others,
               barnhand.shown(min(p.horse) FILTER (WHERE p.horse <> given.horse)) AS was
        INTO other
        FROM barnhand.pass p
        WHERE p.camera = given.camera AND p.started_at >= starts AND p.started_at < ends
          AND (given.track IS NULL OR p.track = given.track);
        PERFORM barnhand.assign(camera, horse, starts, ends, track, note);
        assigned := assigned + 1;
        IF other.passes > 0 THEN
            RAISE NOTICE 'row %: % at % from % to % names %', ordinal, barnhand.shown(horse),
                barnhand.shown(camera), starts, ends,
                CASE other.passes WHEN 1 THEN '1 pass' ELSE format('%s passes', other.passes) END
                    || CASE WHEN other.others > 0
                            THEN format(', %s of them as %s until now', other.others, other.was)
                            ELSE '' END;
        ELSE
            RAISE WARNING 'row %: % at % from % to % names 0 passes: %', ordinal,
                barnhand.shown(horse), barnhand.shown(camera), starts, ends,
                barnhand.no_pass(camera, track, starts, ends);
        END IF;
    END LOOP;
    IF cardinality(bad) > 0 THEN
        RAISE EXCEPTION '% of % rows cannot be assigned, so none was assigned: %; correct the file and copy it again',
            cardinality(bad), cardinality(bad) + assigned + known, array_to_string(bad[1:20], '; ')
                || CASE WHEN cardinality(bad) > 20 THEN '; and more' ELSE '' END
            USING HINT = 'Rows of earlier copies are removed with DELETE FROM barnhand.assignment_import.';
    ELSIF assigned + known = 0 THEN
        RAISE WARNING 'no row was copied, so nothing was assigned; see whether the file is empty';
    END IF;
    DELETE FROM barnhand.assignment_import;
    RETURN assigned;
END $$;
