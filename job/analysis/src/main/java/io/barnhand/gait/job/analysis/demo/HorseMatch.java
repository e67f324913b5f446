package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Which horse a pass shows, and whether all poses of its track are of that horse.
 *
 * @param horse id in the truth of the clip
 * @param poses of the complete track
 * @param own those whose box overlaps best with that horse's
 * @param others those whose box overlaps best with another horse's
 */
record HorseMatch(int horse, int poses, int own, int others) {

    /** How far a frame's time may be off by rounding, µs. */
    private static final long SAME_TIME_US = 1000;

    /** Share of the track's poses that are of this horse, 0..1. */
    double purity() {
        return (double) own / poses;
    }

    /** Poses whose box meets no horse. */
    int none() {
        return poses - own - others;
    }

    /** Finds the horses that tracks of a clip show. */
    static final class Finder {

        private final TreeMap<Long, ClipTruth.FrameTruth> frames = new TreeMap<>();
        private final long startUs;

        /**
         * @param startUs event time of the clip's first frame, µs
         */
        Finder(ClipTruth truth, long startUs) {
            truth.frames().forEach(frame -> frames.put(frame.timeUs(), frame));
            this.startUs = startUs;
        }

        /**
         * The horse that most poses of the pass show; empty where none shows any.
         *
         * @param track all its poses
         */
        Optional<HorseMatch> of(GaitWindow pass, List<HorsePose> track) {
            Map<Integer, Integer> all = new HashMap<>();
            Map<Integer, Integer> within = new TreeMap<>();
            for (HorsePose pose : track) {
                OptionalInt horse = horse(pose);
                if (horse.isPresent()) {
                    all.merge(horse.getAsInt(), 1, Integer::sum);
                    long ms = Math.floorDiv(pose.timeUs(), 1000);
                    if (ms >= pass.startMs() && ms <= pass.endMs()) {
                        within.merge(horse.getAsInt(), 1, Integer::sum);
                    }
                }
            }
            int found = all.values().stream().mapToInt(Integer::intValue).sum();
            return within.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .map(
                            horse ->
                                    new HorseMatch(
                                            horse,
                                            track.size(),
                                            all.get(horse),
                                            found - all.get(horse)));
        }

        /** Whose box overlaps best in the frame of that time. */
        private OptionalInt horse(HorsePose pose) {
            long time = pose.timeUs() - startUs;
            Map.Entry<Long, ClipTruth.FrameTruth> frame = frames.floorEntry(time + SAME_TIME_US);
            if (frame == null || frame.getKey() < time - SAME_TIME_US) {
                return OptionalInt.empty();
            }
            double best = 0;
            OptionalInt horse = OptionalInt.empty();
            for (ClipTruth.HorseInFrame seen : frame.getValue().horses()) {
                double iou = seen.bbox().iou(pose.box());
                if (iou > best) {
                    best = iou;
                    horse = OptionalInt.of(seen.id());
                }
            }
            return horse;
        }
    }
}
