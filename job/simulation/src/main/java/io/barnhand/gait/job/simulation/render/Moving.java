package io.barnhand.gait.job.simulation.render;

import java.util.List;
import java.util.Locale;

/**
 * Something that moves before the static scene, drawn again in every frame.
 *
 * @param owner its number in the frame's owner buffer, 0 or more
 * @param surfaces where it is now
 */
public record Moving(int owner, List<Surface> surfaces) {

    /**
     * @throws IllegalArgumentException if the owner is negative
     */
    public Moving {
        if (owner < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A moving thing with owner %d; give 0 or more, -1 is the scenery",
                            owner));
        }
        surfaces = List.copyOf(surfaces);
    }
}
