package io.barnhand.gait.job.pipeline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.formats.results.ResultKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinkIdsTest {

    @Test
    void anIdSaysWhereASinkWrites() {
        assertThat(ids("[{kind: kafka, topic: t}, {kind: jsonl, path: /a/b}]"))
                .containsExactly("gait-sink kafka t", "gait-sink jsonl /a/b");
    }

    @Test
    void theOrderOfTheOthersChangesNoId() {
        assertThat(
                        ids(
                                "[{kind: jsonl, path: /a}, {kind: kafka, topic: t}, {kind: kafka, topic: u}]"))
                .containsExactlyInAnyOrderElementsOf(
                        ids(
                                "[{kind: kafka, topic: u}, {kind: jsonl, path: /a/}, {kind: kafka, topic: t}]"));
    }

    @Test
    void twoAtOnePlaceHaveTwoIds() {
        assertThat(ids("[{kind: kafka, topic: t}, {kind: kafka, topic: t}]"))
                .containsExactly("gait-sink kafka t", "gait-sink kafka t#2");
    }

    /** A password is refused before; what is left of a URL has no user either. */
    @Test
    void aDatabaseIsKnownByItsHostAndName() {
        assertThat(
                        ids(
                                "[{kind: postgres, url: 'jdbc:postgresql://db:5432/barn?user=gait&sslmode=verify-full'}]"))
                .containsExactly("gait-sink postgres //db:5432/barn");
    }

    @Test
    void longPlacesStayApartWithinTheLimit() {
        String path = "/" + "x".repeat(4000);
        List<String> ids =
                ids("[{kind: jsonl, path: " + path + "}, {kind: jsonl, path: " + path + "y}]");
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.length() < 200);
    }

    @Test
    void anOperatorsIdNamesItsSink() {
        assertThat(SinkIds.described("Sink Committer: gait-sink kafka t"))
                .contains("sinks.gait kafka t");
        assertThat(SinkIds.described("gait-windows")).isEmpty();
        assertThat(SinkIds.described(SinkIds.former(ResultKind.POSES, 1)))
                .contains("sinks.poses, the one at place 2 of an earlier build");
    }

    private static List<String> ids(String gait) {
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "source.path=x",
                                "run.id=r",
                                "kafka.brokers=b:1",
                                "sinks.gait=" + gait));
        return SinkIds.of(
                ResultKind.GAIT, configuration.sinks().gait().stream().map(Target::place).toList());
    }
}
