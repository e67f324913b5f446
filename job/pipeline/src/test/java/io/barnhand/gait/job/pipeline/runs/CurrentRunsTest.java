package io.barnhand.gait.job.pipeline.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurrentRunsTest {

    private static final String CAMERA = "aisle";
    private static final String DAY = "2026-12-01";

    @Test
    void aLiveDayOfSeveralRunsIsWhole() {
        CurrentRuns current =
                CurrentRuns.of(
                        List.of(
                                run("a", 1, RunState.STARTED, true),
                                run("b", 2, RunState.STARTED, true),
                                run("c", 3, RunState.STARTED, true)),
                        List.of(held("a", 0, 10), held("b", 12, 20), held("c", 19, 30)));

        assertThat(current.of("a")).containsExactly(held("a", 0, 10));
        assertThat(current.of("b")).containsExactly(held("b", 12, 19));
        assertThat(current.of("c")).containsExactly(held("c", 19, 30));
        assertThat(current.at(CAMERA, DAY, 11)).isEmpty();
    }

    @Test
    void anAbortedRunSupersedesNothingAndFillsGaps() {
        CurrentRuns current =
                CurrentRuns.of(
                        List.of(
                                run("whole", 1, RunState.COMPLETE, false),
                                run("failed", 2, RunState.ABORTED, false),
                                run("killed", 3, RunState.STARTED, false)),
                        List.of(
                                held("whole", 0, 20),
                                held("failed", 0, 8),
                                held("killed", 15, 25)));

        assertThat(current.of("whole")).containsExactly(held("whole", 0, 20));
        assertThat(current.of("failed")).isEmpty();
        assertThat(current.of("killed")).containsExactly(held("killed", 20, 25));
    }

    @Test
    void aCompleteRunSupersedesWhatItDecodedAndGivesItBackWhenItIsWithdrawn() {
        List<HeldFootage> held = List.of(held("first", 0, 20), held("again", 5, 10));
        RegisteredRun first = run("first", 1, RunState.COMPLETE, false);
        CurrentRuns current =
                CurrentRuns.of(List.of(first, run("again", 2, RunState.COMPLETE, false)), held);

        assertThat(current.at(CAMERA, DAY, 4)).contains("first");
        assertThat(current.at(CAMERA, DAY, 5)).contains("again");
        assertThat(current.at(CAMERA, DAY, 10)).contains("first");
        assertThat(current.at(CAMERA, "other", 5)).isEmpty();
        assertThat(
                        CurrentRuns.of(
                                        List.of(first, run("again", 2, RunState.WITHDRAWN, false)),
                                        held)
                                .of("first"))
                .containsExactly(held("first", 0, 20));
    }

    /** Against the definition, microsecond by microsecond. */
    @Test
    void ofAnyRunsTheCurrentOneIsThatOfTheDefinition() {
        Random random = new Random(231);
        for (int round = 0; round < 500; round++) {
            List<RegisteredRun> runs = new ArrayList<>();
            List<HeldFootage> held = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                RunState state = RunState.values()[random.nextInt(4)];
                runs.add(run("r" + i, 10 + i, state, random.nextBoolean()));
                for (int part = random.nextInt(3); part >= 0; part--) {
                    String camera = "c" + random.nextInt(2);
                    String recording = "d" + random.nextInt(2);
                    held.add(
                            new HeldFootage(
                                    "r" + i, camera, recording, TimeSpansTest.random(random)));
                }
            }
            held.add(new HeldFootage("unknown", "c0", "d0", TimeSpans.of(0, 60)));
            Collections.shuffle(runs, random);
            CurrentRuns current = CurrentRuns.of(runs, held);
            for (int recording = 0; recording < 4; recording++) {
                for (long us = -1; us <= 61; us++) {
                    String camera = "c" + recording % 2;
                    String name = "d" + recording / 2;
                    assertThat(current.at(camera, name, us))
                            .as("%s of %s, %s", us, runs, held)
                            .isEqualTo(defined(runs, held, camera, name, us));
                }
            }
        }
    }

    private static Optional<String> defined(
            List<RegisteredRun> runs,
            List<HeldFootage> held,
            String camera,
            String recording,
            long us) {
        RegisteredRun best = null;
        for (RegisteredRun run : runs) {
            boolean holds = false;
            for (HeldFootage footage : held) {
                holds |=
                        footage.run().equals(run.claim().run())
                                && footage.camera().equals(camera)
                                && footage.recording().equals(recording)
                                && footage.spans().contains(us);
            }
            if (holds && run.state() != RunState.WITHDRAWN && (best == null || beats(run, best))) {
                best = run;
            }
        }
        return Optional.ofNullable(best).map(run -> run.claim().run());
    }

    private static boolean beats(RegisteredRun a, RegisteredRun b) {
        boolean wholeA = a.claim().live() || a.state() == RunState.COMPLETE;
        boolean wholeB = b.claim().live() || b.state() == RunState.COMPLETE;
        return wholeA == wholeB ? a.sequence() > b.sequence() : wholeA;
    }

    private static RegisteredRun run(String id, long sequence, RunState state, boolean live) {
        return new RegisteredRun(
                new RunClaim(id, id, live, "", JsonNodeFactory.instance.objectNode()),
                sequence,
                state);
    }

    private static HeldFootage held(String run, long fromUs, long toUs) {
        return new HeldFootage(run, CAMERA, DAY, TimeSpans.of(fromUs, toUs));
    }
}
