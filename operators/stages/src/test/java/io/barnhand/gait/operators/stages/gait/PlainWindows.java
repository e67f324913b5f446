package io.barnhand.gait.operators.stages.gait;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link TrackWindows} with lists for state and outputs. */
final class PlainWindows implements TrackWindows.Outputs {

    private final TrackWindows windows;
    private final Map<String, TrackLists> tracks = new LinkedHashMap<>();
    private final List<GaitRecord> records = new ArrayList<>();
    private final List<StrideRecord> strides = new ArrayList<>();
    private final List<CoverageSpan> coverage = new ArrayList<>();
    private int late;
    private int duplicates;

    PlainWindows(GaitSettings settings) {
        windows = new TrackWindows(settings);
    }

    void feed(List<TrackEvent> events) {
        for (TrackEvent event : events) {
            String key = new TrackKey().getKey(event);
            if (event.ended() != null) {
                end(key);
            } else {
                TrackLists state = tracks.computeIfAbsent(key, TrackLists::new);
                try {
                    windows.pose(event.pose(), state, this);
                } catch (Exception e) {
                    throw new AssertionError("Lists in memory do not fail", e);
                }
            }
        }
    }

    void end(double seconds) {
        feed(List.of(SyntheticTrots.end(seconds)));
    }

    void endOfInput() {
        List.copyOf(tracks.keySet()).forEach(this::end);
    }

    private void end(String key) {
        try {
            windows.end(tracks.getOrDefault(key, new TrackLists(key)), this);
        } catch (Exception e) {
            throw new AssertionError("Lists in memory do not fail", e);
        }
    }

    List<GaitRecord> records() {
        return records;
    }

    List<GaitRecord> records(String kind) {
        return records.stream().filter(r -> r.window().kind().equals(kind)).toList();
    }

    List<StrideRecord> strides() {
        return strides;
    }

    List<CoverageSpan> coverage() {
        return coverage;
    }

    int late() {
        return late;
    }

    int duplicates() {
        return duplicates;
    }

    /** Tracks that are registered for the end of input. */
    int timers() {
        return (int) tracks.values().stream().filter(lists -> lists.waitsForTheEnd).count();
    }

    /** Poses kept of all tracks. */
    int posesKept() {
        return tracks.values().stream()
                .mapToInt(lists -> lists.unsettled.size() + lists.settled.size())
                .sum();
    }

    @Override
    public void window(GaitRecord record) {
        records.add(record);
    }

    @Override
    public void pass(PassMeasurement pass) {
        records.add(pass.record());
        strides.addAll(pass.strides());
    }

    @Override
    public void coverage(CoverageSpan span) {
        coverage.add(span);
    }

    @Override
    public void late(HorsePose pose, long behindUs) {
        late++;
    }

    @Override
    public void duplicate() {
        duplicates++;
    }

    private final class TrackLists implements TrackWindows.TrackState {

        private final String key;
        private TrackProgress progress;
        private boolean waitsForTheEnd;
        private List<HorsePose> unsettled = new ArrayList<>();
        private List<HorsePose> settled = new ArrayList<>();

        TrackLists(String key) {
            this.key = key;
        }

        @Override
        public TrackProgress progress() {
            return progress;
        }

        @Override
        public void begin(TrackProgress now) {
            waitsForTheEnd = true;
            progress = now;
        }

        @Override
        public void keep(TrackProgress now) {
            progress = now;
        }

        @Override
        public Iterable<HorsePose> unsettled() {
            return unsettled;
        }

        @Override
        public void keepUnsettled(List<HorsePose> poses) {
            unsettled = List.copyOf(poses);
        }

        @Override
        public Iterable<HorsePose> settled() {
            return settled;
        }

        @Override
        public void addSettled(HorsePose pose) {
            settled.add(pose);
        }

        @Override
        public void keepSettled(List<HorsePose> poses) {
            settled = new ArrayList<>(poses);
        }

        @Override
        public void forget() {
            tracks.remove(key);
        }
    }
}
