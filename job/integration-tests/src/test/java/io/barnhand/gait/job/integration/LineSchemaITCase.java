package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import io.barnhand.gait.operators.video.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of the job against the schemas that are published for their readers. */
class LineSchemaITCase {

    private static final Path SCHEMAS = Path.of("../../flink-deploy/schema");
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Schemas and the folders of the sinks. */
    private static final Map<String, String> SINKS =
            Map.of(
                    "gait", "gait",
                    "stride", "strides",
                    "coverage", "coverage",
                    "dead-letter", "dead-letter",
                    "pose", "poses");

    @TempDir private static Path folder;

    /** Every gait, a standing horse, poor keypoints, none at all, and a line that is no pose. */
    @BeforeAll
    static void run() throws IOException {
        Path poses = Files.createDirectories(folder.resolve("in"));
        List<String> lines = new ArrayList<>();
        int recording = 0;
        for (SyntheticGait gait : SyntheticGait.ALL) {
            SyntheticView view = SyntheticView.SIDE.seconds(8).seed(recording);
            add(lines, "r" + recording++, SyntheticTrack.of(gait, view));
        }
        add(lines, "stands", SyntheticTrack.standing(SyntheticView.SIDE));
        add(
                lines,
                "poor",
                SyntheticTrack.of(SyntheticGait.TROT, SyntheticView.SIDE.faults(5, .3, .1, .1)));
        List<HorsePose> none = new ArrayList<>();
        for (HorsePose pose : SyntheticTrack.of(SyntheticGait.WALK, SyntheticView.SIDE)) {
            float[] absent = new float[3 * HorsePose.KEYPOINTS];
            Arrays.fill(absent, Float.NaN);
            none.add(pose("none", pose, absent, null));
        }
        none.forEach(pose -> lines.add(PoseLine.write(pose)));
        lines.add("not a pose");
        Files.write(poses.resolve("synthetic.jsonl"), lines);

        Shell.Result result =
                new Shell(folder.resolve("out"))
                        .run("a", "source.kind=poses", "source.path=" + poses);

        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"gait", "stride", "coverage", "dead-letter", "pose"})
    void everyLineOfARunIsValid(String kind) throws IOException {
        Schema schema = schema(MAPPER.readTree(file(kind)));

        List<JsonNode> lines = lines(kind);

        assertThat(lines).isNotEmpty();
        for (JsonNode line : lines) {
            assertThat(schema.validate(line)).as(line.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"gait", "stride", "coverage", "dead-letter", "pose"})
    void everyMemberOfALineIsDescribed(String kind) throws IOException {
        Schema closed = schema(closed(MAPPER.readTree(file(kind))));

        for (JsonNode line : lines(kind)) {
            assertThat(closed.validate(line)).as(line.toString()).isEmpty();
        }
    }

    @Test
    void theLinesDifferAsMuchAsTheyCan() throws IOException {
        Set<String> gaits = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        Set<String> status = new TreeSet<>();
        for (JsonNode line : lines("gait")) {
            gaits.add(line.path("gait").path("class").asText());
            kinds.add(line.path("window").path("kind").asText());
            status.add(line.path("pose_status").asText());
        }

        assertThat(gaits).contains("standing", "walk", "trot", "canter_left", "gallop_right");
        assertThat(kinds).containsExactly("pass", "sliding");
        assertThat(status).containsExactly("detection_only", "ok");
    }

    @Test
    void aDeadLetterWithoutOptionalMembersIsValid() throws IOException {
        String line =
                DeadLetterLine.write(
                        new DeadLetter(null, null, "a.mp4", "plan", "empty", "It is empty", null));

        assertThat(schema(MAPPER.readTree(file("dead-letter"))).validate(MAPPER.readTree(line)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gait | /quality/score | 1.5",
                "gait | /gait/class | \"lope\"",
                "gait | /stride_freq_hz/value | \"1.4\"",
                "gait | /stride_freq_hz/ci95 | [1]",
                "gait | /duty_factor/LH | null",
                "gait | /schema_version | \"2.0\"",
                "gait | /window/start_ms | 1.5",
                "stride | /limb | \"left\"",
                "stride | /stride_s | 0",
                "stride | /on_us | null",
                "coverage | /kind | \"seen\"",
                "coverage | /end_us | \"later\"",
                "dead-letter | /reason | null",
                "pose | /keypoints | []",
                "pose | /bbox | [1, 2, 3]",
                "pose | /camera | \"\"",
            })
    void aBrokenValueIsNotValid(String kind, String pointer, String value) throws IOException {
        Schema schema = schema(MAPPER.readTree(file(kind)));
        JsonNode line = lines(kind).get(0).deepCopy();
        int last = pointer.lastIndexOf('/');

        ((ObjectNode) line.at(pointer.substring(0, last)))
                .set(pointer.substring(last + 1), MAPPER.readTree(value));

        assertThat(schema.validate(line))
                .isNotEmpty()
                .allMatch(error -> error.getInstanceLocation().toString().startsWith(pointer));
    }

    @ParameterizedTest
    @CsvSource({"gait", "stride", "coverage", "dead-letter", "pose"})
    void aLineWithoutAMemberIsNotValid(String kind) throws IOException {
        Schema schema = schema(MAPPER.readTree(file(kind)));
        ObjectNode line = (ObjectNode) lines(kind).get(0);

        for (Map.Entry<String, JsonNode> member : line.properties()) {
            if (!member.getKey().equals("flags") || kind.equals("stride")) {
                assertThat(schema.validate(line.deepCopy().without(member.getKey())))
                        .as(member.getKey())
                        .isNotEmpty();
            }
        }
    }

    private static void add(List<String> lines, String recording, List<HorsePose> poses) {
        poses.forEach(
                pose ->
                        lines.add(
                                PoseLine.write(
                                        pose(recording, pose, pose.keypoints(), pose.model()))));
    }

    private static HorsePose pose(
            String recording, HorsePose pose, float[] keypoints, String model) {
        return new HorsePose(
                pose.camera(),
                recording,
                recording + "/0/0",
                null,
                pose.timeUs(),
                pose.imageWidth(),
                pose.imageHeight(),
                pose.box(),
                pose.boxScore(),
                keypoints,
                model,
                pose.flags());
    }

    private static String file(String kind) throws IOException {
        return Files.readString(SCHEMAS.resolve(kind + ".schema.json"));
    }

    private static Schema schema(JsonNode json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json);
    }

    /** The same with no room for members that it does not name. */
    private static JsonNode closed(JsonNode json) {
        json.forEach(LineSchemaITCase::closed);
        if (json instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        return json;
    }

    private static List<JsonNode> lines(String kind) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files =
                Files.walk(folder.resolve("out").resolve(SINKS.get(kind)).resolve("run=a"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(MAPPER.readTree(line));
                }
            }
        }
        return lines;
    }
}
