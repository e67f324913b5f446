package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.HorseOptions;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.NearestName;
import io.barnhand.gait.operators.video.VideoSegment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of cameras and times of which a run has no footage, such as of a mistyped camera. */
final class UnseenCameras {

    private static final int MAX_NAMED = 10;

    private final JobConfiguration configuration;
    private final Map<String, List<VideoSegment>> footage;

    /**
     * @param footage all of it, also what is not selected
     */
    UnseenCameras(JobConfiguration configuration, List<VideoSegment> footage) {
        this.configuration = configuration;
        this.footage =
                footage.stream()
                        .collect(
                                Collectors.groupingBy(
                                        VideoSegment::camera, TreeMap::new, Collectors.toList()));
    }

    /** A line for each list of settings that names such cameras, and for each such time. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (footage.isEmpty()) {
            return warnings;
        }
        add("cameras", configuration.cameras().keySet(), warnings);
        add("source.cameras", configuration.source().selection().cameras(), warnings);
        add("horses", configuration.horses().stream().map(HorseOptions::camera).toList(), warnings);
        for (int k = 0; k < configuration.horses().size(); k++) {
            HorseOptions horse = configuration.horses().get(k);
            List<VideoSegment> shown = footage.get(horse.camera());
            if (shown != null && shown.stream().noneMatch(segment -> holds(horse, segment))) {
                warnings.add(
                        warning(
                                String.format(
                                        Locale.ROOT,
                                        "horses[%d] names %s for a time without footage of %s, which begins from %s to %s",
                                        k,
                                        horse.horse(),
                                        horse.camera(),
                                        starts(shown).min(Comparator.naturalOrder()).get(),
                                        starts(shown).max(Comparator.naturalOrder()).get()),
                                "correct from and to"));
            }
        }
        return warnings;
    }

    private void add(String key, Collection<String> cameras, List<String> warnings) {
        List<String> unseen =
                cameras.stream().distinct().filter(id -> !footage.containsKey(id)).toList();
        if (!unseen.isEmpty()) {
            warnings.add(
                    warning(
                            String.format(
                                    Locale.ROOT,
                                    "%s names %s, of which source.path has no footage; it has footage of %s",
                                    key,
                                    named(unseen),
                                    named(footage.keySet())),
                            unseen.stream()
                                    .flatMap(id -> NearestName.of(id, footage.keySet()).stream())
                                    .findFirst()
                                    .map(near -> "correct the name if " + near + " is meant")
                                    .orElse("correct the name if one of these is meant")));
        }
    }

    private static String warning(String problem, String action) {
        return BarnhandException.message(problem, action) + ".";
    }

    private static String named(Collection<String> cameras) {
        String first = cameras.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return cameras.size() > MAX_NAMED
                ? String.format(Locale.ROOT, "%s and %d more", first, cameras.size() - MAX_NAMED)
                : first;
    }

    private static boolean holds(HorseOptions horse, VideoSegment segment) {
        Instant start = start(segment);
        // Its length may be unknown.
        return (horse.to() == null || start.isBefore(horse.to()))
                && (horse.from() == null
                        || segment.durationUs() == null
                        || start.plus(segment.durationUs(), ChronoUnit.MICROS)
                                .isAfter(horse.from()));
    }

    private static Stream<Instant> starts(List<VideoSegment> segments) {
        return segments.stream().map(UnseenCameras::start);
    }

    private static Instant start(VideoSegment segment) {
        return Instant.EPOCH.plus(Duration.of(segment.startUs(), ChronoUnit.MICROS));
    }
}
