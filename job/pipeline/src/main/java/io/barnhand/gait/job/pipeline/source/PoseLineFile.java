package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.formats.json.PoseLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/** A file of poses as JSON lines; blank lines are skipped. */
final class PoseLineFile implements PoseFile {

    /** A pose takes about 700 characters. */
    static final int MAX_LINE = 65_536;

    /** Of the encoding; editors of Windows write it at the beginning of a file. */
    private static final char MARK = '\ufeff';

    /** What a decoder gives for bytes that are no text. */
    private static final char UNDECODABLE = '\ufffd';

    private final String file;
    private final BufferedReader in;
    private long number;

    /**
     * @param in closed with this
     */
    PoseLineFile(String file, InputStream in, Charset encoding) {
        this.file = file;
        this.in = new BufferedReader(new InputStreamReader(in, encoding));
    }

    @Override
    public ArchivedPose next() throws IOException {
        while (true) {
            String line = readLine();
            if (line == null) {
                return null;
            }
            if (!line.isBlank()) {
                return parsed(line);
            }
        }
    }

    private ArchivedPose parsed(String line) {
        try {
            if (line.length() > MAX_LINE) {
                throw new IllegalArgumentException("longer than " + MAX_LINE + " characters");
            }
            int undecodable = line.indexOf(UNDECODABLE);
            if (undecodable >= 0) {
                throw new IllegalArgumentException(
                        "its character " + (undecodable + 1) + " is not UTF-8");
            }
            return ArchivedPose.of(PoseLine.read(line));
        } catch (IllegalArgumentException e) {
            return ArchivedPose.notAPose(file, number, "Line", e.getMessage());
        }
    }

    /** The next line, of one that is too long the beginning; null at the end of the file. */
    private String readLine() throws IOException {
        int c = in.read();
        if (c < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() <= MAX_LINE) {
                line.append((char) c);
            }
        }
        number++;
        if (number == 1 && line.length() > 0 && line.charAt(0) == MARK) {
            line.deleteCharAt(0);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
