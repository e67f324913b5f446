package io.barnhand.gait.job.cli.runs;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.runs.CurrentRuns;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.models.NearestName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The runs of some places, and what each is current for. */
public final class RunHistory {

    private static final int MAX_NAMED = 10;

    private final List<KnownRun> newestFirst;
    private final List<HeldFootage> held;

    private RunHistory(List<KnownRun> newestFirst, List<HeldFootage> held) {
        this.newestFirst = newestFirst;
        this.held = held;
    }

    /**
     * @throws ConfigurationException if a place cannot be read, or there is none
     */
    public static RunHistory of(List<Destinations> stores) {
        Map<String, RunRegister> registers = new TreeMap<>();
        for (Destinations store : stores) {
            store.registers().forEach(register -> registers.put(register.place(), register));
        }
        if (registers.isEmpty()) {
            throw new ConfigurationException(
                    "No place is given that keeps runs",
                    "give --results FOLDER, s3://… or jdbc:postgresql://…, or --conf FILE with a sink");
        }
        Map<String, Map<RunRegister, RegisteredRun>> places = new LinkedHashMap<>();
        List<String> order = new ArrayList<>();
        for (RunRegister register : registers.values()) {
            List<RegisteredRun> runs = runs(register);
            merge(order, runs.stream().map(run -> run.claim().run()).toList());
            for (RegisteredRun run : runs) {
                places.computeIfAbsent(run.claim().run(), id -> new LinkedHashMap<>())
                        .put(register, run);
            }
        }
        List<KnownRun> newestFirst = new ArrayList<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            newestFirst.add(new KnownRun(order.get(i), i, places.get(order.get(i))));
        }
        Set<HeldFootage> held = new LinkedHashSet<>();
        stores.forEach(store -> held.addAll(store.held(order)));
        return new RunHistory(newestFirst, List.copyOf(held));
    }

    private static List<RegisteredRun> runs(RunRegister register) {
        try {
            return register.runs();
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The runs of %s cannot be read (%s)",
                            register.place(),
                            e.getMessage() == null ? e : e.getMessage()),
                    "check that this machine reaches it and may read there");
        }
    }

    /** Adds the runs of one more place, each behind the one that was claimed there before it. */
    private static void merge(List<String> order, List<String> more) {
        int at = 0;
        for (String run : more) {
            int known = order.indexOf(run);
            if (known < 0) {
                order.add(at, run);
                at++;
            } else {
                at = Math.max(at, known + 1);
            }
        }
    }

    List<KnownRun> newestFirst() {
        return newestFirst;
    }

    /**
     * @throws ConfigurationException naming the nearest if there is none with this id
     */
    KnownRun find(String id) {
        List<String> ids = newestFirst.stream().map(KnownRun::id).toList();
        return newestFirst.stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        String.format(Locale.ROOT, "There is no run %s", id),
                                        action(id, ids)));
    }

    private static String action(String id, List<String> ids) {
        if (ids.isEmpty()) {
            return "give another place: none is registered here";
        }
        String few = String.join(", ", ids.stream().limit(MAX_NAMED).toList());
        String named = ids.size() > MAX_NAMED ? few + " and more" : few;
        return NearestName.of(id, ids)
                .map(nearest -> "give " + nearest + " or another one of " + named)
                .orElse("give one of " + named);
    }

    /** What a run holds, whether it is current for it or not. */
    List<HeldFootage> held(String run) {
        return held.stream().filter(footage -> footage.run().equals(run)).toList();
    }

    /** Which runs are current. */
    CurrentRuns current() {
        return CurrentRuns.of(newestFirst.stream().map(KnownRun::run).toList(), held);
    }

    /** Which runs are current once this one is withdrawn. */
    CurrentRuns currentWithout(KnownRun withdrawn) {
        RegisteredRun run = withdrawn.run();
        return CurrentRuns.of(
                newestFirst.stream()
                        .map(KnownRun::run)
                        .map(
                                other ->
                                        other.claim().run().equals(withdrawn.id())
                                                ? new RegisteredRun(
                                                        run.claim(),
                                                        run.sequence(),
                                                        RunState.WITHDRAWN)
                                                : other)
                        .toList(),
                held);
    }
}
