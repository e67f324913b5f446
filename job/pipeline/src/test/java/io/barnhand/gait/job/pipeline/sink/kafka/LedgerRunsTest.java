package io.barnhand.gait.job.pipeline.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerRunsTest {

    private final LedgerRuns runs = new LedgerRuns();
    private long offset;

    @Test
    void theFirstClaimOfARunCountsAndItsOffsetIsTheSequence() {
        add(LedgerLine.of(LedgerLine.Kind.CLAIM, claim("b", "1")));
        add(LedgerLine.of(LedgerLine.Kind.CLAIM, claim("a", "2")));
        add(LedgerLine.of(LedgerLine.Kind.CLAIM, claim("b", "3")));

        assertThat(runs.all())
                .containsExactly(
                        new RegisteredRun(claim("b", "1"), 0, RunState.STARTED),
                        new RegisteredRun(claim("a", "2"), 1, RunState.STARTED));
    }

    @Test
    void anotherStartReplacesTheClaimAndKeepsTheSequence() {
        add(LedgerLine.of(LedgerLine.Kind.CLAIM, claim("a", "1")));
        add(LedgerLine.of("a", RunState.ABORTED));
        assertThat(runs.find("a").orElseThrow().state()).isEqualTo(RunState.ABORTED);

        add(LedgerLine.of(LedgerLine.Kind.START, claim("a", "2")));
        add(LedgerLine.of(LedgerLine.Kind.START, claim("unknown", "3")));

        assertThat(runs.all())
                .containsExactly(new RegisteredRun(claim("a", "2"), 0, RunState.STARTED));
    }

    @Test
    void aReleaseRemovesTheClaimOfItsTokenAlone() {
        add(LedgerLine.of(LedgerLine.Kind.CLAIM, claim("a", "1")));
        add(LedgerLine.of(LedgerLine.Kind.CLAIM, claim("a", "2")));
        add(LedgerLine.of(LedgerLine.Kind.RELEASE, claim("a", "2")));
        assertThat(runs.find("a").orElseThrow().claim().token()).isEqualTo("1");

        add(LedgerLine.of(LedgerLine.Kind.RELEASE, claim("a", "1")));
        assertThat(runs.find("a")).as("the claim that lost has left").isEmpty();
        add(LedgerLine.of(LedgerLine.Kind.CLAIM, claim("a", "3")));
        assertThat(runs.find("a").orElseThrow().sequence()).isEqualTo(4);
    }

    @Test
    void aWithdrawnRunStaysSo() {
        add(LedgerLine.of(LedgerLine.Kind.CLAIM, claim("a", "1")));
        add(LedgerLine.of("a", RunState.WITHDRAWN));
        add(LedgerLine.of("a", RunState.COMPLETE));
        add(LedgerLine.of("unknown", RunState.COMPLETE));

        assertThat(runs.all()).extracting(RegisteredRun::state).containsExactly(RunState.WITHDRAWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "{}",
                "[1]",
                "{\"version\":0,\"kind\":\"claim\",\"run\":\"a\"}",
                "{\"version\":1,\"kind\":\"other\",\"run\":\"a\"}",
                "{\"version\":1,\"kind\":\"claim\",\"run\":3}",
                "{\"version\":1,\"kind\":\"claim\",\"run\":\"a\",\"token\":\"t\",\"fingerprint\":\"f\"}",
                "{\"version\":1,\"kind\":\"state\",\"run\":\"a\",\"state\":\"odd\"}"
            })
    void otherRecordsAreRefused(String value) {
        assertThatThrownBy(() -> LedgerLine.read(value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordOfALaterVersionIsNotIgnored() {
        assertThatThrownBy(
                        () -> LedgerLine.read("{\"version\":2}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LedgerLine.LaterVersionException.class);
        assertThatThrownBy(() -> LedgerLine.read(null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void add(LedgerLine line) {
        runs.add(offset++, LedgerLine.read(line.write()));
    }

    private static RunClaim claim(String run, String token) {
        return new RunClaim(
                run, token, true, "f0", new JsonMapper().createObjectNode().put("a", 1));
    }
}
