package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The strides of one {@link PoolKey}, each once, by pass and within it by time.
 *
 * @param key what they have in common
 * @param template of their gait
 * @param strides by pass, then by hoof-on
 * @param passes how many
 */
record StridePool(PoolKey key, GaitTemplate template, List<PooledStride> strides, int passes) {

    /** Identity of a pass. */
    record PassId(String recording, String track, long startUs) {

        static PassId of(StrideRecord stride) {
            return new PassId(stride.recording(), stride.trackId(), stride.passStartUs());
        }
    }

    static StridePool of(Collection<StrideRecord> strides) {
        if (strides.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to pool: no strides were given");
        }
        PoolKey key = PoolKey.of(strides.iterator().next());
        GaitTemplate template =
                GaitTemplate.named(key.gait())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Only strides of one gait can be pooled, got "
                                                        + key.gait()));
        Map<PassId, List<StrideRecord>> passes = new LinkedHashMap<>();
        for (StrideRecord stride : StrideOrder.distinct(strides)) {
            requireSame(key, PoolKey.of(stride));
            passes.computeIfAbsent(PassId.of(stride), pass -> new ArrayList<>()).add(stride);
        }
        return new StridePool(key, template, placed(passes.values()), passes.size());
    }

    private static void requireSame(PoolKey key, PoolKey other) {
        if (!key.equals(other)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Strides of %s and %s cannot be pooled: group them by PoolKey first",
                            key,
                            other));
        }
    }

    private static List<PooledStride> placed(Collection<List<StrideRecord>> passes) {
        List<PooledStride> placed = new ArrayList<>();
        int pass = 0;
        int cycle = 0;
        for (List<StrideRecord> strides : passes) {
            Set<Limb> landed = EnumSet.noneOf(Limb.class);
            cycle++;
            for (StrideRecord stride : strides) {
                Limb limb = Limb.valueOf(stride.limb());
                // A limb that lands again means that the reference's landing was missed.
                if (limb == GaitTemplate.reference(stride.gait()) || landed.contains(limb)) {
                    cycle++;
                    landed.clear();
                }
                landed.add(limb);
                placed.add(new PooledStride(stride, limb, pass, cycle, near(stride)));
            }
            pass++;
        }
        return placed;
    }

    /**
     * A horse that heads for the image's left shows its left side, unless the picture is mirrored.
     */
    private static PooledStride.Side near(StrideRecord stride) {
        boolean left = GaitWindow.IMAGE_LEFT.equals(stride.direction());
        if (!left && !GaitWindow.IMAGE_RIGHT.equals(stride.direction())) {
            return PooledStride.Side.UNKNOWN;
        }
        boolean mirrored = stride.flags().contains(GaitFlag.MIRRORED_CAMERA);
        return left != mirrored ? PooledStride.Side.LEFT : PooledStride.Side.RIGHT;
    }

    Limb reference() {
        return GaitTemplate.reference(key.gait());
    }

    Stream<PooledStride> of(Limb limb) {
        return strides.stream().filter(stride -> stride.limb() == limb);
    }

    boolean bothDirections() {
        return direction().filter(GaitWindow.BOTH::equals).isPresent();
    }

    /** {@code image_left}, {@code image_right}, {@code both}; empty where none is known. */
    Optional<String> direction() {
        Set<String> seen =
                strides.stream()
                        .map(stride -> stride.stride().direction())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        return seen.size() > 1 ? Optional.of(GaitWindow.BOTH) : seen.stream().findFirst();
    }

    /** The reasons among these that the strides give, or that there are too few of them. */
    List<GaitFlag> reasons(Set<GaitFlag> possible) {
        Set<GaitFlag> found = new TreeSet<>();
        for (PooledStride stride : strides) {
            for (GaitFlag flag : stride.stride().flags()) {
                if (possible.contains(flag)) {
                    found.add(flag);
                }
            }
        }
        found.add(GaitFlag.LOW_STRIDES);
        return List.copyOf(found);
    }
}
