package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Letterbox, network, decoding, suppression; holds the buffers that calls share. */
final class YoloxDetector implements Detector {

    private final String id;
    private final YoloxHead head;
    private final YoloxRuntime.Call network;
    private final AtomicBoolean modelClosed;
    private final byte[] letterboxed;

    /** Outside the heap: engines read such a buffer in place. */
    private final ByteBuffer bytes;

    private final FloatBuffer planes;

    private boolean closed;

    YoloxDetector(String id, YoloxHead head, YoloxRuntime.Call network, AtomicBoolean modelClosed) {
        this.id = id;
        this.head = head;
        this.network = network;
        this.modelClosed = modelClosed;
        letterboxed = new byte[3 * head.width() * head.height()];
        bytes =
                ByteBuffer.allocateDirect(Float.BYTES * letterboxed.length)
                        .order(ByteOrder.nativeOrder());
        planes = bytes.asFloatBuffer();
    }

    @Override
    public List<List<Detection>> detect(BgrImage image, float floor, List<Set<Integer>> groups) {
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException(
                    "The score floor of a detector must be 0 to 1, got " + floor);
        }
        groups.forEach(this::requireKnown);
        Letterbox letterbox =
                new Letterbox(image.width(), image.height(), head.width(), head.height());
        float[] output = forward(image, letterbox);
        return groups.stream()
                .map(group -> head.candidates(output, letterbox, floor, group))
                .map(YoloxHead::suppress)
                .toList();
    }

    private void requireKnown(Set<Integer> classes) {
        for (int c : classes) {
            if (c < 0 || c >= head.classes()) {
                throw new ModelException(
                        String.format(
                                Locale.ROOT,
                                "Detector %s has the classes 0 to %d, class %d was requested",
                                id,
                                head.classes() - 1,
                                c),
                        "accept classes that it was trained on, or use a detector trained on COCO");
            }
        }
    }

    /** The network's raw output for a picture, {@code [N, 5 + classes]}. */
    float[] forward(BgrImage image, Letterbox letterbox) {
        if (closed || modelClosed.get()) {
            throw new IllegalStateException("Detector " + id + " is closed");
        }
        letterbox.draw(image, letterboxed);
        int area = head.width() * head.height();
        for (int i = 0, at = 0; i < area; i++, at += 3) {
            planes.put(i, letterboxed[at] & 0xff);
            planes.put(area + i, letterboxed[at + 1] & 0xff);
            planes.put(2 * area + i, letterboxed[at + 2] & 0xff);
        }
        try {
            return network.rows(bytes.duplicate().order(ByteOrder.nativeOrder()));
        } catch (ModelException e) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "Detector %s failed on a picture of %d x %d px: %s",
                            id,
                            image.width(),
                            image.height(),
                            e.problem()),
                    e.action(),
                    e);
        }
    }

    @Override
    public void close() {
        closed = true;
        network.close();
    }
}
