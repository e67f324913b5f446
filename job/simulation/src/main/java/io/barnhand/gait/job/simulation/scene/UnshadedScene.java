package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.CameraResponse;
import io.barnhand.gait.job.simulation.render.Light;
import io.barnhand.gait.job.simulation.render.Rgb;

/**
 * A scene before it is shaded.
 *
 * @param solids what stands in it
 * @param ground what the floor is made of
 * @param backdrop what is behind everything
 * @param haze light that distance adds
 * @param hazeDistance where it has covered two thirds of what is there, BL
 * @param response the camera's; its exposure is a factor on the automatic one
 */
record UnshadedScene(
        Solids solids,
        Material ground,
        Backdrop backdrop,
        Light light,
        Rgb haze,
        double hazeDistance,
        CameraResponse response) {}
