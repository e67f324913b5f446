package io.barnhand.gait.models.device;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The GPUs that networks may run on: those that the cluster offers and the engine sees, or all that
 * the engine sees if the cluster offers none.
 *
 * @param offered indexes in the cluster's external resource {@code gpu}; may be empty
 * @param engine GPUs that the engine sees
 */
public record GpuInventory(Set<Integer> offered, EngineGpus engine) {

    public GpuInventory {
        offered = Collections.unmodifiableSortedSet(new TreeSet<>(offered));
    }

    /** Indexes of the GPUs to choose from, ascending. */
    public SortedSet<Integer> usable() {
        SortedSet<Integer> usable = seen();
        if (!offered.isEmpty()) {
            usable.retainAll(offered);
        }
        return usable;
    }

    /** Indexes that are offered but that the engine does not see, ascending. */
    public SortedSet<Integer> unseen() {
        SortedSet<Integer> unseen = new TreeSet<>(offered);
        unseen.removeAll(seen());
        return unseen;
    }

    /** The GPUs offered and seen, as a clause of a message. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "the external resource gpu offers %s, %s sees %s",
                written(offered),
                engine.name(),
                written(seen()));
    }

    private SortedSet<Integer> seen() {
        return IntStream.range(0, engine.count())
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String written(Set<Integer> indexes) {
        return indexes.isEmpty()
                ? "none"
                : indexes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
