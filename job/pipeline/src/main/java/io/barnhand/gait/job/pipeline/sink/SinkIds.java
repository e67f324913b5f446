package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.formats.results.ResultKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids by which a restored job finds the state of its sinks: the result and the place, whatever
 * sinks are beside it and in whatever order, {@code gait-sink kafka gait}. The second sink of one
 * result at one place ends with {@code #2}.
 */
public final class SinkIds {

    private static final String SINK = "-sink ";

    /** Places are paths and URLs of people: longer ones are cut, with a digest. */
    private static final int LONGEST_PLACE = 160;

    private static final int DIGEST = 36;

    /** More sinks of one result than any configuration had by their order. */
    private static final int MAX_BY_ORDER = 32;

    private SinkIds() {}

    /** The ids of the sinks of a result, in the order of the places. */
    public static List<String> of(ResultKind<?> result, List<String> places) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (String place : places) {
            int number = seen.merge(place, 1, Integer::sum);
            ids.add(result.key() + SINK + bounded(place) + (number == 1 ? "" : "#" + number));
        }
        return ids;
    }

    /** The id of a sink in builds that knew sinks by their order. */
    public static String former(ResultKind<?> result, int index) {
        return String.format(Locale.ROOT, "%s-sink-%d", result.key().replaceFirst("s$", ""), index);
    }

    /** All ids of those builds. */
    public static List<String> former() {
        List<String> ids = new ArrayList<>();
        for (ResultKind<?> result : ResultKind.ALL) {
            for (int i = 0; i < MAX_BY_ORDER; i++) {
                ids.add(former(result, i));
            }
        }
        return ids;
    }

    /** The sink that an operator's id belongs to, for a reader; empty where it is no sink's. */
    public static Optional<String> described(String id) {
        for (ResultKind<?> result : ResultKind.ALL) {
            int at = id.indexOf(result.key() + SINK);
            if (at >= 0) {
                return Optional.of(
                        "sinks."
                                + result.key()
                                + " "
                                + id.substring(at + (result.key() + SINK).length()));
            }
            for (int i = 0; i < MAX_BY_ORDER; i++) {
                if (id.endsWith(former(result, i))) {
                    return Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "sinks.%s, the one at place %d of an earlier build",
                                    result.key(),
                                    i + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static String bounded(String place) {
        return place.length() <= LONGEST_PLACE
                ? place
                : place.substring(0, LONGEST_PLACE - DIGEST)
                        + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }
}
