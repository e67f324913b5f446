package io.barnhand.gait.job.pipeline.sink.postgres;

import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.TimeSpans;
import io.barnhand.gait.job.pipeline.runs.TimeSpans.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What runs hold of recordings, as a database has it: what they decoded, or from the first to the
 * last of their records.
 */
final class PostgresFootage {

    private static final String HELD =
            """
            SELECT f.run, f.camera, f.recording,
                   coalesce(lower(s), %1$d) AS from_us, coalesce(upper(s), %2$d) AS to_us
            FROM barnhand.footage f
            CROSS JOIN LATERAL unnest(CASE WHEN f.spans <> '{}' THEN f.spans
                                           WHEN f.records IS NOT NULL THEN int8multirange(f.records)
                                           WHEN f.spans IS NULL THEN '{(,)}'::int8multirange
                                           ELSE '{}' END) s
            WHERE f.run = ANY (?)
            """;

    /** Times that no record has, for a run of which it is not known what it decoded. */
    private static final long ALWAYS_FROM = Long.MIN_VALUE / 4;

    private static final long ALWAYS_TO = Long.MAX_VALUE / 4;

    private PostgresFootage() {}

    static List<HeldFootage> of(String url, Collection<String> runs) throws SQLException {
        Map<List<String>, List<Span>> spans = new LinkedHashMap<>();
        try (Connection database = new Database(url).open();
                PreparedStatement statement =
                        database.prepareStatement(
                                String.format(Locale.ROOT, HELD, ALWAYS_FROM, ALWAYS_TO))) {
            statement.setArray(1, database.createArrayOf("text", runs.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    spans.computeIfAbsent(
                                    List.of(row.getString(1), row.getString(2), row.getString(3)),
                                    recording -> new ArrayList<>())
                            .add(new Span(row.getLong(4), row.getLong(5)));
                }
            }
        }
        List<HeldFootage> held = new ArrayList<>();
        spans.forEach(
                (recording, all) ->
                        held.add(
                                new HeldFootage(
                                        recording.get(0),
                                        recording.get(1),
                                        recording.get(2),
                                        new TimeSpans(all))));
        return held;
    }
}
