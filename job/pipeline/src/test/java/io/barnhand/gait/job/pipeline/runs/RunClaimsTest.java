package io.barnhand.gait.job.pipeline.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RunClaimsTest {

    private static final RunStart CONTINUED = RunStart.RESUMABLE.continued(true);

    private final MemoryRegister first = new MemoryRegister("a");
    private final MemoryRegister second = new MemoryRegister("b");
    private final List<RunRegister> both = List.of(first, second);

    @Test
    void aRunIsClaimedInAllStoresOrInNone() {
        RunClaims.start(List.of(second), claim("r"), RunStart.BOUNDED);

        assertThatThrownBy(() -> RunClaims.start(both, claim("r"), RunStart.BOUNDED))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "run.id is r, but this run exists already in b (started); begin another run with --set run.id=r-2");
        assertThat(first.runs()).isEmpty();

        second.broken = true;
        assertThatThrownBy(() -> RunClaims.start(both, claim("other"), RunStart.BOUNDED))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("claim of run other cannot be read or made in b")
                .hasMessageContaining("the disk is full");
        assertThat(first.runs()).isEmpty();
    }

    @Test
    void whatAStoreTookWithoutSayingSoIsReleased() {
        second.lost = true;

        assertThatThrownBy(() -> RunClaims.start(both, claim("r"), RunStart.BOUNDED))
                .hasMessageContaining("claim of run r cannot be read or made in b");

        assertThat(first.runs()).isEmpty();
        assertThat(second.runs()).isEmpty();
    }

    @Test
    void aContinuationThatIsRefusedOrNotStartedLeavesWhatWasThere() {
        RunClaim begun = claim("r");
        RunClaims.start(List.of(first), begun, RunStart.RESUMABLE);
        first.record("r", RunState.ABORTED);
        RegisteredRun before = first.find("r").orElseThrow();

        second.broken = true;
        assertThatThrownBy(() -> RunClaims.start(both, claim("r"), CONTINUED))
                .isInstanceOf(ConfigurationException.class);
        assertThat(first.find("r")).hasValue(before);

        second.broken = false;
        RunClaims notStarted = RunClaims.start(both, claim("r"), CONTINUED);
        assertThat(first.find("r").orElseThrow().state()).isEqualTo(RunState.STARTED);
        notStarted.release();
        assertThat(first.find("r")).hasValue(before);
        assertThat(second.runs()).isEmpty();

        RunClaims earlier = RunClaims.start(both, claim("r"), CONTINUED);
        RunClaim later = claim("r");
        RunClaims.start(both, later, CONTINUED);
        earlier.release();
        assertThat(first.find("r").orElseThrow().claim()).isEqualTo(later);
        assertThat(second.find("r").orElseThrow().claim()).isEqualTo(later);
    }

    @Test
    void ofManyStartsAtOnceOneHasTheRun() throws Exception {
        ExecutorService starts = Executors.newFixedThreadPool(50);
        List<Future<RunClaims>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Callable<RunClaims> start = () -> RunClaims.start(both, claim("r"), RunStart.BOUNDED);
            all.add(starts.submit(start));
        }
        List<String> won = new ArrayList<>();
        for (Future<RunClaims> start : all) {
            try {
                won.add(start.get().claim().token());
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(ConfigurationException.class);
            }
        }
        starts.shutdown();

        assertThat(won).hasSize(1);
        assertThat(first.find("r").orElseThrow().claim().token()).isEqualTo(won.get(0));
        assertThat(second.find("r").orElseThrow().claim().token()).isEqualTo(won.get(0));
    }

    @Test
    void aRunContinuesWithTheSettingsThatItBeganWith() {
        RunClaims.start(List.of(first), claim("r", "tracking.buffer=500ms"), RunStart.RESUMABLE);
        first.record("r", RunState.ABORTED);

        assertThatThrownBy(() -> RunClaims.start(both, claim("r"), CONTINUED))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "run.id is r, which began in a with other settings: tracking.buffer was 500ms, is ",
                        "begin another run with --set run.id=r-2");
        assertThat(second.runs()).isEmpty();

        RunClaim again = claim("r", "tracking.buffer=500ms", "run.parallelism=3");
        RunClaims claims = RunClaims.start(both, again, CONTINUED);

        assertThat(claims.made()).containsExactly(second);
        assertThat(first.find("r")).hasValue(new RegisteredRun(again, 1, RunState.STARTED));
    }

    @Test
    void anotherSourceIsAnotherRun() {
        RunClaims.start(
                both,
                claim(
                        "r",
                        "source.kind=kafka",
                        "source.kafka.topic=barn",
                        "source.kafka.roots=[/f]",
                        "kafka.brokers=b:1"),
                RunStart.RESUMABLE);

        assertThatThrownBy(
                        () ->
                                RunClaims.start(
                                        both,
                                        claim(
                                                "r",
                                                "source.kind=kafka",
                                                "source.kafka.topic=yard",
                                                "source.kafka.roots=[/f]",
                                                "kafka.brokers=b:1"),
                                        CONTINUED))
                .hasMessageContaining("source.kafka.topic was barn, is yard");
        assertThatThrownBy(() -> RunClaims.start(both, claim("r", "source.path=/v"), CONTINUED))
                .hasMessageContainingAll("source.kind was kafka, is files", "source.path was ");
    }

    @Test
    void anArchiveIsResumedWithOtherSettingsOfGait() {
        RunClaims.start(both, claim("r"), RunStart.ARCHIVE);

        RunClaims.start(both, claim("r", "gait.pass-max=30s"), RunStart.ARCHIVE.continued(true));
        assertThatThrownBy(
                        () ->
                                RunClaims.start(
                                        both, claim("r", "gait.pass-max=30s"), RunStart.ARCHIVE))
                .hasMessageContaining("resume it with --resume, or begin another run");
    }

    @Test
    void aWithdrawnRunIsNotContinued() {
        RunClaims.start(both, claim("monday-9"), RunStart.RESUMABLE);
        second.record("monday-9", RunState.WITHDRAWN);

        assertThatThrownBy(() -> RunClaims.start(both, claim("monday-9"), CONTINUED))
                .hasMessage(
                        "run.id is monday-9, which was withdrawn in b; begin another run with --set run.id=monday-10");
    }

    @Test
    void whatAnEarlierReleaseKeptIsComparedAsFarAsItGoes() {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        RunClaims.start(List.of(first), new RunClaim("r", "", false, "", none), RunStart.BOUNDED);
        RunClaims.start(
                List.of(second), new RunClaim("r", "", false, "abc", none), RunStart.BOUNDED);

        RunClaims.start(List.of(first), claim("r"), CONTINUED);
        assertThatThrownBy(() -> RunClaims.start(List.of(second), claim("r"), CONTINUED))
                .hasMessageContaining("they cannot be read");
    }

    private static RunClaim claim(String run, String... settings) {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        description.putArray("models").add("yolox@1").add("pose@2");
        description.set("configuration", ConfigurationReader.read(null, List.of(settings)).json());
        return new RunClaim(
                run,
                UUID.randomUUID().toString(),
                false,
                RunFingerprint.of(description),
                description);
    }
}
