package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.testing.BarnTables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Horses that are assigned by a file, as spreadsheets write it, with the command of the page. */
class AssignmentImportITCase {

    private static final String NAMES = "camera,horse,valid_from,valid_to,track,note\n";
    private static final String CSV = "CSV ENCODING 'UTF8'";

    /** 2026-04-03 10:00 UTC. */
    private static final long FIRST_MS = 1_775_210_400_000L;

    private static EmbeddedPostgres server;
    private static Connection database;
    private static BarnTables tables;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        database = server.getPostgresDatabase().getConnection();
        tables = BarnTables.in(database);
        tables.execute("SET TIME ZONE 'Europe/Berlin'");
        for (String camera : List.of("aisle", "arena", "Süd", "stall 3", "stall 4")) {
            for (int k = 0; k < 5; k++) {
                tables.execute(pass(camera, "t" + k, FIRST_MS + k * 600_000L));
            }
        }
        // The changes of every test are rolled back.
        database.setAutoCommit(false);
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        server.close();
    }

    @AfterEach
    void rollBack() throws SQLException {
        database.rollback();
    }

    private static String pass(String camera, String track, long startMs) {
        return String.format(
                Locale.ROOT,
                """
                INSERT INTO barnhand.gait (run, line) VALUES ('a',
                '{"camera_id": "%s", "recording": "r", "track_id": "%s", "window": {"kind": "pass",
                "start_ms": %d, "end_ms": %d, "n_strides": 3}, "quality": {"flags": []}}')
                """,
                camera,
                track,
                startMs,
                startMs + 5_000);
    }

    @Test
    void allRowsAreTaken() throws Exception {
        copy(
                NAMES
                        + "aisle,Luna,2026-11-22 10:00+01,2026-11-22 11:00+01,,\n"
                        + "aisle,Bella,2026-11-22 11:00+01,2026-11-22 12:00+01,t1,the grey one\n");

        assertThat(tables.rows("SELECT barnhand.import_assignments()")).containsExactly("2");

        assertThat(
                        tables.rows(
                                "SELECT camera, horse, extract(epoch FROM valid_from)::bigint,"
                                        + " coalesce(track, '-'), coalesce(note, '-')"
                                        + " FROM barnhand.assignment ORDER BY id"))
                .containsExactly(
                        "aisle Luna 1795338000 - -", "aisle Bella 1795341600 t1 the grey one");
        assertThat(tables.rows("SELECT count(*) FROM barnhand.assignment_import"))
                .containsExactly("0");
    }

    @Test
    void badRowsAreNamedAndNothingIsAssigned() throws Exception {
        copy(
                """
                aisle,Luna,2026-11-22 10:00+01,2026-11-22 11:00+01,,
                aisle,Luna,yesterdayish,2026-11-22 11:00+01,,
                aisle,Luna,2026-11-22 12:00+01,2026-11-22 11:00+01,,
                aisle,,2026-11-22 10:00+01,2026-11-22 11:00+01,,
                ,Luna,2026-11-22 10:00+01,2026-11-22 11:00+01,,
                aisle,Luna,,2026-11-22 11:00+01,,
                aisle,Bella,2026-11-22 10:30+01,2026-11-22 10:40+01,,
                aisle,Bella,2026-11-22 10:30+01,2026-11-22 10:40+01,t1,
                """);
        Savepoint staged = database.setSavepoint();

        assertThatThrownBy(() -> tables.rows("SELECT barnhand.import_assignments()"))
                .hasMessageContaining("7 of 8 rows cannot be assigned, so none was assigned")
                .hasMessageContaining("row 2: yesterdayish to")
                .hasMessageContaining("row 3: valid_from 2026-11-22 12:00+01 is not before")
                .hasMessageContaining("row 4: no horse")
                .hasMessageContaining("row 5: no camera")
                .hasMessageContaining("row 6: valid_from (none)")
                .hasMessageContaining("row 7: Bella is given for a time for which another row")
                .hasMessageContaining(
                        "row 8: Bella is given for a time for which another row gives Luna at other tracks; give each track a row");
        database.rollback(staged);
        assertThat(tables.rows("SELECT count(*) FROM barnhand.assignment")).containsExactly("0");
    }

    /** A spreadsheet writes a mark of its encoding, other columns, quotes, blanks, empty rows. */
    @Test
    void columnsGoByTheirNames() throws Exception {
        copy(
                "\ufeffHorse,Camera,valid_from,valid_to,Track,\r\n"
                        + "Luna ,\"\u200barena\u00a0\",2026-03-01,9999-12-31, ,\r\n"
                        + "Bella,\"Su\u0308d\",2026-03-01,9999-12-31,\"\",\r\n"
                        + ",,,,,\r\n");

        assertThat(tables.rows("SELECT barnhand.import_assignments()")).containsExactly("2");

        assertThat(
                        tables.rows(
                                "SELECT camera, horse, coalesce(track, '-')"
                                        + " FROM barnhand.assignment"))
                .containsExactly("arena Luna -", "Süd Bella -");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03/04/2026 10:00,03/04/2026 11:00",
                "03.04.2026 10:00,03.04.2026 11:00",
                "4/3/26 10:00 AM,4/3/26 11:00 AM",
                "46115.4167,46115.4583",
                "2026-02-30,2026-03-01",
                // Read as offsets, these would be other times.
                "2026-04-03 10:00 - 11:00,2026-04-05",
                "2026-04-03 10:00-11:00-12:00,2026-04-05",
                "2026-04-03 allballs,2026-04-05",
                // Berlin's clocks skip the first and have the second twice.
                "2026-03-29 02:30,2026-03-29 04:00",
                "2026-10-25 02:30,2026-10-25 04:00"
            })
    void timesThatCouldBeOthersAreRefused(String range) throws Exception {
        copy(NAMES + "aisle,Luna," + range + ",,\n");

        assertThatThrownBy(() -> tables.rows("SELECT barnhand.import_assignments()"))
                .hasMessageContaining(
                        "row 1: "
                                + range.replace(",", " to ")
                                + " is no range of times; write them like 2026-11-22 10:00+01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Luna,aisle | aisle is a camera and Luna is none; exchange them",
                "aisel,Luna | camera aisel has no records; give one of aisle",
                "Aisle,Luna | camera Aisle has no records; give one of aisle",
                "stall3,Luna | camera stall3 has no records; give one of stall 3 or stall 4",
                "xyz,Luna | camera xyz has no records; give one of Süd, aisle, arena, stall 3, stall 4",
                "aisle,Lu\u001bna | aisle, Lu?na has control characters",
                "ai\u202esle,Luna | ai?sle, Luna has control characters"
            })
    void namesThatAreNotKnownAreRefusedWithThoseThatAre(String cells, String problem)
            throws Exception {
        copy(NAMES + cells + ",2026-04-03 10:00Z,2026-04-03 11:00Z,,\n");

        assertThatThrownBy(() -> tables.rows("SELECT barnhand.import_assignments()"))
                .hasMessageContaining("row 1: " + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camera,horse,from,valid_to,track,note",
                "camera,horse,horse,valid_from,valid_to,track"
            })
    void otherNamesOfColumnsAreRefused(String names) throws Exception {
        copy(names + "\naisle,Luna,2026-04-03 10:00Z,2026-04-03 11:00Z,,\n");

        assertThatThrownBy(() -> tables.rows("SELECT barnhand.import_assignments()"))
                .hasMessageContaining(
                        "row 1: the columns are "
                                + names.replace(",", ", ")
                                + "; give camera, horse, valid_from, valid_to, track, note, each once");
    }

    @Test
    void eachRowSaysHowManyPassesItNames() throws Exception {
        tables.rows("SELECT barnhand.assign('aisle', 'Vega', '2026-04-03', '2026-04-04')");

        assertThat(
                        messages(
                                NAMES
                                        + "arena,Luna,2026-04-03 10:00Z,2026-04-03 10:20Z,,\n"
                                        + "arena,Bella,2026-04-03 10:20Z,2026-04-03 10:21Z,t2,\n"
                                        + "aisle,Luna,2026-04-03 10:00Z,2026-04-03 11:00Z,,\n"
                                        + "arena,Luna,2026-04-03 10:00Z,2026-04-03 10:20Z,,\n"))
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith("row 1: Luna at arena from ")
                                        .endsWith(" names 2 passes"),
                        second ->
                                assertThat(second)
                                        .startsWith("row 2: Bella at arena from ")
                                        .endsWith(" names 1 pass"),
                        third ->
                                assertThat(third)
                                        .endsWith(" names 5 passes, 5 of them as Vega until now"),
                        fourth ->
                                assertThat(fourth)
                                        .startsWith("row 4: Luna is assigned there already"));
    }

    @Test
    void aRowThatNamesNoneSaysWhatIsNear() throws Exception {
        assertThat(
                        messages(
                                NAMES
                                        + "arena,Luna,2026-04-03 10:00Z,2026-04-03 11:00Z,T3,\n"
                                        + "arena,Luna,2025-04-03 10:00Z,2025-04-03 11:00Z,,\n"
                                        + "aisle,Luna,2026-04-03 10:01Z,2026-04-03 10:02Z,,\n"))
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .endsWith(
                                                " names 0 passes: arena has no track T3 then; did you mean t3?"),
                        second ->
                                assertThat(second)
                                        .endsWith(
                                                "the nearest passes of arena begin at 2026-04-03 12:00:00+02"),
                        third ->
                                assertThat(third)
                                        .endsWith(
                                                "the nearest passes of aisle begin at 2026-04-03 12:00:00+02 and 2026-04-03 12:10:00+02"));
    }

    @Test
    void aFileWithoutRowsIsNamed() throws Exception {
        assertThat(messages(NAMES))
                .containsExactly(
                        "no row was copied, so nothing was assigned; see whether the file is empty");
    }

    /** As the page says, with another encoding or separator; without, no row is taken. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1252 | , | CSV ENCODING 'WIN1252'",
                "UTF-8 | ; | CSV ENCODING 'UTF8' DELIMITER ';'",
                "UTF-8 | \\t | CSV ENCODING 'UTF8' DELIMITER E'\\t'"
            })
    void otherEncodingsAndSeparatorsAreGiven(String encoding, String separator, String options)
            throws Exception {
        byte[] file =
                (NAMES + "Süd,Bübchen,2026-04-03 10:00Z,2026-04-03 11:00Z,,\n")
                        .replace(",", separator.translateEscapes())
                        .getBytes(Charset.forName(encoding));
        Savepoint empty = database.setSavepoint();
        assertThatThrownBy(() -> copy(file, CSV)).isInstanceOf(SQLException.class);
        database.rollback(empty);

        copy(file, options);
        tables.rows("SELECT barnhand.import_assignments()");

        assertThat(tables.rows("SELECT camera, horse FROM barnhand.assignment"))
                .containsExactly("Süd Bübchen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void otherEncodingsAreNotGuessed(String encoding) {
        byte[] file =
                (NAMES + "Süd,Luna,2026-04-03 10:00Z,2026-04-03 11:00Z,,\n")
                        .getBytes(Charset.forName(encoding));

        assertThatThrownBy(() -> copy(file, CSV))
                .hasMessageContaining("invalid byte sequence for encoding \"UTF8\"");
    }

    private static void copy(String rows) throws SQLException, IOException {
        copy(rows.getBytes(StandardCharsets.UTF_8), CSV);
    }

    private static void copy(byte[] file, String options) throws SQLException, IOException {
        database.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY barnhand.assignment_import"
                                + " (camera, horse, valid_from, valid_to, track, note) FROM STDIN "
                                + options,
                        new ByteArrayInputStream(file));
    }

    private static List<String> messages(String rows) throws SQLException, IOException {
        copy(rows);
        List<String> messages = new ArrayList<>();
        try (Statement statement = database.createStatement()) {
            statement.execute("SELECT barnhand.import_assignments()");
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                messages.add(w.getMessage());
            }
        }
        return messages;
    }
}
