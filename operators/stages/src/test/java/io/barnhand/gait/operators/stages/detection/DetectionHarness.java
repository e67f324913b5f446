package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.monitoring.RegisteredMetrics;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.opening.VideoFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** {@link HorseDetection} in Flink's harness, with what came out of it so far. */
final class DetectionHarness implements AutoCloseable {

    /** A crop, comparable. */
    record Cut(
            String track,
            long timeUs,
            String box,
            String transform,
            List<String> flags,
            float score,
            long pixels) {

        static Cut of(HorseCrop crop) {
            CRC32 digest = new CRC32();
            digest.update(crop.pixels());
            return new Cut(
                    crop.track(),
                    crop.timeUs(),
                    crop.box().toString(),
                    crop.transform().toString(),
                    crop.flags(),
                    crop.boxScore(),
                    digest.getValue());
        }
    }

    private final DetectionSettings settings;
    private final DetectionModelSource models;
    private KeyedOneInputStreamOperatorTestHarness<String, VideoSegment, HorseCrops> harness;
    final List<Cut> cuts = new ArrayList<>();
    final List<TrackEnded> ended = new ArrayList<>();
    final List<DeadLetter> dead = new ArrayList<>();
    final List<CoverageSpan> coverage = new ArrayList<>();
    int largestBatch;

    /** Of the operator since it was opened last. */
    RegisteredMetrics metrics;

    DetectionHarness(DetectionSettings settings) throws Exception {
        this(settings, Paddock::lease);
    }

    DetectionHarness(DetectionSettings settings, DetectionModelSource models) throws Exception {
        this.settings = settings;
        this.models = models;
        open(null);
    }

    private void open(OperatorSubtaskState state) throws Exception {
        metrics = new RegisteredMetrics();
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new HorseDetection(
                                        settings,
                                        models,
                                        VideoFiles.LOCAL,
                                        VideoDecoderSource.IN_PROCESS)),
                        VideoSegment::unit,
                        Types.STRING,
                        metrics.environment());
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

    /** What an accumulator of the operator has come to since it was opened last. */
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
                Set<String> over = new HashSet<>();
                ended.forEach(track -> over.add(track.camera() + track.track()));
                for (HorseCrop crop : crops.crops()) {
                    if (over.contains(crop.camera() + crop.track())) {
                        throw new AssertionError("A crop after the end of " + crop.track());
                    }
                    cuts.add(Cut.of(crop));
                }
                largestBatch = Math.max(largestBatch, crops.crops().size());
                ended.addAll(crops.ended());
            }
        }
        drain(HorseDetection.DEAD_LETTERS, dead);
        drain(HorseDetection.COVERAGE, coverage);
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
