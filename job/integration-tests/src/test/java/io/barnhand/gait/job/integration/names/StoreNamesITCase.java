package io.barnhand.gait.job.integration.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.analysis.results.PoseFiles;
import io.barnhand.gait.job.formats.parquet.CameraDay;
import io.barnhand.gait.job.testing.ObjectStore;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.StorePlugin;
import io.barnhand.gait.models.testing.Extended;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras of every hostile name, in a folder of a store that has such a name itself. */
@Extended
class StoreNamesITCase {

    private static final Path WALK =
            Path.of("../testing/src/main/resources/computed/computed-walk.jsonl");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String RUN = "1.10";
    private static final int POSES = 120;

    /** A key as a store has it, without any encoding. */
    private static final String KEY = "S\u00fcd 3/a+b=50%25,100% & 'c' \ud83d\udc34";

    private static final String OUT = "s3://barn/" + KEY;

    @TempDir private static Path folder;
    private static ObjectStore store;
    private static StorePlugin plugin;

    @BeforeAll
    static void run() throws Exception {
        store = ObjectStore.start(Files.createDirectory(folder.resolve("store")));
        plugin = StorePlugin.of(store);
        Path poses = Files.createDirectory(folder.resolve("input"));
        for (String name : HostileName.all()) {
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(WALK)) {
                ObjectNode pose = (ObjectNode) MAPPER.readTree(line);
                pose.put("camera", name).put("recording", name).put("track", name + "/0/0");
                lines.add(pose.toString());
            }
            Files.write(poses.resolve(Integer.toHexString(name.hashCode()) + ".jsonl"), lines);
        }
        Shell.Result result = run(RUN, poses.toString(), OUT);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @AfterAll
    static void stop() {
        plugin.close();
        store.close();
    }

    private static Shell.Result run(String id, String poses, String out) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--set",
                                "run.id=" + id,
                                "--set",
                                "source={kind: poses, path: " + quoted(poses) + "}",
                                "--set",
                                "sinks.poses={kind: parquet, path: "
                                        + quoted(out + "/poses")
                                        + "}"));
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            arguments.add("--set");
            arguments.add(
                    String.format(
                            Locale.ROOT,
                            "sinks.%s={kind: jsonl, path: %s}",
                            sink,
                            quoted(out + "/" + sink)));
        }
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Test
    void columnsHaveEveryPoseInAFolderOfItsCamera() throws Exception {
        String run = KEY + "/poses/run=" + RUN + "/";
        List<HorsePose> poses = new ArrayList<>();
        PoseFiles.forEach(OUT + "/poses/run=" + RUN, poses::add);

        assertThat(poses)
                .extracting(HorsePose::camera)
                .containsExactlyInAnyOrderElementsOf(
                        HostileName.all().stream()
                                .flatMap(name -> Collections.nCopies(POSES, name).stream())
                                .toList());
        assertThat(
                        store.keys(run).stream()
                                .map(key -> key.substring(run.length(), key.lastIndexOf('/')))
                                .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        new TreeSet<>(
                                poses.stream()
                                        .map(pose -> CameraDay.folder(pose.camera(), pose.timeUs()))
                                        .toList()));
    }

    @Test
    void linesHaveEveryName() throws Exception {
        store.copy(KEY + "/", folder.resolve("copied"));
        Shell copied = new Shell(folder.resolve("copied"));
        for (String sink : List.of("gait", "strides", "coverage")) {
            assertThat(copied.records(sink, RUN))
                    .as(sink)
                    .extracting(
                            record ->
                                    record.path(sink.equals("coverage") ? "camera" : "camera_id")
                                            .asText())
                    .containsAll(HostileName.all())
                    .isSubsetOf(HostileName.all());
        }
        assertThat(copied.records("dead-letter", RUN)).isEmpty();
    }

    @Test
    void aRunReadsTheKeypointsOfAnother() throws Exception {
        String again = "s3://barn/again";

        Shell.Result result = run("again", OUT + "/poses", again);

        assertThat(result.exitCode()).as(result.err()).isZero();
        Shell.Result compared = Shell.barnhand("compare", OUT, again);
        assertThat(compared.exitCode()).as(compared.err()).isZero();
        store.copy("again/", folder.resolve("again"));
        store.copy(KEY + "/", folder.resolve("first"));
        assertThat(new Shell(folder.resolve("again")).lines("strides", "again"))
                .isEqualTo(new Shell(folder.resolve("first")).lines("strides", RUN))
                .isNotEmpty();
    }

    @Test
    void aReportNamesThemAll() throws IOException {
        Path page = folder.resolve("page.html");

        Shell.Result report = Shell.barnhand("report", "--run", OUT, "--out", page.toString());

        assertThat(report.exitCode()).as(report.err()).isZero();
        String html = Files.readString(page);
        for (String name : List.of("Stall 3", "S\u00fcd", "a+b", "50%", "left/right", "01", "no")) {
            assertThat(html).contains(name);
        }
    }

    @Test
    void aPurgeSaysThatItDoesNotLookIntoAStore() {
        Shell.Result purge =
                Shell.barnhand(
                        "purge",
                        "--camera=S\u00fcd",
                        "--before",
                        "2026-06-01",
                        "--yes",
                        "--set",
                        "sinks.poses={kind: parquet, path: " + quoted(OUT + "/poses") + "}",
                        "--set",
                        "sinks.gait={kind: none}",
                        "--set",
                        "sinks.strides={kind: none}",
                        "--set",
                        "sinks.coverage={kind: none}",
                        "--set",
                        "sinks.dead-letter={kind: none}");

        assertThat(purge.exitCode()).as(purge.err()).isZero();
        assertThat(purge.out())
                .contains(
                        "not checked  "
                                + OUT
                                + "/poses: no local folder, remove there with the store's own tools");
    }

    @Test
    void itsRunsAreListedShownAndWithdrawn() {
        String place = "s3://barn/\u00dcbersicht a+b";
        Shell.Result written = run("01", folder.resolve("input").toString(), place);
        assertThat(written.exitCode()).as(written.err()).isZero();

        Shell.Result list = Shell.barnhand("runs", "list", "--results", place);
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out()).containsPattern("\n01 +complete");
        Shell.Result show = Shell.barnhand("runs", "show", "01", "--results", place);
        assertThat(show.exitCode()).as(show.err()).isZero();
        int names = HostileName.all().size();
        assertThat(show.out())
                .contains(names + " recordings of " + names + " cameras", place + "/strides");
        Shell.Result withdrawn =
                Shell.barnhand("runs", "withdraw", "01", "--results", place, "--yes");

        assertThat(withdrawn.exitCode()).as(withdrawn.err()).isZero();
        assertThat(Shell.barnhand("runs", "list", "--results", place).out())
                .containsPattern("\n01 +withdrawn");
        Shell.Result again = run("01", folder.resolve("input").toString(), place);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("run.id is 01, which was withdrawn in " + place);
    }
}
