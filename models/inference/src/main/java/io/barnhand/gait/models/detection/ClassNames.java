package io.barnhand.gait.models.detection;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.NearestName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The classes of a detector.
 *
 * @param names by index, at least one, all different
 */
public record ClassNames(List<String> names) {

    private static final String COCO_IN_ORDER =
            """
            person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,
            stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,
            backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,
            baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,
            fork,knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,
            cake,chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,
            cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,
            teddy bear,hair drier,toothbrush
            """;

    private static final ClassNames COCO =
            new ClassNames(List.of(COCO_IN_ORDER.strip().split(",\\s*")));

    public ClassNames {
        names = List.copyOf(names);
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "A detector has at least one class, all with different names, got " + names);
        }
    }

    /** The 80 classes of COCO in the order in which YOLOX numbers them. */
    public static ClassNames coco() {
        return COCO;
    }

    /** Number of classes. */
    public int count() {
        return names.size();
    }

    /** Index of a class; empty if the detector does not know it. */
    public Optional<Integer> find(String name) {
        return Optional.of(names.indexOf(name)).filter(index -> index >= 0);
    }

    /**
     * Indices of classes.
     *
     * @throws ModelException if the detector does not know one; the message names the nearest one
     */
    public Set<Integer> indicesOf(Collection<String> wanted) {
        return wanted.stream()
                .map(name -> find(name).orElseThrow(() -> unknown(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private ModelException unknown(String name) {
        return new ModelException(
                String.format(Locale.ROOT, "'%s' is not a class of the detector", name),
                NearestName.action(name, names));
    }
}
