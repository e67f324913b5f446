package io.barnhand.gait.job.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.Clock;
import io.barnhand.gait.operators.VideoSegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitSourceITCase {

    private static final int SHORT_UNITS = 20;
    private static final int MAX_PARALLELISM = 128;

    private static CountDownLatch shortUnits;

    @TempDir private Path folder;

    /** With units spread by their keys, some short ones would wait behind the long one for ever. */
    @Test
    void oneSlotWorksOnTheLongestUnitWhileTheOtherDoesAllTheRest() throws Exception {
        shortUnits = new CountDownLatch(SHORT_UNITS);
        WorkList work = work();
        Ledger ledger = new Ledger(folder.toString(), "a");
        StreamExecutionEnvironment env = environment();

        List<String> done = new ArrayList<>();
        try (CloseableIterator<String> results =
                DataStreamUtils.reinterpretAsKeyedStream(
                                env.fromSource(
                                        new UnitSource(work, ledger, MAX_PARALLELISM),
                                        WatermarkStrategy.noWatermarks(),
                                        "units",
                                        TypeInformation.of(VideoSegment.class)),
                                VideoSegment::unit,
                                Types.STRING)
                        .process(new WaitInTheLongest())
                        .executeAndCollect()) {
            results.forEachRemaining(done::add);
        }

        assertThat(done).hasSize(1 + SHORT_UNITS).doesNotHaveDuplicates().contains("long finished");
        assertThat(work.without(ledger).units()).isEmpty();
    }

    @Test
    void theLargestComesFirst() {
        assertThat(work().units()).extracting(ArchiveUnit::bytes).startsWith(100L).endsWith(1L);
    }

    private static StreamExecutionEnvironment environment() {
        Configuration settings = new Configuration();
        settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, settings);
        env.setMaxParallelism(MAX_PARALLELISM);
        return env;
    }

    private static WorkList work() {
        List<VideoSegment> segments = new ArrayList<>();
        for (int i = 0; i < SHORT_UNITS; i++) {
            segments.add(segment("short-" + i, 1));
        }
        segments.add(10, segment("long", 100));
        return WorkList.of(segments);
    }

    private static VideoSegment segment(String recording, long bytes) {
        return new VideoSegment(
                "a",
                recording,
                0,
                "a/" + recording,
                "file:///" + recording,
                0,
                Clock.KNOWN,
                false,
                null,
                bytes,
                null);
    }

    private static final class WaitInTheLongest
            extends KeyedProcessFunction<String, VideoSegment, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(VideoSegment segment, Context context, Collector<String> out)
                throws InterruptedException {
            if (segment.recording().equals("long")) {
                boolean finished = shortUnits.await(60, TimeUnit.SECONDS);
                out.collect(finished ? "long finished" : "long waited in vain");
            } else {
                out.collect(segment.recording());
                shortUnits.countDown();
            }
        }
    }
}
