package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitSourceITCase {

    private static final int SHORT_UNITS = 20;
    private static final int MAX_PARALLELISM = 128;

    private static final Map<String, Integer> ATTEMPTS = new ConcurrentHashMap<>();

    private static CountDownLatch shortUnits;

    /** Whether an attempt at the seventh short unit, from 1, fails. */
    private static IntPredicate fails;

    @TempDir private Path folder;
    private Ledger ledger;

    @BeforeEach
    void begin() throws IOException {
        ATTEMPTS.clear();
        ledger = new Ledger(folder.toString(), "a");
        ledger.begin(new ObjectMapper().createObjectNode());
    }

    /** With units spread by their keys, some short ones would wait behind the long one for ever. */
    @Test
    void oneSlotProcessesTheLongestUnitWhileTheOtherDoesAllTheRest() throws Exception {
        shortUnits = new CountDownLatch(SHORT_UNITS);
        WorkList work = work();

        List<String> done = new ArrayList<>();
        try (CloseableIterator<String> results =
                units(work, environment()).process(new WaitInTheLongest()).executeAndCollect()) {
            results.forEachRemaining(done::add);
        }

        assertThat(done).hasSize(1 + SHORT_UNITS).doesNotHaveDuplicates().contains("long finished");
        assertThat(work.without(ledger).units()).isEmpty();
    }

    @Test
    void afterAFailureOnlyTheUnitInWorkIsDoneAgain() throws Exception {
        WorkList work = work();
        fails = attempt -> attempt == 1;

        execute(work);

        assertThat(ATTEMPTS).hasSize(1 + SHORT_UNITS).containsEntry("short-7", 2);
        assertThat(ATTEMPTS.entrySet().stream().filter(e -> !e.getKey().equals("short-7")))
                .allMatch(attempts -> attempts.getValue() == 1);
        assertThat(work.without(ledger).units()).isEmpty();
    }

    @Test
    void aUnitThatAlwaysFailsEndsTheJobWhenAllOthersAreDone() {
        WorkList work = work();
        fails = attempt -> true;

        assertThatThrownBy(() -> execute(work))
                .hasStackTraceContaining(
                        "ArchiveException: The recording short-7 of camera a failed 5 times")
                .hasStackTraceContaining("file:///short-7");

        assertThat(ATTEMPTS).containsEntry("short-7", UnitEnumerator.MAX_ATTEMPTS);
        assertThat(work.without(ledger).units())
                .singleElement()
                .extracting(unit -> unit.segments().get(0).recording())
                .isEqualTo("short-7");
    }

    @Test
    void aSubtaskThatGetsADoneUnitLeavesItsFilesAlone() throws Exception {
        WorkList work = work();
        ledger.done(work.units().get(3));
        fails = attempt -> false;

        execute(work);

        assertThat(ATTEMPTS)
                .hasSize(SHORT_UNITS)
                .doesNotContainKey(work.units().get(3).segments().get(0).recording());
    }

    @Test
    void aTaskThatDoesNotSeeTheRunsFolderSaysSo() {
        ledger = new Ledger(folder.resolve("elsewhere").toString(), "a");
        fails = attempt -> false;

        assertThatThrownBy(() -> execute(work()))
                .hasStackTraceContaining(
                        folder + "/elsewhere/_ledger=a/run.json does not exist on ");

        assertThat(folder.resolve("elsewhere")).doesNotExist();
        assertThat(ATTEMPTS).isEmpty();
    }

    @Test
    void aTaskThatDoesNotSeeTheFootageReportsNoneOfItAsBroken() {
        String unmounted = folder.resolve("archive/aisle/a.mp4").toUri().toString();
        WorkList work = WorkList.of(List.of(segment("unmounted", unmounted, 1)));
        fails = attempt -> false;

        assertThatThrownBy(() -> execute(work))
                .hasStackTraceContaining(unmounted + " does not exist on ");

        assertThat(work.without(ledger).units()).hasSize(1);
        assertThat(ATTEMPTS).isEmpty();
    }

    private KeyedStream<VideoSegment, String> units(WorkList work, StreamExecutionEnvironment env) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                env.fromSource(
                        new UnitSource(work, ledger, MAX_PARALLELISM),
                        WatermarkStrategy.noWatermarks(),
                        "units",
                        TypeInformation.of(VideoSegment.class)),
                VideoSegment::unit,
                Types.STRING);
    }

    private void execute(WorkList work) throws Exception {
        StreamExecutionEnvironment env = environment();
        units(work, env).process(new FailInTheSeventh()).sinkTo(new DiscardingSink<>());
        env.execute();
    }

    @Test
    void theLargestComesFirst() {
        assertThat(work().units()).extracting(ArchiveUnit::bytes).startsWith(100L).endsWith(1L);
    }

    private static StreamExecutionEnvironment environment() {
        Configuration settings = new Configuration();
        settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
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
        return segment(recording, "file:///" + recording, bytes);
    }

    private static VideoSegment segment(String recording, String uri, long bytes) {
        return new VideoSegment(
                "a",
                recording,
                0,
                "a/" + recording,
                uri,
                0,
                ClockStatus.KNOWN,
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

    private static final class FailInTheSeventh
            extends KeyedProcessFunction<String, VideoSegment, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(VideoSegment segment, Context context, Collector<String> out) {
            int attempt = ATTEMPTS.merge(segment.recording(), 1, Integer::sum);
            if (segment.recording().equals("short-7") && fails.test(attempt)) {
                throw new IllegalStateException("Attempt " + attempt);
            }
        }
    }
}
