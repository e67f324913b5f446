package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barnhand.gait.job.formats.results.ResultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code sinks}: where the results go; each list may be empty.
 *
 * @param poses the keypoint archive
 * @param gait gait records
 * @param strides the strides of passes
 * @param coverage when footage was expected, decoded, with a horse, usable
 * @param deadLetter input that could not be used
 */
public record SinkOptions(
        List<Target> poses,
        List<Target> gait,
        List<Target> strides,
        List<Target> coverage,
        List<Target> deadLetter) {

    /**
     * One target of one result.
     *
     * @param index of the target among those of the result
     * @param settings where and how
     */
    public record ResultTarget<X extends Target>(ResultKind<?> result, int index, X settings) {}

    /** The sinks of one result. */
    private record Targets(ResultKind<?> result) implements Form<List<Target>> {

        @Override
        public List<Target> read(Section section, String key, List<Target> absent) {
            return section.items(key).map(this::targets).orElse(absent);
        }

        private List<Target> targets(List<Section> items) {
            return items.stream()
                    .map(item -> Target.TargetKind.read(item, result))
                    .filter(target -> target.kind() != Target.TargetKind.NONE)
                    .toList();
        }

        @Override
        public JsonNode write(List<Target> targets) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            targets.forEach(target -> json.add(target.write()));
            return json;
        }
    }

    /** The forms of a sink, for a reader. */
    static final String FORMS =
            "each one of these, or a list of them:\n" + Target.TargetKind.forms();

    private static final Key<SinkOptions, List<Target>> POSES =
            key(ResultKind.POSES, SinkOptions::poses, "the keypoint archive");

    private static final Key<SinkOptions, List<Target>> GAIT =
            key(ResultKind.GAIT, SinkOptions::gait, "gait records");

    private static final Key<SinkOptions, List<Target>> STRIDES =
            key(ResultKind.STRIDES, SinkOptions::strides, "every stride of every pass");

    private static final Key<SinkOptions, List<Target>> COVERAGE =
            key(
                    ResultKind.COVERAGE,
                    SinkOptions::coverage,
                    "when footage was expected, decoded, with a horse, usable");

    private static final Key<SinkOptions, List<Target>> DEAD_LETTER =
            key(
                    ResultKind.DEAD_LETTERS,
                    SinkOptions::deadLetter,
                    "input that could not be used, and why");

    static final Area<SinkOptions> AREA =
            Area.of(SinkOptions::read, POSES, GAIT, STRIDES, COVERAGE, DEAD_LETTER);

    private static Key<SinkOptions, List<Target>> key(
            ResultKind<?> result, Function<SinkOptions, List<Target>> of, String sentence) {
        return Key.of(
                result.key(),
                of,
                new Targets(result),
                List.of(new Target.JsonLines("out/" + result.key())),
                sentence);
    }

    private static SinkOptions read(Section section) {
        return new SinkOptions(
                section.get(POSES),
                section.get(GAIT),
                section.get(STRIDES),
                section.get(COVERAGE),
                section.get(DEAD_LETTER));
    }

    /** The targets of a result. */
    public List<Target> of(ResultKind<?> result) {
        return byResult().get(result);
    }

    private Map<ResultKind<?>, List<Target>> byResult() {
        return Map.of(
                ResultKind.POSES, poses,
                ResultKind.GAIT, gait,
                ResultKind.STRIDES, strides,
                ResultKind.COVERAGE, coverage,
                ResultKind.DEAD_LETTERS, deadLetter);
    }

    /** The targets of one store, of whatever result. */
    public <X extends Target> List<ResultTarget<X>> targets(Class<X> store) {
        List<ResultTarget<X>> found = new ArrayList<>();
        for (ResultKind<?> result : ResultKind.ALL) {
            List<Target> targets = of(result);
            for (int i = 0; i < targets.size(); i++) {
                if (store.isInstance(targets.get(i))) {
                    found.add(new ResultTarget<>(result, i, store.cast(targets.get(i))));
                }
            }
        }
        return found;
    }

    /** All targets, of whatever result. */
    public Stream<Target> all() {
        return ResultKind.ALL.stream().map(this::of).flatMap(List::stream);
    }

    /** The same without the keypoint archive, for a run that reads it. */
    SinkOptions withoutPoses() {
        return new SinkOptions(List.of(), gait, strides, coverage, deadLetter);
    }

    /** The same sinks, with folders named from the root of this machine's files. */
    SinkOptions absolute() {
        return new SinkOptions(
                absolute(poses),
                absolute(gait),
                absolute(strides),
                absolute(coverage),
                absolute(deadLetter));
    }

    private static List<Target> absolute(List<Target> targets) {
        return targets.stream().map(Target::absolute).toList();
    }
}
