package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.PgBouncer;
import io.barnhand.gait.job.testing.Shell;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database behind a pool that gives its connections to others between two transactions. */
class PgBouncerITCase {

    private static final Path WALK =
            Path.of("../testing/src/main/resources/computed/computed-walk.jsonl");

    /** So many that each table gets several batches, after which a driver names its statements. */
    private static final int RECORDINGS = 60;

    @TempDir private Path folder;

    @Test
    void rowsReachTheirOwnTables() throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "skipped: PgBouncer is not installed");
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection database = server.getPostgresDatabase().getConnection();
                PgBouncer pool = PgBouncer.start(server.getPort(), folder)) {
            BarnTables tables = BarnTables.in(database);
            String lines = Files.readString(WALK);
            Path archive = Files.createDirectory(folder.resolve("archive"));
            for (int i = 0; i < RECORDINGS; i++) {
                String name = "walk-" + i;
                Files.writeString(
                        archive.resolve(name + ".jsonl"), lines.replace("computed-walk", name));
            }
            String counts =
                    "SELECT (SELECT count(*) FROM barnhand.gait WHERE run = '%1$s'),"
                            + " (SELECT count(*) FROM barnhand.stride WHERE run = '%1$s'),"
                            + " (SELECT count(*) FROM barnhand.coverage WHERE run = '%1$s')";

            Shell.Result direct =
                    barnhand("run", "a", archive, server.getJdbcUrl("postgres", "postgres"));
            Shell.Result pooled = barnhand("run", "b", archive, pool.url("postgres"));

            assertThat(direct.exitCode()).as(direct.err()).isZero();
            assertThat(pooled.exitCode()).as(pooled.err()).isZero();
            assertThat(tables.rows(String.format(Locale.ROOT, counts, "b")))
                    .isEqualTo(tables.rows(String.format(Locale.ROOT, counts, "a")));
            Shell.Result again = barnhand("run", "b", archive, pool.url("postgres"));
            assertThat(again.err()).contains("run.id is b, but this run exists already in jdbc:");
            assertThat(barnhand("doctor", "c", archive, pool.url("postgres")).out())
                    .containsPattern("ok +PostgreSQL +jdbc:");
            Shell.Result list = Shell.barnhand("runs", "list", "--results", pool.url("postgres"));
            assertThat(list.out()).as(list.err()).contains("\nb ").contains("\na ");
            Shell.Result purge =
                    barnhand(
                            "purge",
                            "c",
                            archive,
                            pool.url("postgres"),
                            "--camera",
                            "computed",
                            "--before",
                            "2027-01-01",
                            "--yes");
            assertThat(purge.exitCode()).as(purge.err()).isZero();
            assertThat(tables.rows("SELECT count(*) FROM barnhand.stride")).containsExactly("0");
        }
    }

    private static Shell.Result barnhand(
            String command, String id, Path poses, String url, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command));
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "source.kind=poses",
                                "source.path=" + poses,
                                "run.id=" + id,
                                "sinks.poses={kind: none}"));
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            settings.add(
                    String.format(Locale.ROOT, "sinks.%s={kind: postgres, url: '%s'}", sink, url));
        }
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of(options));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }
}
