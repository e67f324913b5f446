package io.barnhand.gait.job.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Readers as Flink has them: Kafka's says after a record that there is more and gives it to the
 * output of its split, that of generated sequences says that there is nothing and gives it to the
 * main one.
 */
class InFlightReaderTest {

    private static final int SLOTS = 2;
    private static final int AT_FIRST = InFlightLimit.PER_SLOT * SLOTS;

    private final List<Integer> given = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "MORE_AVAILABLE, true",
        "MORE_AVAILABLE, false",
        "NOTHING_AVAILABLE, true",
        "NOTHING_AVAILABLE, false"
    })
    void givesNoMoreThanTheLimitUntilACheckpointIsComplete(InputStatus after, boolean bySplit)
            throws Exception {
        InFlightReader<Integer, SourceSplit> reader =
                new InFlightReader<>(new Endless(after, bySplit), new InFlightLimit(SLOTS, 10_000));
        EmittedNumbers output = new EmittedNumbers();

        for (int i = 0; i < 5 * AT_FIRST; i++) {
            reader.pollNext(output);
        }
        assertThat(given).hasSize(AT_FIRST);
        CompletableFuture<Void> available = reader.isAvailable();
        assertThat(available).isNotDone();

        reader.snapshotState(1);
        reader.notifyCheckpointComplete(1);

        assertThat(available).isDone();
        reader.pollNext(output);
        assertThat(given).hasSize(AT_FIRST + 1);
    }

    /** There is always another number. */
    private static final class Endless implements SourceReader<Integer, SourceSplit> {

        private final InputStatus after;
        private final boolean bySplit;
        private SourceOutput<Integer> ofSplit;
        private int next;

        Endless(InputStatus after, boolean bySplit) {
            this.after = after;
            this.bySplit = bySplit;
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Integer> output) {
            if (bySplit && ofSplit == null) {
                ofSplit = output.createOutputForSplit("split");
            }
            (bySplit ? ofSplit : output).collect(next++);
            return after;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<SourceSplit> snapshotState(long checkpoint) {
            return List.of();
        }

        @Override
        public void start() {}

        @Override
        public void addSplits(List<SourceSplit> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    private final class EmittedNumbers implements ReaderOutput<Integer> {

        @Override
        public void collect(Integer value) {
            given.add(value);
        }

        @Override
        public void collect(Integer value, long timestamp) {
            given.add(value);
        }

        @Override
        public SourceOutput<Integer> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public void releaseOutputForSplit(String split) {}
    }
}
