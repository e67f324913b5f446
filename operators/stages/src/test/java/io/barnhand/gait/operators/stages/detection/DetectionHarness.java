package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.monitoring.RegisteredCounters;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.opening.VideoFiles;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** {@link HorseDetectionFunction} in Flink's harness, with what came out of it. */
final class DetectionHarness extends FoundCrops implements AutoCloseable {

    private final DetectionSettings settings;
    private final DetectionModelSource models;
    private KeyedOneInputStreamOperatorTestHarness<String, VideoSegment, HorseCrops> harness;

    /** Of the operator since it was opened last. */
    RegisteredCounters counters;

    DetectionHarness(DetectionSettings settings) throws Exception {
        this(settings, Paddock::lease);
    }

    DetectionHarness(DetectionSettings settings, DetectionModelSource models) throws Exception {
        this.settings = settings;
        this.models = models;
        open(null);
    }

    private void open(OperatorSubtaskState state) throws Exception {
        counters = new RegisteredCounters();
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new HorseDetectionFunction(
                                        settings,
                                        models,
                                        VideoFiles.LOCAL,
                                        VideoDecoderSource.IN_PROCESS)),
                        VideoSegment::unit,
                        Types.STRING,
                        counters.environment());
        harness.getExecutionConfig()
                .getSerializerConfig()
                .configure(
                        Configuration.fromMap(Map.of("pipeline.generic-types", "false")),
                        getClass().getClassLoader());
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    DetectionHarness play(List<VideoSegment> segments) throws Exception {
        for (VideoSegment segment : segments) {
            harness.processElement(new StreamRecord<>(segment, segment.startUs() / 1000));
            drain();
        }
        return this;
    }

    DetectionHarness endInput() throws Exception {
        harness.processWatermark(Watermark.MAX_WATERMARK);
        drain();
        return this;
    }

    DetectionHarness processingTime(long ms) throws Exception {
        harness.setProcessingTime(ms);
        drain();
        return this;
    }

    /** Goes on from a snapshot in a new operator. */
    void restart() throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        open(state);
    }

    /** Value of an accumulator of the operator since it was last opened. */
    long accumulated(String name) {
        return (Long)
                harness.getEnvironment()
                        .getAccumulatorRegistry()
                        .getUserMap()
                        .get(name)
                        .getLocalValue();
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int eventTimers() {
        return harness.numEventTimeTimers();
    }

    int processingTimers() {
        return harness.numProcessingTimeTimers();
    }

    private void drain() {
        Queue<Object> output = harness.getOutput();
        for (Object element; (element = output.poll()) != null; ) {
            if (element instanceof StreamRecord<?> record
                    && record.getValue() instanceof HorseCrops crops) {
                take(crops);
            }
        }
        drain(HorseDetectionFunction.DEAD_LETTERS, dead);
        drain(HorseDetectionFunction.COVERAGE, coverage);
    }

    private <T> void drain(OutputTag<T> tag, List<T> into) {
        Queue<StreamRecord<T>> output = harness.getSideOutput(tag);
        if (output != null) {
            output.forEach(record -> into.add(record.getValue()));
            output.clear();
        }
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
