package io.barnhand.gait.job.pipeline.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which run of a store is current at which time. At a time of a recording of a camera it is, among
 * the runs that are not withdrawn and hold that time, first by complete or live before the others,
 * then by the greatest sequence. So a live day of several runs is whole, a run that was aborted
 * supersedes nothing, and a complete one only what it decoded.
 *
 * <p>The views of {@code flink-deploy/sql/004_runs.sql} say the same of a database.
 */
public final class CurrentRuns {

    /** The runs that supersede others first. */
    private static final Comparator<RegisteredRun> PRECEDENCE =
            Comparator.comparing(CurrentRuns::isWhole)
                    .thenComparing(RegisteredRun::sequence)
                    .reversed();

    private record Recording(String camera, String name) {}

    private final Map<Recording, List<HeldFootage>> current;

    private CurrentRuns(Map<Recording, List<HeldFootage>> current) {
        this.current = current;
    }

    /**
     * @param registered each run once
     * @param held what they hold, each recording of a run once or in parts; of runs that are not
     *     registered it is passed over
     */
    public static CurrentRuns of(List<RegisteredRun> registered, List<HeldFootage> held) {
        Map<String, RegisteredRun> runs =
                registered.stream()
                        .collect(Collectors.toMap(run -> run.claim().run(), Function.identity()));
        Map<Recording, Map<String, TimeSpans>> byRecording = new LinkedHashMap<>();
        for (HeldFootage footage : held) {
            RegisteredRun run = runs.get(footage.run());
            if (run != null && run.state() != RunState.WITHDRAWN) {
                byRecording
                        .computeIfAbsent(
                                new Recording(footage.camera(), footage.recording()),
                                recording -> new LinkedHashMap<>())
                        .merge(footage.run(), footage.spans(), TimeSpans::plus);
            }
        }
        Map<Recording, List<HeldFootage>> current = new LinkedHashMap<>();
        byRecording.forEach(
                (recording, spans) -> current.put(recording, current(recording, spans, runs)));
        return new CurrentRuns(current);
    }

    private static List<HeldFootage> current(
            Recording recording, Map<String, TimeSpans> held, Map<String, RegisteredRun> runs) {
        List<RegisteredRun> ordered =
                held.keySet().stream().map(runs::get).sorted(PRECEDENCE).toList();
        List<HeldFootage> current = new ArrayList<>();
        TimeSpans taken = TimeSpans.NONE;
        for (RegisteredRun run : ordered) {
            TimeSpans own = held.get(run.claim().run());
            TimeSpans left = own.minus(taken);
            if (!left.isEmpty()) {
                current.add(
                        new HeldFootage(
                                run.claim().run(), recording.camera(), recording.name(), left));
            }
            taken = taken.plus(own);
        }
        return current;
    }

    /** Whether a run is whole, or will never be: it supersedes what others left unfinished. */
    private static boolean isWhole(RegisteredRun run) {
        return run.state() == RunState.COMPLETE || run.claim().live();
    }

    /** The id of the run that is current at a time; empty where no run holds it. */
    public Optional<String> at(String camera, String recording, long timeUs) {
        return current.getOrDefault(new Recording(camera, recording), List.of()).stream()
                .filter(held -> held.spans().contains(timeUs))
                .map(HeldFootage::run)
                .findFirst();
    }

    /** For what of each recording a run is current; none where it is for nothing. */
    public List<HeldFootage> of(String run) {
        return current.values().stream()
                .flatMap(List::stream)
                .filter(held -> held.run().equals(run))
                .toList();
    }
}
