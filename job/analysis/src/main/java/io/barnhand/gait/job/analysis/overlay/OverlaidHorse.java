package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;
import java.util.Set;

/**
 * A horse as it is drawn onto one picture.
 *
 * @param pose its keypoints and box, image px
 * @param caption lines of text beside it, the first one large; may be empty
 * @param facing which way it faces
 * @param mirrored whether the picture is mirrored, so that what the network calls left is right
 * @param standing limbs on the ground, by their true names
 */
public record OverlaidHorse(
        HorsePose pose, List<String> caption, Facing facing, boolean mirrored, Set<Limb> standing) {

    public OverlaidHorse {
        caption = List.copyOf(caption);
        standing = Set.copyOf(standing);
    }

    /** A horse on a still, of which nothing but the pose is known. */
    public static OverlaidHorse still(HorsePose pose, String title) {
        return new OverlaidHorse(pose, List.of(title), Facing.of(List.of(pose)), false, Set.of());
    }

    /** The keypoints under which a limb is found in this picture. */
    Limb inPicture(Limb limb) {
        return mirrored ? opposite(limb) : limb;
    }

    private static Limb opposite(Limb limb) {
        return switch (limb) {
            case LH -> Limb.RH;
            case LF -> Limb.RF;
            case RH -> Limb.LH;
            case RF -> Limb.LF;
        };
    }
}
