package io.barnhand.gait.operators.video.container;

import io.barnhand.gait.models.Printable;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rate at which a file says that its pictures were captured, as phones and cameras write it
 * into a container's metadata: {@code com.android.capture.fps} and keys like it.
 *
 * @param text as it is written, fit for a message
 * @param fps pictures a second; null where the text is no rate that a camera can have
 */
record CaptureTag(String text, Double fps) {

    /** High-speed cameras for laboratories; a picture an hour for time-lapse. */
    private static final double MAX_FPS = 100_000;

    private static final double MIN_FPS = 1.0 / 3600;

    /** Of a picture, which interlaced rates count. */
    private static final int FIELDS = 2;

    private static final int LONGEST_SHOWN = 40;

    private static final Pattern KEY =
            Pattern.compile(
                    "(?:.*[^a-z])?capture[^a-z]?(?:fps|(?:frame[^a-z]?)?rate)",
                    Pattern.CASE_INSENSITIVE);

    /** FFmpeg prints numbers in the locale of the process, so there may be a comma. */
    private static final String NUMBER = "([0-9]{1,9}(?:[.,][0-9]{1,12})?)";

    private static final Pattern RATE =
            Pattern.compile(
                    NUMBER + "(?: ?/ ?" + NUMBER + ")? ?(p|i|fps)?", Pattern.CASE_INSENSITIVE);

    /** Of the first key that names such a rate. */
    static Optional<CaptureTag> of(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .filter(entry -> KEY.matcher(entry.getKey()).matches())
                .findFirst()
                .map(entry -> of(entry.getValue()));
    }

    static CaptureTag of(String value) {
        String text = Printable.line(value);
        Double fps = fps(text);
        return new CaptureTag(
                text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text, fps);
    }

    private static Double fps(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            return null;
        }
        double fps = number(rate.group(1)) / (rate.group(2) == null ? 1 : number(rate.group(2)));
        if ("i".equalsIgnoreCase(rate.group(3))) {
            fps /= FIELDS;
        }
        return fps >= MIN_FPS && fps <= MAX_FPS ? fps : null;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }
}
