package io.barnhand.gait.job.cli.camera;

import io.barnhand.gait.job.cli.options.QuotedSetting;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The job over one clip alone.
 *
 * @param clip video
 * @param configuration file of the job; the defaults' where there is none
 * @param detector name or file, in place of the configuration's
 * @param pose name or file, in place of the configuration's
 */
public record ClipJob(
        Path clip, Optional<Path> configuration, Optional<String> detector, Optional<String> pose) {

    static final String RUN = "check";

    /**
     * @param folder gets the results
     */
    JobConfiguration configuration(Path folder) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "run.id=" + RUN,
                                "run.mode=batch",
                                "source.kind=files",
                                QuotedSetting.of("source.path", clip.toAbsolutePath()),
                                "source.start-time=1970-01-01T00:00:00Z",
                                "source.fps=null",
                                "source.limits.duration=10min",
                                "gait.sliding=0s"));
        for (String sink : List.of("poses", "gait")) {
            settings.add(
                    String.format(
                            Locale.ROOT,
                            "sinks.%s={kind: jsonl, path: %s}",
                            sink,
                            QuotedSetting.quoted(folder.resolve(sink))));
        }
        for (String sink : List.of("strides", "coverage", "dead-letter")) {
            settings.add(String.format(Locale.ROOT, "sinks.%s={kind: none}", sink));
        }
        detector.ifPresent(model -> settings.add(QuotedSetting.of("detector.model", model)));
        pose.ifPresent(model -> settings.add(QuotedSetting.of("pose.model", model)));
        return ConfigurationReader.read(configuration.orElse(null), settings);
    }
}
