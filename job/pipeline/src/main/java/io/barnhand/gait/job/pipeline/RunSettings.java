package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.Effect;
import io.barnhand.gait.job.configuration.GivenConfiguration;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SettingDifference;
import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.job.pipeline.runs.DescriptionFile;
import io.barnhand.gait.job.pipeline.source.ReachableStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configuration of a run that starts. A run that reads keypoints takes the gait settings of the
 * run that estimated them, unless the configuration overrides them: a score that one pose model
 * never reaches is usual for another.
 *
 * @param configuration all effective settings
 * @param remarks for the user who starts the run: which settings were taken from which run, or why
 *     none were, and which of those given have no effect
 */
public record RunSettings(JobConfiguration configuration, List<String> remarks) {

    private static final String ALONE = "gait is measured with this configuration alone.";

    /**
     * @param file configuration in YAML, or null for the defaults
     * @param settings {@code dotted.key=value} over it
     * @throws ConfigurationException if they, a store that they name or the description of the run
     *     that estimated the keypoints, cannot be used
     */
    public static RunSettings read(Path file, List<String> settings) throws IOException {
        GivenConfiguration given = ConfigurationReader.given(file, settings);
        JobConfiguration own = given.read();
        ReachableStore.require(own);
        Set<KeypointRun> runs =
                own.source().kind() == SourceOptions.SourceKind.POSES ? runs(own) : Set.of();
        RunSettings followed =
                runs.isEmpty() ? new RunSettings(own, List.of()) : read(given, own, runs);
        List<String> remarks = new ArrayList<>(followed.remarks);
        for (KeypointRun run : runs) {
            if (run.isWithdrawn()) {
                remarks.add(
                        String.format(
                                Locale.ROOT,
                                "Warning: run %s, whose keypoints are read, was withdrawn.",
                                run.id()));
            }
        }
        given.withoutEffect(own).forEach(warning -> remarks.add("Warning: " + warning + "."));
        return new RunSettings(followed.configuration, List.copyOf(remarks));
    }

    /** None where keypoints lie outside the folders of runs. */
    private static Set<KeypointRun> runs(JobConfiguration configuration) throws IOException {
        Set<KeypointRun> runs = new LinkedHashSet<>();
        for (org.apache.flink.core.fs.Path path :
                new ConfiguredStages(configuration).keypointFiles()) {
            Optional<KeypointRun> run = KeypointRun.around(path);
            if (run.isPresent()) {
                runs.add(run.get());
            } else {
                runs.addAll(KeypointRun.in(path));
            }
        }
        return runs;
    }

    private static RunSettings read(
            GivenConfiguration given, JobConfiguration own, Set<KeypointRun> runs)
            throws IOException {
        Map<String, JobConfiguration> known = new LinkedHashMap<>();
        for (KeypointRun run : runs) {
            Optional<DescribedRun> described = run.described();
            if (described.isEmpty()) {
                return alone(
                        own,
                        String.format(
                                Locale.ROOT,
                                "Run %s has no description %s beside its keypoints; ",
                                run.id(),
                                DescriptionFile.name(run.id())));
            }
            if (described.get().configuration().isEmpty()) {
                return alone(
                        own,
                        String.format(
                                Locale.ROOT,
                                "Run %s is of an earlier release, whose description has no usable settings; ",
                                run.id()));
            }
            known.put(run.id(), described.get().configuration().get());
        }
        String names = String.join(", ", known.keySet());
        JobConfiguration first = known.values().iterator().next();
        for (Map.Entry<String, JobConfiguration> other : known.entrySet()) {
            List<SettingDifference> differences =
                    SettingDifference.between(first, other.getValue(), Effect.GAIT);
            if (!differences.isEmpty()) {
                return alone(
                        own,
                        String.format(
                                Locale.ROOT,
                                "Runs %s have different settings (%s); ",
                                names,
                                paths(differences)));
            }
        }
        return following(names, first, own, given.readOver(first, Effect.GAIT));
    }

    private static RunSettings alone(JobConfiguration own, String why) {
        return new RunSettings(own, List.of(why + ALONE));
    }

    private static RunSettings following(
            String names, JobConfiguration run, JobConfiguration own, JobConfiguration merged) {
        List<SettingDifference> taken = SettingDifference.between(own, merged, Effect.GAIT);
        List<String> remarks = new ArrayList<>();
        remarks.add(
                taken.isEmpty()
                        ? String.format(
                                Locale.ROOT,
                                "Gait is measured with the settings of this configuration; run %s has no others.",
                                names)
                        : String.format(
                                Locale.ROOT,
                                "Gait is measured with settings of run %s: %s.",
                                names,
                                values(taken)));
        List<SettingDifference> otherwise = SettingDifference.between(run, merged, Effect.GAIT);
        if (!otherwise.isEmpty()) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "This configuration overrides settings of run %s: %s.",
                            names,
                            values(otherwise)));
        }
        return new RunSettings(merged, List.copyOf(remarks));
    }

    private static String values(List<SettingDifference> differences) {
        return differences.stream()
                .map(d -> d.path() + " " + d.textB())
                .collect(Collectors.joining(", "));
    }

    private static String paths(List<SettingDifference> differences) {
        return differences.stream().map(SettingDifference::path).collect(Collectors.joining(", "));
    }
}
