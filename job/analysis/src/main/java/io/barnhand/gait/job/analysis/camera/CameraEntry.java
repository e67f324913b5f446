package io.barnhand.gait.job.analysis.camera;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A camera's entry in a configuration, with the scale that was found. */
public final class CameraEntry {

    private static final double LEAST = 0.3;
    private static final double MOST = 3;

    private CameraEntry() {}

    /**
     * @param camera id
     * @param metresPerBodyLength neck to root of the tail, m
     * @param origin where it comes from, for a comment
     * @throws IllegalArgumentException if no horse is so long; fit to be shown
     */
    public static String yaml(
            String camera, boolean mirrored, double metresPerBodyLength, String origin) {
        if (!(metresPerBodyLength >= LEAST && metresPerBodyLength <= MOST)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a body length comes out as %.2f m, a horse's is 0.3 to 3 m; correct the"
                                    + " points or lengths given: they must lie where the horse goes",
                            metresPerBodyLength));
        }
        return String.format(
                Locale.ROOT,
                "# %s.%n# It holds for horses of this build on this path.%n"
                        + "cameras:%n  %s:%n%s    metres-per-body-length: %.3f%n",
                origin.replaceAll("\\p{Cntrl}", "?"),
                quoted(camera),
                mirrored ? String.format("    mirrored: true%n") : "",
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
