package io.barnhand.gait.job.configuration.text;

/**
 * A value that stands in YAML without quotes and means more than its text: {@code 1.10}, {@code
 * true}. A key of a text takes it as it is written, so that run 1.10 is not run 1.1.
 *
 * @param text as it is written
 * @param value number, boolean, or null, as YAML means it
 */
public record WrittenScalar(String text, Object value) {

    /** What a value of YAML means, where its key is not one of a text. */
    public static Object meant(Object value) {
        return value instanceof WrittenScalar written ? written.value : value;
    }

    @Override
    public String toString() {
        return text;
    }
}
