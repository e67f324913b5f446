package io.barnhand.gait.job.formats.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Reads a keypoint file row by row, in the order in which it was written. */
public final class PoseFileReader implements Closeable {

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    /** How many bytes of a file's beginning identify Parquet. */
    public static final int HEAD_BYTES = MAGIC.length;

    private final ParquetReader<PoseRow> rows;

    /**
     * @throws IOException if the file cannot be read, or is not a keypoint file; the message says
     *     why
     */
    public PoseFileReader(Path file) throws IOException {
        rows = new RowReaderBuilder(new FlinkInputFile(file)).build();
    }

    /** Whether these are the first bytes of a Parquet file. */
    public static boolean isParquet(byte[] head) {
        return Arrays.equals(head, MAGIC);
    }

    /**
     * The next row, or null at the end.
     *
     * @throws IOException if the file is broken from here on, or is not a keypoint file; the
     *     message says why
     */
    public PoseRow next() throws IOException {
        try {
            return rows.read();
        } catch (RuntimeException e) {
            // Parquet reports broken bytes by exceptions of every kind.
            throw new IOException(rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.getMessage() == null ? first.toString() : first.getMessage();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private static final class RowReaderBuilder extends ParquetReader.Builder<PoseRow> {

        RowReaderBuilder(InputFile file) {
            super(file, new PlainParquetConfiguration());
            withCodecFactory(new ZstdPages());
        }

        @Override
        protected ReadSupport<PoseRow> getReadSupport() {
            return new PoseReadSupport();
        }
    }

    private static final class PoseReadSupport extends ReadSupport<PoseRow> {

        private String camera;

        @Override
        public ReadContext init(InitContext context) {
            camera =
                    PoseSchema.camera(context.getMergedKeyValueMetaData(), context.getFileSchema());
            return new ReadContext(PoseSchema.ROW);
        }

        @Override
        public RecordMaterializer<PoseRow> prepareForRead(
                Configuration configuration,
                Map<String, String> metadata,
                MessageType schema,
                ReadContext context) {
            return new PoseConverter(camera);
        }

        @Override
        public RecordMaterializer<PoseRow> prepareForRead(
                ParquetConfiguration configuration,
                Map<String, String> metadata,
                MessageType schema,
                ReadContext context) {
            return new PoseConverter(camera);
        }
    }
}
