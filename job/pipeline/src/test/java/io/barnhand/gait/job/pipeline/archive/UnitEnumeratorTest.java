package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitEnumeratorTest {

    private static final long SECOND_US = 1_000_000;
    private static final int SHORT_RECORDINGS = 1000;
    private static final long LONG_US = 6 * 3600 * SECOND_US;
    private static final SpanRule RULE = SpanRule.of(DetectionSettings.defaults(Set.of("horse")));

    @TempDir private Path folder;

    /** By subtask, what it was given last; null for that there is no more. */
    private final Map<Integer, UnitSplit> given = new HashMap<>();

    /** A slot takes as long as what it decodes lasts, what spans have in common included. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void aFileOfSixHoursAmongAThousandShortOnesKeepsAllSlotsBusy(int slots) throws Exception {
        List<VideoSegment> archive = archive(sixHours());
        long idealUs = archive.stream().mapToLong(UnitEnumeratorTest::lastsUs).sum() / slots;
        WorkList units = WorkList.unitsOf(WorkList.of(archive).cut(RULE));
        assertThat(units.units()).hasSize(SHORT_RECORDINGS + 72);

        assertThat(workedUs(units, slots)).isBetween(idealUs, idealUs * 11 / 10);
    }

    @Test
    void wholeItWouldKeepOneOfManySlotsBusyAlone() throws Exception {
        List<VideoSegment> archive = archive(sixHours());
        long totalUs = archive.stream().mapToLong(UnitEnumeratorTest::lastsUs).sum();

        assertThat(workedUs(WorkList.of(archive), 32)).isGreaterThan(totalUs / 32 * 3 / 2);
    }

    @Test
    void whatFailedComesBackToItsSubtaskAndNothingThatIsDone() {
        UnitEnumerator units = enumerator(WorkList.of(archive(null)));
        UnitSplit first = ask(units, 0);
        UnitSplit second = ask(units, 0);
        UnitSplit other = ask(units, 1);

        units.addSplitsBack(List.of(first, second), 0);

        assertThat(ask(units, 1).index()).isNotIn(first.index(), second.index(), other.index());
        assertThat(ask(units, 0)).isEqualTo(new UnitSplit(second.index(), 2));
        units.addSplitsBack(List.of(), 1);
        units.addSplitsBack(List.of(), 1);
    }

    @Test
    void whatFailsAgainComesAfterAllOthersAndEndsTheJobAtLast() {
        WorkList work = WorkList.of(archive(null));
        UnitEnumerator units = enumerator(work);
        UnitSplit poison = ask(units, 0);
        Set<Integer> others = new HashSet<>();

        units.addSplitsBack(List.of(poison), 0);
        assertThat(ask(units, 0).index()).isEqualTo(poison.index());
        units.addSplitsBack(List.of(poison), 0);
        for (int i = 1; i < work.units().size(); i++) {
            others.add(ask(units, 0).index());
        }

        assertThat(others).hasSize(work.units().size() - 1).doesNotContain(poison.index());
        for (int attempt = 3; attempt < UnitEnumerator.MAX_ATTEMPTS; attempt++) {
            assertThat(ask(units, 0)).isEqualTo(new UnitSplit(poison.index(), attempt));
            units.addSplitsBack(List.of(poison), 0);
        }
        ask(units, 0);
        assertThatThrownBy(() -> units.addSplitsBack(List.of(poison), 0))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(work.units().get(poison.index()).description());
        assertThat(ask(units, 1)).isNull();
    }

    private UnitEnumerator enumerator(WorkList work) {
        SplitEnumeratorContext<?> context =
                (SplitEnumeratorContext<?>)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {SplitEnumeratorContext.class},
                                (proxy, method, arguments) -> {
                                    switch (method.getName()) {
                                        case "assignSplit" ->
                                                given.put(
                                                        (Integer) arguments[1],
                                                        (UnitSplit) arguments[0]);
                                        case "signalNoMoreSplits" ->
                                                given.put((Integer) arguments[0], null);
                                        default ->
                                                throw new UnsupportedOperationException(
                                                        method.getName());
                                    }
                                    return null;
                                });
        @SuppressWarnings("unchecked")
        SplitEnumeratorContext<UnitSplit> units = (SplitEnumeratorContext<UnitSplit>) context;
        return new UnitEnumerator(work, units);
    }

    private UnitSplit ask(UnitEnumerator units, int subtask) {
        units.handleSplitRequest(subtask, null);
        return given.get(subtask);
    }

    /** When the last slot is done, on a clock that only the work moves. */
    private long workedUs(WorkList work, int slots) {
        record Slot(int number, long freeUs) {}

        UnitEnumerator units = enumerator(work);
        PriorityQueue<Slot> busy = new PriorityQueue<>(Comparator.comparingLong(Slot::freeUs));
        IntStream.range(0, slots).forEach(slot -> busy.add(new Slot(slot, 0)));
        long doneUs = 0;
        while (!busy.isEmpty()) {
            Slot slot = busy.poll();
            UnitSplit split = ask(units, slot.number());
            if (split == null) {
                doneUs = Math.max(doneUs, slot.freeUs());
            } else {
                long lastsUs = decodedUs(work.units().get(split.index()));
                busy.add(new Slot(slot.number(), slot.freeUs() + lastsUs));
            }
        }
        return doneUs;
    }

    private static long decodedUs(ArchiveUnit unit) {
        VideoSegment recording = unit.segments().get(0);
        if (!unit.isSpan()) {
            return lastsUs(recording);
        }
        TimeRange decoded = unit.part().decoded();
        return Math.min(decoded.toUs(), LONG_US) - Math.max(decoded.fromUs(), 0);
    }

    private static long lastsUs(VideoSegment recording) {
        return recording.durationUs() == null ? LONG_US : recording.durationUs();
    }

    /** Recordings of twenty seconds to seven minutes, and the long one if there is one. */
    private static List<VideoSegment> archive(Path sixHours) {
        Random random = new Random(1);
        List<VideoSegment> archive = new ArrayList<>();
        for (int i = 0; i < SHORT_RECORDINGS; i++) {
            long durationUs = (20 + random.nextInt(400)) * SECOND_US;
            archive.add(segment("short-" + i, "file:///short-" + i, durationUs, durationUs));
        }
        if (sixHours != null) {
            archive.add(segment("long", sixHours.toUri().toString(), null, LONG_US));
        }
        return archive;
    }

    private static VideoSegment segment(String recording, String uri, Long durationUs, long bytes) {
        return new VideoSegment(
                "aisle",
                recording,
                0,
                "aisle/" + recording,
                uri,
                0,
                ClockStatus.KNOWN,
                true,
                durationUs,
                bytes,
                null);
    }

    /** A picture that stands for six hours. */
    private Path sixHours() throws Exception {
        Path file = folder.resolve("long.mp4");
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toString(), 16, 16);
                Frame frame = new Frame(16, 16, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat("mp4");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(1);
            recorder.start();
            for (long timeUs : new long[] {0, LONG_US - SECOND_US}) {
                recorder.setTimestamp(timeUs);
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        }
        return file;
    }
}
