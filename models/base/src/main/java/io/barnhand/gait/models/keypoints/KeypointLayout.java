package io.barnhand.gait.models.keypoints;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keypoints of a pose and their order. The names give the sides: {@code L_Eye} and {@code
 * R_Eye} mirror each other, a keypoint without such a prefix lies on the midline.
 */
public final class KeypointLayout {

    private static final String LEFT = "L_";
    private static final String RIGHT = "R_";

    private final String name;
    private final List<String> names;
    private final int[] mirrored;

    /**
     * @param name of the layout, for messages
     * @param names of the keypoints in their order
     * @throws IllegalArgumentException if a name occurs twice, or one of a side has no counterpart
     */
    public KeypointLayout(String name, List<String> names) {
        this.name = name;
        this.names = List.copyOf(names);
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s needs at least one keypoint, all with different names, got %s",
                            name,
                            names));
        }
        mirrored = names.stream().map(KeypointLayout::otherSide).mapToInt(this::row).toArray();
    }

    /** Names by row. */
    public List<String> names() {
        return names;
    }

    /** Number of keypoints. */
    public int count() {
        return names.size();
    }

    /**
     * Row of a keypoint.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public int row(String keypoint) {
        int row = names.indexOf(keypoint);
        if (row < 0) {
            throw new IllegalArgumentException(
                    BarnhandException.message(
                            String.format(Locale.ROOT, "%s has no keypoint '%s'", name, keypoint),
                            NearestName.action(keypoint, names)));
        }
        return row;
    }

    /** The row of the other side; itself on the midline. */
    public int mirrored(int row) {
        return mirrored[row];
    }

    /**
     * The first difference of another order from this one.
     *
     * @return a clause with the value seen and the expected one; empty if they are the same
     */
    public Optional<String> difference(List<String> order) {
        if (order.size() != names.size()) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "it has %d keypoints, and %s has %d",
                            order.size(),
                            name,
                            count()));
        }
        for (int row = 0; row < names.size(); row++) {
            if (!names.get(row).equals(order.get(row))) {
                return Optional.of(
                        String.format(
                                Locale.ROOT,
                                "keypoint %d is %s, and in %s %s",
                                row + 1,
                                order.get(row),
                                name,
                                names.get(row)));
            }
        }
        return Optional.empty();
    }

    private static String otherSide(String keypoint) {
        if (keypoint.startsWith(LEFT)) {
            return RIGHT + keypoint.substring(LEFT.length());
        }
        return keypoint.startsWith(RIGHT) ? LEFT + keypoint.substring(RIGHT.length()) : keypoint;
    }
}
