package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.simulation.HorseTruth;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A pass beside the truth of the horse it shows.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id
 * @param startMs event time of the first frame, ms
 * @param endMs event time of the last frame, ms
 * @param strides measured number, or null
 * @param score quality, 0..1
 * @param flags of the gait line
 * @param match which horse, and how purely
 * @param coat of that horse
 * @param direction {@code left} or {@code right}
 * @param gait measured class
 * @param trueGait true class
 * @param figures every compared number
 * @param hoofOn touch-downs of all limbs, or null where none was measured
 */
record PassComparison(
        String camera,
        String recording,
        String track,
        long startMs,
        long endMs,
        Double strides,
        double score,
        List<String> flags,
        HorseMatch match,
        String coat,
        String direction,
        String gait,
        String trueGait,
        List<Figure> figures,
        EventErrors hoofOn) {

    /** What the demonstration calls a good result: %, % and share of the stride. */
    static final double FREQUENCY_BOUND = 2;

    static final double LENGTH_BOUND = 5;
    static final double PHASE_BOUND = 0.05;

    /**
     * @param hoofOns of this pass
     * @param startUs event time of the clip's first frame, µs
     */
    static PassComparison of(
            GaitRecord pass,
            HorseMatch match,
            HorseTruth horse,
            List<HoofOn> hoofOns,
            long startUs) {
        GaitWindow window = pass.window();
        SpanTruth truth =
                new SpanTruth(
                        horse,
                        1000.0 * window.startMs() - startUs,
                        1000.0 * window.endMs() + 999 - startUs);
        return new PassComparison(
                pass.track().cameraId(),
                pass.track().recording(),
                pass.track().trackId(),
                window.startMs(),
                window.endMs(),
                window.nStrides(),
                pass.quality().score(),
                GaitFlag.keys(pass.quality().flags()),
                match,
                horse.coat(),
                horse.direction(),
                pass.gait().name(),
                horse.gaitClass(),
                figures(pass, truth),
                events(hoofOns, truth, startUs));
    }

    private static List<Figure> figures(GaitRecord pass, SpanTruth truth) {
        List<Figure> figures = new ArrayList<>();
        figures.add(
                Figure.relative(
                        GaitMetric.STRIDE_FREQ_HZ, pass, truth.frequency(), FREQUENCY_BOUND));
        figures.add(Figure.relative(GaitMetric.SPEED_BL_S, pass, truth.speed(), LENGTH_BOUND));
        figures.add(
                Figure.relative(
                        GaitMetric.STRIDE_LENGTH_BL, pass, truth.strideLength(), LENGTH_BOUND));
        // Phases count from the reference of the class that was found, right or wrong.
        Limb reference = GaitTemplate.reference(pass.gait().name());
        for (Limb limb : Limb.values()) {
            if (limb != reference) {
                figures.add(
                        Figure.phase(
                                GaitMetric.LIMB_PHASE,
                                limb,
                                pass,
                                truth.phase(limb, reference),
                                PHASE_BOUND));
            }
        }
        for (Limb limb : Limb.values()) {
            figures.add(
                    Figure.unbounded(GaitMetric.DUTY_FACTOR, limb, pass, truth.dutyFactor(limb)));
        }
        return List.copyOf(figures);
    }

    private static EventErrors events(List<HoofOn> hoofOns, SpanTruth truth, long startUs) {
        List<Double> errors = new ArrayList<>();
        for (HoofOn on : hoofOns) {
            double time = on.timeUs() - startUs;
            OptionalDouble nearest = truth.nearestHoofOn(on.limb(), time);
            if (nearest.isPresent()) {
                errors.add(1e-3 * (time - nearest.getAsDouble()));
            }
        }
        return EventErrors.of(errors);
    }

    /** Whether gait and lead are those of the horse. */
    Figure.BoundVerdict gaitVerdict() {
        if (gait.equals(trueGait)) {
            return Figure.BoundVerdict.WITHIN;
        }
        return gait.equals(GaitClass.UNKNOWN)
                ? Figure.BoundVerdict.NOT_MEASURABLE
                : Figure.BoundVerdict.MISSED;
    }

    /** The figures of a metric. */
    List<Figure> figures(GaitMetric metric) {
        return figures.stream().filter(figure -> figure.metric().equals(metric.key())).toList();
    }
}
