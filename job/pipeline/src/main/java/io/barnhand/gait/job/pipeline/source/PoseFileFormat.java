package io.barnhand.gait.job.pipeline.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;

/**
 * Reads keypoint files of either form and reports lines and rows that are not poses with their
 * position, which Flink's own formats do not. Files are not split: the poses of a track stay in
 * order.
 */
final class PoseFileFormat implements BulkFormat<ArchivedPose, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    private static final int POSES_PER_BATCH = 256;

    @Override
    public BulkFormat.Reader<ArchivedPose> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return new PoseBatchReader(PoseFile.open(split.path()));
    }

    @Override
    public BulkFormat.Reader<ArchivedPose> restoreReader(
            Configuration config, FileSourceSplit split) throws IOException {
        PoseBatchReader reader = new PoseBatchReader(PoseFile.open(split.path()));
        long done =
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L);
        reader.skip(done);
        return reader;
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<ArchivedPose> getProducedType() {
        return TypeInformation.of(ArchivedPose.class);
    }

    private static final class PoseBatchReader implements BulkFormat.Reader<ArchivedPose> {

        private final PoseFile file;
        private long read;

        PoseBatchReader(PoseFile file) {
            this.file = file;
        }

        void skip(long poses) throws IOException {
            while (read < poses && file.next() != null) {
                read++;
            }
        }

        @Override
        public RecordIterator<ArchivedPose> readBatch() throws IOException {
            List<ArchivedPose> batch = new ArrayList<>(POSES_PER_BATCH);
            long before = read;
            while (batch.size() < POSES_PER_BATCH) {
                ArchivedPose pose = file.next();
                if (pose == null) {
                    break;
                }
                batch.add(pose);
                read++;
            }
            return batch.isEmpty()
                    ? null
                    : new IteratorResultIterator<>(
                            batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
