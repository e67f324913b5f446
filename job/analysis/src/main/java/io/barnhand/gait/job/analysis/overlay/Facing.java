package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.Collection;

/**
 * Which way a horse faces in the picture, and so which of its sides the camera sees: facing the
 * left of the picture it shows the limbs that the network calls left.
 */
public enum Facing {
    IMAGE_LEFT,
    IMAGE_RIGHT,
    /** Towards the camera or away from it, or too little seen: no side is nearer. */
    UNKNOWN;

    /** A trunk shorter than this, in heights of the box, is seen from its end. */
    private static final double MIN_TRUNK = 0.2;

    /**
     * As in most of some poses, in the way of the gait stage: by neck and root of the tail.
     *
     * @param poses of one track, some frames around the one to be drawn
     */
    static Facing of(Collection<HorsePose> poses) {
        double ahead = 0;
        int seen = 0;
        for (HorsePose pose : poses) {
            if (SureScore.sure(pose, Ap10k.NECK)
                    && SureScore.sure(pose, Ap10k.TAIL)
                    && pose.box().height() > 0) {
                ahead += (pose.x(Ap10k.NECK) - pose.x(Ap10k.TAIL)) / pose.box().height();
                seen++;
            }
        }
        if (seen == 0 || Math.abs(ahead) < MIN_TRUNK * seen) {
            return UNKNOWN;
        }
        return ahead < 0 ? IMAGE_LEFT : IMAGE_RIGHT;
    }

    /**
     * Whether a limb is on the side away from the camera.
     *
     * @param limb by the keypoints of the picture
     */
    boolean far(Limb limb) {
        return this != UNKNOWN && limb.left() != (this == IMAGE_LEFT);
    }
}
