package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.Shell;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database would refuse is found before a job starts, and leaves nothing behind. */
class PostgresTrialITCase {

    private static final Path PAGE = Path.of("../../flink-deploy/SINKS.md");
    private static final Path WALK =
            Path.of("../testing/src/main/resources/computed/computed-walk.jsonl");
    private static final Pattern GRANTS =
            Pattern.compile("```sql\n(CREATE ROLE gait.*?)```", Pattern.DOTALL);
    private static final List<String> TABLES =
            List.of("run", "gait", "stride", "coverage", "dead_letter", "footage", "changed_time");

    private static EmbeddedPostgres server;
    private static Connection database;

    @TempDir private Path folder;
    private BarnTables tables;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        database = server.getPostgresDatabase().getConnection();
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        server.close();
    }

    /** The tables, and the role that the page describes. */
    @BeforeEach
    void grant() throws Exception {
        tables = BarnTables.in(database);
        tables.execute("DROP ROLE IF EXISTS gait");
        Matcher grants = GRANTS.matcher(Files.readString(PAGE));
        assertThat(grants.find()).as("the rights that the page lists").isTrue();
        tables.execute(grants.group(1));
    }

    @Test
    void aRoleWithTheRightsOfThePageWritesAndContinuesRuns() throws Exception {
        Shell.Result valid = barnhand("validate");

        assertThat(valid.exitCode()).as(valid.err()).isZero();
        assertThat(words(barnhand("doctor").out()))
                .containsPattern("ok PostgreSQL jdbc:.* takes rows");
        for (String table : TABLES) {
            assertThat(tables.rows("SELECT count(*) FROM barnhand." + table))
                    .as("left in " + table)
                    .containsExactly("0");
        }
        Shell.Result ran = barnhand("run");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(tables.rows("SELECT run, state FROM barnhand.run"))
                .containsExactly("a complete");
        assertThat(
                        tables.rows(
                                "SELECT (SELECT count(*) FROM barnhand.gait) > 0,"
                                        + " (SELECT count(*) FROM barnhand.stride) > 0,"
                                        + " (SELECT count(*) FROM barnhand.coverage) > 0"))
                .containsExactly("t t t");
        Shell.Result list = Shell.barnhand("runs", "list", "--results", url());
        assertThat(list.exitCode()).as(list.err()).isZero();
        Shell.Result withdrawn =
                Shell.barnhand("runs", "withdraw", "a", "--results", url(), "--yes");
        assertThat(withdrawn.exitCode()).as(withdrawn.err()).isZero();
        assertThat(tables.rows("SELECT run, state FROM barnhand.run"))
                .containsExactly("a withdrawn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "gait", "stride", "coverage", "dead_letter"})
    void aMissingRightIsNamedWithTheStatementThatGrantsIt(String table) throws Exception {
        for (String right : List.of("SELECT", "INSERT", "UPDATE")) {
            tables.execute(
                    String.format(Locale.ROOT, "REVOKE %s ON barnhand.%s FROM gait", right, table));

            Shell.Result refused = barnhand("validate");

            assertThat(refused.exitCode()).as(refused.out()).isEqualTo(2);
            assertThat(words(refused.err()))
                    .contains("takes no row for barnhand." + table)
                    .contains("permission denied for table " + table);
            applyGrants(refused);
            Shell.Result valid = barnhand("validate");
            assertThat(valid.exitCode()).as(valid.err()).isZero();
        }
    }

    @Test
    void rightsOfTheSchemaAreMissing() throws Exception {
        tables.execute("REVOKE USAGE ON SCHEMA barnhand FROM gait");

        Shell.Result refused = barnhand("validate");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(words(refused.err()))
                .contains("permission denied for schema barnhand")
                .contains("grant the rights that its user needs (flink-deploy/SINKS.md");
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() throws Exception {
        tables.execute("REVOKE ALL ON ALL TABLES IN SCHEMA barnhand FROM gait");
        tables.execute("GRANT SELECT ON ALL TABLES IN SCHEMA barnhand TO gait");

        Shell.Result refused = barnhand("validate");

        assertThat(words(refused.err()))
                .contains("for barnhand.run", "for barnhand.gait", "for barnhand.stride")
                .contains("for barnhand.coverage", "for barnhand.dead_letter");
        Shell.Result started = barnhand("run");
        assertThat(started.exitCode()).isEqualTo(2);
        assertThat(words(started.err())).contains("takes no row for barnhand.gait");
        assertThat(words(barnhand("doctor").out()))
                .containsPattern("failed PostgreSQL .*takes no row for barnhand.gait");
        applyGrants(refused);
        assertThat(barnhand("validate").exitCode()).isZero();
    }

    @Test
    void aReadOnlyRoleIsNamed() throws Exception {
        tables.execute("ALTER ROLE gait SET default_transaction_read_only = on");

        Shell.Result refused = barnhand("validate");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(words(refused.err()))
                .contains("is read-only; set default_transaction_read_only to off");
    }

    @Test
    void aLockedTableIsNamedAndNotWaitedForLong() throws Exception {
        try (Connection other = server.getPostgresDatabase().getConnection()) {
            other.setAutoCommit(false);
            BarnTables.of(other).execute("LOCK TABLE barnhand.stride IN ACCESS EXCLUSIVE MODE");

            Shell.Result refused = barnhand("validate");

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(words(refused.err()))
                    .contains("takes no row for barnhand.stride")
                    .contains("lock timeout")
                    .contains("pg_stat_activity")
                    .doesNotContain("barnhand.gait");
        }
    }

    @Test
    void aTriggerThatFailsIsNamed() throws Exception {
        tables.execute(
                "CREATE FUNCTION barnhand.full() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE 'no space for coverage'; END $$");
        tables.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON barnhand.coverage"
                        + " FOR EACH ROW EXECUTE FUNCTION barnhand.full()");

        Shell.Result refused = barnhand("validate");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(words(refused.err()))
                .contains("takes no row for barnhand.coverage")
                .contains("no space for coverage");
    }

    private void applyGrants(Shell.Result refused) throws SQLException {
        Matcher grants =
                Pattern.compile("GRANT [A-Z, ]+ ON (SCHEMA )?[a-z._]+ TO gait")
                        .matcher(words(refused.err()));
        int applied = 0;
        while (grants.find()) {
            tables.execute(grants.group());
            applied++;
        }
        assertThat(applied).isPositive();
    }

    private static String words(String printed) {
        return printed.replaceAll("\\s+", " ");
    }

    private static String url() {
        return server.getJdbcUrl("gait", "postgres");
    }

    private Shell.Result barnhand(String command) throws IOException {
        Path poses = Files.createDirectories(folder.resolve("poses"));
        Files.copy(WALK, poses.resolve("walk.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        List<String> arguments = new ArrayList<>(List.of(command));
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "source.kind=poses",
                                "source.path=" + poses,
                                "run.id=a",
                                "sinks.poses={kind: none}"));
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            settings.add(
                    String.format(
                            Locale.ROOT, "sinks.%s={kind: postgres, url: '%s'}", sink, url()));
        }
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }
}
