package io.barnhand.gait.operators.gait.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the gait stage.
 *
 * @param otherModels keypoints of models that {@code models} does not hold
 * @param models keypoints of known models, by the part of a model's id before its {@code @}
 * @param passGap a pass ends where no pose follows for longer than this
 * @param passMax a longer pass is cut and flagged {@code pass_truncated}
 * @param sliding length of sliding windows; zero = none
 * @param hop distance between the starts of sliding windows
 * @param cameras what is known of a camera, by camera id
 * @param gaitedHorses horses of gaited breeds, where pace is a gait and not an alarm
 * @param dutyCalibration what to add to duty factors, by gait class
 */
public record GaitSettings(
        KeypointTraits otherModels,
        Map<String, KeypointTraits> models,
        Duration passGap,
        Duration passMax,
        Duration sliding,
        Duration hop,
        Map<String, CameraTraits> cameras,
        Set<String> gaitedHorses,
        Map<String, DutyCalibration> dutyCalibration)
        implements Serializable {

    public static final Duration DEFAULT_PASS_GAP = Duration.ofSeconds(1);
    public static final Duration DEFAULT_PASS_MAX = Duration.ofSeconds(60);
    public static final Duration DEFAULT_SLIDING = Duration.ofSeconds(5);
    public static final Duration DEFAULT_HOP = Duration.ofSeconds(1);

    /**
     * Known traits of a camera.
     *
     * @param mirrored the picture is mirrored: left and right keypoints are exchanged
     * @param metresPerBodyLength taped distance from neck base to root of tail, m, or null
     */
    public record CameraTraits(boolean mirrored, @Nullable Double metresPerBodyLength)
            implements Serializable {

        static final CameraTraits UNKNOWN = new CameraTraits(false, null);

        public CameraTraits {
            if (metresPerBodyLength != null
                    && !(metresPerBodyLength >= 0.3 && metresPerBodyLength <= 3)) {
                throw new IllegalArgumentException(
                        "Metres per body length must lie between 0.3 and 3 (neck base to root of"
                                + " tail), got "
                                + metresPerBodyLength);
            }
        }
    }

    public GaitSettings {
        models = Map.copyOf(models);
        cameras = Map.copyOf(cameras);
        gaitedHorses = Set.copyOf(gaitedHorses);
        dutyCalibration = Map.copyOf(dutyCalibration);
        requirePositive("The gap that ends a pass", passGap);
        requirePositive("The longest pass", passMax);
        if (sliding.isNegative()) {
            throw new IllegalArgumentException(
                    "Sliding windows cannot be shorter than 0 (none), got " + sliding);
        }
        if (!sliding.isZero()) {
            requirePositive("The hop of sliding windows", hop);
            if (sliding.compareTo(passMax) > 0) {
                throw new IllegalArgumentException(
                        "Sliding windows cannot be longer than the longest pass of "
                                + passMax
                                + ", got "
                                + sliding);
            }
        }
    }

    /** Defaults, for poses of any model with the given traits. */
    public static GaitSettings of(double minScore, String semantics) {
        return new GaitSettings(
                new KeypointTraits(minScore, semantics),
                Map.of(),
                DEFAULT_PASS_GAP,
                DEFAULT_PASS_MAX,
                DEFAULT_SLIDING,
                DEFAULT_HOP,
                Map.of(),
                Set.of(),
                Map.of());
    }

    /** The same with other cameras. */
    public GaitSettings withCameras(Map<String, CameraTraits> known) {
        return with(known, gaitedHorses, dutyCalibration);
    }

    /** The same with other gaited horses. */
    public GaitSettings withGaitedHorses(Set<String> horses) {
        return with(cameras, horses, dutyCalibration);
    }

    /** The same with duty factors calibrated. */
    public GaitSettings withDutyCalibration(Map<String, DutyCalibration> calibration) {
        return with(cameras, gaitedHorses, calibration);
    }

    private GaitSettings with(
            Map<String, CameraTraits> known,
            Set<String> horses,
            Map<String, DutyCalibration> calibration) {
        return new GaitSettings(
                otherModels, models, passGap, passMax, sliding, hop, known, horses, calibration);
    }

    /**
     * Known traits of the keypoints of a pose.
     *
     * @param model id of the pose model, or null where none ran
     */
    public KeypointTraits keypoints(@Nullable String model) {
        if (model == null) {
            return otherModels;
        }
        int at = model.lastIndexOf('@');
        return models.getOrDefault(at < 0 ? model : model.substring(0, at), otherModels);
    }

    public CameraTraits camera(String id) {
        return cameras.getOrDefault(id, CameraTraits.UNKNOWN);
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than 0, got " + duration);
        }
    }
}
