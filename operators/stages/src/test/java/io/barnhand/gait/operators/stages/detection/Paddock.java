package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A synthetic scene: textured rectangles for horses, distinguished by their red, and a detector
 * that finds them exactly.
 */
final class Paddock {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;

    private static final int FIRST_RED = 200;

    private Paddock() {}

    /** Frame i of a scene in which one horse walks through and another comes, rests and goes. */
    static byte[] frame(long i) {
        if (i == 60 || i == 61) {
            // The camera freezes, just where the recording is cut.
            return frame(59);
        }
        byte[] pixels = new byte[3 * WIDTH * HEIGHT];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = (byte) ((at * 31 + i * 17) % 97);
        }
        int breath = (int) Math.round(5 * Math.sin(i / 4.0));
        draw(pixels, 0, (int) (10 + 2 * i), 60, 80 + breath, 60, i);
        if (i > 42) {
            draw(pixels, 1, (int) Math.max(150, 400 - 3 * i), 90, 70, 50 + breath, i);
        }
        return pixels;
    }

    private static void draw(
            byte[] pixels, int horse, int x, int y, int width, int height, long i) {
        for (int row = Math.max(0, y); row < Math.min(HEIGHT, y + height); row++) {
            for (int column = Math.max(0, x); column < Math.min(WIDTH, x + width); column++) {
                int at = 3 * (row * WIDTH + column);
                pixels[at] = (byte) ((row * 7 + column * 3 + i) % 200);
                pixels[at + 1] = (byte) ((row + column) % 200);
                pixels[at + 2] = (byte) (FIRST_RED + horse);
            }
        }
    }

    /**
     * Finds the horses; not the first one in every seventh picture it could be asked about. In
     * every third it takes something on the first one's back for a rider.
     */
    static final class BlobDetector implements Detector {

        @Override
        public List<List<Detection>> detect(
                BgrImage image, float floor, List<Set<Integer>> groups) {
            List<Detection> found = find(image);
            return groups.stream()
                    .map(group -> found.stream().filter(d -> group.contains(d.classId())).toList())
                    .toList();
        }

        private static List<Detection> find(BgrImage image) {
            List<Detection> found = new ArrayList<>();
            for (int horse = 0; horse < 2; horse++) {
                int left = image.width();
                int right = -1;
                int top = image.height();
                int bottom = -1;
                byte[] pixels = image.pixels();
                for (int y = 0; y < image.height(); y++) {
                    for (int x = 0; x < image.width(); x++) {
                        int red = pixels[3 * (y * image.width() + x) + 2] & 0xff;
                        if (red == FIRST_RED + horse) {
                            left = Math.min(left, x);
                            right = Math.max(right, x);
                            top = Math.min(top, y);
                            bottom = Math.max(bottom, y);
                        }
                    }
                }
                boolean overlooked = horse == 0 && pixels[0] % 7 == 3;
                if (right >= 0 && !overlooked) {
                    found.add(
                            new Detection(
                                    new Box(left, top, right + 1, bottom + 1),
                                    0.9f - 0.1f * horse,
                                    17));
                    if (horse == 0 && pixels[0] % 3 == 0) {
                        double middle = (left + right) / 2.0;
                        found.add(
                                new Detection(
                                        new Box(middle - 10, top - 20, middle + 10, top + 20),
                                        0.5f,
                                        0));
                    }
                }
            }
            return found;
        }

        @Override
        public void close() {}
    }

    /** The model of the blob detector. */
    static Lease<DetectionModel> lease() {
        return lease(BlobDetector::new);
    }

    /** A model that hands out the given detectors. */
    static Lease<DetectionModel> lease(Supplier<Detector> detectors) {
        DetectionModel model =
                new DetectionModel() {
                    @Override
                    public Detector newDetector() {
                        return detectors.get();
                    }

                    @Override
                    public ClassNames classes() {
                        return ClassNames.coco();
                    }

                    @Override
                    public String id() {
                        return "paddock";
                    }

                    @Override
                    public void close() {}
                };
        String one = Integer.toString(System.identityHashCode(model));
        return ModelCache.shared()
                .acquire(
                        new ModelKey<>(DetectionModel.class, Path.of("paddock"), 0, 0, one, "cpu"),
                        () -> model);
    }
}
