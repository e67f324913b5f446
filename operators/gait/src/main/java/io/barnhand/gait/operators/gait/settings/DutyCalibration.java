package io.barnhand.gait.operators.gait.settings;

import io.barnhand.gait.operators.records.Limb;
import java.io.Serializable;
import java.util.Locale;

/**
 * What has to be added to the duty factors of a gait: hand-labelled minus estimated, from about 50
 * labelled hoof-on and hoof-off events in video of at least 120 frames per second. The offset comes
 * from how hooves swing and break over, and from where a network puts the hoof keypoint.
 *
 * @param fore of the fore limbs
 * @param hind of the hind limbs
 * @param error standard error of the two offsets
 */
public record DutyCalibration(double fore, double hind, double error) implements Serializable {

    public DutyCalibration {
        require("fore", fore, -0.3, 0.3);
        require("hind", hind, -0.3, 0.3);
        require("error", error, 0, 0.2);
    }

    public double offset(Limb limb) {
        return limb.hind() ? hind : fore;
    }

    private static void require(String what, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The %s of a duty-factor calibration must lie between %s and %s, got %s",
                            what,
                            low,
                            high,
                            value));
        }
    }
}
