package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Orientation;
import io.barnhand.gait.operators.records.UnseenHorse;
import java.util.List;
import java.util.Map;

/**
 * Whether a segment shows a horse, and what comes closest to one where none is followed. Holds at
 * most one picture, until a horse is followed.
 */
final class HorseSearch {

    private static final Map<Integer, Orientation> TURNS =
            Map.of(
                    90, Orientation.TURNED_BY_90,
                    180, Orientation.TURNED_BY_180,
                    270, Orientation.TURNED_BY_270);

    private boolean followed;
    private BgrImage best;
    private double bestScore;

    /**
     * Takes the outcome of a detection.
     *
     * @param found detections that might be horses, best score first
     * @param following whether a horse is followed
     */
    void detected(BgrImage image, List<Detection> found, boolean following) {
        if (followed || following) {
            followed = true;
            best = null;
            return;
        }
        double score = found.isEmpty() ? 0 : found.get(0).score();
        if (best == null || score > bestScore) {
            best = image;
            bestScore = score;
        }
    }

    /**
     * What was seen instead of a horse; null if one was followed, or no detection was made.
     *
     * @param turned whether the picture that comes closest is also shown to the detector turned
     */
    UnseenHorse outcome(
            Detector detector, DetectionSettings settings, SoughtClasses sought, boolean turned) {
        if (followed || best == null) {
            return null;
        }
        Integer degrees = null;
        Double score = null;
        if (turned) {
            for (int turn = 90; turn < 360; turn += 90) {
                BgrImage image = TURNS.get(turn).upright(best);
                List<Detection> found =
                        detector.detect(image, settings.score(), sought.groups()).get(0);
                if (!found.isEmpty()
                        && found.get(0).score() > (score == null ? bestScore : score)) {
                    degrees = turn;
                    score = (double) found.get(0).score();
                }
            }
        }
        return new UnseenHorse(rounded(bestScore), degrees, score == null ? null : rounded(score));
    }

    /** As lines keep scores. */
    private static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }
}
