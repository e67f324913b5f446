package io.barnhand.gait.job.formats.parquet;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes poses of one camera as rows of {@link PoseSchema}. */
final class PoseWriteSupport extends WriteSupport<HorsePose> {

    private final String camera;
    private RecordConsumer out;

    PoseWriteSupport(String camera) {
        this.camera = camera;
    }

    @Override
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        return new WriteContext(
                PoseSchema.ROW,
                Map.of(PoseSchema.VERSION_KEY, PoseSchema.VERSION, PoseSchema.CAMERA_KEY, camera));
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(HorsePose pose) {
        if (!pose.camera().equals(camera)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A file holds one camera: got %s, it is of %s",
                            pose.camera(),
                            camera));
        }
        Box box = pose.box();
        out.startMessage();
        text(PoseSchema.RECORDING, pose.recording());
        text(PoseSchema.TRACK, pose.track());
        text(PoseSchema.HORSE, pose.horse());
        field(PoseSchema.TIME_US, () -> out.addLong(pose.timeUs()));
        field(PoseSchema.IMAGE_WIDTH, () -> out.addInteger(pose.imageWidth()));
        field(PoseSchema.IMAGE_HEIGHT, () -> out.addInteger(pose.imageHeight()));
        field(PoseSchema.BBOX_X1, () -> out.addDouble(box.x1()));
        field(PoseSchema.BBOX_Y1, () -> out.addDouble(box.y1()));
        field(PoseSchema.BBOX_X2, () -> out.addDouble(box.x2()));
        field(PoseSchema.BBOX_Y2, () -> out.addDouble(box.y2()));
        field(PoseSchema.BBOX_SCORE, () -> out.addFloat(pose.boxScore()));
        keypoints(PoseSchema.KEYPOINT_X, pose, 0);
        keypoints(PoseSchema.KEYPOINT_Y, pose, 1);
        keypoints(PoseSchema.KEYPOINT_SCORE, pose, 2);
        text(PoseSchema.MODEL, pose.model());
        flags(pose.flags());
        out.endMessage();
    }

    private void text(String name, String value) {
        if (value != null) {
            field(name, () -> out.addBinary(Binary.fromString(value)));
        }
    }

    private void keypoints(String name, HorsePose pose, int column) {
        field(
                name,
                () -> {
                    out.startGroup();
                    field(
                            PoseSchema.LIST,
                            () -> {
                                for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
                                    element(pose, k, column);
                                }
                            });
                    out.endGroup();
                });
    }

    private void element(HorsePose pose, int keypoint, int column) {
        out.startGroup();
        if (pose.present(keypoint)) {
            field(PoseSchema.ELEMENT, () -> out.addFloat(pose.keypoints()[3 * keypoint + column]));
        }
        out.endGroup();
    }

    private void flags(List<String> flags) {
        field(
                PoseSchema.FLAGS,
                () -> {
                    out.startGroup();
                    if (!flags.isEmpty()) {
                        field(PoseSchema.LIST, () -> flags.forEach(this::flag));
                    }
                    out.endGroup();
                });
    }

    private void flag(String flag) {
        out.startGroup();
        text(PoseSchema.ELEMENT, flag);
        out.endGroup();
    }

    private void field(String name, Runnable value) {
        boolean element = name.equals(PoseSchema.LIST) || name.equals(PoseSchema.ELEMENT);
        int index = element ? 0 : PoseSchema.ROW.getFieldIndex(name);
        out.startField(name, index);
        value.run();
        out.endField(name, index);
    }
}
