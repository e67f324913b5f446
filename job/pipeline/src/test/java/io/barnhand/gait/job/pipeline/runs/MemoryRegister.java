package io.barnhand.gait.job.pipeline.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in memory; {@code broken} has every claim fail, {@code lost} its answer. */
public final class MemoryRegister implements RunRegister {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final Map<String, RegisteredRun> runs = new LinkedHashMap<>();
    private long last;
    boolean broken;
    boolean lost;

    public MemoryRegister(String place) {
        this.place = place;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public synchronized RegisteredRun claim(RunClaim claim) throws IOException {
        if (broken) {
            throw new IOException("the disk is full");
        }
        RegisteredRun run =
                runs.computeIfAbsent(
                        claim.run(), id -> new RegisteredRun(claim, ++last, RunState.STARTED));
        if (lost) {
            throw new IOException("the connection was closed");
        }
        return run;
    }

    @Override
    public synchronized Optional<RegisteredRun> find(String run) {
        return Optional.ofNullable(runs.get(run));
    }

    @Override
    public synchronized void startAgain(RunClaim claim) {
        runs.computeIfPresent(
                claim.run(),
                (run, before) -> new RegisteredRun(claim, before.sequence(), RunState.STARTED));
    }

    @Override
    public synchronized void release(RunClaim claim) {
        runs.values().removeIf(run -> run.claim().token().equals(claim.token()));
    }

    @Override
    public synchronized void record(String run, RunState state) {
        runs.computeIfPresent(
                run,
                (id, before) ->
                        before.state() == RunState.WITHDRAWN
                                ? before
                                : new RegisteredRun(before.claim(), before.sequence(), state));
    }

    @Override
    public synchronized List<RegisteredRun> runs() {
        return new ArrayList<>(runs.values());
    }
}
