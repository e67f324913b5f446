package io.barnhand.gait.job.analysis.results;

import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.UnseenHorse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The recordings in which no horse was followed, by what the detector saw instead, from the
 * coverage lines of a run. Those of a run that did not keep what it saw are not known.
 */
public final class HorselessRecordings {

    /** As many as a plan may have; of a live run that has more, the first ones. */
    private static final int MAX_RECORDINGS = 100_000;

    /** Recordings that are named of each reason. */
    private static final int MAX_NAMED = 20;

    /** Of each, what was seen instead; empty where a horse was followed. */
    private final Map<RecordingId, Optional<UnseenHorse>> recordings = new TreeMap<>();

    private record Named(RecordingId id, UnseenHorse closest) {

        String name() {
            return Printable.text(id.camera() + "/" + id.name());
        }

        String scored() {
            return name() + String.format(Locale.ROOT, " %.2f", closest.bestScore());
        }

        String turned() {
            return name()
                    + String.format(
                            Locale.ROOT,
                            " (by %d° clockwise: %.2f, as it is: %.2f)",
                            closest.turnedDegrees(),
                            closest.turnedScore(),
                            closest.bestScore());
        }
    }

    /** Takes a span of the run. */
    public void add(CoverageSpan span) {
        boolean decoded = span.kind().equals(CoverageSpan.DECODED);
        if (!decoded && !span.kind().equals(CoverageSpan.HORSE)) {
            return;
        }
        RecordingId id = new RecordingId(span.camera(), span.recording());
        if (recordings.size() < MAX_RECORDINGS || recordings.containsKey(id)) {
            recordings.merge(
                    id,
                    decoded ? Optional.ofNullable(span.unseen()) : Optional.empty(),
                    (a, b) -> a.flatMap(one -> b.map(one::and)));
        }
    }

    /**
     * Sentences that name them, first how many there are; none where there is none.
     *
     * @param score from which on a detection begins a track, 0..1
     */
    public List<String> lines(double score) {
        List<Named> horseless =
                recordings.entrySet().stream()
                        .filter(entry -> entry.getValue().isPresent())
                        .map(entry -> new Named(entry.getKey(), entry.getValue().get()))
                        .sorted(Comparator.comparingDouble(named -> -named.closest.bestScore()))
                        .toList();
        List<String> lines = new ArrayList<>();
        if (horseless.isEmpty()) {
            return lines;
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "No horse was followed in %d of %s:",
                        horseless.size(),
                        Counted.of(recordings.size(), "recording")));
        Map<Boolean, List<Named>> turned =
                horseless.stream()
                        .collect(Collectors.partitioningBy(n -> n.closest.turnedDegrees() != null));
        addTurned(lines, turned.get(true));
        List<Named> rest = turned.get(false);
        addBrief(lines, rest.stream().filter(n -> n.closest.bestScore() >= score).toList());
        addBelow(
                lines,
                rest.stream()
                        .filter(n -> n.closest.bestScore() > 0 && n.closest.bestScore() < score)
                        .toList(),
                score);
        addNothing(lines, rest.stream().filter(n -> n.closest.bestScore() == 0).toList());
        return lines;
    }

    private static void addTurned(List<String> lines, List<Named> turned) {
        if (!turned.isEmpty()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%d may be stored turned, as a picture shows a horse when it is turned: %s; view them, and turn them without loss, the first with: ffmpeg -display_rotation %d -i IN.mp4 -c copy OUT.mp4",
                            turned.size(),
                            named(turned, Named::turned),
                            360 - turned.get(0).closest.turnedDegrees()));
        }
    }

    private static void addBrief(List<String> lines, List<Named> brief) {
        if (!brief.isEmpty()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%d showed one in single pictures only: %s; let the camera see a horse for some seconds",
                            brief.size(),
                            named(brief, Named::scored)));
        }
    }

    private static void addBelow(List<String> lines, List<Named> below, double score) {
        if (!below.isEmpty()) {
            double lower = Math.floor(below.get(0).closest.bestScore() * 20) / 20;
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%d stayed below detector.score (%.2f), with a best score of: %s; if they show horses, run them again with a lower detector.score (%.2f for the first; detector.floor must not be above it) or another detector",
                            below.size(),
                            score,
                            named(below, Named::scored),
                            Math.max(0.05, lower)));
        }
    }

    private static void addNothing(List<String> lines, List<Named> nothing) {
        if (!nothing.isEmpty()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%d showed nothing like a horse: %s; see what the camera sees with barnhand check-camera FILE",
                            nothing.size(),
                            named(nothing, Named::name)));
        }
    }

    private static String named(List<Named> recordings, Function<Named, String> form) {
        int more = recordings.size() - MAX_NAMED;
        return recordings.stream().limit(MAX_NAMED).map(form).collect(Collectors.joining(", "))
                + (more > 0 ? String.format(Locale.ROOT, " and %d more", more) : "");
    }
}
