package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticMotion;
import java.util.SplittableRandom;

/**
 * A foot at one instant.
 *
 * @param toe tip of the hoof; on the ground and at rest while the limb stands
 * @param heelUp rotation of the hoof about its toe, radians
 * @param pastern elevation of the pastern above the horizontal, radians; it leads up and back
 * @param swing share of the swing that has passed; 0 while the limb stands
 */
record Foot(Joint toe, double heelUp, double pastern, double swing) {

    /** Elevation of the pastern of a horse at rest, radians. */
    static final double PASTERN_AT_REST = Math.toRadians(55);

    static final double TOE_TO_CENTRE = 0.050;
    static final double CENTRE_HEIGHT = 0.030;
    static final double SOLE = 0.085;

    /** A foot flat on the ground below a point. */
    static Foot flat(double centre) {
        return new Foot(new Joint(centre + TOE_TO_CENTRE, 0), 0, PASTERN_AT_REST, 0);
    }

    /** Centre of the hoof: its keypoint. */
    Joint centre() {
        double angle = Math.atan2(CENTRE_HEIGHT, -TOE_TO_CENTRE) - heelUp;
        return toe.towards(angle, Math.hypot(TOE_TO_CENTRE, CENTRE_HEIGHT));
    }

    /** Direction from the hoof's centre to the fetlock, radians. */
    double pasternAngle() {
        return Math.PI - pastern;
    }

    /**
     * How the feet of one horse move: no template of an estimator, and another one for every seed.
     * The heel comes off the ground while the toe still stands (breakover), the toe is dragged a
     * little and swings fast at first.
     */
    static final class Movement {

        private static final long SALT = 0xF007;

        private final SyntheticMotion motion;
        private final boolean brisk;
        private final double exponent;
        private final double drag;
        private final double early;
        private final double liftFactor;
        private final double sink;

        /** Rotation of the hoof, hind and fore, over stance (0 to 1) and swing (1 to 2). */
        private final KnotCurve[] heelUp = new KnotCurve[2];

        /**
         * @param brisk whether the gait is faster than a walk: higher steps, fetlocks that sink
         *     more
         */
        Movement(SyntheticMotion motion, boolean brisk, Stepping stepping, long seed) {
            this.motion = motion;
            this.brisk = brisk;
            SplittableRandom random = new SplittableRandom(seed ^ SALT);
            exponent = random.nextDouble(1.05, 1.45);
            drag = random.nextDouble(0.02, 0.08);
            early = random.nextDouble(0.72, 1.0);
            liftFactor = stepping.lift * random.nextDouble(0.8, 1.25);
            sink = Math.toRadians(random.nextDouble(10, 16) * (brisk ? 1.3 : 0.8));
            double breakover = 1 - random.nextDouble(0.12, 0.20);
            double off = Math.toRadians(random.nextDouble(32, 42));
            for (int fore = 0; fore < 2; fore++) {
                double highest = Math.toRadians((brisk ? 88 : 72) - (fore == 0 ? 18 : 0));
                highest += Math.toRadians(random.nextDouble(-8, 8));
                double fastest = 1 + random.nextDouble(.22, .32);
                heelUp[fore] =
                        new KnotCurve(
                                0,
                                0,
                                breakover,
                                0,
                                1,
                                off,
                                fastest,
                                highest,
                                1.65,
                                .45 * highest,
                                1.9,
                                -.10,
                                2,
                                0);
            }
        }

        Foot at(Limb limb, double cycle, double offset) {
            int stride = motion.strideOf(limb, cycle);
            double on = motion.onCycle(limb, stride);
            double off = motion.offCycle(limb, stride);
            double place = motion.place(limb, stride) + offset + TOE_TO_CENTRE;
            int fore = limb.hind() ? 0 : 1;
            if (cycle < off) {
                double share = (cycle - on) / (off - on);
                double heel = heelUp[fore].at(share);
                return new Foot(new Joint(place, 0), heel, pastern(heel, share), 0);
            }
            double share = (cycle - off) / (motion.onCycle(limb, stride + 1) - off);
            double next = motion.place(limb, stride + 1) + offset + TOE_TO_CENTRE;
            double heel = heelUp[fore].at(1 + share);
            double height = lift(limb) * motion.lift(limb, stride) * liftFactor;
            double up = height * Math.sin(Math.PI * Math.pow(share, early));
            // Where the toe points up, the heel is the lowest point.
            up += SOLE * Math.sin(Math.max(0, -heel));
            Joint toe = new Joint(place + (next - place) * way(share), up);
            return new Foot(toe, heel, pastern(heel, 0), share);
        }

        /** The fetlock sinks while the limb bears weight. */
        private double pastern(double heel, double stance) {
            return PASTERN_AT_REST + 1.05 * heel - sink * Math.sin(Math.PI * stance);
        }

        private double lift(Limb limb) {
            return (brisk ? 0.075 : 0.045) * (limb.hind() ? 0.85 : 1);
        }

        private double way(double share) {
            double w = Math.pow(share, exponent);
            return (1 - drag) * w * w * (3 - 2 * w) + drag * share;
        }
    }
}
