package io.barnhand.gait.job.simulation.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.simulation.render.Rasteriser.Time;
import org.junit.jupiter.api.Test;

class RasteriserTest {

    /** At 1 BL a pixel is a tenth of a BL; the axis is at pixel (4.5, 4.5). */
    private static final PinholeCamera CAMERA = new PinholeCamera(0, -1, 0, 0, 0, 0, 10, 10, 10);

    private final Rasteriser rasteriser = new Rasteriser(10, 10);

    private void draw(Surface... surfaces) {
        rasteriser.begin(CAMERA, null);
        for (Surface surface : surfaces) {
            rasteriser.draw(surface, Time.ALWAYS);
        }
    }

    private String picture() {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 10; x++) {
                int covered = 0;
                for (int s = 0; s < Rasteriser.SAMPLES; s++) {
                    covered += rasteriser.surface(x, y, s) >= 0 ? 1 : 0;
                }
                text.append(covered == 0 ? '.' : (char) ('0' + covered));
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void aTriangleCoversExactlyTheSamplesInside() {
        // Its corners are seen at (0.5, 7.5), (6.5, 7.5) and (0.5, 1.5), between pixels.
        draw(Shapes.triangle(1, false, -0.4f, 0, -0.3f, 0.2f, 0, -0.3f, -0.4f, 0, 0.3f));

        // The diagonal runs through pixel centres: samples (-0.375, 0.125) and (-0.125, -0.375)
        // or (0.125, 0.375) are on the inner side as x - y = -1 says.
        assertThat(picture())
                .isEqualTo(
                        """
                        ..........
                        ..........
                        .2........
                        .42.......
                        .442......
                        .4442.....
                        .44442....
                        .444442...
                        ..........
                        ..........
                        """);
    }

    @Test
    void theBackOfATriangleIsSeenOnlyIfItHasTwoSides() {
        float[] clockwise = {-0.4f, 0, -0.3f, -0.4f, 0, 0.3f, 0.2f, 0, -0.3f};

        draw(Shapes.triangle(1, false, clockwise));
        assertThat(picture()).doesNotContain("4");

        draw(Shapes.triangle(1, true, clockwise));
        assertThat(picture()).contains("4");
    }

    @Test
    void theNearerTriangleIsSeenWhateverTheOrder() {
        Surface near = Shapes.triangle(1, false, -1, 0, -1, 1, 0, -1, 0, 0, 1);
        Surface far = Shapes.triangle(1, false, -9, 2, -9, 9, 2, -9, 0, 2, 9);

        draw(near, far);
        assertThat(rasteriser.surface(4, 5, 0)).isZero();
        assertThat(rasteriser.closeness(4, 5, 0)).isCloseTo(1f, within(1e-5f));

        draw(far, near);
        assertThat(rasteriser.surface(4, 5, 0)).isEqualTo(1);
        assertThat(rasteriser.surface(0, 0, 0)).isZero();
        assertThat(rasteriser.closeness(0, 0, 0)).isCloseTo(1 / 3f, within(1e-5f));
    }

    @Test
    void aFloorThatRunsUnderTheCameraIsCutAtTheNearPlane() {
        // Level, 0.5 BL below the camera, from 5 BL behind it to 50 BL ahead.
        draw(Shapes.triangle(1, true, -200, -6, -0.5f, 200, -6, -0.5f, 0, 50, -0.5f));

        assertThat(rasteriser.surface(4, 9, 0)).isZero();
        // Row 9 looks down 4.5 px and the sample's share: depth = 0.5 * 10 / (9 - 4.5 - 0.375).
        assertThat(1 / rasteriser.closeness(4, 9, 0)).isCloseTo(5 / 4.125f, within(1e-3f));
        assertThat(rasteriser.surface(4, 3, 0)).isEqualTo(-1);
        Fragment seen = new Fragment();
        rasteriser.interpolate(4, 9, 0, seen);
        assertThat(seen.z).isCloseTo(-0.5, within(1e-4));
    }

    @Test
    void whatIsBehindTheCameraIsNotSeen() {
        draw(Shapes.triangle(1, true, -9, -2, -9, 9, -2, -9, 0, -2, 9));

        assertThat(picture()).doesNotContainPattern("\\d");
    }

    @Test
    void whatIsBetweenVerticesIsInterpolatedInSpaceNotInThePicture() {
        // An edge from 1 BL to 3 BL away: the middle of the picture of it is at 1.5 BL.
        Surface slanted =
                new Surface(
                        new float[] {-0.5f, 0, -1, 1.5f, 2, -3, -0.5f, 0, 1, 1.5f, 2, 3},
                        new float[] {0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0},
                        new float[] {0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1},
                        new int[] {0, 1, 3, 0, 3, 2},
                        true);
        draw(slanted);
        Fragment seen = new Fragment();

        rasteriser.interpolate(4, 4, 3, seen);

        // Sample 3 of pixel 4 is at px 4.125: u = -0.0375, x = u * depth, x = depth - 1.5.
        double depth = 1.5 / (1 + 0.0375);
        assertThat(seen.depth).isCloseTo(depth, within(1e-4));
        assertThat(seen.r).isCloseTo((float) ((depth - 1) / 2), within(1e-4f));
    }

    @Test
    void halfTheSamplesSeeTheOpeningOfTheShutter() {
        rasteriser.begin(CAMERA, null);
        rasteriser.draw(
                Shapes.triangle(1, false, -9, 0, -9, 9, 0, -9, 0, 0, 9), Rasteriser.Time.OPENING);

        assertThat(picture()).isEqualTo("2222222222\n".repeat(10));
    }
}
