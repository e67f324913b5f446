package io.barnhand.gait.job.analysis.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundPlaneTest {

    @Test
    void everyPointOfTheFloorIsFoundWhereAPinholeCameraSawIt() {
        PinholeCamera camera =
                PinholeCamera.standing(6, 1.8, Math.toRadians(17), .3, .2, 1500, 1920, 1080);
        List<GroundPlane.SurveyedPoint> corners = new ArrayList<>();
        for (double[] corner : new double[][] {{-2, -1}, {2, -1}, {2, 2}, {-2, 2}}) {
            double[] px = camera.project(corner[0], corner[1], 0);
            corners.add(new GroundPlane.SurveyedPoint(px[0], px[1], corner[0], corner[1]));
        }
        GroundPlane plane = GroundPlane.of(corners);
        for (double x = -2.5; x < 2.6; x += .5) {
            double[] px = camera.project(x, .4, 0);
            double[] found = plane.at(px[0], px[1]);
            assertThat(found[0]).isCloseTo(x, within(1e-5));
            assertThat(found[1]).isCloseTo(.4, within(1e-5));
        }
        assertThat(plane.at(960, -5000)).as("above the horizon").isNull();
    }

    @Test
    void pointsOnALineAreRefused() {
        assertThatThrownBy(
                        () ->
                                GroundPlane.of(
                                        List.of(
                                                new GroundPlane.SurveyedPoint(0, 0, 0, 0),
                                                new GroundPlane.SurveyedPoint(10, 10, 1, 1),
                                                new GroundPlane.SurveyedPoint(20, 20, 2, 2),
                                                new GroundPlane.SurveyedPoint(50, 10, 3, 0))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("give corners of a rectangle");
    }
}
