package io.barnhand.gait.job.formats.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.junit.jupiter.api.Test;

class LineFileRollingTest {

    private static final long CHECKPOINT_MS = 10_000;
    private static final long BEGIN_MS = 1_800_000_000_000L;
    private static final long DAY_MS = 86_400_000;

    private static long nowMs;

    private record Part(long getCreationTime, long getSize) implements PartFileInfo<String> {

        @Override
        public String getBucketId() {
            return "day=unknown";
        }

        @Override
        public long getLastUpdateTime() {
            return getCreationTime;
        }
    }

    private final LineFileRolling<String> rolling = new LineFileRolling<>(() -> nowMs);

    @Test
    void aDayOfCheckpointsGivesFewFilesAndNoLineWaitsLong() {
        List<Long> agesMs = new ArrayList<>();
        Part open = new Part(BEGIN_MS, 1);
        for (nowMs = BEGIN_MS; nowMs < BEGIN_MS + DAY_MS; nowMs += CHECKPOINT_MS) {
            if (rolling.shouldRollOnCheckpoint(open)) {
                agesMs.add(nowMs - open.getCreationTime());
                open = new Part(nowMs, 1);
            }
        }

        assertThat(agesMs).hasSizeBetween(288, 350);
        assertThat(agesMs).allMatch(age -> age <= LineFileRolling.OLD_MS + CHECKPOINT_MS);
        assertThat(agesMs.subList(0, 8)).allMatch(age -> age <= CHECKPOINT_MS);
    }

    @Test
    void aLargeFileEndsAtOnce() throws Exception {
        assertThat(rolling.shouldRollOnEvent(new Part(BEGIN_MS, LineFileRolling.LARGE - 1), ""))
                .isFalse();
        assertThat(rolling.shouldRollOnEvent(new Part(BEGIN_MS, LineFileRolling.LARGE), ""))
                .isTrue();
    }

    @Test
    void aClockThatIsSetBackKeepsNoFileOpen() {
        nowMs = BEGIN_MS;
        rolling.shouldRollOnCheckpoint(new Part(BEGIN_MS, 1));
        nowMs = BEGIN_MS - DAY_MS;

        assertThat(rolling.shouldRollOnCheckpoint(new Part(BEGIN_MS, 1))).isTrue();
    }
}
