package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.image.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Follows horses from detection to detection in two stages, after ByteTrack (Zhang et al., ECCV
 * 2022): confident detections are assigned first, to all tracks; then weak ones, to tracks that
 * were found at the detection before. Only confident ones begin tracks. Times are in µs, so that
 * the number of frames between detections does not matter.
 *
 * <p>Boxes are compared after both are enlarged by {@link #BUFFER} on each side (Yang et al.,
 * C-BIoU, WACV 2023): between two detections a galloping horse leaves most of its box.
 */
final class HorseTracker {

    private static final double BUFFER = 0.3;
    private static final double MIN_IOU = 0.2;
    private static final int MAX_DETECTIONS = 64;

    private final String recording;
    private final float score;
    private final long bufferUs;
    private final int maxHorses;
    private List<Track> tracks;

    /**
     * @param recording recording id, the first part of a track's id
     * @param score minimum score that begins a track
     * @param bufferUs how long a track lives without being found, µs
     * @param maxHorses maximum number of tracks at a time, those out of sight included
     * @param tracks as of the last detection
     */
    HorseTracker(String recording, float score, long bufferUs, int maxHorses, List<Track> tracks) {
        this.recording = recording;
        this.score = score;
        this.bufferUs = bufferUs;
        this.maxHorses = maxHorses;
        this.tracks = List.copyOf(tracks);
    }

    /** The tracks as of the last detection, oldest first. */
    List<Track> tracks() {
        return tracks;
    }

    /**
     * Takes the detections of a frame.
     *
     * @param timeUs event time of the frame, later than the last one
     * @param beginUs event time of the first frame of tracks that begin here
     * @param detections with scores from the floor up, best first
     * @param sideOf side of the crop for a box, px
     * @return confirmed tracks that end because they were not found for too long
     */
    List<Track> update(
            long timeUs, long beginUs, List<Detection> detections, ToDoubleFunction<Box> sideOf) {
        List<Track> live = new ArrayList<>();
        List<Track> ended = new ArrayList<>();
        for (Track track : tracks) {
            if (timeUs - track.matchedUs() <= bufferUs) {
                live.add(track);
            } else if (track.confirmed()) {
                ended.add(track.missed(timeUs));
            }
        }
        List<Detection> strong = new ArrayList<>();
        List<Detection> weak = new ArrayList<>();
        detections.stream()
                .limit(MAX_DETECTIONS)
                .forEach(detection -> (detection.score() >= score ? strong : weak).add(detection));

        Detection[] found = new Detection[live.size()];
        boolean[] taken = assign(live, found, strong, timeUs, false);
        assign(live, found, weak, timeUs, true);

        List<Track> next = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            Track track = live.get(i);
            if (found[i] != null) {
                Box box = found[i].box();
                next.add(track.found(timeUs, box, found[i].score(), sideOf.applyAsDouble(box)));
            } else if (track.confirmed()) {
                next.add(track.missed(timeUs));
            }
        }
        int ordinal = 0;
        for (int i = 0; i < strong.size() && next.size() < maxHorses; i++) {
            if (!taken[i]) {
                next.add(begin(timeUs, beginUs, ordinal++, strong.get(i), sideOf));
            }
        }
        tracks = List.copyOf(next);
        return ended;
    }

    private Track begin(
            long timeUs,
            long beginUs,
            int ordinal,
            Detection detection,
            ToDoubleFunction<Box> sideOf) {
        Box box = detection.box();
        return new Track(
                recording + "/" + beginUs + "/" + ordinal,
                false,
                KalmanBox.start(timeUs, box),
                timeUs,
                0,
                box,
                detection.score(),
                CropSize.start(timeUs, sideOf.applyAsDouble(box)));
    }

    /** Assigns detections to tracks that have none yet; returns which detections were taken. */
    private static boolean[] assign(
            List<Track> live,
            Detection[] found,
            List<Detection> detections,
            long timeUs,
            boolean onlyInSight) {
        double[][] similarity = new double[live.size()][detections.size()];
        for (int i = 0; i < found.length; i++) {
            Track track = live.get(i);
            if (found[i] != null || onlyInSight && track.misses() > 0) {
                continue;
            }
            Box expected = larger(track.motion().at(timeUs).box());
            for (int j = 0; j < detections.size(); j++) {
                similarity[i][j] = expected.iou(larger(detections.get(j).box()));
            }
        }
        int[] columns = Assignment.best(similarity, detections.size(), MIN_IOU);
        boolean[] taken = new boolean[detections.size()];
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0) {
                found[i] = detections.get(columns[i]);
                taken[columns[i]] = true;
            }
        }
        return taken;
    }

    private static Box larger(Box box) {
        double dx = BUFFER * box.width();
        double dy = BUFFER * box.height();
        return new Box(box.x1() - dx, box.y1() - dy, box.x2() + dx, box.y2() + dy);
    }

    /** Forgets all tracks. */
    void clear() {
        tracks = List.of();
    }
}
