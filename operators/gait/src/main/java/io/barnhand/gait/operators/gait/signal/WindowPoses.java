package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.QualityBuilder;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The poses of a window with the settings of their camera and their model.
 *
 * @param all of one track in event-time order, not empty
 * @param posed those on which a pose model ran
 * @param camera theirs
 * @param keypoints of their model
 * @param truncated whether the pass continued after these
 */
public record WindowPoses(
        List<HorsePose> all,
        List<HorsePose> posed,
        GaitSettings.CameraTraits camera,
        KeypointTraits keypoints,
        boolean truncated)
        implements WindowSignals {

    private static final double RIDDEN_SHARE = 0.5;

    /** Frame flags that the window takes over as they are; that the horse is ridden is counted. */
    private static final Set<GaitFlag> OF_FRAMES =
            EnumSet.of(
                    GaitFlag.OVERLAP,
                    GaitFlag.DUPLICATE_FRAMES,
                    GaitFlag.IDENTITY_AMBIGUOUS,
                    GaitFlag.CLOCK_UNKNOWN,
                    GaitFlag.CLOCK_OFF,
                    GaitFlag.CLOCK_ASSUMED_UTC,
                    GaitFlag.CLOCK_AMBIGUOUS,
                    GaitFlag.SEGMENT_GAP,
                    GaitFlag.TIME_JUMP,
                    GaitFlag.TIME_SCALED,
                    GaitFlag.CAPTURE_RATE_INVALID,
                    GaitFlag.ORIENTATION_UNCLEAR);

    /**
     * @throws IllegalArgumentException if there is no pose
     */
    public static WindowPoses of(List<HorsePose> poses, boolean truncated, GaitSettings settings) {
        if (poses.isEmpty()) {
            throw new IllegalArgumentException("A window must have at least one pose, got none");
        }
        HorsePose first = poses.get(0);
        return new WindowPoses(
                poses,
                poses.stream().filter(p -> p.model() != null).toList(),
                settings.camera(first.camera()),
                settings.keypoints(first.model()),
                truncated);
    }

    public HorsePose first() {
        return all.get(0);
    }

    /** Whether somebody sits on the horse. */
    public boolean ridden() {
        long ridden = all.stream().filter(p -> p.flags().contains(FrameFlag.RIDER.key())).count();
        return ridden >= RIDDEN_SHARE * all.size();
    }

    @Override
    public WindowPoses poses() {
        return this;
    }

    @Override
    public List<GaitFlag> signs() {
        Set<GaitFlag> signs = new LinkedHashSet<>();
        for (HorsePose pose : all) {
            pose.flags().stream()
                    .flatMap(key -> GaitFlag.of(key).stream())
                    .filter(OF_FRAMES::contains)
                    .forEach(signs::add);
        }
        if (ridden()) {
            signs.add(GaitFlag.RIDDEN_SUSPECTED);
        }
        if (posed.isEmpty()) {
            signs.add(GaitFlag.DETECTION_ONLY);
            return List.copyOf(signs);
        }
        if (camera.metresPerBodyLength() == null) {
            signs.add(GaitFlag.NO_SCALE);
        }
        if (camera.mirrored()) {
            signs.add(GaitFlag.MIRRORED_CAMERA);
        }
        if (keypoints.semantics().equals(KeypointTraits.UNVERIFIED)) {
            signs.add(GaitFlag.KP_UNVERIFIED);
        }
        return List.copyOf(signs);
    }

    @Override
    public Quality quality() {
        return QualityBuilder.builder()
                .frames(all.size())
                .fpsEff(GaitQuality.finite(GaitQuality.fps(all)))
                .jitterMs(GaitQuality.finite(GaitQuality.jitterMs(all)))
                .validFrac(0.0)
                .gapFrac(1.0)
                .flags(List.of())
                .build();
    }
}
