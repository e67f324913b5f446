package io.barnhand.gait.job.formats.parquet;

import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Writes the poses of one camera as a Parquet file, compressed with Zstandard. At most {@link
 * #ROW_GROUP_BYTES} are kept in memory.
 */
public final class PoseFileWriter implements BulkWriter<HorsePose> {

    /** About ten minutes of one horse at 25 frames a second. */
    static final long ROW_GROUP_BYTES = 4L << 20;

    private final FSDataOutputStream out;
    private ParquetWriter<HorsePose> rows;

    /**
     * @param out left open by {@link #finish()}, as Flink requires
     */
    public PoseFileWriter(FSDataOutputStream out) {
        this.out = out;
    }

    /**
     * @throws IllegalArgumentException if the pose is not of the file's camera, that of the first
     *     pose
     */
    @Override
    public void addElement(HorsePose pose) throws IOException {
        if (rows == null) {
            rows = new PoseWriterBuilder(new FlinkOutputFile(out), pose.camera()).build();
        }
        rows.write(pose);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }

    private static final class PoseWriterBuilder
            extends ParquetWriter.Builder<HorsePose, PoseWriterBuilder> {

        private final String camera;

        PoseWriterBuilder(OutputFile file, String camera) {
            super(file);
            this.camera = camera;
            withConf(new PlainParquetConfiguration());
            withCompressionCodec(CompressionCodecName.ZSTD);
            withCodecFactory(new ZstdPages());
            withRowGroupSize(ROW_GROUP_BYTES);
        }

        @Override
        protected PoseWriterBuilder self() {
            return this;
        }

        @Override
        protected WriteSupport<HorsePose> getWriteSupport(Configuration configuration) {
            return new PoseWriteSupport(camera);
        }

        @Override
        protected WriteSupport<HorsePose> getWriteSupport(ParquetConfiguration configuration) {
            return new PoseWriteSupport(camera);
        }
    }
}
