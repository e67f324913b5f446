package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.stages.tracking.SoughtClasses;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.FrameOpener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** {@link RecordingDecoder} with maps for state and timers, and a clock that stands still. */
final class PlainDetection extends FoundCrops {

    private record Alarm(long ms, String unit) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            int earlier = Long.compare(ms, other.ms);
            return earlier != 0 ? earlier : unit.compareTo(other.unit);
        }
    }

    private final DetectionSettings settings;
    private final Supplier<Detector> detectors;
    private final FrameOpener footage;
    private final Map<String, UnitState> states = new HashMap<>();
    private final Set<String> waitingForTheEnd = new TreeSet<>();
    private final TreeSet<Alarm> alarms = new TreeSet<>();
    private RecordingDecoder decoder;
    private long nowMs;

    PlainDetection(DetectionSettings settings, FrameOpener footage) {
        this(settings, Paddock.BlobDetector::new, footage);
    }

    PlainDetection(DetectionSettings settings, Supplier<Detector> detectors, FrameOpener footage) {
        this.settings = settings;
        this.detectors = detectors;
        this.footage = footage;
        restart();
    }

    /** Resumes from states and timers alone. */
    void restart() {
        decoder =
                new RecordingDecoder(
                        settings,
                        detectors.get(),
                        SoughtClasses.of(settings, ClassNames.coco()),
                        footage,
                        new DetectionCounters(
                                new UnregisteredMetricsGroup(), name -> new LongCounter()));
    }

    PlainDetection play(List<VideoSegment> segments) {
        segments.forEach(segment -> decoder.segment(segment, new UnitLists(segment.unit())));
        return this;
    }

    PlainDetection endInput() {
        List.copyOf(waitingForTheEnd).forEach(unit -> decoder.endOfInput(new UnitLists(unit)));
        return this;
    }

    /** Sets the clock, which wakes what is due. */
    PlainDetection processingTime(long ms) {
        nowMs = ms;
        while (!alarms.isEmpty() && alarms.first().ms <= nowMs) {
            decoder.silence(new UnitLists(alarms.pollFirst().unit));
        }
        return this;
    }

    int stateEntries() {
        return states.size();
    }

    /** Units that are registered for the end of input. */
    int eventTimers() {
        return waitingForTheEnd.size();
    }

    int processingTimers() {
        return alarms.size();
    }

    private final class UnitLists implements RecordingDecoder.Context {

        private final String unit;

        UnitLists(String unit) {
            this.unit = unit;
        }

        @Override
        public String unit() {
            return unit;
        }

        @Override
        public Optional<UnitState> state() {
            return Optional.ofNullable(states.get(unit));
        }

        @Override
        public void keep(UnitState state) {
            states.put(unit, state);
            waitingForTheEnd.add(unit);
        }

        @Override
        public void forget() {
            states.remove(unit);
            waitingForTheEnd.remove(unit);
        }

        @Override
        public long nowMs() {
            return nowMs;
        }

        @Override
        public void wakeAt(long ms) {
            alarms.add(new Alarm(ms, unit));
        }

        @Override
        public void dontWakeAt(long ms) {
            alarms.remove(new Alarm(ms, unit));
        }

        @Override
        public void crops(HorseCrops crops) {
            take(crops);
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            dead.add(letter);
        }

        @Override
        public void coverage(CoverageSpan span) {
            coverage.add(span);
        }
    }
}
