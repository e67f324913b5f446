package io.barnhand.gait.job.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(".published-t.jsonl");
    }

    @Test
    void whatWasWrittenDownIsKnownAgainAlsoTwice() throws Exception {
        RecordingPosition latest = new RecordingPosition("r", 1, 15_000_000L, 20_000_000L);
        try (Journal journal = Journal.open(file)) {
            journal.add(
                    "aisle/a.ts", "aisle", new RecordingPosition("r", 0, 10_000_000L, 15_000_000L));
            journal.add("aisle/b.ts", "aisle", latest);
            journal.add("yard/c.ts", "yard", new RecordingPosition("c", 0, null, null));
        }
        for (int i = 0; i < 2; i++) {
            try (Journal journal = Journal.open(file)) {
                assertThat(journal.knows("aisle/a.ts")).isTrue();
                assertThat(journal.knows("aisle/b.ts")).isTrue();
                assertThat(journal.knows("yard/c.ts")).isTrue();
                assertThat(journal.knows("aisle/d.ts")).isFalse();
                assertThat(journal.latest("aisle")).isEqualTo(latest);
                assertThat(journal.latest("yard")).isNull();
            }
        }
    }

    @Test
    void aTornLineIsTakenAsNotWritten() throws Exception {
        try (Journal journal = Journal.open(file)) {
            journal.add("a.ts", "aisle", new RecordingPosition("r", 0, 10_000_000L, null));
        }
        Files.writeString(file, "{\"file\":\"b.ts\",\"cam", StandardOpenOption.APPEND);
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.knows("a.ts")).isTrue();
            assertThat(journal.knows("b.ts")).isFalse();
            journal.add("b.ts", "aisle", new RecordingPosition("r", 1, 15_000_000L, null));
        }
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.knows("b.ts")).isTrue();
            assertThat(journal.latest("aisle").sequence()).isEqualTo(1);
        }
    }

    @Test
    void theOldestOfVeryManyAreKnownByTheirStart() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < Journal.REMEMBERED + 500; i++) {
            lines.append("{\"file\":\"")
                    .append(i)
                    .append(".ts\",\"camera\":\"aisle\",\"recording\":\"r\",\"sequence\":")
                    .append(i)
                    .append(",\"start_us\":")
                    .append(1000 + i)
                    .append("}\n");
        }
        Files.writeString(file, lines);
        for (int i = 0; i < 2; i++) {
            try (Journal journal = Journal.open(file)) {
                assertThat(journal.knows("499.ts")).isFalse();
                assertThat(journal.forgotten("aisle", 1499L)).isTrue();
                assertThat(journal.forgotten("aisle", 1500L)).isFalse();
                assertThat(journal.forgotten("yard", 1499L)).isFalse();
                assertThat(journal.knows("500.ts")).isTrue();
            }
        }
    }

    @Test
    void twoCannotWriteIt() throws Exception {
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.knows("a")).isFalse();
            assertThatThrownBy(() -> Journal.open(file))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is in use");
        }
    }
}
