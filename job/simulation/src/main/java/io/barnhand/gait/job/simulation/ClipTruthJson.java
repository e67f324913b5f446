package io.barnhand.gait.job.simulation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.image.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The truth of a clip as a JSON file ({@code truth.json}): the records' fields in snake case, a box
 * as {@code [x1,y1,x2,y2]}, a keypoint as {@code [x,y,v]}. Reading back gives the same values.
 */
public final class ClipTruthJson {

    private static final String GIVE = "give the truth.json of a rendered clip";
    private static final long MAX_BYTES = 256L << 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .addMixIn(Box.class, BoxAsList.class)
                    .build();

    private ClipTruthJson() {}

    /** Written under a hidden temporary name and renamed when it is complete. */
    public static void write(ClipTruth truth, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling("." + whole.getFileName() + ".part");
        Files.createDirectories(whole.getParent());
        try {
            MAPPER.writeValue(part.toFile(), truth);
            Files.move(
                    part,
                    whole,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * @throws IOException if it is not there or not the truth of a clip; fit to be shown
     */
    public static ClipTruth read(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(
                        notTruth(
                                file,
                                String.format(
                                        Locale.ROOT,
                                        "it has %d bytes, at most %d are read",
                                        Files.size(file),
                                        MAX_BYTES)));
            }
            ClipTruth truth = MAPPER.readValue(file.toFile(), ClipTruth.class);
            if (truth == null) {
                throw new IOException(notTruth(file, "it holds null"));
            }
            return truth;
        } catch (NoSuchFileException e) {
            throw new IOException(
                    BarnhandException.message("There is no truth of a clip at " + file, GIVE), e);
        } catch (JsonProcessingException e) {
            throw new IOException(notTruth(file, e.getOriginalMessage()), e);
        }
    }

    private static String notTruth(Path file, String why) {
        return BarnhandException.message(
                String.format(Locale.ROOT, "%s is not the truth of a clip (%s)", file, why), GIVE);
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"x1", "y1", "x2", "y2"})
    private interface BoxAsList {}
}
