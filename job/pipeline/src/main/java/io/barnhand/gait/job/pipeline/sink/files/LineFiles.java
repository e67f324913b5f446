package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Files of JSON lines in the order of their names. A line that is too long or refused ends the
 * reading, with its file and number in the message.
 */
public final class LineFiles {

    /** A gait line has 8,000 characters, a pose line 2,000. */
    private static final int MAX_LINE = 65_536;

    /** Of the encoding; editors of Windows write it at the beginning of a file. */
    private static final String MARK = "\ufeff";

    private LineFiles() {}

    /**
     * Hands on every line of the files at a path that is not blank.
     *
     * @param path file, glob, or folder with all below it whose names begin with neither a dot nor
     *     an underscore
     * @param reader may refuse a line by an IllegalArgumentException that says what is wrong
     * @throws ConfigurationException if there is nothing at the path, or naming file, line and what
     *     is wrong with it
     */
    public static void forEach(String path, Consumer<String> reader) {
        NamedFiles.forEach(path, file -> read(file, reader));
    }

    /**
     * Hands on every line that is not blank of {@link FinishedFiles} below a folder; nothing where
     * there is no such folder.
     *
     * @param reader may refuse a line by an IllegalArgumentException that says what is wrong
     * @throws ConfigurationException naming file, line and what is wrong with it
     */
    public static void forEachIn(StoredPath folder, Consumer<String> reader) {
        FinishedFiles.forEach(folder, file -> read(file, reader));
    }

    /**
     * Hands on every line of a file that is not blank.
     *
     * @param reader may refuse a line by an IllegalArgumentException that says what is wrong
     * @throws ConfigurationException naming file, line and what is wrong with it
     */
    public static void read(Path file, Consumer<String> reader) {
        read(StoredPath.of(file), reader);
    }

    /**
     * The same of a file on a disk or in a store.
     *
     * @throws ConfigurationException naming file, line and what is wrong with it
     */
    public static void read(StoredPath file, Consumer<String> reader) {
        // The decoder reports bytes that are not UTF-8; a reader alone would replace them.
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(file.open(), StandardCharsets.UTF_8.newDecoder()))) {
            int number = 0;
            for (String line; (line = next(lines, file, number + 1)) != null; ) {
                number++;
                if (number == 1 && line.startsWith(MARK)) {
                    line = line.substring(1);
                }
                if (!line.isBlank()) {
                    hand(line, file, number, reader);
                }
            }
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s is not UTF-8 text", file),
                    "remove the file or write it again as UTF-8");
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s cannot be read (%s)", file, e),
                    "check its permissions and the disk");
        }
    }

    private static void hand(String line, StoredPath file, int number, Consumer<String> reader) {
        try {
            reader.accept(line);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s, line %d: %s", file, number, e.getMessage()),
                    "correct or remove the line");
        }
    }

    /** Null at the end. */
    private static String next(Reader in, StoredPath file, int number) throws IOException {
        StringBuilder line = new StringBuilder(2048);
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() == MAX_LINE) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "%s, line %d: longer than %,d characters, the limit of a line",
                                file,
                                number,
                                MAX_LINE),
                        "correct or remove the line");
            }
            line.append((char) c);
            c = in.read();
        }
        return line.toString();
    }
}
