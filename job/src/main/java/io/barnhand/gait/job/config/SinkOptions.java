package io.barnhand.gait.job.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code sinks}: where the results go; each list may be empty.
 *
 * @param poses the keypoint archive
 * @param gait gait records
 * @param strides the strides of passes
 * @param coverage what was expected, decoded, with a horse and usable
 * @param deadLetter input that could not be used
 */
public record SinkOptions(
        List<Target> poses,
        List<Target> gait,
        List<Target> strides,
        List<Target> coverage,
        List<Target> deadLetter) {

    /** Kinds of sinks. */
    public enum Kind {
        JSONL,
        NONE
    }

    /**
     * One sink.
     *
     * @param kind form of the output
     * @param path folder; the run adds {@code run=<id>} below it; null for none
     */
    public record Target(Kind kind, String path) {

        private static Target read(Section section) {
            Kind kind = section.choice("kind", Kind.JSONL);
            String path = kind == Kind.NONE ? section.text("path", null) : section.required("path");
            return new Target(kind, path);
        }
    }

    /** Every sink of every kind of result. */
    public Stream<Target> all() {
        return Stream.of(gait, strides, coverage, poses, deadLetter).flatMap(List::stream);
    }

    static SinkOptions read(Section section) {
        return new SinkOptions(
                targets(section, "poses", folder("out/poses")),
                targets(section, "gait", folder("out/gait")),
                targets(section, "strides", folder("out/strides")),
                targets(section, "coverage", folder("out/coverage")),
                targets(section, "dead-letter", folder("out/dead-letter")));
    }

    private static List<Target> folder(String path) {
        return List.of(new Target(Kind.JSONL, path));
    }

    private static List<Target> targets(Section section, String key, List<Target> absent) {
        return section.items(key, absent, Target::read).stream()
                .filter(target -> target.kind() != Kind.NONE)
                .toList();
    }
}
