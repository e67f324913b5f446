package io.barnhand.gait.operators.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.detection.UnitState;
import io.barnhand.gait.operators.stages.gait.TrackProgress;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A savepoint finds the classes of its state by their names; see {@link UnitState}. */
class StateClassesTest {

    @Test
    void theClassesOfTheStateKeepTheirNames() {
        Set<String> names = new TreeSet<>();
        collect(UnitState.class, names);
        collect(TrackProgress.class, names);
        collect(HorsePose.class, names);

        assertThat(names)
                .as("every savepoint names these: another name needs a migration of the state")
                .containsExactlyInAnyOrder(
                        "io.barnhand.gait.models.image.Box",
                        "io.barnhand.gait.operators.records.HorsePose",
                        "io.barnhand.gait.operators.stages.detection.SegmentOrder",
                        "io.barnhand.gait.operators.stages.detection.SegmentOrder$Gap",
                        "io.barnhand.gait.operators.stages.detection.UnitState",
                        "io.barnhand.gait.operators.stages.gait.TrackProgress",
                        "io.barnhand.gait.operators.stages.tracking.CropSize",
                        "io.barnhand.gait.operators.stages.tracking.HeldFrame",
                        "io.barnhand.gait.operators.stages.tracking.KalmanBox",
                        "io.barnhand.gait.operators.stages.tracking.KalmanTrend",
                        "io.barnhand.gait.operators.stages.tracking.Track",
                        "io.barnhand.gait.operators.stages.tracking.TrackedBox",
                        "io.barnhand.gait.operators.stages.tracking.TrackingState",
                        "io.barnhand.gait.operators.video.ClockStatus",
                        "io.barnhand.gait.operators.video.TimeRange",
                        "io.barnhand.gait.operators.video.VideoSegment",
                        "io.barnhand.gait.operators.video.VideoSpan");
    }

    private static void collect(Type type, Set<String> names) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, names);
            }
        } else if (type instanceof Class<?> ours
                && ours.getName().startsWith("io.barnhand.")
                && names.add(ours.getName())
                && ours.isRecord()) {
            Arrays.stream(ours.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(component -> collect(component, names));
        }
    }
}
