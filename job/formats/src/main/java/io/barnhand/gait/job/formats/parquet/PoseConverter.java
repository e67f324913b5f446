package io.barnhand.gait.job.formats.parquet;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/** Builds poses from the rows of {@link PoseSchema}; unknown columns are left out. */
final class PoseConverter extends RecordMaterializer<PoseRow> {

    private final String camera;
    private final Converter[] columns = new Converter[PoseSchema.ROW.getFieldCount()];
    private final ColumnValue recording = column(PoseSchema.RECORDING, new ColumnValue());
    private final ColumnValue track = column(PoseSchema.TRACK, new ColumnValue());
    private final ColumnValue horse = column(PoseSchema.HORSE, new ColumnValue());
    private final ColumnValue timeUs = column(PoseSchema.TIME_US, new ColumnValue());
    private final ColumnValue width = column(PoseSchema.IMAGE_WIDTH, new ColumnValue());
    private final ColumnValue height = column(PoseSchema.IMAGE_HEIGHT, new ColumnValue());
    private final ColumnValue x1 = column(PoseSchema.BBOX_X1, new ColumnValue());
    private final ColumnValue y1 = column(PoseSchema.BBOX_Y1, new ColumnValue());
    private final ColumnValue x2 = column(PoseSchema.BBOX_X2, new ColumnValue());
    private final ColumnValue y2 = column(PoseSchema.BBOX_Y2, new ColumnValue());
    private final ColumnValue score = column(PoseSchema.BBOX_SCORE, new ColumnValue());
    private final Values x = column(PoseSchema.KEYPOINT_X, new Values());
    private final Values y = column(PoseSchema.KEYPOINT_Y, new Values());
    private final Values keypointScore = column(PoseSchema.KEYPOINT_SCORE, new Values());
    private final ColumnValue model = column(PoseSchema.MODEL, new ColumnValue());
    private final Values flags = column(PoseSchema.FLAGS, new Values());
    private final GroupConverter row = new RowConverter();

    PoseConverter(String camera) {
        this.camera = camera;
    }

    private <C extends Converter> C column(String name, C converter) {
        columns[PoseSchema.ROW.getFieldIndex(name)] = converter;
        return converter;
    }

    @Override
    public PoseRow getCurrentRecord() {
        try {
            return new PoseRow(pose(), null);
        } catch (IllegalArgumentException e) {
            return new PoseRow(null, e.getMessage());
        }
    }

    @Override
    public GroupConverter getRootConverter() {
        return row;
    }

    private HorsePose pose() {
        HorsePose pose =
                new HorsePose(
                        camera,
                        recording.text,
                        track.text,
                        horse.text,
                        timeUs.whole,
                        (int) width.whole,
                        (int) height.whole,
                        new Box(x1.number, y1.number, x2.number, y2.number),
                        (float) score.number,
                        keypoints(),
                        model.text,
                        List.copyOf(flags.texts()));
        PoseRow.check(pose);
        return pose;
    }

    private float[] keypoints() {
        for (Values list : List.of(x, y, keypointScore)) {
            if (list.size() != HorsePose.KEYPOINTS) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "a keypoint list has %d entries, must have %d",
                                list.size(),
                                HorsePose.KEYPOINTS));
            }
        }
        float[] rows = new float[3 * HorsePose.KEYPOINTS];
        Arrays.fill(rows, Float.NaN);
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            boolean present = x.present(k);
            if (present != y.present(k) || present != keypointScore.present(k)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "keypoint %d is absent in some of its columns only",
                                k));
            }
            if (present) {
                rows[3 * k] = x.number(k);
                rows[3 * k + 1] = y.number(k);
                rows[3 * k + 2] = keypointScore.number(k);
            }
        }
        return rows;
    }

    private final class RowConverter extends GroupConverter {

        @Override
        public Converter getConverter(int field) {
            return columns[field];
        }

        @Override
        public void start() {
            horse.text = null;
            model.text = null;
        }

        @Override
        public void end() {
            // The pose is built when it is requested.
        }
    }

    /** One value of whichever type its column has. */
    private static final class ColumnValue extends PrimitiveConverter {

        private String text;
        private long whole;
        private double number;
        private Binary lastBytes;
        private String lastText;

        @Override
        public void addBinary(Binary value) {
            // Names repeat from row to row.
            if (!value.equals(lastBytes)) {
                lastBytes = value.copy();
                lastText = value.toStringUsingUTF8();
            }
            text = lastText;
        }

        @Override
        public void addInt(int value) {
            whole = value;
        }

        @Override
        public void addLong(long value) {
            whole = value;
        }

        @Override
        public void addFloat(float value) {
            number = value;
        }

        @Override
        public void addDouble(double value) {
            number = value;
        }
    }

    /** A list column: a group with a repeated group with one element, which may be null. */
    private static final class Values extends GroupConverter {

        /** More than any list has: the entries of a hostile one are counted, not kept. */
        private static final int KEPT = 64;

        private final float[] numbers = new float[KEPT];
        private final boolean[] present = new boolean[KEPT];
        private final List<String> texts = new ArrayList<>();
        private int size;

        private final PrimitiveConverter element =
                new PrimitiveConverter() {
                    @Override
                    public void addFloat(float value) {
                        if (size < KEPT) {
                            numbers[size] = value;
                            present[size] = true;
                        }
                    }

                    @Override
                    public void addBinary(Binary value) {
                        if (size < KEPT) {
                            texts.add(value.toStringUsingUTF8());
                        }
                    }
                };

        private final GroupConverter entry =
                new GroupConverter() {
                    @Override
                    public Converter getConverter(int field) {
                        return element;
                    }

                    @Override
                    public void start() {
                        if (size < KEPT) {
                            present[size] = false;
                        }
                    }

                    @Override
                    public void end() {
                        size++;
                    }
                };

        int size() {
            return size;
        }

        List<String> texts() {
            return texts;
        }

        boolean present(int index) {
            return present[index];
        }

        float number(int index) {
            return numbers[index];
        }

        @Override
        public Converter getConverter(int field) {
            return entry;
        }

        @Override
        public void start() {
            size = 0;
            texts.clear();
        }

        @Override
        public void end() {
            // The values stay until the next row.
        }
    }
}
