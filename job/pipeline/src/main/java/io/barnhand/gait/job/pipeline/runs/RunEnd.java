package io.barnhand.gait.job.pipeline.runs;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how a bounded run has ended, in all stores that it was claimed in. It neither fails nor
 * holds up a job: what cannot be recorded in time is logged, and the run stays as it was there.
 *
 * @param registers where the run is claimed
 */
public record RunEnd(List<RunRegister> registers, String run) implements Serializable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(RunEnd.class);

    public RunEnd {
        registers = List.copyOf(registers);
    }

    /** Records a state; returns when that is done, or after {@link #PATIENCE}. */
    public void record(RunState state) {
        // Of a command that is being ended, too.
        boolean interrupted = Thread.interrupted();
        Thread recorder = new Thread(() -> recordAll(state), "state of run " + run);
        recorder.setDaemon(true);
        recorder.start();
        try {
            recorder.join(PATIENCE.toMillis());
            if (recorder.isAlive()) {
                LOG.warn("That run {} is {} could not be recorded in time", run, state.key());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void recordAll(RunState state) {
        for (RunRegister register : registers) {
            try {
                register.record(run, state);
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "That run {} is {} cannot be recorded in {} ({})",
                        run,
                        state.key(),
                        register.place(),
                        e.getMessage());
            }
        }
    }
}
