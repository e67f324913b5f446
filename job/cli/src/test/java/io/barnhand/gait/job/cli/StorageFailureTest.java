package io.barnhand.gait.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageFailureTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No space left on device | no space is left | make room there",
                "Disk quota exceeded | quota is used up | have the quota raised",
                "Too many open files | as many files open as it may | ulimit -n 4096",
                "Read-only file system | its file system is read-only | give another folder",
                "Permission denied | this user lacks the permission | give another folder"
            })
    void theSystemsReasonComesWithFileAndAction(String reason, String problem, String action) {
        String file = folder.resolve("out.html").toString();

        assertThat(StorageFailure.message(new FileSystemException(file, null, reason)))
                .hasValueSatisfying(
                        message ->
                                assertThat(message)
                                        .startsWith(file + " cannot be ")
                                        .contains(problem, "; ", action));
        assertThat(StorageFailure.message(new IOException(reason + " (errno)")))
                .hasValueSatisfying(
                        message -> assertThat(message).startsWith("A file ").contains(action));
    }

    @Test
    void aFileWithoutPermissionIsNamed() {
        assertThat(StorageFailure.message(new AccessDeniedException("/root/x")))
                .hasValueSatisfying(m -> assertThat(m).startsWith("/root/x cannot be opened"));
    }

    @Test
    void whyAFolderCannotBeMadeIsFoundOut() throws Exception {
        Path file = Files.writeString(folder.resolve("poses"), "");
        IOException failure =
                new IOException(
                        "Failed to create the parent directory: " + file.resolve("run=monday"));

        assertThat(StorageFailure.message(failure))
                .hasValueSatisfying(
                        m ->
                                assertThat(m)
                                        .startsWith("The folder " + file.resolve("run=monday"))
                                        .contains(file + " is no folder;"));
    }

    @Test
    void otherFailuresAreLeftAlone() {
        assertThat(StorageFailure.message(new IOException("Broken pipe"))).isEmpty();
        assertThat(StorageFailure.message(new IllegalStateException("No space left on device")))
                .isEmpty();
        assertThat(StorageFailure.message(new IOException())).isEmpty();
    }
}
