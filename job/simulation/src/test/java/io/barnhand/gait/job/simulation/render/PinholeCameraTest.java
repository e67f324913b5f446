package io.barnhand.gait.job.simulation.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PinholeCameraTest {

    @Test
    void aPointIsSeenWhereTheRuleOfThreePutsIt() {
        PinholeCamera camera = new PinholeCamera(0, -5, 1, 0, 0, 0, 100, 201, 101);

        // 1 BL to the right and half a BL below the axis, 5 BL away: 100 * 1/5 and 100 * 0.5/5.
        double[] seen = camera.project(1, 0, 0.5);

        assertThat(seen[0]).isCloseTo(100 + 20, within(1e-9));
        assertThat(seen[1]).isCloseTo(50 + 10, within(1e-9));
        assertThat(seen[2]).isCloseTo(5, within(1e-9));
    }

    @Test
    void aCameraTurnedToTheRightLooksAlongPlusX() {
        PinholeCamera camera = new PinholeCamera(0, 0, 1, Math.PI / 2, 0, 0, 100, 101, 101);

        double[] ahead = camera.project(4, 0, 1);
        double[] nearer = camera.project(4, -1, 1);

        assertThat(ahead).containsExactly(new double[] {50, 50, 4}, within(1e-9));
        assertThat(nearer[0]).isCloseTo(50 + 25, within(1e-9));
    }

    @Test
    void aCameraOnAStandShowsThePointItLooksAtInTheMiddle() {
        PinholeCamera camera = PinholeCamera.standing(6, 1.2, 0.4, 0.7, 0.5, 900, 640, 480);

        double[] seen = camera.project(0.7, 0, 0.5);

        assertThat(seen[0]).isCloseTo(319.5, within(1e-9));
        assertThat(seen[1]).isCloseTo(239.5, within(1e-9));
        assertThat(seen[2]).isCloseTo(Math.hypot(6, 0.7), within(1e-9));
        assertThat(Math.hypot(camera.x() - 0.7, camera.y())).isCloseTo(6, within(1e-9));
    }

    @Test
    void aCameraRolledClockwiseSeesTheSceneTurnTheOtherWay() {
        PinholeCamera camera = new PinholeCamera(0, -5, 1, 0, 0, Math.PI / 2, 100, 101, 101);

        double[] above = camera.project(0, 0, 2);

        assertThat(above[0]).isCloseTo(50 - 20, within(1e-9));
        assertThat(above[1]).isCloseTo(50, within(1e-9));
    }

    @Test
    void theRayOfAPixelMeetsThePointThatIsSeenThere() {
        PinholeCamera camera = new PinholeCamera(0.3, -4, 1.1, 0.3, -0.1, 0.05, 300, 320, 240);
        double[] seen = camera.project(1, 0.5, 0.7);

        double[] ray = camera.ray(seen[0], seen[1]);

        assertThat(camera.x() + seen[2] * ray[0]).isCloseTo(1, within(1e-9));
        assertThat(camera.y() + seen[2] * ray[1]).isCloseTo(0.5, within(1e-9));
        assertThat(camera.z() + seen[2] * ray[2]).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void aCameraWithoutFocalLengthIsRefused() {
        assertThatThrownBy(() -> new PinholeCamera(0, 0, 0, 0, 0, 0, Double.NaN, 10, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positive focal length");
    }
}
