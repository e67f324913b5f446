package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Background;
import io.barnhand.gait.job.simulation.render.Bounds;
import io.barnhand.gait.job.simulation.render.CameraResponse;
import io.barnhand.gait.job.simulation.render.Light;
import io.barnhand.gait.job.simulation.render.Moving;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.Rasteriser;
import io.barnhand.gait.job.simulation.render.RenderTarget;
import io.barnhand.gait.job.simulation.render.SceneRenderer;
import io.barnhand.gait.job.simulation.render.ShadowMap;
import io.barnhand.gait.job.simulation.render.Surface;
import java.util.List;

/**
 * A place before a camera, generated from a seed and shaded once:
 *
 * <pre>{@code
 * Scene scene = Scene.of(SceneKind.AISLE, 7, camera, Staging.CLEAR);
 * Film film = new Film(scene.response(), 7);
 * scene.draw(List.of(new Moving(0, horse)), frame);
 * film.develop(List.of(frame), index, bgr);
 * }</pre>
 *
 * The same arguments give the same pictures. Not thread-safe.
 */
public final class Scene {

    /** Mean light of a picture at automatic exposure. */
    private static final double MEAN_LIGHT = 0.19;

    /** Light that the tone curve still separates from white. */
    private static final double BRIGHTEST = 1.6;

    private static final double PALE = 0.6;

    private static final double SHADOW_AHEAD = 3;
    private static final double SHADOW_BEHIND = 9;
    private static final double SHADOW_TOP = 3;

    private final SceneRenderer renderer;
    private final CameraResponse response;

    private Scene(SceneRenderer renderer, CameraResponse response) {
        this.renderer = renderer;
        this.response = response;
    }

    /** Sets up and shades a scene. */
    public static Scene of(SceneKind kind, long seed, PinholeCamera camera, Staging staging) {
        UnshadedScene unshaded = new Places(new Chance(seed), camera, staging).of(kind);
        List<Surface> surfaces = unshaded.solids().surfaces();
        ShadowMap shadows = new ShadowMap();
        View view = new View(camera);
        shadows.begin(
                unshaded.light(),
                new Bounds(
                        Math.max(-12, view.left(3) - 2),
                        staging.near() - SHADOW_AHEAD,
                        0,
                        Math.min(12, view.right(3) + 2),
                        staging.far() + SHADOW_BEHIND,
                        SHADOW_TOP));
        surfaces.forEach(shadows::cast);
        Rasteriser rasteriser = new Rasteriser(camera.width(), camera.height());
        Background background =
                new BackgroundPainter(unshaded, camera, shadows, surfaces, rasteriser).paint();
        return new Scene(
                new SceneRenderer(camera, unshaded.light(), background, shadows, rasteriser),
                unshaded.response()
                        .withExposure(
                                unshaded.response().exposure()
                                        * Math.min(
                                                automatic(background),
                                                unclipped(unshaded.light()))));
    }

    /** The exposure at which something pale on the path keeps its shading. */
    private static double unclipped(Light light) {
        double direct = light.strengthAt(0, 0, 1) * light.sun().g();
        double all = .7 * direct + .5 * (light.sky().g() + light.ground().g());
        return BRIGHTEST / Math.max(PALE * all, 1e-6);
    }

    private static double automatic(Background background) {
        double sum = 0;
        for (float value : background.colour()) {
            sum += value;
        }
        return MEAN_LIGHT * background.colour().length / Math.max(sum, 1e-6);
    }

    /**
     * Draws one exposure of a shutter so quick that nothing blurs.
     *
     * @param moving what moves, where it is at this instant
     * @param frame of the camera's size; drawn into again and again
     */
    public void draw(List<Moving> moving, RenderTarget frame) {
        renderer.draw(moving, moving, frame);
    }

    /**
     * Draws one exposure in which movement blurs; more instants are averaged by {@link
     * io.barnhand.gait.job.simulation.render.Film}.
     *
     * @param opening what moves, where it is when the shutter opens
     * @param closing the same when it closes, in separate arrays
     */
    public void draw(List<Moving> opening, List<Moving> closing, RenderTarget frame) {
        renderer.draw(opening, closing, frame);
    }

    /** How the camera of this scene develops its pictures. */
    public CameraResponse response() {
        return response;
    }
}
