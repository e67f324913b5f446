package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.job.cli.run.EmbeddedRun;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.FlinkSettings;
import io.barnhand.gait.job.pipeline.archive.KeypointJob;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.SpanRule;
import io.barnhand.gait.job.pipeline.archive.SpannedRecording;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import io.barnhand.gait.job.testing.ArchiveFiles;
import io.barnhand.gait.job.testing.CutClips;
import io.barnhand.gait.job.testing.FlinkProcess;
import io.barnhand.gait.job.testing.PaintedHorse;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.stages.detection.HorseDetectionFunction;
import io.barnhand.gait.operators.stages.detection.VideoDecoderSource;
import io.barnhand.gait.operators.stages.pose.RtmPoseFunction;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.opening.VideoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recording of four seconds, in one file or four, that is cut into three spans, with two thirds
 * of a second before and a third of a second after each, gives the keypoints, coverage and gait of
 * the uncut one. The network of this test gives the keypoints of the frame whatever the crop, so
 * that they are equal bit for bit, also at the cuts.
 */
class ArchiveSpansITCase {

    private static final SpanRule RULE =
            new SpanRule(1_320_000, 660_000, 330_000, 165_000, 3_600_000_000L);
    private static final int SPANS = 3;

    /** The units that each subtask opened, by the first time that they own. */
    private static final Map<Integer, Queue<Long>> OPENED = new ConcurrentHashMap<>();

    /** The span that owns this time first is never done; null for none. */
    private static volatile Long waits;

    /** Subtasks that have not begun a unit yet. */
    private static CountDownLatch idle = new CountDownLatch(0);

    @TempDir private static Path folder;
    private static Shell shell;
    private static List<VideoSegment> file;
    private static ConfiguredStages stages;

    @BeforeAll
    static void recordAndProcessTheUncutFile() throws Exception {
        Path uncut = Files.createDirectories(folder.resolve("uncut"));
        CutClips.write(uncut.resolve("clip.avi"), PaintedHorse.frames(), 0, true);
        shell = new Shell(folder.resolve("out"));
        stages = stages(uncut);
        file = stages.plan().segments();
        run(WorkList.of(file), ledger("uncut"));
        gait("uncut");
    }

    private static ConfiguredStages stages(Path footage) {
        return new ConfiguredStages(
                ConfigurationReader.read(null, List.of("source.path=" + footage)));
    }

    /** The recording in segments of a second. */
    private static List<VideoSegment> segments() throws Exception {
        Path parts = Files.createDirectories(folder.resolve("segments"));
        List<BgrImage> frames = PaintedHorse.frames();
        int each = frames.size() / PaintedHorse.SEGMENTS;
        for (int k = 0; k < PaintedHorse.SEGMENTS; k++) {
            CutClips.write(
                    parts.resolve(k + ".avi"),
                    frames.subList(k * each, (k + 1) * each),
                    k,
                    k == PaintedHorse.SEGMENTS - 1);
        }
        return stages(parts).plan().segments();
    }

    @Test
    void spansGiveTheRecordsOfTheUncutRecordingAndKeepBothSlotsBusy() throws Exception {
        Ledger ledger = ledger("cut");
        List<SpannedRecording> recordings = WorkList.of(file).cut(RULE);
        OPENED.clear();
        idle = new CountDownLatch(2);

        run(WorkList.unitsOf(recordings), ledger);
        join(recordings, ledger);

        assertThat(OPENED).containsOnlyKeys(0, 1);
        assertThat(OPENED.values().stream().mapToInt(Queue::size).sum()).isEqualTo(SPANS);
        assertSameAsUncut("cut");
        assertThat(files("cut", "coverage")).isEqualTo(files("uncut", "coverage")).hasSize(1);
    }

    @Test
    void aProcessThatIsKilledBetweenSpansIsResumedWithTheMissingSpans() throws Exception {
        List<VideoSegment> segments = segments();
        Ledger ledger = ledger("killed");
        List<SpannedRecording> recordings = WorkList.of(segments).cut(RULE);
        WorkList units = WorkList.unitsOf(recordings);
        FlinkProcess process =
                FlinkProcess.start(
                        "spans",
                        folder,
                        Shell.java(
                                TwoOfThreeSpans.class,
                                folder.resolve("segments").toString(),
                                folder.resolve("keypoints").toString()));
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> units.without(ledger).units().size() <= 1 || !process.isAlive());
            assertThat(process.isAlive()).as(process.log()).isTrue();
        } finally {
            process.kill();
        }
        WorkList left = units.without(ledger);
        assertThat(left.units()).containsExactly(units.units().get(SPANS - 1));
        assertThat(WorkList.of(segments).without(ledger).units()).hasSize(1);
        OPENED.clear();

        run(left, ledger);
        join(recordings, ledger);

        assertThat(OPENED.values().stream().flatMap(Queue::stream).distinct())
                .containsExactly(ownedFrom(left, 0));
        assertThat(WorkList.of(segments).without(ledger).units()).isEmpty();
        assertSameAsUncut("killed");
    }

    /** Processes spans until it is killed: the last one is never done. */
    static final class TwoOfThreeSpans {

        private TwoOfThreeSpans() {}

        /** Arguments: the folder of the footage and that of the keypoints. */
        public static void main(String[] arguments) throws Exception {
            stages = stages(Path.of(arguments[0]));
            List<VideoSegment> segments = stages.plan().segments();
            WorkList units = WorkList.unitsOf(WorkList.of(segments).cut(RULE));
            waits = ownedFrom(units, SPANS - 1);
            run(units, new Ledger(arguments[1], "killed"));
        }
    }

    private static Long ownedFrom(WorkList units, int unit) {
        return units.units().get(unit).segments().get(0).span().owned().fromUs();
    }

    private static void assertSameAsUncut(String run) throws IOException {
        assertThat(keypoints(run)).isEqualTo(keypoints("uncut")).hasSizeGreaterThan(50);
        gait(run);
        for (String sink : List.of("gait", "strides")) {
            assertThat(shell.lines(sink, run))
                    .as(sink)
                    .isEqualTo(shell.lines(sink, "uncut"))
                    .isNotEmpty();
        }
        assertThat(files(run, "letters")).isEqualTo(files("uncut", "letters")).isEmpty();
        assertThat(files(run, "spans")).isEmpty();
    }

    private static void join(List<SpannedRecording> recordings, Ledger ledger) throws IOException {
        assertThat(recordings).hasSize(1);
        assertThat(recordings.get(0).units()).hasSize(SPANS);
        for (SpannedRecording recording : recordings) {
            recording.join(ledger);
        }
    }

    private static Ledger ledger(String run) throws IOException {
        Ledger ledger = new Ledger(folder.resolve("keypoints").toString(), run);
        ledger.begin(new ObjectMapper().createObjectNode());
        ledger.makeFolders();
        return ledger;
    }

    private static void run(WorkList work, Ledger ledger) throws Exception {
        StreamExecutionEnvironment env =
                EmbeddedRun.environment(FlinkSettings.of(RuntimeExecutionMode.STREAMING, 2));
        new KeypointJob(
                        work,
                        ledger,
                        new HorseDetectionFunction(
                                stages.detectionSettings(),
                                PaintedHorse::detector,
                                VideoFiles.LOCAL,
                                counting()),
                        new RtmPoseFunction(PaintedHorse::poseModel))
                .build(env);
        env.execute();
    }

    private static VideoDecoderSource counting() {
        return context -> {
            int subtask = context.getTaskInfo().getIndexOfThisSubtask();
            return (file, segment, limits, wanted) -> {
                Long ownedFrom = segment.span() == null ? null : segment.span().owned().fromUs();
                if (ownedFrom != null) {
                    count(subtask, ownedFrom);
                }
                return VideoDecoder.IN_PROCESS.open(file, segment, limits, wanted);
            };
        };
    }

    /** The first unit of a subtask waits until the other one has begun one, too. */
    private static void count(int subtask, long ownedFrom) {
        Queue<Long> opened =
                OPENED.computeIfAbsent(
                        subtask,
                        first -> {
                            idle.countDown();
                            return new ConcurrentLinkedQueue<>();
                        });
        opened.add(ownedFrom);
        try {
            if (!idle.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Only one slot works");
            }
            if (waits != null && waits == ownedFrom) {
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void gait(String run) {
        Shell.Result result =
                shell.run(
                        run,
                        "source.kind=poses",
                        "source.path=" + folder.resolve("keypoints/run=" + run));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static List<String> keypoints(String run) throws IOException {
        return ArchiveFiles.poses(folder.resolve("keypoints/run=" + run));
    }

    /** Contents of the files in a folder of the ledger, by their paths in it. */
    private static Map<String, String> files(String run, String kind) throws IOException {
        Path below =
                folder.resolve(String.format(Locale.ROOT, "keypoints/_ledger=%s/%s", run, kind));
        Map<String, String> files = new TreeMap<>();
        for (Path file : ArchiveFiles.complete(below)) {
            files.put(below.relativize(file).toString(), Files.readString(file));
        }
        return files;
    }
}
