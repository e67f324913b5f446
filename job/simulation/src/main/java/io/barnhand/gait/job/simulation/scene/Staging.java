package io.barnhand.gait.job.simulation.scene;

import java.util.List;
import java.util.Locale;

/**
 * What a clip requires of its scene.
 *
 * @param near nothing stands on the ground from here, BL behind the path (negative is before it),
 *     ...
 * @param far ... to here
 * @param posts posts to set up
 * @param person whether somebody stands about
 */
public record Staging(double near, double far, List<Post> posts, boolean person) {

    /** Room for one horse on the path. */
    public static final Staging CLEAR = new Staging(-0.8, 0.8, List.of(), false);

    /**
     * @throws IllegalArgumentException if the clear strip is empty
     */
    public Staging {
        if (!(near < far)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A clear strip from %s to %s BL; give near < far",
                            near,
                            far));
        }
        posts = List.copyOf(posts);
    }
}
