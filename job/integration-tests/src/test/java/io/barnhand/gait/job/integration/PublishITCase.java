package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Files of recorders, announced on a real broker. */
class PublishITCase {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int FRAMES = 10;

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;

    @TempDir private Path folder;
    private String topic;

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(brokerFolder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void topic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.createTopic(topic, 3);
    }

    @Test
    void segmentsOfACameraContinueEachOtherAlsoAfterARestart() throws Exception {
        Path first = clip("aisle/20261122T101500Z.mp4");
        clip("aisle/20261122T101501Z.mp4");
        clip("yard/20261122T101500Z.mp4");
        once();
        once();
        clip("aisle/20261122T101502Z.mp4");
        clip("aisle/20261122T102000Z.mp4");
        once();

        assertThat(announced("aisle"))
                .extracting(segment -> segment.recording() + " " + segment.sequence())
                .containsExactly(
                        "20261122T101500.000000Z 0",
                        "20261122T101500.000000Z 1",
                        "20261122T101500.000000Z 2",
                        "20261122T102000.000000Z 0");
        assertThat(announced("yard")).hasSize(1);
        VideoSegment segment = announced("aisle").get(0);
        assertThat(Path.of(URI.create(segment.uri()))).isEqualTo(first);
        assertThat(segment.bytes()).isEqualTo(Files.size(first));
        assertThat(segment.sha256()).isEqualTo(FileDigest.sha256(first));
        assertThat(segment.startUs())
                .isEqualTo(Instant.parse("2026-11-22T10:15:00Z").toEpochMilli() * 1000);
        assertThat(segment.durationUs()).isBetween(900_000L, 1_100_000L);
        assertThat(segment.last()).isFalse();
    }

    @Test
    void aFileWhoseNumberWasNotStoredIsAnnouncedWithTheSameNumberAgain() throws Exception {
        clip("aisle/20261122T101500Z.mp4");
        clip("aisle/20261122T101501Z.mp4");
        once();
        Path journal = folder.resolve(".published-" + topic + ".jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1));
        once();

        assertThat(announced("aisle"))
                .extracting(segment -> segment.recording() + " " + segment.sequence())
                .containsExactly(
                        "20261122T101500.000000Z 0",
                        "20261122T101500.000000Z 1",
                        "20261122T101500.000000Z 1");
    }

    @Test
    void onlyFinishedAndCompleteFilesAreAnnounced() throws Exception {
        Path complete = clip("aisle/20261122T101500Z.mp4");
        byte[] bytes = Files.readAllBytes(complete);
        // The file of a writer that is not done: not renamed, not followed by another, still
        // growing.
        Path growing = folder.resolve("yard/20261122T101500Z.mp4");
        Files.createDirectories(growing.getParent());
        Files.write(growing, Arrays.copyOf(bytes, bytes.length / 2));
        Path hidden = folder.resolve("yard/.20261122T101501Z.mp4");
        Files.write(hidden, bytes);
        renamed(
                folder.resolve("gate/20261122T101500Z.mp4"),
                "no video".getBytes(StandardCharsets.UTF_8));
        renamed(folder.resolve("gate/20261122T101501Z.mp4"), bytes);
        renamed(folder.resolve("gate/notes.txt"), "no video".getBytes(StandardCharsets.UTF_8));
        Shell.Result result = once();

        assertThat(announced("aisle")).hasSize(1);
        assertThat(announced("yard")).isEmpty();
        assertThat(announced("gate")).hasSize(1);
        assertThat(result.err())
                .contains("gate/20261122T101500Z.mp4 is not a video")
                .contains("gate/20261122T101500Z.mp4 is left out: ")
                .doesNotContain("notes.txt");

        Files.write(growing, bytes);
        Files.setLastModifiedTime(growing, FileTime.from(Instant.now().minusSeconds(60)));
        Files.move(hidden, folder.resolve("yard/20261122T101501Z.mp4"));
        once();
        assertThat(announced("yard")).extracting(VideoSegment::sequence).containsExactly(0L, 1L);
    }

    @Test
    void aLateFileIsNotLost() throws Exception {
        clip("aisle/20261122T101500Z.mp4");
        clip("aisle/20261122T101510Z.mp4");
        once();
        clip("aisle/20261122T101501Z.mp4");
        once();
        assertThat(announced("aisle"))
                .extracting(VideoSegment::recording)
                .containsExactly(
                        "20261122T101500.000000Z",
                        "20261122T101510.000000Z",
                        "20261122T101501.000000Z 20261122T101501Z");
    }

    @Test
    void sidecarsDecideAndAFileWithoutAClockStandsAlone() throws Exception {
        Path sidecar = folder.resolve("aisle/b.mp4.json");
        Files.createDirectories(sidecar.getParent());
        Files.writeString(
                sidecar,
                "{\"camera\":\"north\",\"recording\":\"am\",\"sequence\":4,"
                        + "\"start\":\"2026-11-22T08:00:00Z\",\"last\":true}");
        clip("aisle/b.mp4");
        clip("aisle/loose.mp4");
        once();
        VideoSegment north = announced("north").get(0);
        assertThat(north.recording()).isEqualTo("am");
        assertThat(north.sequence()).isEqualTo(4);
        assertThat(north.last()).isTrue();
        VideoSegment loose = announced("aisle").get(0);
        assertThat(loose.recording()).isEqualTo("loose");
        assertThat(loose.clock()).isEqualTo(ClockStatus.UNKNOWN);
    }

    @Test
    void watchingAnnouncesNewFilesAndEndsWhenInterrupted() throws Exception {
        clip("aisle/20261122T101500Z.mp4");
        Thread watcher = watch();
        try {
            await(1);
            clip("new/20261122T101500Z.mp4");
            clip("aisle/20261122T101501Z.mp4");
            await(3);
        } finally {
            end(watcher);
        }
        assertThat(announced("aisle")).extracting(VideoSegment::sequence).containsExactly(0L, 1L);
    }

    @Test
    void filesWrittenWhileTheBrokerIsDownAreAnnouncedOnceWhenItIsBack() throws Exception {
        clip("aisle/20261122T101500Z.mp4");
        Thread watcher = watch();
        try {
            await(1);
            broker.kill();
            clip("aisle/20261122T101501Z.mp4");
            clip("aisle/20261122T101502Z.mp4");
            broker.restart();
            await(3);
        } finally {
            end(watcher);
        }
        once();
        assertThat(announced("aisle"))
                .extracting(VideoSegment::sequence)
                .containsExactly(0L, 1L, 2L);
    }

    private Thread watch() {
        Thread watcher =
                new Thread(
                        () ->
                                Shell.barnhand(
                                        "publish",
                                        "--watch",
                                        folder.toString(),
                                        "--topic",
                                        topic,
                                        "--set",
                                        "kafka.brokers=" + broker.address()));
        watcher.start();
        return watcher;
    }

    private static void end(Thread watcher) throws InterruptedException {
        watcher.interrupt();
        watcher.join(Duration.ofMinutes(1).toMillis());
        assertThat(watcher.isAlive()).isFalse();
    }

    @Test
    void badUsageExitsWithTwo() {
        Shell.Result missing = publish("none", "kafka.brokers=" + broker.address());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("The topics none are missing");
        Shell.Result unset = publish(topic, "run.id=x");
        assertThat(unset.exitCode()).isEqualTo(2);
        assertThat(unset.err()).contains("kafka.brokers is not given");
    }

    private Shell.Result once() {
        Shell.Result result = publish(topic, "kafka.brokers=" + broker.address());
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    private Shell.Result publish(String to, String setting) {
        return Shell.barnhand(
                "publish", "--watch", folder.toString(), "--topic", to, "--once", "--set", setting);
    }

    private void await(int segments) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> records().size() >= segments);
    }

    private List<ConsumerRecord<String, String>> records() {
        return broker.records(topic, IsolationLevel.READ_COMMITTED);
    }

    /** Segments with the key of a camera, in their order. */
    private List<VideoSegment> announced(String camera) {
        List<VideoSegment> segments = new ArrayList<>();
        for (ConsumerRecord<String, String> record : records()) {
            VideoSegment segment =
                    SegmentLine.read(record.value().getBytes(StandardCharsets.UTF_8));
            assertThat(record.key()).isEqualTo(segment.camera());
            if (segment.camera().equals(camera)) {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** A clip of a second, renamed into place. */
    private Path clip(String name) throws IOException {
        Path file = folder.resolve(name);
        try (ClipWriter writer = ClipWriter.open(file, WIDTH, HEIGHT, FRAMES, "grey")) {
            byte[] grey = new byte[3 * WIDTH * HEIGHT];
            for (int i = 0; i < FRAMES; i++) {
                Arrays.fill(grey, (byte) (100 + i));
                writer.write(grey, 100_000L * i);
            }
            writer.finish();
        }
        // Written to longer ago than it was renamed, whatever the clock of the file system.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(2)));
        return file;
    }

    private static void renamed(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(2)));
    }
}
