package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.FailedCrop;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.PoseBatch;
import io.barnhand.gait.operators.stages.tracking.CropSize;
import io.barnhand.gait.operators.stages.tracking.HeldFrame;
import io.barnhand.gait.operators.stages.tracking.KalmanBox;
import io.barnhand.gait.operators.stages.tracking.Track;
import io.barnhand.gait.operators.stages.tracking.TrackedBox;
import io.barnhand.gait.operators.stages.tracking.TrackingState;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that Flink keeps or carries must not fall back to Kryo. */
class RecordTypesTest {

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.configure(
                new Configuration().set(PipelineOptions.GENERIC_TYPES, false),
                RecordTypesTest.class.getClassLoader());
        // Throws where any field, however deep, is of a generic type.
        return TypeInformation.of(type).createSerializer(config);
    }

    private static <T> T roundTrip(Class<T> type, T value) throws Exception {
        TypeSerializer<T> serializer = serializer(type);
        DataOutputSerializer out = new DataOutputSerializer(1024);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                UnitState.class,
                TrackingState.class,
                SegmentOrder.class,
                Track.class,
                HeldFrame.class,
                VideoSegment.class,
                HorseCrops.class,
                HorsePose.class,
                TrackEnded.class,
                TrackEvent.class,
                PoseBatch.class,
                FailedCrop.class,
                DeadLetter.class,
                CoverageSpan.class
            })
    void isNoGenericType(Class<?> type) {
        assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
        assertThat(serializer(type)).isNotNull();
    }

    @Test
    void stateComesBackEqual() throws Exception {
        VideoSegment segment =
                new VideoSegment(
                        "c", "r", 3, "c/r", "/a", 5, ClockStatus.KNOWN, false, null, -1, null);
        Box box = new Box(1, 2, 3, 4);
        Track track =
                new Track(
                        "r/0/0",
                        true,
                        KalmanBox.start(0, box),
                        0,
                        1,
                        box,
                        0.5f,
                        CropSize.start(0, 200));
        UnitState state =
                new UnitState(
                        "c",
                        "r",
                        new SegmentOrder(
                                0, 2, List.of(segment), List.of(new SegmentOrder.Gap(0, 1))),
                        List.of(segment),
                        new TrackingState(
                                0L,
                                9L,
                                77,
                                640,
                                360,
                                List.of("duplicate_frames"),
                                null,
                                List.of(track),
                                List.of("r/0/0"),
                                List.of(),
                                List.of(
                                        new HeldFrame(
                                                7,
                                                List.of(),
                                                List.of(
                                                        new TrackedBox(
                                                                "r/0/0", box, 9, 0.5f, true))))),
                        null,
                        false);

        assertThat(roundTrip(UnitState.class, state)).isEqualTo(state);
    }

    @Test
    void cropsComeBackEqual() throws Exception {
        HorseCrop crop =
                new HorseCrop(
                        "c",
                        "r",
                        "r/0/0",
                        null,
                        7,
                        640,
                        360,
                        new Box(1, 2, 3, 4),
                        0.5f,
                        List.of("overlap"),
                        new CropTransform(1, 2, 3),
                        new byte[] {1, 2, 3});
        HorseCrops crops =
                new HorseCrops(
                        List.of(crop), List.of(new TrackEnded("c", "r", "r/0/0", 8, "lost")));

        assertThat(roundTrip(HorseCrops.class, crops)).usingRecursiveComparison().isEqualTo(crops);
    }
}
