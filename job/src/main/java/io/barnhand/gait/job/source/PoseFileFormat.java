package io.barnhand.gait.job.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;

/**
 * Reads text files line by line with a bound on the length of a line, and tells of each line where
 * it stands, which Flink's own line format does not. Files are not split: the poses of a track stay
 * in order.
 */
final class PoseFileFormat implements BulkFormat<PoseFileLine, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    /** A pose takes about 700 characters. */
    static final int MAX_LINE = 65_536;

    private static final int LINES_PER_BATCH = 256;

    @Override
    public BulkFormat.Reader<PoseFileLine> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return new Reader(split);
    }

    @Override
    public BulkFormat.Reader<PoseFileLine> restoreReader(
            Configuration config, FileSourceSplit split) throws IOException {
        Reader reader = new Reader(split);
        long done =
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L);
        for (long i = 0; i < done; i++) {
            reader.readLine();
        }
        return reader;
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<PoseFileLine> getProducedType() {
        return TypeInformation.of(PoseFileLine.class);
    }

    private static final class Reader implements BulkFormat.Reader<PoseFileLine> {

        private final String file;
        private final BufferedReader in;
        private long number;

        Reader(FileSourceSplit split) throws IOException {
            file = split.path().getPath();
            in =
                    new BufferedReader(
                            new InputStreamReader(
                                    split.path().getFileSystem().open(split.path()),
                                    StandardCharsets.UTF_8));
        }

        @Override
        public RecordIterator<PoseFileLine> readBatch() throws IOException {
            long before = number;
            List<PoseFileLine> lines = new ArrayList<>(LINES_PER_BATCH);
            for (PoseFileLine line; lines.size() < LINES_PER_BATCH; lines.add(line)) {
                line = readLine();
                if (line == null) {
                    break;
                }
            }
            return lines.isEmpty()
                    ? null
                    : new IteratorResultIterator<>(
                            lines.iterator(), CheckpointedPosition.NO_OFFSET, before);
        }

        /** The next line, or null at the end of the file. */
        PoseFileLine readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            boolean tooLong = false;
            int c = in.read();
            if (c < 0) {
                return null;
            }
            for (; c >= 0 && c != '\n'; c = in.read()) {
                if (line.length() < MAX_LINE) {
                    line.append((char) c);
                } else {
                    tooLong = true;
                }
            }
            number++;
            return new PoseFileLine(file, number, tooLong ? null : line.toString());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
