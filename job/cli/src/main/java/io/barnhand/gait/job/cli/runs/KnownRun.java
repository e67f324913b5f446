package io.barnhand.gait.job.cli.runs;

import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.util.List;
import java.util.Map;

/**
 * A run, as all the places that know it have it.
 *
 * @param id of the run
 * @param order greater than that of every run that was claimed before
 * @param places what each has of it, at least one
 */
record KnownRun(String id, int order, Map<RunRegister, RegisteredRun> places) {

    /** Of several states, the one that promises least comes first. */
    private static final List<RunState> LEAST =
            List.of(RunState.WITHDRAWN, RunState.ABORTED, RunState.STARTED, RunState.COMPLETE);

    /** As if there were but one place. */
    RegisteredRun run() {
        return new RegisteredRun(first().claim(), order, state());
    }

    /** Of a run that claimed nothing, one place alone has the description. */
    private RegisteredRun first() {
        return places.values().stream()
                .filter(run -> !run.claim().description().isEmpty())
                .findFirst()
                .orElse(places.values().iterator().next());
    }

    private RunState state() {
        return LEAST.stream().filter(this::isSomewhere).findFirst().orElseThrow();
    }

    private boolean isSomewhere(RunState state) {
        return places.values().stream().anyMatch(run -> run.state() == state);
    }

    /** Whether all places have the same state of it. */
    boolean isTheSameEverywhere() {
        return places.values().stream().map(RegisteredRun::state).distinct().count() == 1;
    }
}
