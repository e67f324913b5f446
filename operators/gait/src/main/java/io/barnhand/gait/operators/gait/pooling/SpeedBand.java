package io.barnhand.gait.operators.gait.pooling;

import org.jspecify.annotations.Nullable;

/**
 * Bands of similar speed, each from 15 % below to 15 % above its middle; band 0 has its middle at 1
 * BL/s. Stride frequency and movements grow with speed, so that only one band is compared with
 * itself.
 */
final class SpeedBand {

    private static final double WIDTH = Math.log(1.15 / 0.85);

    private SpeedBand() {}

    /**
     * @param speed BL/s
     * @return null where the speed is not known
     */
    static @Nullable Integer of(double speed) {
        return speed > 0 ? (int) Math.rint(Math.log(speed) / WIDTH) : null;
    }
}
