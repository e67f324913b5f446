package io.barnhand.gait.models.detection;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.NearestName;
import java.util.List;

/** The 80 classes of COCO in the order in which YOLOX numbers them. */
public final class CocoClasses {

    private static final String IN_ORDER =
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

    private static final List<String> NAMES = List.of(IN_ORDER.strip().split(",\\s*"));

    private CocoClasses() {}

    /** All names, by index. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Index of a class, 0..79.
     *
     * @throws ModelException if there is no such class; the message names the nearest one
     */
    public static int indexOf(String name) {
        int index = NAMES.indexOf(name);
        if (index < 0) {
            throw new ModelException(
                    "'%s' is not a class of COCO. %sThe classes are: %s."
                            .formatted(
                                    name,
                                    NearestName.question(name, NAMES),
                                    String.join(", ", NAMES)));
        }
        return index;
    }

    /**
     * Name of a class.
     *
     * @throws ModelException if the index is not 0..79
     */
    public static String name(int index) {
        if (index < 0 || index >= NAMES.size()) {
            throw new ModelException(
                    "COCO numbers its classes 0 to %d, got %d.".formatted(NAMES.size() - 1, index));
        }
        return NAMES.get(index);
    }
}
