package io.barnhand.gait.job.pipeline.sink.files;

import static io.barnhand.gait.job.pipeline.sink.files.ObjectFolderRegisterTest.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderRegisterTest {

    @TempDir private Path folder;

    @Test
    void runsHaveTheirStatesAndAGrowingSequence() throws IOException {
        assertRegister(new FolderRegister(folder.resolve("gait")));
    }

    static void assertRegister(RunRegister register) throws IOException {
        assertThat(register.find("a")).isEmpty();
        assertThat(register.runs()).isEmpty();
        long first = register.claim(claim("a", "1")).sequence();
        long second = register.claim(claim("B.x_y-2", "2")).sequence();
        assertThat(second).isGreaterThan(first);
        assertThat(register.claim(claim("a", "3")))
                .isEqualTo(new RegisteredRun(claim("a", "1"), first, RunState.STARTED));

        register.record("a", RunState.ABORTED);
        assertThat(register.find("a").orElseThrow().state()).isEqualTo(RunState.ABORTED);
        register.startAgain(claim("a", "3"));
        assertThat(register.find("a"))
                .hasValue(new RegisteredRun(claim("a", "3"), first, RunState.STARTED));
        register.record("a", RunState.COMPLETE);
        register.record("B.x_y-2", RunState.WITHDRAWN);
        register.record("B.x_y-2", RunState.COMPLETE);
        assertThat(register.runs())
                .containsExactly(
                        new RegisteredRun(claim("a", "3"), first, RunState.COMPLETE),
                        new RegisteredRun(claim("B.x_y-2", "2"), second, RunState.WITHDRAWN));

        register.claim(claim("c", "4"));
        register.release(claim("c", "5"));
        assertThat(register.find("c")).isPresent();
        register.release(claim("c", "4"));
        assertThat(register.find("c")).isEmpty();
        assertThat(register.claim(claim("c", "6")).sequence()).isGreaterThan(second);
        assertThatThrownBy(() -> register.record("never", RunState.COMPLETE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run never is not claimed there");
        assertThat(register.find("never")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_claims", "_claims/a", "run=a"})
    void noLinkBelowTheFolderIsFollowed(String link) throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path at = folder.resolve("gait").resolve(link);
        Files.createDirectories(at.getParent());
        Files.createSymbolicLink(at, elsewhere);
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("gait"));

        for (String sink : List.of("gait", "linked")) {
            FolderRegister register = new FolderRegister(folder.resolve(sink));
            assertThatThrownBy(() -> register.claim(claim("a", "1")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            folder.resolve(sink).resolve(link)
                                    + " is a link, and none is followed below");
        }
        try (Stream<Path> written = Files.list(elsewhere)) {
            assertThat(written).isEmpty();
        }
    }

    @Test
    void ofFiftyStartsAtOnceOneHasEachRun() throws Exception {
        ExecutorService starts = Executors.newFixedThreadPool(50);
        List<Future<RegisteredRun>> told = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String run = i % 2 == 0 ? "even" : "odd";
            String token = "t" + i;
            Callable<RegisteredRun> start =
                    () -> new FolderRegister(folder).claim(claim(run, token));
            told.add(starts.submit(start));
        }
        Set<RegisteredRun> holders = new HashSet<>();
        for (Future<RegisteredRun> start : told) {
            holders.add(start.get());
        }
        starts.shutdown();

        assertThat(holders).hasSize(2);
        assertThat(new FolderRegister(folder).runs()).containsExactlyInAnyOrderElementsOf(holders);
        assertThat(holders.stream().map(RegisteredRun::sequence)).doesNotHaveDuplicates();
    }

    @Test
    void whatAKilledStartLeavesIsIgnored() throws IOException {
        FolderRegister register = new FolderRegister(folder);
        long first = register.claim(claim("a", "1")).sequence();
        Files.createDirectories(folder.resolve("_claims/.draft-x"));
        Files.writeString(folder.resolve("_claims/.draft-x/claim.json"), "{");
        Files.createFile(folder.resolve("_claims/.numbers/" + (first + 1)));
        Files.writeString(folder.resolve("_claims/a/.draft-y"), "complete");

        assertThat(register.claim(claim("b", "2")).sequence()).isEqualTo(first + 2);
        assertThat(register.runs()).extracting(run -> run.claim().run()).containsExactly("a", "b");
    }

    @Test
    void numbersLongPastAreRemovedAndNeverTakenAgain() throws IOException {
        FolderRegister register = new FolderRegister(folder);
        register.claim(claim("a", "1"));
        Files.createFile(folder.resolve("_claims/.numbers/1001"));
        assertThat(register.claim(claim("b", "2")).sequence()).isEqualTo(1002);
        assertThat(folder.resolve("_claims/.numbers/1")).exists();
        Files.createFile(folder.resolve("_claims/.numbers/1000"));
        assertThat(register.claim(claim("c", "3")).sequence()).isEqualTo(1003);
    }

    @Test
    void aRunOfAReleaseThatClaimedNothingCountsAsClaimed() throws IOException {
        Files.createDirectories(folder.resolve("run=old"));
        Files.writeString(
                folder.resolve("_run=old.json"), "{\"models\": [\"m@1\"], \"inputs\": {}}");
        Files.createDirectories(folder.resolve("_ledger=other"));
        FolderRegister register = new FolderRegister(folder);

        RegisteredRun there = register.claim(claim("old", "2"));
        assertThat(there.claim().token()).isEmpty();
        assertThat(there.state()).as("as in a database").isEqualTo(RunState.COMPLETE);
        assertThat(there.claim().description()).hasToString("{\"models\":[\"m@1\"]}");
        assertThat(register.runs())
                .extracting(run -> run.claim().run())
                .containsExactly("old", "other");

        register.startAgain(claim("old", "2"));
        register.release(claim("old", "2"));
        assertThat(register.find("old")).hasValue(there);

        register.startAgain(claim("old", "3"));
        register.record("other", RunState.WITHDRAWN);
        assertThat(register.find("old").orElseThrow().claim()).isEqualTo(claim("old", "3"));
        assertThat(register.find("other").orElseThrow().state()).isEqualTo(RunState.WITHDRAWN);
    }

    @Test
    void aDiskThatDoesNotTellCapitalsAnswersWithTheRunThatItHas() throws IOException {
        FolderRegister register = new FolderRegister(folder);
        register.claim(claim("Monday", "1"));
        Files.move(folder.resolve("_claims/Monday"), folder.resolve("_claims/monday"));

        assertThat(register.claim(claim("monday", "2")).claim()).isEqualTo(claim("Monday", "1"));
    }

    @Test
    void aBrokenClaimAndAFolderThatIsNoneAreNamed() throws IOException {
        FolderRegister register = new FolderRegister(folder);
        register.claim(claim("a", "1"));
        Files.writeString(folder.resolve("_claims/a/claim.json"), "{\"run\": 3}");
        assertThatThrownBy(() -> register.find("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("_claims/a/claim.json is broken");

        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new FolderRegister(file).claim(claim("a", "1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void oneFolderIsOnePlaceHoweverItIsWritten() {
        assertThat(new FolderRegister(folder.resolve("x/../gait/")).place())
                .isEqualTo(new FolderRegister(folder.resolve("gait")).place());
    }
}
