package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TaskManager that really dies of a file, and is started again. */
class CrashedDecoderITCase {

    @TempDir Path folder;

    private record Ended(int exitCode, List<String> out, String err) {}

    private Ended run(Path footage) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-opens=java.base/java.util=ALL-UNNAMED",
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=" + crashFile(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashedBarn.class.getName(),
                                footage.toString(),
                                folder.resolve("checkpoints").toString())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            return new Ended(process.waitFor(), Files.readAllLines(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private Path crashFile() {
        return folder.resolve("crash.log");
    }

    private static Set<String> lines(Ended ended, String kind) {
        return ended.out().stream()
                .filter(line -> line.startsWith(kind))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The result of the footage without a crash. */
    private static Set<String> crops(List<VideoSegment> segments) throws Exception {
        Set<String> lines = new TreeSet<>();
        for (VideoSegment segment : segments) {
            try (DetectionHarness harness =
                    new DetectionHarness(DetectionSettings.defaults(Set.of("horse")))) {
                harness.play(List.of(segment)).endInput();
                harness.cuts.forEach(cut -> lines.add(CrashedBarn.line(segment.camera(), cut)));
            }
        }
        return lines;
    }

    private Path clip(Path footage, String name) {
        return Clips.lossless(
                footage.resolve(name), Paddock.WIDTH, Paddock.HEIGHT, 60, Paddock::frame);
    }

    @Test
    void aFileThatKillsItsTaskManagerIsADeadLetterAtTheNextStartAndCostsNothingElse()
            throws Exception {
        Path footage = Files.createDirectory(folder.resolve("footage"));
        for (int i = 0; i < 2; i++) {
            clip(footage, "quiet-" + i + ".avi");
        }
        List<VideoSegment> quiet = CrashedBarn.segments(footage);
        clip(footage, "crash.avi");

        Ended first = run(footage);
        assertThat(crashFile()).as(first.err()).content().contains("SIGSEGV");
        assertThat(markers()).isNotEmpty();

        Ended second = run(footage);
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(lines(second, "dead")).hasSize(1);
        assertThat(lines(second, "dead").iterator().next())
                .startsWith("dead crash.avi decode decoder_crashed ");
        assertThat(lines(second, "crop quiet")).isEqualTo(crops(quiet)).isNotEmpty();
        assertThat(lines(second, "crop crash")).isNotEmpty();
        assertThat(markers()).hasSize(1);
    }

    private List<Path> markers() throws IOException {
        try (var files = Files.list(folder.resolve("checkpoints").resolve("barnhand-attempts"))) {
            return files.toList();
        }
    }
}
