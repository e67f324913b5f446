package io.barnhand.gait.job.tools.results;

import io.barnhand.gait.job.config.ConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The lines of a folder's files, whoever wrote them: a line that is too long or is refused ends the
 * reading with its file and number. Files are taken in the order of their names; hidden ones, which
 * a run has not finished, and links are left out.
 */
public final class NumberedLines {

    /** A gait line has 8,000 characters, a pose line 2,000. */
    static final int MAX_LINE = 65_536;

    private static final int MAX_FILES = 10_000;

    private NumberedLines() {}

    /**
     * Hands on every line that is not blank; nothing where there is no such folder.
     *
     * @param reader may refuse a line by an IllegalArgumentException that says what is wrong
     * @throws ConfigurationException naming file, line and what is wrong with it
     */
    public static void forEach(Path folder, Consumer<String> reader) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path file : files(folder)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                int number = 0;
                for (String line; (line = next(lines, file, number + 1)) != null; ) {
                    number++;
                    if (!line.isBlank()) {
                        hand(line, file, number, reader);
                    }
                }
            } catch (CharacterCodingException e) {
                throw new ConfigurationException(
                        "%s is not UTF-8 text; remove it or write it again".formatted(file));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files =
                    all.filter(file -> !file.getFileName().toString().startsWith("."))
                            .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                            .limit(MAX_FILES + 1L)
                            .sorted()
                            .toList();
            if (files.size() > MAX_FILES) {
                throw new ConfigurationException(
                        "%s holds more than %,d files; join them or give a smaller run"
                                .formatted(folder, MAX_FILES));
            }
            return files;
        }
    }

    private static void hand(String line, Path file, int number, Consumer<String> reader) {
        try {
            reader.accept(line);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "%s, line %d: %s; correct or remove the line"
                            .formatted(file, number, e.getMessage()));
        }
    }

    /** Null at the end. */
    private static String next(Reader in, Path file, int number) throws IOException {
        StringBuilder line = new StringBuilder(2048);
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() == MAX_LINE) {
                throw new ConfigurationException(
                        "%s, line %d: longer than %,d characters, which no line of a run is; correct or remove the line"
                                .formatted(file, number, MAX_LINE));
            }
            line.append((char) c);
            c = in.read();
        }
        return line.toString();
    }
}
