package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the records of a ledger say, in their order: of the claims of a run the first that was not
 * released counts. All who read the same records come to the same.
 */
final class LedgerRuns {

    private final Map<String, RegisteredRun> runs = new HashMap<>();

    void add(long offset, LedgerLine line) {
        String run = line.run();
        RegisteredRun known = runs.get(run);
        switch (line.kind()) {
            case CLAIM ->
                    runs.putIfAbsent(
                            run, new RegisteredRun(line.claim(), offset, RunState.STARTED));
            case START -> {
                if (known != null) {
                    runs.put(
                            run,
                            new RegisteredRun(line.claim(), known.sequence(), RunState.STARTED));
                }
            }
            case RELEASE -> {
                if (known != null && known.claim().token().equals(line.claim().token())) {
                    runs.remove(run);
                }
            }
            case STATE -> {
                if (known != null && known.state() != RunState.WITHDRAWN) {
                    runs.put(run, new RegisteredRun(known.claim(), known.sequence(), line.state()));
                }
            }
        }
    }

    Optional<RegisteredRun> find(String run) {
        return Optional.ofNullable(runs.get(run));
    }

    /** All, by their sequence. */
    List<RegisteredRun> all() {
        return runs.values().stream()
                .sorted(Comparator.comparingLong(RegisteredRun::sequence))
                .toList();
    }
}
