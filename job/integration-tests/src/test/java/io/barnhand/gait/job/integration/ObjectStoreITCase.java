package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseRow;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.ObjectStore;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.StoreShell;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive in an object store, with results in it, gives the records of an archive on a disk. */
@Extended
class ObjectStoreITCase {

    @TempDir private Path folder;
    private Path footage;
    private ObjectStore store;
    private StoreShell shell;

    @BeforeEach
    void fill() throws Exception {
        store = ObjectStore.start(Files.createDirectories(folder.resolve("store")));
        footage = Files.createDirectories(folder.resolve("footage/Stall 3 öst")).getParent();
        Path rendered = folder.resolve("rendered.mp4");
        AnnouncedFootage.renderClip(rendered);
        for (String clip : List.of("a 1", "b#2", "2026-11-22T08-00-00Z")) {
            Files.copy(rendered, footage.resolve("Stall 3 öst/" + clip + ".mp4"));
        }
        Files.writeString(
                footage.resolve("Stall 3 öst/a 1.mp4.json"),
                "{\"camera\": \"arena\", \"start\": \"2026-11-22T08:00:00Z\"}");
        Files.writeString(footage.resolve("Stall 3 öst/broken.mp4"), "This is no video.\n");
        Files.writeString(footage.resolve("Stall 3 öst/notes.txt"), "Nor is this.\n");
        Files.copy(rendered, footage.resolve("Stall 3 öst/.hidden.mp4"));
        for (Path file : filesBelow(footage)) {
            store.put("clips/" + footage.relativize(file), file);
        }
        shell = new StoreShell(folder);
        shell.useEndpoint(store.endpoint());
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void aStoreThatDoesNotAnswerIsNamed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            shell.useEndpoint("http://127.0.0.1:" + silent.getLocalPort());
            assertUnreachable(
                    "no usable answer within 20 s from s3.endpoint http://127.0.0.1:",
                    shell.barnhand("plan", "--set", "source.path=s3://barn/clips"));
            silent.close();
            assertUnreachable(
                    "Connection refused",
                    shell.barnhand("plan", "--set", "source.path=s3://barn/clips"));
            assertUnreachable(
                    "Connection refused", shell.barnhand(archive("footage", "s3://barn/out")));
            assertUnreachable(
                    "Connection refused",
                    shell.barnhand("report", "--run", "s3://barn/out", "--out", "page.html"));
        }
        shell.useEndpoint(store.endpoint());
        assertUnreachable(
                "ucket", shell.barnhand("plan", "--set", "source.path=s3://no-such-bucket/clips"));
    }

    private static void assertUnreachable(String why, Shell.Result result) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err())
                .contains("s3://")
                .contains("cannot be reached (")
                .contains(why)
                .doesNotContain("\tat ");
    }

    @Test
    void anArchiveInAStoreGivesTheRecordsOfOneOnADisk() throws Exception {
        Path onDisk = folder.resolve("disk");
        Shell.Result reference = Shell.barnhand(archive(footage.toString(), onDisk.toString()));
        assertThat(reference.exitCode()).as(reference.err()).isZero();

        Shell.Result plan = shell.barnhand("plan", "--set", "source.path=s3://barn/clips/");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(unwrapped(plan.out()))
                .isEqualTo(
                        unwrapped(Shell.barnhand("plan", "--set", "source.path=" + footage).out())
                                .replace(footage.toString(), "s3://barn/clips")
                                .replaceAll(
                                        "The same bytes elsewhere: 1 .* Not readable",
                                        "The same bytes elsewhere: 0 Not readable"));

        Shell.Result stored = shell.barnhand(archive("s3://barn/clips", "s3://barn/out"));
        assertThat(stored.exitCode()).as(stored.err()).isZero();
        assertThat(stored.err())
                .contains(
                        "Recordings: whole 3, damaged 0, lost 1, copies 0, unaccounted 0; files left out: 1.");
        assertThat(stored.out())
                .contains("Not used: 2 not_video")
                .contains("Written: s3://barn/out/gait/run=a");
        Path copied = folder.resolve("copied");
        store.copy("out/", copied);
        assertSame(copied, onDisk);

        Shell.Result again =
                shell.barnhand(
                        Stream.concat(
                                        Stream.of(archive("s3://barn/clips", "s3://barn/out")),
                                        Stream.of("--resume"))
                                .toArray(String[]::new));
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("Run a: 4 recordings, 4 done already.");
        Path resumed = folder.resolve("resumed");
        store.copy("out/", resumed);
        assertSame(resumed, onDisk);
        assertThat(contents(resumed.resolve("keypoints")))
                .isEqualTo(contents(copied.resolve("keypoints")));
        assertResultsAreReadFromTheStore(onDisk);
    }

    /** The commands that read results, as from a disk. */
    private void assertResultsAreReadFromTheStore(Path onDisk) throws Exception {
        Shell.Result compared = shell.barnhand("compare", "s3://barn/out", onDisk + ":a");
        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out())
                .isEqualTo(Shell.barnhand("compare", onDisk.toString(), onDisk.toString()).out());

        Path page = folder.resolve("page.html");
        Shell.Result reported =
                shell.barnhand("report", "--run", "s3://barn/out", "--out", page.toString());
        assertThat(reported.exitCode()).as(reported.err()).isZero();
        Path pageOfDisk = folder.resolve("disk.html");
        Shell.barnhand("report", "--run", onDisk.toString(), "--out", pageOfDisk.toString());
        assertThat(withoutAddresses(Files.readString(page)))
                .isEqualTo(withoutAddresses(Files.readString(pageOfDisk)));

        assertThat(overlay("s3://barn/out", true)).isEqualTo(overlay(onDisk.toString(), false));
    }

    /** Dead letters name files. */
    private String withoutAddresses(String page) {
        return page.replaceAll("(file:|s3:)?/[^\\s<]*(footage|clips)[^\\s<]*[^<]*", "");
    }

    /** What is said of the clip that was drawn. */
    private String overlay(String out, boolean stored) throws Exception {
        String[] arguments = {
            "overlay",
            "--video",
            footage.resolve("Stall 3 öst/a 1.mp4").toString(),
            "--poses",
            out + "/keypoints/run=a",
            "--gait",
            out + "/gait/run=a",
            "--strides",
            out + "/strides/run=a",
            "--out",
            folder.resolve("drawn.mp4").toString()
        };
        Shell.Result drawn = stored ? shell.barnhand(arguments) : Shell.barnhand(arguments);
        assertThat(drawn.exitCode()).as(drawn.err()).isZero();
        assertThat(drawn.out()).containsPattern("[1-9][0-9]* of them with poses");
        return drawn.out();
    }

    private void assertSame(Path copied, Path onDisk) throws IOException {
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            assertThat(lines(copied, sink)).as(sink).isEqualTo(lines(onDisk, sink)).isNotEmpty();
        }
        assertThat(keypoints(copied)).isEqualTo(keypoints(onDisk)).isNotEmpty();
        assertThat(names(copied.resolve("keypoints")))
                .isEqualTo(names(onDisk.resolve("keypoints")));
    }

    /** Dead letters name the address of a file. */
    private List<String> lines(Path out, String sink) throws IOException {
        return new Shell(out)
                .lines(sink, "a").stream()
                        .map(line -> line.replace(footage.toUri().toString(), "s3://barn/clips/"))
                        .map(line -> line.replace(footage.toString(), "s3://barn/clips"))
                        .map(line -> line.replace("%20", " ").replace("%C3%B6", "ö"))
                        .sorted()
                        .toList();
    }

    /** The poses of the keypoint files, as lines. */
    private static Map<String, List<String>> keypoints(Path out) throws IOException {
        Path run = out.resolve("keypoints/run=a");
        Map<String, List<String>> files = new TreeMap<>();
        for (Path file : named(run)) {
            List<String> lines = new ArrayList<>();
            try (PoseFileReader rows =
                    new PoseFileReader(new org.apache.flink.core.fs.Path(file.toUri()))) {
                for (PoseRow row; (row = rows.next()) != null; ) {
                    lines.add(PoseLine.write(row.pose()));
                }
            }
            files.put(run.relativize(file).toString(), lines);
        }
        return files;
    }

    /** How lines are broken depends on the length of names. */
    private static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** All files except those that describe the starts of the run. */
    private static Map<String, String> contents(Path below) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : named(below)) {
            contents.put(
                    below.relativize(file).toString(),
                    new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        contents.remove("_ledger=a/run.json");
        return contents;
    }

    private static List<String> names(Path below) throws IOException {
        return named(below).stream().map(file -> below.relativize(file).toString()).toList();
    }

    /** Files whose names do not begin with a dot; claims are made otherwise in a store. */
    private static List<Path> named(Path below) throws IOException {
        return filesBelow(below).stream()
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .filter(file -> !below.relativize(file).startsWith("_claims"))
                .toList();
    }

    private static List<Path> filesBelow(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String[] archive(String from, String into) {
        List<String> arguments = new ArrayList<>(List.of("archive"));
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "source.path=" + from,
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered",
                                "run.parallelism=2",
                                "run.id=a",
                                String.format(
                                        Locale.ROOT,
                                        "sinks.poses={kind: parquet, path: '%s/keypoints'}",
                                        into)));
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            settings.add(
                    String.format(
                            Locale.ROOT,
                            "sinks.%s={kind: jsonl, path: '%s/%s'}",
                            sink,
                            into,
                            sink));
        }
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments.toArray(String[]::new);
    }
}
