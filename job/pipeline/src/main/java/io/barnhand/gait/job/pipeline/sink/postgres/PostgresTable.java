package io.barnhand.gait.job.pipeline.sink.postgres;

import io.barnhand.gait.job.formats.results.ResultKind;
import java.util.Arrays;
import java.util.Locale;

/** The tables that hold results. */
enum PostgresTable {
    GAIT(
            ResultKind.GAIT,
            "gait",
            "run, camera, recording, track, kind, start_ms",
            "1000 * start_ms"),
    STRIDE(
            ResultKind.STRIDES,
            "stride",
            "run, camera, recording, track, limb, on_us",
            "pass_start_us"),
    COVERAGE(
            ResultKind.COVERAGE,
            "coverage",
            "run, camera, recording, track, kind, start_us",
            "start_us"),
    DEAD_LETTER(ResultKind.DEAD_LETTERS, "dead_letter", "run, id", "(line ->> 'time_us')::bigint");

    private final ResultKind<?> result;
    private final String table;
    private final String key;
    private final String startUs;

    /**
     * @param key columns that name a record
     * @param startUs when a record begins, µs, a stride with its pass
     */
    PostgresTable(ResultKind<?> result, String table, String key, String startUs) {
        this.result = result;
        this.table = table;
        this.key = key;
        this.startUs = startUs;
    }

    static PostgresTable of(ResultKind<?> result) {
        return Arrays.stream(values())
                .filter(table -> table.result == result)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no table of " + result));
    }

    /** Its name, without the schema. */
    String table() {
        return table;
    }

    /** Writes the run and the line; a record that is there already replaces itself. */
    String upsert() {
        return String.format(
                Locale.ROOT,
                "INSERT INTO barnhand.%s (run, line) VALUES (?, ?::jsonb)"
                        + " ON CONFLICT (%s) DO UPDATE SET line = EXCLUDED.line",
                table,
                key);
    }

    /** Condition for the records of some cameras from a time to before another. */
    String within() {
        return String.format(Locale.ROOT, "camera = ANY (?) AND %1$s >= ? AND %1$s < ?", startUs);
    }
}
