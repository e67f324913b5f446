package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.cli.Barnhand;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.ArchiveFiles;
import io.barnhand.gait.job.testing.FlinkProcess;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive in two phases, killed and resumed, gives the records of an undisturbed run. */
class ArchiveITCase {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Enough that some are left at the time when a run is killed. */
    private static final List<String> CLIPS = List.of("a", "b", "c", "d", "e", "f");

    private static final int UNITS = CLIPS.size() + 1;

    @TempDir private Path folder;
    private Path footage;
    private Path out;
    private Shell shell;

    @BeforeEach
    void gather() throws Exception {
        footage = Files.createDirectories(folder.resolve("Stall 3 öst"));
        out = folder.resolve("out");
        shell = new Shell(out);
        Path rendered = folder.resolve("rendered.mp4");
        AnnouncedFootage.renderClip(rendered);
        for (String clip : CLIPS) {
            Path copy = Files.copy(rendered, footage.resolve("_" + clip + " 1.mp4"));
            // A box that players skip, so that no file is a copy of another.
            Files.writeString(copy, "\0\0\0\11free" + clip, StandardOpenOption.APPEND);
        }
        Files.writeString(footage.resolve("broken.mp4"), "This is no video.\n");
        Files.writeString(footage.resolve("notes.txt"), "This is no video and has no such name.\n");
    }

    @Test
    @Extended
    void aRunThatIsKilledThreeTimesGivesTheRecordsOfAnUndisturbedOne() throws Exception {
        Shell.Result reference = shell.run("reference", settings());
        assertThat(reference.exitCode()).as(reference.err()).isZero();
        killWhenDone(1);
        assertThat(plan().out().replaceAll("\\s+", " "))
                .contains("Run killed has begun: --resume has")
                .contains(String.format(Locale.ROOT, "of %d recordings left", UNITS))
                .contains("at 2.00 times real time, as given");
        killWhenDone(2, "--resume");
        FlinkProcess interrupted = endWhenDone(FlinkProcess::stop, 3, "--resume");
        assertThat(interrupted.exitCode()).as(interrupted.log()).isEqualTo(143);
        assertThat(interrupted.log())
                .contains(
                        "Interrupted (SIGTERM). The recordings that are done are kept; to do the rest:")
                .contains(" --set run.id=killed ", "'sinks.poses={kind: parquet, path: ")
                .containsPattern(" --resume\\R")
                .doesNotContainPattern("(?m)^\\s+at ");

        Shell.Result result = archive("--resume");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err())
                .contains(String.format(Locale.ROOT, "Run killed: %d recordings, ", UNITS))
                .doesNotContain(" 0 of them");
        assertSameAs("reference");
        Map<Path, FileTime> written = filesWrittenOnce();
        String inventory = Files.readString(out.resolve("keypoints/_ledger=killed/inventory.json"));

        Shell.Result again = archive("--resume");

        assertThat(again.err())
                .contains(String.format(Locale.ROOT, "%1$d recordings, %1$d done already", UNITS));
        assertThat(filesWrittenOnce()).isEqualTo(written).hasSizeGreaterThan(2 * CLIPS.size());
        assertThat(out.resolve("keypoints/_ledger=killed/inventory.json")).hasContent(inventory);
        assertSameAs("reference");
        assertThatATruncatedFileIsMeasuredAgain();
        assertThatTheNextReleaseResumes();
        assertRefused();
    }

    private void assertThatATruncatedFileIsMeasuredAgain() throws IOException {
        Path cut;
        try (Stream<Path> files = Files.walk(out.resolve("keypoints/run=killed"))) {
            cut =
                    files.filter(file -> file.toString().endsWith(".parquet"))
                            .sorted()
                            .toList()
                            .get(0);
        }
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        Shell.Result resumed = archive("--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err())
                .contains(
                        String.format(
                                Locale.ROOT,
                                "Warning: %s has %d bytes, %d bytes were written; its recording is measured again.",
                                cut,
                                whole.length / 2,
                                whole.length))
                .contains(
                        String.format(
                                Locale.ROOT, "%d recordings, %d done already", UNITS, UNITS - 1));
        assertThat(cut).hasBinaryContent(whole);
        assertSameAs("reference");
    }

    /** A description of an earlier release holds the configuration as text, one for each area. */
    private void assertThatTheNextReleaseResumes() throws IOException {
        Path file = out.resolve("keypoints/_ledger=killed/run.json");
        ObjectNode description = (ObjectNode) new JsonMapper().readTree(file.toFile());
        description.remove("configuration");
        description.put("tracking", "TrackingOptions[buffer=PT2S, maxHorses=8]");
        Files.writeString(file, description.toString());

        Shell.Result resumed = archive("--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err())
                .contains("Warning: run killed was begun by an earlier release")
                .contains(String.format(Locale.ROOT, "%1$d recordings, %1$d done already", UNITS));
        assertThat(new JsonMapper().readTree(file.toFile()).at("/configuration/tracking/buffer"))
                .hasToString("\"2s\"");
    }

    private void assertSameAs(String reference) throws IOException {
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            assertThat(shell.lines(sink, "killed"))
                    .as(sink)
                    .isEqualTo(shell.lines(sink, reference))
                    .isNotEmpty();
        }
        assertThat(keypoints()).isEqualTo(shell.lines("poses", reference)).isNotEmpty();
    }

    private void assertRefused() throws IOException {
        Shell.Result begun = archive();
        assertThat(begun.exitCode()).isEqualTo(2);
        assertThat(begun.err())
                .contains("run.id is killed, which has begun already; resume it with --resume");

        Shell.Result otherwise = archive("--resume", "--set", "detector.score=0.8");
        assertThat(otherwise.exitCode()).isEqualTo(2);
        assertThat(otherwise.err())
                .contains("Run killed began with other settings: detector.score was 0.7, is 0.8;");

        try (FileChannel other =
                FileChannel.open(
                        out.resolve("keypoints/_ledger=killed/.lock"), StandardOpenOption.WRITE)) {
            other.lock();
            Shell.Result locked = archive("--resume");
            assertThat(locked.exitCode()).isEqualTo(2);
            assertThat(locked.err()).contains("Run killed is being processed by another process");
        }

        Path cluster = out.resolve("keypoints/_ledger=killed/cluster");
        Files.writeString(cluster, "127.0.0.1:1\n");
        Shell.Result elsewhere = archive("--resume");
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err())
                .contains("Run killed may still be running on a cluster")
                .contains("No JobManager answers at 127.0.0.1:1")
                .contains("delete " + cluster);

        Shell.Result unknown = archive("--resume", "--set", "run.id=never");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("run.id is never, which has not begun");
    }

    /** Runs in a process that is killed without a chance to clean up. */
    private void killWhenDone(int units, String... more) throws Exception {
        endWhenDone(FlinkProcess::kill, units, more);
    }

    private FlinkProcess endWhenDone(Consumer<FlinkProcess> end, int units, String... more)
            throws Exception {
        FlinkProcess process =
                FlinkProcess.start("killed", folder, Shell.java(Barnhand.class, arguments(more)));
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> done() >= units || !process.isAlive());
            assertThat(process.isAlive()).as(process.log()).isTrue();
        } finally {
            end.accept(process);
        }
        assertThat(done()).isBetween((long) units, UNITS - 1L);
        return process;
    }

    private Map<Path, FileTime> filesWrittenOnce() throws IOException {
        Map<Path, FileTime> files = filesBelow(out.resolve("keypoints/run=killed"));
        for (String kind : List.of("units", "coverage", "letters")) {
            files.putAll(filesBelow(out.resolve("keypoints/_ledger=killed").resolve(kind)));
        }
        return files;
    }

    private long done() throws IOException {
        return filesBelow(out.resolve("keypoints/_ledger=killed/units")).size();
    }

    private Shell.Result plan() {
        String[] arguments = arguments("--speed", "2");
        arguments[0] = "plan";
        return Shell.barnhand(arguments);
    }

    private Shell.Result archive(String... more) {
        return Shell.barnhand(arguments(more));
    }

    private String[] arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("archive"));
        List<String> settings = new ArrayList<>(Arrays.asList(settings()));
        settings.add("run.id=killed");
        settings.add("sinks.poses={kind: parquet, path: " + out.resolve("keypoints") + "}");
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            settings.add(
                    String.format(
                            Locale.ROOT,
                            "sinks.%s={kind: jsonl, path: %s}",
                            sink,
                            out.resolve(sink)));
        }
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private String[] settings() {
        return new String[] {
            "source.path=" + footage,
            "detector.model=yolox-nano-rendered",
            "detector.floor=0.25",
            "pose.model=rtmpose-t-rendered",
            "run.parallelism=2"
        };
    }

    /** The poses of the keypoint files, as {@link Shell} reads lines. */
    private List<String> keypoints() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : ArchiveFiles.poses(out.resolve("keypoints/run=killed"))) {
            lines.add(MAPPER.readTree(line).toString());
        }
        lines.sort(null);
        return lines;
    }

    /** Finished files, with the time of their last change. */
    private static Map<Path, FileTime> filesBelow(Path below) throws IOException {
        Map<Path, FileTime> files = new TreeMap<>();
        for (Path file : ArchiveFiles.complete(below)) {
            files.put(file, Files.getLastModifiedTime(file));
        }
        return files;
    }
}
