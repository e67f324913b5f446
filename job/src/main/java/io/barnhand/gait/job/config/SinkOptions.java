package io.barnhand.gait.job.config;

import java.util.List;

/**
 * {@code sinks}: where the results go; each list may be empty.
 *
 * @param poses the keypoint archive
 * @param gait gait records
 * @param deadLetter input that could not be used
 */
public record SinkOptions(List<Target> poses, List<Target> gait, List<Target> deadLetter) {

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

    static SinkOptions read(Section section) {
        if (!targets(section, "strides", List.of()).isEmpty()) {
            section.problem(
                    "strides", "set", "must be {kind: none}: stride records are not made yet");
        }
        return new SinkOptions(
                targets(section, "poses", folder("out/poses")),
                targets(section, "gait", folder("out/gait")),
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
