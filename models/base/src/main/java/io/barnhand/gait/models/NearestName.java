package io.barnhand.gait.models;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Suggests a known name for an unknown one, for failure messages. */
public final class NearestName {

    /** Longer names are not compared: the edit distance takes quadratic time. */
    private static final int MAX_LENGTH = 200;

    private NearestName() {}

    /**
     * The known name that takes the fewest edits (insert, delete or replace one character, or
     * exchange two neighbours; case is ignored) to reach.
     *
     * @return empty if no name is near: more than half of the characters would have to change
     */
    public static Optional<String> of(String name, Collection<String> known) {
        return within(name, known, Integer.MAX_VALUE);
    }

    /**
     * As {@link #of}, where a name that takes more edits is not near.
     *
     * @param maxEdits upper limit
     */
    public static Optional<String> within(String name, Collection<String> known, int maxEdits) {
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(k -> edits(wanted, k) <= Math.max(wanted.length(), k.length()) / 2)
                .filter(k -> edits(wanted, k) <= maxEdits)
                .min(Comparator.comparingInt(k -> edits(wanted, k)));
    }

    /** The action {@code use 'x' or another of: x, y, z}, without the guess if none is near. */
    public static String action(String name, Collection<String> known) {
        String all = String.join(", ", known);
        return of(name, known)
                .map(
                        nearest ->
                                String.format(
                                        Locale.ROOT, "use '%s' or another of: %s", nearest, all))
                .orElse("use one of: " + all);
    }

    /** Edits of the shortest way that changes no place twice, three rows of the table at a time. */
    private static int edits(String wanted, String candidate) {
        String other = candidate.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[0];
        int[] last = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= wanted.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = wanted.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && wanted.charAt(i - 1) == other.charAt(j - 2)
                        && wanted.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
