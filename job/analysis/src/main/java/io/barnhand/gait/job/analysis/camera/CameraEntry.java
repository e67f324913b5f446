package io.barnhand.gait.job.analysis.camera;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.Printable;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A camera's entry in a configuration, with the scale that was found. */
public final class CameraEntry {

    private static final double MIN_LENGTH_M = 0.3;
    private static final double MAX_LENGTH_M = 3;

    private CameraEntry() {}

    /**
     * @param camera id
     * @param metresPerBodyLength neck to root of the tail, m
     * @param origin where it comes from, for a comment
     * @throws ConfigurationException if no horse is so long
     */
    public static String yaml(
            String camera, boolean mirrored, double metresPerBodyLength, String origin) {
        if (!(metresPerBodyLength >= MIN_LENGTH_M && metresPerBodyLength <= MAX_LENGTH_M)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "A body length comes out as %.2f m, that of a horse is 0.3 to 3 m",
                            metresPerBodyLength),
                    "correct the points or lengths given: they must lie where the horse goes");
        }
        return String.format(
                Locale.ROOT,
                "# %s.%n# It holds for horses of this build on this path.%n"
                        + "cameras:%n  %s:%n%s    metres-per-body-length: %.3f%n",
                Printable.text(origin),
                quoted(camera),
                mirrored ? String.format(Locale.ROOT, "    mirrored: true%n") : "",
                metresPerBodyLength);
    }

    /** A JSON text is a YAML text, whatever is in it. */
    private static String quoted(String camera) {
        try {
            return new JsonMapper().writeValueAsString(camera);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A camera's name could not be quoted", e);
        }
    }
}
