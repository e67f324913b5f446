package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds which tracks of two neighbouring spans of a recording are of the same horse. Both spans
 * hold the frames around the cut, and where both saw the same horse they saw it in the same place:
 * two tracks are as similar as their boxes (intersection over union) and their keypoints (by
 * distance over the diagonal of the box). Tracks that are similar in the mean of their common
 * frames may be joined; the assignment with the largest sum over all frames wins, so that a track
 * that was lost early gives way to the one that took its place.
 */
public final class TrackJoin {

    /** Below this mean two tracks are of different horses, or of one that was lost between them. */
    private static final double MIN_SIMILARITY = 0.5;

    /** Keypoints this far from each other, as a share of the box's diagonal, agree by 1/e. */
    private static final double KEYPOINT_SCALE = 0.05;

    private TrackJoin() {}

    /**
     * @param left poses of the earlier span in the frames that both hold, in any order
     * @param right poses of the later span in the same frames
     * @return for every track of {@code right} the name that it has from now on: that of the track
     *     of {@code left} that it continues or, where there is none, its own, with another ordinal
     *     where that name is taken by another horse of {@code left}
     */
    public static Map<String, String> names(List<HorsePose> left, List<HorsePose> right) {
        Map<String, Map<Long, HorsePose>> earlier = tracks(left);
        Map<String, Map<Long, HorsePose>> later = tracks(right);
        List<String> leftIds = new ArrayList<>(earlier.keySet());
        List<String> rightIds = new ArrayList<>(later.keySet());
        double[][] similarity = new double[rightIds.size()][leftIds.size()];
        for (int i = 0; i < rightIds.size(); i++) {
            for (int j = 0; j < leftIds.size(); j++) {
                similarity[i][j] =
                        similarity(later.get(rightIds.get(i)), earlier.get(leftIds.get(j)));
            }
        }
        int[] joined = Assignment.best(similarity, leftIds.size(), Double.MIN_VALUE);
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>(leftIds);
        for (int i = 0; i < joined.length; i++) {
            if (joined[i] >= 0) {
                names.put(rightIds.get(i), leftIds.get(joined[i]));
            }
        }
        for (String id : rightIds) {
            names.computeIfAbsent(id, own -> free(own, taken));
        }
        return names;
    }

    private static Map<String, Map<Long, HorsePose>> tracks(List<HorsePose> poses) {
        Map<String, Map<Long, HorsePose>> tracks = new TreeMap<>();
        for (HorsePose pose : poses) {
            tracks.computeIfAbsent(pose.track(), id -> new HashMap<>()).put(pose.timeUs(), pose);
        }
        return tracks;
    }

    /** Sum over the frames of both; 0 where they are of different horses. */
    private static double similarity(Map<Long, HorsePose> a, Map<Long, HorsePose> b) {
        double sum = 0;
        int frames = 0;
        for (Map.Entry<Long, HorsePose> frame : a.entrySet()) {
            HorsePose other = b.get(frame.getKey());
            if (other != null) {
                sum += similarity(frame.getValue(), other);
                frames++;
            }
        }
        return frames > 0 && sum / frames >= MIN_SIMILARITY ? sum : 0;
    }

    private static double similarity(HorsePose a, HorsePose b) {
        double boxes = a.box().iou(b.box());
        double diagonal = Math.hypot(a.box().width(), a.box().height());
        double agreement = 0;
        int keypoints = 0;
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            if (a.present(k) && b.present(k)) {
                double distance = Math.hypot(a.x(k) - b.x(k), a.y(k) - b.y(k));
                agreement += Math.exp(-distance / (KEYPOINT_SCALE * diagonal));
                keypoints++;
            }
        }
        return keypoints == 0 ? boxes : (boxes + agreement / keypoints) / 2;
    }

    private static String free(String id, Set<String> taken) {
        int ordinalAt = id.lastIndexOf('/') + 1;
        String free = id;
        for (int ordinal = 0; !taken.add(free); ordinal++) {
            free = id.substring(0, ordinalAt) + ordinal;
        }
        return free;
    }
}
