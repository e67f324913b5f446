package io.barnhand.gait.job.pipeline.runs;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.SettingDifference;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claim of a run in all stores that it writes into: in each of them or in none. Which of two
 * runs with one id has it is decided by the first store, as all starts claim in the same order.
 *
 * @param claim of this start
 * @param made the registers in which this start has claimed the id
 * @param continued those in which it continues an earlier start, and what they had of that
 */
public record RunClaims(
        RunClaim claim, List<RunRegister> made, Map<RunRegister, RegisteredRun> continued) {

    private static final Logger LOG = LoggerFactory.getLogger(RunClaims.class);

    /**
     * Claims a run, as the last thing before it writes.
     *
     * @param registers of all stores that it writes into, in the order of {@code Destinations}
     * @throws ConfigurationException if a store has the id already and the start does not continue
     *     it, or has begun it otherwise or withdrawn it, or cannot be used; nothing is claimed then
     */
    public static RunClaims start(List<RunRegister> registers, RunClaim claim, RunStart start) {
        check(registers, claim, start);
        RunClaims claims = new RunClaims(claim, new ArrayList<>(), new LinkedHashMap<>());
        for (RunRegister register : registers) {
            try {
                claims.add(register, start);
            } catch (RuntimeException e) {
                claims.release();
                throw e;
            }
        }
        return new RunClaims(
                claim, List.copyOf(claims.made), Collections.unmodifiableMap(claims.continued));
    }

    private void add(RunRegister register, RunStart start) {
        // A store that does not answer may have taken the claim.
        made.add(register);
        RegisteredRun run = asked(register, claim.run(), () -> register.claim(claim));
        if (run.claim().token().equals(claim.token())) {
            return;
        }
        made.remove(register);
        require(register, run, claim, start);
        continued.put(register, run);
        asked(
                register,
                claim.run(),
                () -> {
                    register.startAgain(claim);
                    return null;
                });
    }

    /**
     * The same check without a claim, for {@code validate} and before models are loaded.
     *
     * @throws ConfigurationException as {@link #start}
     */
    public static void check(List<RunRegister> registers, RunClaim claim, RunStart start) {
        find(registers, claim.run())
                .forEach((register, run) -> require(register, run, claim, start));
    }

    /**
     * Where a run is claimed already, and as what; without the stores in which it is not.
     *
     * @throws ConfigurationException if a store cannot be read
     */
    public static Map<RunRegister, RegisteredRun> find(List<RunRegister> registers, String run) {
        Map<RunRegister, RegisteredRun> found = new LinkedHashMap<>();
        for (RunRegister register : registers) {
            Optional<RegisteredRun> there = asked(register, run, () -> register.find(run));
            there.ifPresent(registered -> found.put(register, registered));
        }
        return found;
    }

    /**
     * Removes what this start has claimed, as its job did not come to write; a run that it would
     * have continued is again what it was before.
     */
    public void release() {
        for (RunRegister register : made) {
            try {
                register.release(claim);
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "The claim of run {} in {}, if it was made, cannot be removed ({}); withdraw the run there, or give another run.id",
                        claim.run(),
                        register.place(),
                        e.getMessage());
            }
        }
        continued.forEach(
                (register, before) -> {
                    try {
                        restore(register, before);
                    } catch (IOException | RuntimeException e) {
                        LOG.warn(
                                "That run {} is still {} in {} cannot be recorded ({}); it is taken as started there",
                                claim.run(),
                                before.state().key(),
                                register.place(),
                                e.getMessage());
                    }
                });
    }

    private void restore(RunRegister register, RegisteredRun before) throws IOException {
        Optional<RegisteredRun> now = register.find(claim.run());
        if (now.isEmpty() || !now.get().claim().token().equals(claim.token())) {
            // Not taken, or continued by another start in between.
            return;
        }
        if (before.claim().token().isEmpty()) {
            // It was claimed by no release before, and is known by its results alone.
            register.release(claim);
            return;
        }
        register.startAgain(before.claim());
        register.record(claim.run(), before.state());
    }

    private static void require(
            RunRegister register, RegisteredRun run, RunClaim claim, RunStart start) {
        String id = claim.run();
        if (!run.claim().run().equals(id)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "run.id is %s, but %s has run %s and does not tell small letters from capitals",
                            id,
                            register.place(),
                            run.claim().run()),
                    RunStart.another(id));
        }
        if (run.state() == RunState.WITHDRAWN) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "run.id is %s, which was withdrawn in %s",
                            id,
                            register.place()),
                    RunStart.another(id));
        }
        if (!start.continues()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "run.id is %s, but this run exists already in %s (%s)",
                            id,
                            register.place(),
                            run.state().key()),
                    start.wayOn(id));
        }
        if (run.state() == RunState.COMPLETE && start.continuing().isEmpty()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "run.id is %s, which is complete in %s: nothing is left to continue",
                            id,
                            register.place()),
                    RunStart.another(id));
        }
        requireSame(register, run.claim(), claim, start);
    }

    private static void requireSame(
            RunRegister register, RunClaim before, RunClaim claim, RunStart start) {
        if (before.fingerprint().equals(claim.fingerprint())) {
            return;
        }
        String changed;
        try {
            List<SettingDifference> differences =
                    RunFingerprint.between(
                            before.description(), claim.description(), start.fixed());
            if (differences.isEmpty()) {
                return;
            }
            changed =
                    differences.stream()
                            .map(d -> d.path() + " was " + d.textA() + ", is " + d.textB())
                            .collect(Collectors.joining("; "));
        } catch (ConfigurationException e) {
            if (before.fingerprint().isEmpty()) {
                LOG.warn(
                        "Run {} was begun by an earlier release, and what it keeps of its settings cannot be compared ({}); check that its configuration is the same",
                        claim.run(),
                        e.getMessage());
                return;
            }
            changed = "they cannot be read, " + e.getMessage();
        }
        throw new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "run.id is %s, which began in %s with other settings: %s",
                        claim.run(),
                        register.place(),
                        changed),
                "continue it with the same settings, or " + RunStart.another(claim.run()));
    }

    private static <T> T asked(RunRegister register, String run, Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The claim of run %s cannot be read or made in %s (%s)",
                            run,
                            register.place(),
                            reason(e)),
                    "check that this machine reaches it and may write there");
        }
    }

    /** What Java says of a file is its name alone. */
    private static String reason(IOException e) {
        return e.getMessage() == null || e instanceof FileSystemException
                ? e.toString()
                : e.getMessage();
    }

    private interface Question<T> {
        T ask() throws IOException;
    }
}
