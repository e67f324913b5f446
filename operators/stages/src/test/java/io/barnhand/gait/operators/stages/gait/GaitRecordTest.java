package io.barnhand.gait.operators.stages.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaitRecordTest {

    @ParameterizedTest
    @ValueSource(
            classes = {GaitRecord.class, StrideRecord.class, TrackEvent.class, TrackProgress.class})
    void travelsWithoutKryo(Class<?> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);

        // With generic types off, making the serialiser fails on the first one, however deep.
        TypeSerializer<?> serializer = TypeInformation.of(type).createSerializer(config);

        assertThat(serializer).isNotNull();
        assertThat(TypeInformation.of(type).toString()).doesNotContain("GenericType");
    }

    @Test
    void survivesSerialisationWithNulls() throws Exception {
        GaitRecord record =
                new GaitEstimator(GaitSettings.of(0.3, KeypointTraits.UNVERIFIED))
                        .pass(SyntheticTrack.standing(SyntheticView.SIDE), false)
                        .record();
        TypeSerializer<GaitRecord> serializer =
                TypeInformation.of(GaitRecord.class).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(1024);

        serializer.serialize(record, out);

        GaitRecord back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(back).isEqualTo(record);
    }

    @Test
    void givesNoIntervalOfZeroWidth() {
        assertThat(Metric.of(1.5, 0, 3, List.of()).ci95Low()).isNull();
        assertThat(Metric.of(1.5, Double.NaN, 3, List.of()).ci95High()).isNull();
        assertThat(Metric.of(Double.NaN, 1, 3, List.of()).value()).isNull();
    }

    @Test
    void saysWhatIsWrongWithASetting() {
        assertThatThrownBy(() -> GaitSettings.of(0.3, "horse"))
                .hasMessage(
                        "Keypoint semantics must be ap10k_ungulate, anatomical or unverified, got"
                                + " horse");
        assertThatThrownBy(() -> new GaitSettings.CameraTraits(false, 145.0))
                .hasMessage(
                        "Metres per body length must lie between 0.3 and 3 (neck base to root of"
                                + " tail), got 145.0");
        assertThatThrownBy(
                        () ->
                                new GaitSettings(
                                        new KeypointTraits(0.3, KeypointTraits.UNVERIFIED),
                                        Map.of(),
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(4),
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(1),
                                        Map.of(),
                                        Set.of(),
                                        Map.of()))
                .hasMessage(
                        "Sliding windows cannot be longer than the longest pass of PT4S, got PT5S");
    }
}
