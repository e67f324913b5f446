package io.barnhand.gait.operators.video.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.operators.video.container.DiskFile;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarTest {

    private static final SidecarReader JSON =
            content -> new ObjectMapper().readValue(content, new TypeReference<>() {});

    @TempDir Path folder;

    private Sidecar read(String json) throws IOException {
        Path video = folder.resolve("a.mp4");
        Files.writeString(folder.resolve("a.mp4.json"), json);
        return Sidecar.read(new DiskFile(video, folder), JSON);
    }

    @Test
    void missingMembersAreNull() throws Exception {
        Sidecar nothing = new Sidecar(null, null, null, null, null, null);

        assertThat(Sidecar.read(new DiskFile(folder.resolve("none.mp4"), folder), JSON))
                .isEqualTo(nothing);
        assertThat(read("{}")).isEqualTo(nothing);
        assertThat(
                        read(
                                "{\"camera\":\"front\",\"recording\":\"am\",\"sequence\":3,"
                                        + "\"start\":\"1970-01-01T00:00:02Z\",\"last\":true}"))
                .isEqualTo(new Sidecar("front", "am", 3L, 2_000_000L, null, true));
    }

    @Test
    void namesAreNotLongerThanKeysOfStoresTake() throws Exception {
        String horses = "\ud83d\udc0e".repeat(128);

        assertThat(read("{\"camera\":\"" + horses + "\"}").camera()).isEqualTo(horses);
        assertThatThrownBy(() -> read("{\"recording\":\"" + horses + "h\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "its sidecar's recording has 513 bytes of UTF-8; give at most 512 bytes");
    }

    @Test
    void aStartMayHaveAnOffsetOrNone() throws Exception {
        assertThat(read("{\"start\":\"1970-01-01T01:00:02+01:00\"}").startUs())
                .isEqualTo(2_000_000L);
        assertThat(read("{\"start\":\"2026-11-22T10:15:00\"}"))
                .isEqualTo(
                        new Sidecar(
                                null,
                                null,
                                null,
                                null,
                                LocalDateTime.of(2026, 11, 22, 10, 15),
                                null));
        assertThatThrownBy(() -> read("{\"start\":\"2026-11-22T10:15:00\",\"start_us\":0}"))
                .hasMessageContaining("both");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"start\":\"+1000000000-12-31T23:59:59Z\"}|its sidecar's start is +1000000000-12-31T23:59:59Z; give a time from 1970 to 2198",
                "{\"start\":\"2198-12-31T00:00:00Z\"}|start is 2198-12-31T00:00:00Z",
                "{\"start\":\"1969-12-31T23:59:59Z\"}|start is 1969-12-31T23:59:59Z",
                "{\"start\":\"-1000000000-01-01T00:00:00Z\"}|start is -1000000000-01-01T00:00:00Z",
                "{\"start\":\"tomorrow\"}|start \"tomorrow\" is no time; write it like",
                "{\"start_us\":9223372036854775807}|start_us is 9223372036854775807; give a time from 1970 to 2198, in µs since the epoch",
                "{\"start_us\":-1}|start_us is -1; give a time from 1970",
                "{\"start_us\":99999999999999999999}|start_us is 99999999999999999999; give",
                "{\"start_us\":1e300}|start_us is 1.0E300; give",
                "{\"camera\":\"pwned\\u0000\"}|give text without NUL",
                "{\"recording\":\"a\\u0000b\"}|give text without NUL",
                "{\"camera\":\" \"}|; give text",
                "{\"sequence\":9223372036854775808}|9223372036854775808"
            })
    void anInvalidMemberIsNamedWithItsValue(String json, String named) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(named);
    }

    @Test
    void theBoundIsThatOfTheBytesThatCome() throws Exception {
        assertThat(read("{}" + " ".repeat(Sidecar.MAX_BYTES - 2)).camera()).isNull();
        assertThatThrownBy(() -> read("{}" + " ".repeat(Sidecar.MAX_BYTES - 1)))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "its sidecar %s has more than 65536 bytes; rename it if it is not a sidecar",
                        folder.resolve("a.mp4.json"));
    }

    /** A store may list another size than it sends. */
    @Test
    void aStoreThatSendsWithoutEndIsNotReadToItsEnd() {
        URI video = URI.create("s3://barn/a.mp4");
        StoredFile file =
                new StoredFile(
                        new EndlessStore(),
                        video,
                        "a.mp4",
                        1,
                        new RemoteFiles.RemoteEntry(URI.create(video + ".json"), false, 2));

        assertThatThrownBy(() -> Sidecar.read(file, JSON))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("s3://barn/a.mp4.json has more than 65536 bytes");
    }

    private static final class EndlessStore implements RemoteFiles {

        @Override
        public long size(URI file) {
            return 2;
        }

        @Override
        public InputStream open(URI file) {
            return new InputStream() {
                @Override
                public int read() {
                    return ' ';
                }
            };
        }

        @Override
        public SeekableByteChannel openSeekable(URI file) {
            throw new UnsupportedOperationException("a sidecar is read from its beginning");
        }

        @Override
        public List<RemoteEntry> list(URI folder) {
            return List.of();
        }
    }
}
