package io.barnhand.gait.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintableWriterTest {

    /** As a camera, a file or a folder may be named. */
    private static final String NAME = "a\nRun b is complete.\u001b[2J\u202e\u009b1m";

    @Test
    void namesInLinesAndFormatsAreHarmless() {
        StringWriter printed = new StringWriter();
        PrintableWriter out = new PrintableWriter(new PrintWriter(printed));

        out.println("Written: " + NAME);
        out.printf(Locale.ROOT, "%s: %,d of %5.1f%n", Path.of(NAME), 1200, 2.5);
        out.format(Locale.ROOT, "%s%n", new StringBuilder(NAME));
        out.print("\u001b[Kown\n");

        assertThat(printed)
                .hasToString(
                        """
                        Written: a?Run b is complete.?[2J??1m
                        a?Run b is complete.?[2J??1m: 1,200 of   2.5
                        a?Run b is complete.?[2J??1m
                        \u001b[Kown
                        """);
    }

    @Test
    void everyCommandPrintsWithIt(@TempDir Path folder) throws IOException {
        Path named = Files.createDirectories(folder.resolve(NAME).resolve("gait"));
        Files.createSymbolicLink(
                Files.createDirectory(named.resolve("run=a")).resolve("b"), folder);
        String quoted =
                new JsonMapper()
                        .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true)
                        .writeValueAsString(named.toString());

        Shell.Result result =
                Shell.barnhand(
                        "purge",
                        "--before",
                        "2020-01-01T00:00:00Z",
                        "--camera",
                        "aisle",
                        "--set",
                        "sinks.gait={kind: jsonl, path: " + quoted + "}");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("not checked  ", "a?Run b is complete.?[2J??1m/gait");
        assertThat(result.out() + result.err()).doesNotContain("\u001b", "\u202e", "\nRun b");
    }
}
