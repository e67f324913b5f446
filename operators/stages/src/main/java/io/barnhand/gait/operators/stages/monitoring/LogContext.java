package io.barnhand.gait.operators.stages.monitoring;

import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Adds the input being processed to every log line of this thread, also of libraries, until it is
 * closed: {@link #CAMERA}, {@link #RECORDING} and {@link #SEGMENT} or {@link #TRACK} in SLF4J's
 * MDC. Closing restores the earlier values.
 */
public final class LogContext implements AutoCloseable {

    public static final String CAMERA = "camera";
    public static final String RECORDING = "recording";
    public static final String SEGMENT = "segment";
    public static final String TRACK = "track";

    private final Map<String, String> before = new HashMap<>();

    private LogContext() {}

    /** Of a segment: its sequence within its recording. */
    public static LogContext of(VideoSegment segment) {
        return new LogContext()
                .with(CAMERA, segment.camera())
                .with(RECORDING, segment.recording())
                .with(SEGMENT, String.valueOf(segment.sequence()));
    }

    /** Of a track, by one of its poses. */
    public static LogContext of(HorsePose pose) {
        return new LogContext()
                .with(CAMERA, pose.camera())
                .with(RECORDING, pose.recording())
                .with(TRACK, pose.track());
    }

    /** Of a dead letter, as far as its origin is known. */
    public static LogContext of(DeadLetter letter) {
        return new LogContext().with(CAMERA, letter.camera()).with(RECORDING, letter.recording());
    }

    private LogContext with(String key, String value) {
        before.put(key, MDC.get(key));
        put(key, value);
        return this;
    }

    @Override
    public void close() {
        before.forEach(LogContext::put);
    }

    private static void put(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, Printable.text(value));
        }
    }
}
