package io.barnhand.gait.job.formats.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of results: its key among the sinks of a configuration, the line of a record, the traits
 * of a record, and the fields of a line with its camera and time. {@link #ALL} lists them; an enum
 * is not possible, because its constants cannot have different types.
 *
 * @param <T> its records
 */
public final class ResultKind<T> {

    /** The keypoint archive. */
    public static final ResultKind<HorsePose> POSES =
            new ResultKind<>(
                    "poses",
                    run -> PoseLine::write,
                    new RecordTraits<>(HorsePose::camera, HorsePose::track, HorsePose::timeUs),
                    new RecordFields("camera", "/time_us", 1, false));

    /** Gait records, one a pass or window. */
    public static final ResultKind<GaitRecord> GAIT =
            new ResultKind<>(
                    "gait",
                    run -> record -> GaitLine.write(record, run),
                    new RecordTraits<>(
                            record -> record.track().cameraId(),
                            record -> record.track().trackId(),
                            record -> 1000 * record.window().startMs()),
                    new RecordFields("camera_id", "/window/start_ms", 1000, false));

    /** The strides of passes. */
    public static final ResultKind<StrideRecord> STRIDES =
            new ResultKind<>(
                    "strides",
                    run -> stride -> StrideLine.write(stride, run),
                    new RecordTraits<>(
                            StrideRecord::cameraId, StrideRecord::trackId, StrideRecord::onUs),
                    new RecordFields("camera_id", "/pass_start_us", 1, false));

    /** When footage was expected, decoded, with a horse, usable. */
    public static final ResultKind<CoverageSpan> COVERAGE =
            new ResultKind<>(
                    "coverage",
                    run -> CoverageLine::write,
                    new RecordTraits<>(
                            CoverageSpan::camera, CoverageSpan::track, CoverageSpan::startUs),
                    new RecordFields("camera", "/start_us", 1, false));

    /** Input that could not be used; its camera may be unknown. */
    public static final ResultKind<DeadLetter> DEAD_LETTERS =
            new ResultKind<>(
                    "dead-letter",
                    run -> DeadLetterLine::write,
                    new RecordTraits<>(DeadLetter::camera, letter -> null, DeadLetter::timeUs),
                    new RecordFields("camera", "/time_us", 1, true));

    public static final List<ResultKind<?>> ALL =
            List.of(GAIT, STRIDES, COVERAGE, POSES, DEAD_LETTERS);

    private final String key;
    private final Function<String, LineWriter<T>> lines;
    private final RecordTraits<T> traits;
    private final RecordFields fields;

    private ResultKind(
            String key,
            Function<String, LineWriter<T>> lines,
            RecordTraits<T> traits,
            RecordFields fields) {
        this.key = key;
        this.lines = lines;
        this.traits = traits;
        this.fields = fields;
    }

    /** Its key in {@code sinks} of a configuration. */
    public String key() {
        return key;
    }

    /** The form of its lines in a run. */
    public LineWriter<T> lines(String run) {
        return lines.apply(run);
    }

    /** Camera, track and time of a record. */
    public RecordTraits<T> traits() {
        return traits;
    }

    /**
     * The camera of the record of a line, and when it begins, a stride with its pass; empty where
     * the line names neither and need not.
     *
     * @throws IllegalArgumentException if the line must name them and does not
     * @throws ArithmeticException if its time is beyond the calendar
     */
    public Optional<RecordStart> start(JsonNode line) {
        JsonNode camera = line.path(fields.camera);
        JsonNode time = line.at(fields.start);
        if (camera.isTextual() && isWhole(time)) {
            return Optional.of(
                    new RecordStart(
                            camera.asText(), Math.multiplyExact(time.asLong(), fields.toUs)));
        }
        if (fields.mayLack) {
            return Optional.empty();
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "no %s line, as %s or %s is not given",
                        key,
                        fields.camera,
                        fields.start.substring(1)));
    }

    /**
     * What is left of the record of a line without the time before another, at which it has begun:
     * of a span of coverage the rest, of every other record nothing.
     *
     * @param us event time, µs since the epoch
     * @throws IllegalArgumentException if the line must say when it ends and does not
     */
    public Optional<JsonNode> rest(JsonNode line, long us) {
        if (!equals(COVERAGE)) {
            return Optional.empty();
        }
        JsonNode end = line.path("end_us");
        if (!isWhole(end)) {
            throw new IllegalArgumentException("no coverage line, as end_us is not given");
        }
        if (end.asLong() <= us) {
            return Optional.empty();
        }
        ObjectNode rest = line.deepCopy();
        return Optional.of(rest.put("start_us", us));
    }

    private static boolean isWhole(JsonNode time) {
        return time.isIntegralNumber() && time.canConvertToLong();
    }

    @Override
    public String toString() {
        return key;
    }

    /**
     * @param camera of a record
     * @param timeUs event time at which it begins, µs since the epoch
     */
    public record RecordStart(String camera, long timeUs) {}

    /**
     * @param camera field of a line
     * @param start pointer to the time at which the record begins
     * @param toUs factor to µs
     * @param mayLack whether a line may name neither
     */
    private record RecordFields(String camera, String start, long toUs, boolean mayLack) {}
}
