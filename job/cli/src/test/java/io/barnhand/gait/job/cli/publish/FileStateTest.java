package io.barnhand.gait.job.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileStateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Duration REST = Duration.ofSeconds(10);

    @Test
    void aFileThatIsBeingWrittenIsNotFinishedUntilItRests() {
        assertThat(state(0.1, 0.1).finished(false, REST, NOW)).isFalse();
        assertThat(state(9.9, 9.9).finished(false, REST, NOW)).isFalse();
        assertThat(state(10, 10).finished(false, REST, NOW)).isTrue();
    }

    @Test
    void aFileThatWasRenamedSinceItWasWrittenIsFinishedAtOnce() {
        assertThat(state(0.5, 0.1).finished(false, REST, NOW)).isTrue();
    }

    @Test
    void aFileThatALaterOneFollowsIsFinishedUnlessItIsWrittenToJustNow() {
        assertThat(state(1.5, 1.5).finished(true, REST, NOW)).isTrue();
        assertThat(state(0.2, 0.2).finished(true, REST, NOW)).isFalse();
    }

    @Test
    void whereTheFileSystemDoesNotTellOfRenamingFilesMustRest() {
        FileState state = new FileState(5, NOW.minusSeconds(3), null);
        assertThat(state.finished(false, REST, NOW)).isFalse();
        assertThat(state.finished(true, REST, NOW)).isTrue();
    }

    private static FileState state(double writtenAgo, double changedAgo) {
        return new FileState(5, ago(writtenAgo), ago(changedAgo));
    }

    private static Instant ago(double seconds) {
        return NOW.minusMillis(Math.round(1000 * seconds));
    }
}
