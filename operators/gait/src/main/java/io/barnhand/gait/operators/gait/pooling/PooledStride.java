package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.records.Limb;
import org.jspecify.annotations.Nullable;

/**
 * A stride and its place in its pool.
 *
 * @param stride as measured
 * @param limb of the stride
 * @param pass ordinal of its pass
 * @param cycle ordinal of the horse's stride it is part of: what the four limbs do from one landing
 *     of the reference hind limb to the next depends on each other
 * @param near which side of the horse was towards the camera
 */
record PooledStride(StrideRecord stride, Limb limb, int pass, int cycle, Side near) {

    /** A side of the horse. */
    enum Side {
        LEFT,
        RIGHT,
        UNKNOWN
    }

    double strideS() {
        return stride.strideS();
    }

    double dutyFactor() {
        return stride.stanceS() / stride.strideS();
    }

    double swingS() {
        return stride.strideS() - stride.stanceS();
    }

    double speed() {
        return orNan(stride.speedBlS());
    }

    double strideLength() {
        return orNan(stride.strideLengthBl());
    }

    /** Share of the stride, NaN where not known; of the reference limb itself 0. */
    double phase() {
        return limb == GaitTemplate.reference(stride.gait()) ? 0 : orNan(stride.phase());
    }

    static double orNan(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
