package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.parquet.PoseFileWriter;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import io.barnhand.gait.job.pipeline.sink.parquet.ParquetDestination;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.VideoSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was purged of an archive is not measured again when that is resumed. */
class PurgedUnitTest {

    private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
    private static final long START_US = START.toEpochMilli() * 1000;

    @TempDir private Path folder;
    private Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = new Ledger(folder.toString(), "a");
    }

    @Test
    void keypointsThatWerePurgedAreNoDifference() throws IOException {
        poses(unit("walk at 8"));
        ledger.done(unit("walk at 8"));
        poses(unit("other"));
        ledger.done(unit("other"));

        assertThat(purged(START.plusSeconds(1))).isEqualTo(2);
        assertDone(unit("walk at 8"));

        assertThat(purged(START.plusSeconds(60))).isEqualTo(2);
        assertThat(ledger.files().exists(ledger.keypoints(unit("walk at 8")))).isFalse();
        assertDone(unit("walk at 8"));
        assertDone(unit("other"));
    }

    @Test
    void coverageThatWasPurgedIsNoDifference() throws IOException {
        coverage(unit("walk"));
        ledger.done(unit("walk"));

        assertThat(purged(START.plusSeconds(60))).isEqualTo(1);
        assertDone(unit("walk"));
    }

    @Test
    void spansThatWerePurgedAreNoDifference() throws IOException {
        poses(span());
        coverage(span());
        ledger.done(span());

        assertThat(purged(START.plusSeconds(60))).isEqualTo(3);
        assertDone(span());
    }

    @Test
    void aUnitOfWhichNothingWasPurgedIsStillCompared() throws IOException {
        coverage(unit("walk"));
        ledger.done(unit("walk"));

        assertThat(purged(START)).isZero();
        ledger.files().delete(ledger.coverage(unit("walk")), false);
        assertThat(ledger.differences(unit("walk"))).hasSize(1);
    }

    private void assertDone(ArchiveUnit unit) throws IOException {
        assertThat(ledger.isDone(unit)).isTrue();
        assertThat(ledger.differences(unit)).isEmpty();
    }

    private long purged(Instant before) throws IOException {
        SinkOptions sinks =
                new SinkOptions(
                        List.of(new Target.Parquet(folder.toString())),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        long purged = 0;
        for (Purge purge :
                new ParquetDestination(sinks)
                        .purges(PurgeScope.dated(Set.of("wash rack"), before))) {
            purged += purge.remove();
        }
        return purged;
    }

    /** One at the start, one 10 s later. */
    private void poses(ArchiveUnit unit) throws IOException {
        try (FSDataOutputStream out = WholeFile.open(ledger.keypoints(unit))) {
            PoseFileWriter writer = new PoseFileWriter(out);
            for (long us : new long[] {START_US, START_US + 10_000_000}) {
                writer.addElement(
                        new HorsePose(
                                "wash rack",
                                unit.segments().get(0).recording(),
                                "1",
                                null,
                                us,
                                1920,
                                1080,
                                new Box(1, 2, 300, 200),
                                0.9f,
                                new float[3 * HorsePose.KEYPOINTS],
                                null,
                                List.of()));
            }
            writer.finish();
        }
    }

    private void coverage(ArchiveUnit unit) throws IOException {
        CoverageSpan decoded =
                new CoverageSpan(
                        "wash rack",
                        unit.segments().get(0).recording(),
                        null,
                        CoverageSpan.DECODED,
                        START_US,
                        START_US + 10_000_000);
        WholeFile.write(
                ledger.coverage(unit),
                (CoverageLine.write(decoded) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static ArchiveUnit unit(String recording) {
        return ArchiveUnit.of(List.of(segment(recording)));
    }

    private static ArchiveUnit span() {
        TimeRange range = new TimeRange(START_US, START_US + 20_000_000);
        return ArchiveUnit.ofSpan(
                List.of(segment("long").within(new VideoSpan(START_US, range, range))), 1, 5);
    }

    private static VideoSegment segment(String recording) {
        return new VideoSegment(
                "wash rack",
                recording,
                0,
                VideoSegment.unitOf("wash rack", recording),
                "file:///" + recording,
                START_US,
                ClockStatus.KNOWN,
                true,
                null,
                5,
                null);
    }
}
