package io.barnhand.gait.job.simulation;

import io.barnhand.gait.job.simulation.scene.SceneKind;
import java.util.List;

/**
 * A clip to render. The camera stands still and square to the path, so that the horses pass through
 * its picture.
 *
 * @param horses each on its own path
 * @param scene name of the place, such as {@code arena}
 * @param posts between the camera and the nearest path
 * @param width of the picture, px, even
 * @param height of the picture, px, even
 * @param pxPerBl body length in the picture at the nearest path, px
 * @param seconds length of the clip
 * @param fps usual frames per second
 * @param variableRate whether the time between frames varies
 * @param yawDeg camera turned out of the square view, degrees
 * @param asymmetry amplitude of the vertical movement of the head, once a stride, that makes left
 *     and right differ, BL
 * @param seed of everything random
 */
public record FootageRequest(
        List<Horse> horses,
        String scene,
        int posts,
        int width,
        int height,
        double pxPerBl,
        double seconds,
        double fps,
        boolean variableRate,
        double yawDeg,
        double asymmetry,
        long seed) {

    /**
     * @throws IllegalArgumentException if there is no such scene or gait; fit to be shown
     */
    public FootageRequest {
        horses = List.copyOf(horses);
        SceneKind.named(scene);
        horses.forEach(horse -> CastHorse.gait(horse.gait()));
    }

    /**
     * A horse of the clip.
     *
     * @param gait class with its lead, such as {@code trot} or {@code canter_left}
     * @param toRight whether it goes to the right in the picture
     * @param depth of its path behind the nearest one, BL
     * @param ahead where it is in the middle of the clip, BL to the right of the picture's middle
     */
    public record Horse(String gait, boolean toRight, double depth, double ahead) {}
}
