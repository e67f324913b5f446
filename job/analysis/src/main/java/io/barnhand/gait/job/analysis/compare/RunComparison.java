package io.barnhand.gait.job.analysis.compare;

import io.barnhand.gait.job.analysis.compare.PassPairs.Pair;
import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.job.analysis.results.StoredRun;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.SettingDifference;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Run B against run A, over the same footage.
 *
 * @param a the first run
 * @param b the second run
 * @param starts of each recording that either knows of, ms: that of coverage, else that of the
 *     first pass
 * @param passes which belong together
 * @param differences per gait and metric
 * @param disagreements metrics of single passes whose intervals exclude each other
 */
public record RunComparison(
        MeasuredRun a,
        MeasuredRun b,
        Map<RecordingId, Long> starts,
        PassPairs passes,
        List<MetricDifference> differences,
        List<Disagreement> disagreements) {

    /**
     * Reads and compares.
     *
     * @param nameA {@code FOLDER} or {@code FOLDER:ID}
     * @param nameB likewise
     * @throws ConfigurationException if a run is not there or broken, if their keypoints do not
     *     mean the same, or if they are of other footage
     */
    public static RunComparison of(String nameA, String nameB) throws IOException {
        MeasuredRun a = MeasuredRun.read(find(nameA));
        MeasuredRun b = MeasuredRun.read(find(nameB));
        requireSameMeaning(a, b);
        requireSameFootage(a, b);
        PassPairs passes = PassPairs.of(a.passes(), b.passes());
        return new RunComparison(
                a,
                b,
                starts(a, b),
                passes,
                MetricDifference.of(passes.pairs()),
                Disagreement.of(passes.pairs()));
    }

    /** The settings in which the two differ; empty where those of one are not known. */
    Optional<List<SettingDifference>> settings() {
        return known(a).flatMap(first -> known(b).map(first::differences));
    }

    private static Optional<DescribedRun> known(MeasuredRun run) {
        return run.described().filter(described -> described.configuration().isPresent());
    }

    /** Passes that the two call by different gaits. */
    List<Pair> otherGait() {
        return passes.pairs().stream().filter(pair -> !pair.sameGait()).toList();
    }

    /**
     * Seconds from the beginning of its recording, as far as the runs know that.
     *
     * @param recording one that either run knows of
     */
    double clipSecond(RecordingId recording, long timeMs) {
        return 1e-3 * (timeMs - starts.get(recording));
    }

    private static Map<RecordingId, Long> starts(MeasuredRun a, MeasuredRun b) {
        Map<RecordingId, Long> starts = new HashMap<>();
        Map<RecordingId, Long> earliest = new HashMap<>();
        for (MeasuredRun run : List.of(a, b)) {
            for (MeasuredPass pass : run.passes()) {
                starts.merge(pass.recording(), pass.startMs(), Math::min);
            }
            run.starts().forEach((recording, start) -> earliest.merge(recording, start, Math::min));
        }
        starts.putAll(earliest);
        return starts;
    }

    private static StoredRun find(String name) throws IOException {
        int colon = name.lastIndexOf(':');
        boolean named =
                colon > 0 && name.indexOf('/', colon) < 0 && !StoredPath.of(name).isFolder();
        return StoredRun.find(
                StoredPath.of(named ? name.substring(0, colon) : name),
                named ? name.substring(colon + 1) : null,
                "FOLDER:ID");
    }

    private static void requireSameFootage(MeasuredRun a, MeasuredRun b) {
        for (MeasuredRun run : List.of(a, b)) {
            if (run.recordings().isEmpty()) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "Run %s has written neither passes nor coverage",
                                run.id()),
                        "wait until it has, or compare another");
            }
        }
        TreeSet<RecordingId> common = a.recordings();
        common.retainAll(b.recordings());
        if (common.isEmpty()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s and run %s have no recording in common",
                            a.id(),
                            b.id()),
                    "compare two runs over the same footage");
        }
    }

    private static void requireSameMeaning(MeasuredRun a, MeasuredRun b) {
        TreeSet<String> semantics = new TreeSet<>();
        TreeSet<String> models = new TreeSet<>();
        for (MeasuredRun run : List.of(a, b)) {
            for (MeasuredPass pass : run.passes()) {
                if (pass.model() != null) {
                    semantics.add(pass.semantics());
                    models.add(pass.model());
                }
            }
        }
        boolean unverified = semantics.contains(KeypointTraits.UNVERIFIED);
        if (semantics.size() > 1 || unverified && models.size() > 1) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The keypoints of %s are %s: lengths and angles of different meanings cannot be compared",
                            String.join(" and ", models),
                            String.join(" and ", semantics)),
                    "compare runs whose models agree on what their keypoints are");
        }
    }
}
