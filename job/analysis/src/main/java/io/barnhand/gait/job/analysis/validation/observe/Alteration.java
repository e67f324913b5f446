package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Another way to see the same track, which must not change what is measured. */
enum Alteration {
    /** Seen in a mirror, left and right exchanged by whoever labelled the limbs. */
    MIRROR(poses -> each(poses, Alteration::mirrored), true),
    SCALE_TIMES_2(poses -> each(poses, p -> moved(p, 2, 0, 0, 0)), false),
    SHIFT(poses -> each(poses, p -> moved(p, 1, 64, -32, 0)), false),
    TIME_OFFSET(poses -> each(poses, p -> moved(p, 1, 0, 0, 86_400_000_000L)), false),

    /** In any order, and put in order of time again, as the stage before the estimator does. */
    SHUFFLED_ARRIVAL(Alteration::shuffledAndSorted, false);

    private static final int[][] SIDES = {
        {0, 1}, {5, 8}, {6, 9}, {7, 10}, {11, 14}, {12, 15}, {13, 16}
    };

    private final UnaryOperator<List<HorsePose>> change;
    private final boolean mirrors;

    Alteration(UnaryOperator<List<HorsePose>> change, boolean mirrors) {
        this.change = change;
        this.mirrors = mirrors;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<HorsePose> of(List<HorsePose> poses) {
        return change.apply(poses);
    }

    /** Name of the metric that a metric has become: those of the limbs change sides in a mirror. */
    String metric(String name) {
        for (Limb limb : Limb.values()) {
            String end = "_" + limb.name().toLowerCase(Locale.ROOT);
            if (mirrors && name.endsWith(end)) {
                String other = (limb.left() ? "_r" : "_l") + end.charAt(2);
                return name.substring(0, name.length() - end.length()) + other;
            }
        }
        return name;
    }

    /** Right minus left becomes left minus right in a mirror. */
    double sign(String metric) {
        boolean difference = metric.startsWith("head_m") || metric.startsWith("tailroot_m");
        return mirrors && difference ? -1 : 1;
    }

    /** Class that a gait has become: the lead changes in a mirror. */
    String gait(String name) {
        if (!mirrors) {
            return name;
        }
        return switch (name) {
            case GaitClass.CANTER_LEFT -> GaitClass.CANTER_RIGHT;
            case GaitClass.CANTER_RIGHT -> GaitClass.CANTER_LEFT;
            case GaitClass.GALLOP_LEFT -> GaitClass.GALLOP_RIGHT;
            case GaitClass.GALLOP_RIGHT -> GaitClass.GALLOP_LEFT;
            default -> name;
        };
    }

    private static List<HorsePose> each(List<HorsePose> poses, UnaryOperator<HorsePose> change) {
        return poses.stream().map(change).toList();
    }

    private static List<HorsePose> shuffledAndSorted(List<HorsePose> poses) {
        List<HorsePose> shuffled = new ArrayList<>(poses);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(Comparator.comparingLong(HorsePose::timeUs));
        return shuffled;
    }

    private static HorsePose mirrored(HorsePose pose) {
        float[] k = pose.keypoints().clone();
        for (int[] side : SIDES) {
            for (int i = 0; i < 3; i++) {
                float kept = k[3 * side[0] + i];
                k[3 * side[0] + i] = k[3 * side[1] + i];
                k[3 * side[1] + i] = kept;
            }
        }
        for (int i = 0; i < k.length; i += 3) {
            k[i] = pose.imageWidth() - k[i];
        }
        Box b = pose.box();
        double width = pose.imageWidth();
        return copy(pose, 1, 0, new Box(width - b.x2(), b.y1(), width - b.x1(), b.y2()), k);
    }

    private static HorsePose moved(
            HorsePose pose, int scale, float right, float down, long laterUs) {
        float[] k = pose.keypoints().clone();
        for (int i = 0; i < k.length; i += 3) {
            k[i] = scale * k[i] + right;
            k[i + 1] = scale * k[i + 1] + down;
        }
        Box b = pose.box();
        Box box =
                new Box(
                        scale * b.x1() + right,
                        scale * b.y1() + down,
                        scale * b.x2() + right,
                        scale * b.y2() + down);
        return copy(pose, scale, laterUs, box, k);
    }

    private static HorsePose copy(
            HorsePose pose, int scale, long laterUs, Box box, float[] keypoints) {
        return new HorsePose(
                pose.camera(),
                pose.recording(),
                pose.track(),
                pose.horse(),
                pose.timeUs() + laterUs,
                scale * pose.imageWidth(),
                scale * pose.imageHeight(),
                box,
                pose.boxScore(),
                keypoints,
                pose.model(),
                pose.flags());
    }
}
