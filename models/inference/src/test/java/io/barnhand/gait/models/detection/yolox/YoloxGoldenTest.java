package io.barnhand.gait.models.detection.yolox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.golden.PngFile;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.SharedData;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** YOLOX-nano on reference pictures against Python: cv2, ONNX Runtime, score 0.3, NMS 0.45. */
@Slow
class YoloxGoldenTest {

    private static final Set<Integer> ALL =
            IntStream.range(0, 80).boxed().collect(Collectors.toUnmodifiableSet());

    private static YoloxModel model;
    private static JsonNode golden;

    @BeforeAll
    static void load() throws IOException {
        model = YoloxModel.load(SharedData.require("golden/yolox/yolox_nano.onnx"));
        golden =
                new ObjectMapper()
                        .readTree(SharedData.require("golden/yolox/golden.json").toFile());
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    @Test
    void givesTheRawOutputOfThePythonRuntime() throws IOException {
        try (YoloxDetector detector = model.openDetector()) {
            for (JsonNode picture : golden) {
                BgrImage image = image(picture);
                float[] expected = rows(picture);
                float[] actual =
                        detector.forward(
                                image, new Letterbox(image.width(), image.height(), 416, 416));

                assertThat(actual).hasSameSizeAs(expected);
                float boxes = 0;
                float probabilities = 0;
                for (int i = 0; i < actual.length; i++) {
                    float difference = Math.abs(actual[i] - expected[i]);
                    if (i % 85 < 4) {
                        boxes = Math.max(boxes, difference);
                    } else {
                        probabilities = Math.max(probabilities, difference);
                    }
                }
                // Another version of the runtime on another processor: seen were up to 4.3e-4 in
                // boxes (units of a cell) and 5.4e-5 in probabilities.
                assertThat(boxes).isLessThan(1e-3f);
                assertThat(probabilities).isLessThan(1e-4f);
            }
        }
    }

    @Test
    void findsWhatTheReferenceFinds() throws IOException {
        try (Detector detector = model.newDetector()) {
            for (JsonNode picture : golden) {
                List<Detection> found = detector.detect(image(picture), 0.3f, ALL);
                JsonNode expected = picture.get("detections");

                assertThat(found).as(picture.get("name").asText()).hasSize(expected.size());
                for (int i = 0; i < found.size(); i++) {
                    isNear(found.get(i), expected.get(i));
                }
            }
        }
    }

    @Test
    void findsInEachGroupWhatItFindsInThatGroupAlone() throws IOException {
        Set<Integer> animals = Set.of(17, 19);
        Set<Integer> persons = Set.of(0);
        try (Detector detector = model.newDetector()) {
            for (JsonNode picture : golden) {
                BgrImage image = image(picture);

                assertThat(detector.detect(image, 0.1f, List.of(animals, persons, ALL)))
                        .containsExactly(
                                detector.detect(image, 0.1f, animals),
                                detector.detect(image, 0.1f, persons),
                                detector.detect(image, 0.1f, ALL));
            }
        }
    }

    private static void isNear(Detection found, JsonNode expected) {
        JsonNode box = expected.get("box");
        assertThat(found.classId()).isEqualTo(expected.get("cls").asInt());
        assertThat(found.score())
                .isCloseTo((float) expected.get("score").asDouble(), within(1e-4f));
        assertThat(found.box().x1()).isCloseTo(box.get(0).asDouble(), within(0.01));
        assertThat(found.box().y1()).isCloseTo(box.get(1).asDouble(), within(0.01));
        assertThat(found.box().x2()).isCloseTo(box.get(2).asDouble(), within(0.01));
        assertThat(found.box().y2()).isCloseTo(box.get(3).asDouble(), within(0.01));
    }

    @Test
    void givesTheSameOnDetectorsThatWorkAtTheSameTime() throws Exception {
        List<BgrImage> images = new ArrayList<>();
        for (JsonNode picture : golden) {
            images.add(image(picture));
        }
        List<List<Detection>> expected = detectAll(images);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<List<List<Detection>>>> runs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                runs.add(threads.submit(() -> detectAll(images)));
            }
            for (Future<List<List<Detection>>> run : runs) {
                assertThat(run.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<List<Detection>> detectAll(List<BgrImage> images) {
        try (Detector detector = model.newDetector()) {
            return images.stream().map(image -> detector.detect(image, 0.1f, Set.of(17))).toList();
        }
    }

    private static BgrImage image(JsonNode picture) throws IOException {
        return PngFile.read(
                SharedData.require("golden/images/" + picture.get("name").asText() + ".png"));
    }

    /** A .npy file of [3549, 85] float32, column after column, as rows. */
    private static float[] rows(JsonNode picture) throws IOException {
        Path file =
                SharedData.require("golden/yolox/" + picture.get("name").asText() + ".output.npy");
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + all.getShort(8);
        assertThat(new String(all.array(), 10, start - 10, StandardCharsets.US_ASCII))
                .contains("'<f4'", "'fortran_order': True", "(3549, 85)");
        FloatBuffer columns =
                all.position(start).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] rows = new float[3549 * 85];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = columns.get(i % 85 * 3549 + i / 85);
        }
        return rows;
    }
}
