package io.barnhand.gait.job.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.DeadLetterStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeadLetterLineTest {

    private static final Path SCHEMA = Path.of("../../flink-deploy/schema/dead-letter.schema.json");

    @Test
    void aLineNamesStageAndReasonByTheirKeys() {
        DeadLetter letter =
                DeadLetter.of(DeadLetterReason.LATE, "cam", "rec", "a.mp4", "It is late", 7L);

        String line = DeadLetterLine.write(letter);

        assertThat(line)
                .isEqualTo(
                        "{\"camera\":\"cam\",\"recording\":\"rec\",\"source\":\"a.mp4\","
                                + "\"stage\":\"order\",\"reason\":\"late\","
                                + "\"message\":\"It is late\",\"time_us\":7}");
        assertThat(DeadLetterLine.read(line)).isEqualTo(letter);
    }

    @Test
    void aReasonOfAnotherVersionIsReadAndWrittenAsItIs() {
        String line =
                "{\"camera\":null,\"recording\":null,\"source\":\"a\",\"stage\":\"weigh\","
                        + "\"reason\":\"too_heavy\",\"message\":\"m\",\"time_us\":null}";

        assertThat(DeadLetterLine.write(DeadLetterLine.read(line))).isEqualTo(line);
    }

    @Test
    void thePublishedSchemaListsStagesAndReasons() throws IOException {
        assertThat(listed("stage"))
                .isEqualTo(
                        Arrays.stream(DeadLetterStage.values())
                                .map(DeadLetterStage::key)
                                .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(listed("reason"))
                .isEqualTo(
                        Arrays.stream(DeadLetterReason.values())
                                .map(DeadLetterReason::key)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> listed(String property) throws IOException {
        Set<String> examples = new TreeSet<>();
        JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());
        for (JsonNode example : schema.at("/properties/" + property + "/examples")) {
            examples.add(example.asText());
        }
        return examples;
    }
}
