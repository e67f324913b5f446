package io.barnhand.gait.job.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentLineTest {

    private static final String DIGEST =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String LINE =
            "{\"version\":1,\"camera\":\"aisle\",\"recording\":\"2026-11-22\",\"sequence\":3,"
                    + "\"uri\":\"s3://barn/aisle/3.mp4\",\"start_us\":1795341600000000,"
                    + "\"duration_us\":10000000,\"bytes\":1048576,\"sha256\":\""
                    + DIGEST
                    + "\",\"last\":true}";

    private static Schema schema;

    @BeforeAll
    static void readTheSchema() throws IOException {
        schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(
                                        Path.of("../../flink-deploy/schema/segment.schema.json")),
                                InputFormat.JSON);
    }

    @Test
    void hasTheStableForm() {
        VideoSegment segment = read(LINE);

        assertThat(segment.camera()).isEqualTo("aisle");
        assertThat(segment.recording()).isEqualTo("2026-11-22");
        assertThat(segment.sequence()).isEqualTo(3);
        assertThat(segment.uri()).isEqualTo("s3://barn/aisle/3.mp4");
        assertThat(segment.startUs()).isEqualTo(1_795_341_600_000_000L);
        assertThat(segment.clock()).isEqualTo(ClockStatus.KNOWN);
        assertThat(segment.durationUs()).isEqualTo(10_000_000L);
        assertThat(segment.bytes()).isEqualTo(1_048_576);
        assertThat(segment.sha256()).isEqualTo(DIGEST);
        assertThat(segment.last()).isTrue();
        assertThat(SegmentLine.write(segment)).isEqualTo(LINE);
        assertThat(schema.validate(LINE, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ASSUMED_UTC, assumed_utc", "AMBIGUOUS, ambiguous"})
    void aDoubtAboutTheStartTravelsInVersion2(ClockStatus clock, String written) {
        String line =
                LINE.replace("\"version\":1", "\"version\":2")
                        .replace("true}", "true,\"clock\":\"" + written + "\"}");

        VideoSegment segment = read(line);

        assertThat(segment.clock()).isEqualTo(clock);
        assertThat(SegmentLine.write(segment)).isEqualTo(line);
        assertThat(schema.validate(line, InputFormat.JSON)).isEmpty();
    }

    @Test
    void whatIsNotKnownMayBeLeftOut() {
        String least =
                "{\"version\":1,\"camera\":\"a\",\"recording\":\"r\",\"sequence\":0,"
                        + "\"uri\":\"file:///v/1.mp4\",\"start_us\":null}";

        VideoSegment segment = read(least);

        assertThat(segment.clock()).isEqualTo(ClockStatus.UNKNOWN);
        assertThat(segment.durationUs()).isNull();
        assertThat(segment.bytes()).isEqualTo(-1);
        assertThat(segment.sha256()).isNull();
        assertThat(segment.last()).isFalse();
        assertThat(read(SegmentLine.write(segment))).isEqualTo(segment);
        assertThat(schema.validate(least, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(SegmentLine.write(segment), InputFormat.JSON)).isEmpty();
    }

    /** Two cameras that name their recordings by the day would otherwise be taken for one. */
    @Test
    void recordingsOfTwoCamerasAreTwoUnits() {
        assertThat(read(LINE).unit()).isNotEqualTo(read(LINE.replace("aisle", "yard")).unit());
        assertThat(read(LINE).unit()).isEqualTo(read(LINE.replace(":3,", ":4,")).unit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":1|\"version\":3|version is 3, must be 1 or 2",
                "\"version\":1|\"version\":\"1\"|version is \"1\"",
                "\"version\":1,||version is missing",
                "\"last\":true|\"last\":true,\"clock\":\"ambiguous\"|clock is not a known key of version 1",
                "\"version\":1|\"version\":2,\"clock\":\"off\"|clock is \"off\", must be null or one of ambiguous",
                "\"sha256\"|\"sha265\"|sha265 is not a known key",
                "\"aisle\"|7|camera is 7, must be a text",
                "\"aisle\"|\" \"|camera is blank",
                "\"aisle\"|\"a\\nb\"|control characters",
                "\"aisle\"|\"a\\u0000b\"|control characters",
                "\"sequence\":3|\"sequence\":-1|sequence is -1, must be a whole number from 0",
                "\"sequence\":3|\"sequence\":9007199254740992|sequence is 9007199254740992",
                "\"sequence\":3|\"sequence\":0.5|sequence is 0.5",
                "\"sequence\":3,||sequence is missing",
                "s3://barn/aisle/3.mp4|s3://barn/a b.mp4|uri is",
                "\"uri\":\"s3://barn/aisle/3.mp4\"|\"uri\":null|uri is null, must be a text",
                "1795341600000000|7226496000000000|start_us is 7226496000000000",
                "1795341600000000|-1|start_us is -1",
                "1795341600000000|99999999999999999999|start_us is 99999999999999999999",
                "1795341600000000|null|start_us is null in segment 3",
                "\"start_us\":1795341600000000,||start_us is missing",
                "10000000|0|duration_us is 0",
                "10000000|31622400000001|duration_us is 31622400000001",
                "1048576|1e400|bytes is",
                "9f86d081|9F86D081|sha256 is",
                "\"last\":true|\"last\":\"yes\"|last is \"yes\", must be true or false",
            })
    void refusesWhatTheSchemaRefusesAndSaysWhy(String good, String bad, String expected) {
        String line = LINE.replace(good, bad == null ? "" : bad);

        assertThat(line).isNotEqualTo(LINE);
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected)
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
        assertThat(schema.validate(line, InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{", "text", "{\"version\":1}", "{}{}", "\u0000", "[[[["})
    void refusesWhatIsNoSegmentAtAll(String message) {
        assertThatThrownBy(() -> read(message)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAKeyThatIsGivenTwice() {
        assertThatThrownBy(() -> read(LINE.replace("\"version\":1", "\"version\":1,\"version\":1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Duplicate field 'version'");
    }

    @Test
    void refusesHalfACharacter() {
        assertThatThrownBy(() -> read(LINE.replace("aisle\",\"rec", "\\ud83d\",\"rec")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("halves of characters");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] message = LINE.getBytes(StandardCharsets.UTF_8);
        message[LINE.indexOf("aisle")] = (byte) 0xff;

        assertThatThrownBy(() -> SegmentLine.read(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void refusesAMessageThatIsLongerThanAReferenceNeeds() {
        byte[] message =
                (LINE + " ".repeat(SegmentLine.MAX_BYTES)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SegmentLine.read(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has more than 8192 bytes");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        String name = "ü".repeat(256);

        assertThat(read(LINE.replace("aisle\",", name + "\",")).camera()).isEqualTo(name);
        assertThatThrownBy(() -> read(LINE.replace("aisle\",", name + "ü\",")))
                .hasMessageContaining("camera has 257 characters, must have at most 256");
        String horses = "\ud83d\udc0e".repeat(128);
        assertThat(read(LINE.replace("aisle\",", horses + "\",")).camera()).isEqualTo(horses);
        assertThatThrownBy(() -> read(LINE.replace("aisle\",", horses + "h\",")))
                .hasMessageContaining("camera has 513 bytes of UTF-8, must have at most 512");
        assertThatThrownBy(() -> read(LINE.replace("3.mp4", "3".repeat(2048) + ".mp4")))
                .hasMessageContaining("uri has 2068 characters, must have at most 2048");
    }

    @Test
    void doesNotWriteWhatItWouldRefuse() {
        VideoSegment fine = read(LINE);
        VideoSegment nameless =
                new VideoSegment(
                        "", "r", 0, "u", fine.uri(), 0, ClockStatus.KNOWN, false, null, -1, null);

        assertThatThrownBy(() -> SegmentLine.write(nameless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("camera is blank");
    }

    private static VideoSegment read(String line) {
        return SegmentLine.read(line.getBytes(StandardCharsets.UTF_8));
    }
}
