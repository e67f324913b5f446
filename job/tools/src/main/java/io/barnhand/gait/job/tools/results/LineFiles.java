package io.barnhand.gait.job.tools.results;

import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.operators.video.PlanException;
import io.barnhand.gait.operators.video.SourceFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Files of JSON lines that a user names. They may be broken, so that a line has a bound. */
public final class LineFiles {

    /** A gait line takes about 4000 characters. */
    private static final int MAX_LINE = 65_536;

    private LineFiles() {}

    /**
     * Hands on every line that is not blank, files in the order of their names.
     *
     * @param path file, glob, or folder with all below it whose names do not begin with a dot
     * @param reader throws {@link IllegalArgumentException} where a line is not what it should be
     * @throws ConfigurationException if there is nothing at the path, or a line is refused; the
     *     message names its file and number
     */
    public static void forEach(String path, Consumer<String> reader) {
        try {
            for (Path file : SourceFiles.find(path).files()) {
                read(file, reader);
            }
        } catch (PlanException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private static void read(Path file, Consumer<String> reader) {
        long number = 0;
        // Not Files.newBufferedReader, which ends at the first byte that is not UTF-8.
        try (Reader in =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (StringBuilder line; (line = next(in)) != null; ) {
                number++;
                if (line.length() > MAX_LINE) {
                    throw new IllegalArgumentException("longer than " + MAX_LINE + " characters");
                }
                if (!line.toString().isBlank()) {
                    reader.accept(line.toString());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "Line %d of %s cannot be used: %s; name files as a run writes them"
                            .formatted(number, file, e.getMessage()));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "%s cannot be read (%s): check its permissions and the disk"
                            .formatted(file, e));
        }
    }

    /** The next line, cut one character after the bound; null at the end of the file. */
    private static StringBuilder next(Reader in) throws IOException {
        int c = in.read();
        if (c < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n' && line.length() <= MAX_LINE; c = in.read()) {
            line.append((char) c);
        }
        return line;
    }
}
