package io.barnhand.gait.job.formats.parquet;

import io.barnhand.gait.operators.records.HorsePose;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.schema.InvalidSchemaException;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A pose as a row of a Parquet file. One file holds poses of one camera, whose name is in the
 * file's metadata and, as is usual for partitioned tables, in its path ({@code camera=…/day=…}),
 * not in a column.
 *
 * <pre>
 * recording, track      text
 * horse, model          text, null where unknown
 * time_us               int64, event time, µs since the epoch (UTC)
 * image_width, …_height int32, px
 * bbox_x1, _y1, _x2, _y2  double, image px, without margin
 * bbox_score            float, 0..1
 * keypoint_x, _y        list of floats in AP-10K order, image px; null where absent
 * keypoint_score        list of floats in AP-10K order, raw score of the model; null where absent
 * flags                 list of texts, may be empty
 * </pre>
 *
 * The values are those of {@link HorsePose}, bit by bit.
 */
public final class PoseSchema {

    /** Key of the schema's version in a file's metadata. */
    public static final String VERSION_KEY = "barnhand.schema";

    /** Version of the schema that is written: another version has columns with another meaning. */
    public static final String VERSION = "1";

    /** Key of the camera in a file's metadata. */
    public static final String CAMERA_KEY = "barnhand.camera";

    static final String RECORDING = "recording";
    static final String TRACK = "track";
    static final String HORSE = "horse";
    static final String TIME_US = "time_us";
    static final String IMAGE_WIDTH = "image_width";
    static final String IMAGE_HEIGHT = "image_height";
    static final String BBOX_X1 = "bbox_x1";
    static final String BBOX_Y1 = "bbox_y1";
    static final String BBOX_X2 = "bbox_x2";
    static final String BBOX_Y2 = "bbox_y2";
    static final String BBOX_SCORE = "bbox_score";
    static final String KEYPOINT_X = "keypoint_x";
    static final String KEYPOINT_Y = "keypoint_y";
    static final String KEYPOINT_SCORE = "keypoint_score";
    static final String MODEL = "model";
    static final String FLAGS = "flags";

    /** Names within a list column, as the Parquet format requires. */
    static final String LIST = "list";

    static final String ELEMENT = "element";

    static final MessageType ROW =
            Types.buildMessage()
                    .addField(text(RECORDING, Type.Repetition.REQUIRED))
                    .addField(text(TRACK, Type.Repetition.REQUIRED))
                    .addField(text(HORSE, Type.Repetition.OPTIONAL))
                    .required(PrimitiveTypeName.INT64)
                    .named(TIME_US)
                    .required(PrimitiveTypeName.INT32)
                    .named(IMAGE_WIDTH)
                    .required(PrimitiveTypeName.INT32)
                    .named(IMAGE_HEIGHT)
                    .required(PrimitiveTypeName.DOUBLE)
                    .named(BBOX_X1)
                    .required(PrimitiveTypeName.DOUBLE)
                    .named(BBOX_Y1)
                    .required(PrimitiveTypeName.DOUBLE)
                    .named(BBOX_X2)
                    .required(PrimitiveTypeName.DOUBLE)
                    .named(BBOX_Y2)
                    .required(PrimitiveTypeName.FLOAT)
                    .named(BBOX_SCORE)
                    .addField(keypoints(KEYPOINT_X))
                    .addField(keypoints(KEYPOINT_Y))
                    .addField(keypoints(KEYPOINT_SCORE))
                    .addField(text(MODEL, Type.Repetition.OPTIONAL))
                    .addField(
                            Types.requiredList()
                                    .element(text(ELEMENT, Type.Repetition.REQUIRED))
                                    .named(FLAGS))
                    .named("pose");

    private PoseSchema() {}

    /**
     * The camera of a file that can be read with this schema.
     *
     * @param metadata of the file
     * @throws IllegalArgumentException if it cannot; the message says why
     */
    static String camera(Map<String, String> metadata, MessageType schema) {
        String version = metadata.get(VERSION_KEY);
        if (!VERSION.equals(version)) {
            throw new IllegalArgumentException(
                    version == null
                            ? String.format(
                                    Locale.ROOT,
                                    "its metadata has no %s: BarnHand Gait did not write it",
                                    VERSION_KEY)
                            : String.format(
                                    Locale.ROOT,
                                    "its %s is %s, must be %s; use the version that wrote it",
                                    VERSION_KEY,
                                    version,
                                    VERSION));
        }
        String camera = metadata.get(CAMERA_KEY);
        if (camera == null || camera.isEmpty()) {
            throw new IllegalArgumentException("its metadata has no " + CAMERA_KEY);
        }
        try {
            schema.checkContains(ROW);
        } catch (InvalidRecordException | InvalidSchemaException e) {
            throw new IllegalArgumentException(
                    "its columns are not those of poses: " + e.getMessage());
        }
        return camera;
    }

    private static Type text(String name, Type.Repetition repetition) {
        return Types.primitive(PrimitiveTypeName.BINARY, repetition)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }

    private static Type keypoints(String name) {
        return Types.requiredList().optionalElement(PrimitiveTypeName.FLOAT).named(name);
    }
}
