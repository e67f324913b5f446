package io.barnhand.gait.job.pipeline.sink.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFolderRegisterTest {

    /** Times at which a start is held up although it could go on. */
    private static final int MAX_SWITCHES = 4;

    @TempDir private Path folder;

    @Test
    void ofTwoStartsOneHasTheRunInEveryOrderWithAFewSwitches() throws Exception {
        List<Integer> choices = new ArrayList<>();
        int orders = 0;
        do {
            List<Integer> bounds = new ArrayList<>();
            InterleavedStarts store = new InterleavedStarts(true);
            List<Object> told =
                    store.run(
                            List.of(claim("r", "a"), claim("r", "b")),
                            folder.toString(),
                            ready -> {
                                int at = bounds.size();
                                long switches =
                                        choices.stream().limit(at).filter(c -> c > 0).count();
                                bounds.add(switches < MAX_SWITCHES ? ready : 1);
                                if (at == choices.size()) {
                                    choices.add(0);
                                }
                                return choices.get(at);
                            });
            assertOneWon(told, store, choices.toString());
            orders++;
            while (!choices.isEmpty()
                    && choices.get(choices.size() - 1) == bounds.get(choices.size() - 1) - 1) {
                choices.remove(choices.size() - 1);
            }
            if (!choices.isEmpty()) {
                choices.set(choices.size() - 1, choices.get(choices.size() - 1) + 1);
            }
        } while (!choices.isEmpty());
        assertThat(orders).isGreaterThan(500);
    }

    @Test
    void ofManyStartsOneHasTheRunHoweverListingsAndRequestsMix() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<RunClaim> claims = new ArrayList<>();
            for (int i = 0; i < 2 + seed % 4; i++) {
                claims.add(claim("r", "t" + i));
            }
            InterleavedStarts store = new InterleavedStarts(false);
            List<Object> told = store.run(claims, folder.toString(), random::nextInt);
            assertOneWon(told, store, "seed " + seed);
        }
    }

    @Test
    void aStartThatIsKilledKeepsNoneFromTheRun() throws Exception {
        for (int request = 0; request < 12; request++) {
            for (int seed = 0; seed < 8; seed++) {
                InterleavedStarts store = new InterleavedStarts(true).killing(request);
                List<Object> told =
                        store.run(
                                List.of(claim("r", "a"), claim("r", "b"), claim("r", "c")),
                                folder.toString(),
                                new Random(seed)::nextInt);
                String holder =
                        store.register(folder.toString()).find("r").orElseThrow().claim().token();
                assertThat(told.subList(1, 3))
                        .as("killed before request %d, seed %d", request, seed)
                        .containsOnly(holder);
                assertThat(store.register(folder.toString()).claim(claim("r", "late")))
                        .extracting(run -> run.claim().token())
                        .isEqualTo(holder);
            }
        }
    }

    @Test
    void runsHaveTheirStatesAndAGrowingSequence() throws Exception {
        ObjectFolderRegister register = new InterleavedStarts(true).register(folder.toString());
        FolderRegisterTest.assertRegister(register);
    }

    @Test
    void aFolderOfARunWithoutAClaimCountsAsClaimed() throws Exception {
        Files.createDirectories(folder.resolve("run=old"));

        RegisteredRun there =
                new InterleavedStarts(true).register(folder.toString()).claim(claim("old", "a"));

        assertThat(there.claim().token()).isEmpty();
        assertThat(there.state()).as("as in a database").isEqualTo(RunState.COMPLETE);
    }

    private static void assertOneWon(List<Object> told, InterleavedStarts store, String order) {
        assertThat(new HashSet<>(told)).as(order).hasSize(1);
        assertThat(store.names())
                .as(order)
                .singleElement()
                .asString()
                .matches("r=held=[0-9]+=" + told.get(0));
    }

    static RunClaim claim(String run, String token) {
        return new RunClaim(run, token, false, "f", JsonNodeFactory.instance.objectNode());
    }
}
