package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One order of strides whatever order they arrive in, and each of them once. */
final class StrideOrder {

    /** The last comparison only matters for a stride given twice with different values. */
    private static final Comparator<StrideRecord> ORDER =
            Comparator.comparingLong(StrideRecord::onUs)
                    .thenComparing(StrideRecord::cameraId)
                    .thenComparing(StrideRecord::recording)
                    .thenComparing(StrideRecord::trackId)
                    .thenComparing(StrideRecord::limb)
                    .thenComparing(StrideRecord::poseModel)
                    .thenComparing(StrideRecord::algoVersion)
                    .thenComparing(StrideRecord::kpSemantics)
                    .thenComparing(StrideRecord::toString);

    private StrideOrder() {}

    /** Identity of a stride; the same stride by another model or version is another. */
    private record Identity(
            String camera,
            String recording,
            String track,
            String limb,
            long onUs,
            @Nullable String poseModel,
            String algoVersion,
            String kpSemantics) {

        static Identity of(StrideRecord stride) {
            return new Identity(
                    stride.cameraId(),
                    stride.recording(),
                    stride.trackId(),
                    stride.limb(),
                    stride.onUs(),
                    stride.poseModel(),
                    stride.algoVersion(),
                    stride.kpSemantics());
        }
    }

    /** In order of hoof-on; of a stride given twice, the first. */
    static List<StrideRecord> distinct(Collection<StrideRecord> strides) {
        Set<Identity> seen = new HashSet<>();
        List<StrideRecord> distinct = new ArrayList<>();
        for (StrideRecord stride : strides.stream().sorted(ORDER).toList()) {
            if (seen.add(Identity.of(stride))) {
                distinct.add(stride);
            }
        }
        return distinct;
    }
}
