package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.Shell;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that write into tables alone: claimed there, and current for what they completed. */
class PostgresRunsITCase {

    private static final Path WALK =
            Path.of("../testing/src/main/resources/computed/computed-walk.jsonl");

    /** So many that the strides of a run are more than one batch. */
    private static final int RECORDINGS = 40;

    private static final int STARTS = 50;

    private static EmbeddedPostgres server;

    @TempDir private Path folder;
    private Connection database;
    private BarnTables tables;
    private Path archive;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeTables() throws Exception {
        database = server.getPostgresDatabase().getConnection();
        tables = BarnTables.in(database);
        archive = Files.createDirectory(folder.resolve("archive"));
        String lines = Files.readString(WALK);
        for (int i = 0; i < RECORDINGS; i++) {
            String name = "walk-" + i;
            Files.writeString(
                    archive.resolve(name + ".jsonl"), lines.replace("computed-walk", name));
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void ofManyStartsOneHasTheRun() throws Exception {
        List<RegisteredRun> answers =
                atOnce(STARTS, start -> register().claim(claim("a", "token-" + start)));

        assertThat(answers).allMatch(run -> run.equals(answers.get(0)));
        assertThat(answers.get(0).state()).isEqualTo(RunState.STARTED);
        assertThat(tables.rows("SELECT token FROM barnhand.run"))
                .containsExactly(answers.get(0).claim().token());
    }

    @Test
    void ofTwoProcessesOneWrites() throws Exception {
        List<Shell.Result> results = atOnce(2, start -> run("a", archive));

        assertThat(results).extracting(Shell.Result::exitCode).containsExactlyInAnyOrder(0, 2);
        assertThat(rows("SELECT run || ' ' || state FROM barnhand.run"))
                .containsExactly("a complete");
    }

    @Test
    void aRunKeepsItsPlaceAndIsReleasedByItsStartAlone() throws Exception {
        RunRegister register = register();
        RunClaim first = claim("a", "one");
        assertThat(register.find("a")).isEmpty();
        register.claim(first);
        RegisteredRun later = register.claim(claim("b", "two"));
        assertThat(register.claim(claim("a", "other")).claim()).isEqualTo(first);

        register.release(claim("a", "other"));
        register.record("a", RunState.ABORTED);
        assertThat(register.runs())
                .extracting(run -> run.claim().run() + " " + run.state())
                .containsExactly("a ABORTED", "b STARTED");

        register.startAgain(claim("a", "again"));
        RegisteredRun again = register.find("a").orElseThrow();
        assertThat(again.claim().token()).isEqualTo("again");
        assertThat(again.state()).isEqualTo(RunState.STARTED);
        assertThat(again.sequence()).isLessThan(later.sequence());
        register.release(claim("a", "again"));
        assertThat(register.find("a")).contains(again);

        register.record("a", RunState.WITHDRAWN);
        register.record("a", RunState.COMPLETE);
        register.startAgain(claim("a", "once more"));
        assertThat(register.find("a").orElseThrow().state()).isEqualTo(RunState.WITHDRAWN);
        register.release(later.claim());
        assertThat(register.find("b")).isEmpty();
    }

    @Test
    void aRunThatAnEarlierBuildWroteKeepsItsIdAndIsComplete() throws Exception {
        tables.execute(
                "INSERT INTO barnhand.footage (run, camera, recording) VALUES ('a', 'aisle', 'm')");

        Shell.Result again = run("a", archive);

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("run.id is a, but this run exists already in jdbc:");
        assertThat(rows("SELECT run || state || token FROM barnhand.run"))
                .containsExactly("acomplete");
    }

    @Test
    void theSameIdIsRefusedWhereResultsAreTablesAlone() throws Exception {
        Shell.Result first = run("a", archive);
        assertThat(first.exitCode()).as(first.err()).isZero();
        List<String> counts = counts();

        Shell.Result again = run("a", archive);

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .contains(
                        "run.id is a, but this run exists already in jdbc:postgresql:",
                        "(complete); begin another run with --set run.id=a-2");
        Shell.Result valid = barnhand("validate", "a", archive);
        assertThat(valid.exitCode()).isEqualTo(2);
        assertThat(valid.err()).contains("this run exists already");
        tables.execute("UPDATE barnhand.run SET state = 'aborted'");
        Shell.Result otherwise =
                run("a", archive, "run.resume=true", "run.mode=streaming", "gait.pass-gap=2s");
        assertThat(otherwise.exitCode()).isEqualTo(2);
        assertThat(otherwise.err())
                .contains(
                        "which began in jdbc:postgresql:",
                        "with other settings: gait.pass-gap was ");
        assertThat(counts()).isEqualTo(counts);
    }

    @Test
    void aRunThatFailsSupersedesNothingAndOneThatCompletesWhatItDecoded() throws Exception {
        Shell.Result first = run("a", archive);
        assertThat(first.exitCode()).as(first.err()).isZero();
        String current =
                "SELECT run, count(*) FROM barnhand.current_stride GROUP BY run ORDER BY 1";
        List<String> whole = rows(current);
        String hours = "SELECT * FROM barnhand.coverage_by_hour ORDER BY 1";
        List<String> coverage = rows(hours);
        tables.execute(
                """
                CREATE FUNCTION barnhand.fail() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (SELECT count(*) > 200 FROM barnhand.stride WHERE run = 'b') THEN
                        RAISE EXCEPTION 'the disk is full';
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER fail AFTER INSERT ON barnhand.stride
                FOR EACH ROW EXECUTE FUNCTION barnhand.fail()
                """);

        Shell.Result failed = run("b", archive);

        assertThat(failed.exitCode()).isNotZero();
        assertThat(rows("SELECT count(*) > 0 FROM barnhand.stride WHERE run = 'b'"))
                .containsExactly("t");
        assertThat(rows("SELECT run || ' ' || state FROM barnhand.run ORDER BY sequence"))
                .containsExactly("a complete", "b aborted");
        assertThat(rows(current)).isEqualTo(whole);
        assertThat(rows(hours)).isEqualTo(coverage);

        Shell.Result partly = run("c", some());
        assertThat(partly.exitCode()).as(partly.err()).isZero();
        int strides = Integer.parseInt(whole.get(0).replace("a ", ""));
        assertThat(rows(current)).containsExactly("a " + strides * 3 / 4, "c " + strides / 4);
    }

    @Test
    void aRunThatIsWithdrawnIsLeftOutOfViewsAndTrends() throws Exception {
        assertThat(run("a", archive).exitCode()).isZero();
        assertThat(run("b", some()).exitCode()).isZero();
        rows("SELECT barnhand.assign('computed', 'Luna', '2026-01-01', '2026-01-03')");
        rows("SELECT barnhand.refresh_trends()");
        String passes = "SELECT max(passes) FROM barnhand.day_value";
        assertThat(rows(passes)).containsExactly(Integer.toString(RECORDINGS));
        String url = server.getJdbcUrl("postgres", "postgres");

        Shell.Result list = Shell.barnhand("runs", "list", "--results", url);
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out()).containsSubsequence("\nb ", "complete", "\na ", "complete");
        Shell.Result show = Shell.barnhand("runs", "show", "a", "--results", url);
        assertThat(show.out()).as(show.err()).contains("superseded").contains(" by b", url);
        Shell.Result done = Shell.barnhand("runs", "withdraw", "a", "--results", url, "--yes");

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("Run a is withdrawn.");
        assertThat(rows("SELECT DISTINCT run FROM barnhand.current_stride")).containsExactly("b");
        assertThat(rows("SELECT DISTINCT run FROM barnhand.pass")).containsExactly("b");
        rows("SELECT barnhand.refresh_trends()");
        assertThat(rows(passes)).containsExactly(Integer.toString(RECORDINGS / 4));
        assertThat(run("a", archive).err()).contains("run.id is a, which was withdrawn in " + url);
    }

    /** A quarter of the archive. */
    private Path some() throws IOException {
        Path some = Files.createDirectory(folder.resolve("some"));
        for (int i = 0; i < RECORDINGS / 4; i++) {
            Files.copy(archive.resolve("walk-" + i + ".jsonl"), some.resolve(i + ".jsonl"));
        }
        return some;
    }

    private static <T> List<T> atOnce(int number, Start<T> start) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(number);
        try {
            CyclicBarrier together = new CyclicBarrier(number);
            List<Callable<T>> starts = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int which = i;
                starts.add(
                        () -> {
                            together.await();
                            return start.call(which);
                        });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(starts)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Start<T> {
        T call(int which) throws Exception;
    }

    private static RunClaim claim(String run, String token) {
        ObjectNode description = JsonNodeFactory.instance.objectNode().put("tool", "gait");
        return new RunClaim(run, token, false, "f", description);
    }

    private RunRegister register() {
        return Destinations.of(ConfigurationReader.read(null, sinks())).registers().get(0);
    }

    private Shell.Result run(String id, Path poses, String... settings) {
        return barnhand("run", id, poses, settings);
    }

    private Shell.Result barnhand(String command, String id, Path poses, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(command));
        Stream.of(
                        Stream.of(
                                "source.kind=poses",
                                "source.path=" + poses,
                                "run.id=" + id,
                                "gait.sliding=0s"),
                        sinks().stream(),
                        Arrays.stream(settings))
                .flatMap(all -> all)
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    private List<String> sinks() {
        List<String> sinks = new ArrayList<>(List.of("sinks.poses={kind: none}"));
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            sinks.add(
                    String.format(
                            Locale.ROOT,
                            "sinks.%s={kind: postgres, url: '%s'}",
                            sink,
                            server.getJdbcUrl("postgres", "postgres")));
        }
        return sinks;
    }

    private List<String> counts() throws SQLException {
        return rows(
                "SELECT (SELECT count(*) FROM barnhand.gait), (SELECT count(*) FROM barnhand.stride),"
                        + " (SELECT count(*) FROM barnhand.coverage)");
    }

    private List<String> rows(String sql) throws SQLException {
        return tables.rows(sql);
    }
}
