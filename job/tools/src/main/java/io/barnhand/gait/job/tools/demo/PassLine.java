package io.barnhand.gait.job.tools.demo;

import io.barnhand.gait.job.json.GaitLine;
import io.barnhand.gait.operators.gait.GaitRecord;
import io.barnhand.gait.operators.gait.GaitWindow;
import io.barnhand.gait.operators.gait.Limb;
import io.barnhand.gait.operators.gait.Limbs;
import io.barnhand.gait.operators.gait.Metric;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gait line says of a pass, as far as the truth of a clip can be held against it.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id
 * @param startMs event time of the first frame, ms
 * @param endMs event time of the last frame, ms
 * @param strides in the usable frames, or null
 * @param score quality, 0..1
 * @param flags of the whole line
 * @param gait class
 * @param frequency Hz
 * @param speed BL/s
 * @param strideLength BL
 * @param phases share of the stride after the reference hind limb's touch-down
 * @param duties share of the stride
 */
record PassLine(
        String camera,
        String recording,
        String track,
        long startMs,
        long endMs,
        Double strides,
        double score,
        List<String> flags,
        String gait,
        Metric frequency,
        Metric speed,
        Metric strideLength,
        Map<Limb, Metric> phases,
        Map<Limb, Metric> duties) {

    /** Empty where the line is of a sliding window. */
    static Optional<PassLine> read(String line) {
        GaitRecord record = GaitLine.read(line);
        GaitWindow window = record.window();
        if (!window.kind().equals(GaitWindow.PASS)) {
            return Optional.empty();
        }
        return Optional.of(
                new PassLine(
                        record.cameraId(),
                        record.recording(),
                        record.trackId(),
                        window.startMs(),
                        window.endMs(),
                        window.nStrides(),
                        record.quality().score(),
                        record.quality().flags(),
                        record.gait().name(),
                        record.strideFreqHz(),
                        record.speedBlS(),
                        record.strideLengthBl(),
                        byLimb(record.limbPhase()),
                        byLimb(record.dutyFactor())));
    }

    private static Map<Limb, Metric> byLimb(Limbs limbs) {
        Map<Limb, Metric> metrics = new EnumMap<>(Limb.class);
        for (Limb limb : Limb.values()) {
            metrics.put(limb, limbs.of(limb));
        }
        return metrics;
    }
}
