package io.barnhand.gait.models.pose.rtmpose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.models.golden.Npy;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.testing.SharedData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;

/** Reference values made with mmpose: a few in the test resources, all in the shared folder. */
record Golden(Path root) {

    static Golden embedded() {
        try {
            return new Golden(Path.of(Golden.class.getResource("/golden").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Golden shared() {
        return new Golden(SharedData.require("golden"));
    }

    Path file(String relative) {
        return root.resolve(relative);
    }

    /** What mmpose makes of each box before the network. */
    List<Preprocessed> preprocessed() throws IOException {
        List<Preprocessed> all = new ArrayList<>();
        for (JsonNode crop : json("pre/golden.json").get("crops")) {
            all.add(new Preprocessed(this, crop));
        }
        return all;
    }

    /**
     * What mmpose makes of each box with a size of the network.
     *
     * @param mode {@code flip} or {@code noflip}
     */
    List<Expected> expected(String size, String mode) throws IOException {
        List<Expected> all = new ArrayList<>();
        for (JsonNode crop : json(size + "/golden.json").get("crops")) {
            String id = crop.get("id").asText();
            String start = size + "/" + id + "." + mode + ".simcc_";
            all.add(
                    new Expected(
                            id,
                            Npy.read(file(start + "x.npy")).values(),
                            Npy.read(file(start + "y.npy")).values(),
                            crop.get(mode)));
        }
        return all;
    }

    PoseCrop crop(String id) throws IOException {
        for (Preprocessed each : preprocessed()) {
            if (each.id().equals(id)) {
                return each.cut();
            }
        }
        throw new IllegalArgumentException("no crop " + id + " in " + root);
    }

    private JsonNode json(String relative) throws IOException {
        return new ObjectMapper().readTree(file(relative).toFile());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    record Preprocessed(Golden golden, JsonNode json) {

        String id() {
            return json.get("id").asText();
        }

        String text(String field) {
            return json.get(field).asText();
        }

        double[] numbers(String field) {
            List<Double> numbers = new ArrayList<>();
            for (JsonNode row : json.get(field)) {
                if (row.isArray()) {
                    row.forEach(number -> numbers.add(number.asDouble()));
                } else {
                    numbers.add(row.asDouble());
                }
            }
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }

        CropTransform transform() {
            double[] box = numbers("bbox_xyxy");
            return CropTransform.around(new Box(box[0], box[1], box[2], box[3]));
        }

        PoseCrop cut() throws IOException {
            return PoseCrop.cut(image(), transform());
        }

        BgrImage image() throws IOException {
            BufferedImage picture = ImageIO.read(golden.file(text("image_png")).toFile());
            int width = picture.getWidth();
            int height = picture.getHeight();
            int[] argb = picture.getRGB(0, 0, width, height, null, 0, width);
            byte[] bgr = new byte[3 * argb.length];
            for (int i = 0; i < argb.length; i++) {
                bgr[3 * i] = (byte) argb[i];
                bgr[3 * i + 1] = (byte) (argb[i] >> 8);
                bgr[3 * i + 2] = (byte) (argb[i] >> 16);
            }
            return new BgrImage(width, height, bgr);
        }
    }

    record Expected(String id, float[] simccX, float[] simccY, JsonNode json) {

        double x(int keypoint) {
            return json.get("keypoints").get(keypoint).get(0).asDouble();
        }

        double y(int keypoint) {
            return json.get("keypoints").get(keypoint).get(1).asDouble();
        }

        double score(int keypoint) {
            return json.get("scores").get(keypoint).asDouble();
        }

        /** The best and the second best bin are too close to tell them apart in float. */
        boolean isUndecided(int keypoint) {
            return json.get("margin_x").get(keypoint).asDouble() < 1e-4
                    || json.get("margin_y").get(keypoint).asDouble() < 1e-4;
        }
    }
}
