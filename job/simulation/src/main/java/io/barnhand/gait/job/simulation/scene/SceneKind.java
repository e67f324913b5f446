package io.barnhand.gait.job.simulation.scene;

import java.util.Locale;

/** Where a horse is filmed. */
public enum SceneKind {
    /** A stable aisle with stall fronts. */
    AISLE,
    /** A sand arena with kick-boards, indoors or under the sky. */
    ARENA,
    /** Grass, a fence, trees and sky. */
    PADDOCK,
    /** An aisle or a paddock in the infrared light of a lamp beside the camera. */
    NIGHT;

    /**
     * @throws IllegalArgumentException if there is no such place; fit to be shown
     */
    public static SceneKind named(String name) {
        for (SceneKind kind : values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "There is no scene %s; give aisle, arena, paddock or night",
                        name));
    }
}
