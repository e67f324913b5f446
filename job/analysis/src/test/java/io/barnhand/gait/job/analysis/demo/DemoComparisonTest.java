package io.barnhand.gait.job.analysis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoComparisonTest {

    private static final String GIVEN =
            """
            "stride_freq_hz": {"value": 1.2625, "ci95": [1.25, 1.275], "flags": []},
            "speed_bl_s": {"value": 2.25, "ci95": null, "flags": []},
            "stride_length_bl": {"value": 2.08, "flags": []},
            "limb_phase": {"LH": {"value": 0}, "LF": {"value": 0.46}, "RH": {"value": 0.56},
                           "RF": {"value": 0.01}},
            "duty_factor": {"LH": {"value": 0.42}, "LF": {"value": 0.38}, "RH": {"value": 0.5},
                            "RF": {"value": null, "flags": ["low_strides"]}}
            """;

    @Test
    void errorsAreThoseWorkedOutByHand() {
        PassComparison pass = onHorseZero(DemoRecords.line("t", "trot", GIVEN));

        Figure frequency = pass.figures(GaitMetric.STRIDE_FREQ_HZ).get(0);
        assertThat(frequency.truth()).isEqualTo(1.25, within(1e-9));
        assertThat(frequency.error()).isEqualTo(1.0, within(1e-9));
        assertThat(frequency.low()).isEqualTo(1.25);
        assertThat(frequency.verdict()).isEqualTo(Figure.BoundVerdict.WITHIN);
        Figure speed = pass.figures(GaitMetric.SPEED_BL_S).get(0);
        assertThat(speed.error()).isEqualTo(-10, within(1e-9));
        assertThat(speed.low()).isNull();
        assertThat(speed.verdict()).isEqualTo(Figure.BoundVerdict.MISSED);
        Figure length = pass.figures(GaitMetric.STRIDE_LENGTH_BL).get(0);
        assertThat(length.truth()).isEqualTo(2, within(1e-9));
        assertThat(length.error()).isEqualTo(4, within(1e-9));
        assertThat(length.verdict()).isEqualTo(Figure.BoundVerdict.WITHIN);
        assertThat(pass.gaitVerdict()).isEqualTo(Figure.BoundVerdict.WITHIN);
    }

    @Test
    void phasesAreComparedTheShorterWayRound() {
        PassComparison pass = onHorseZero(DemoRecords.line("t", "trot", GIVEN));

        assertThat(pass.figures(GaitMetric.LIMB_PHASE))
                .extracting(Figure::limb)
                .containsExactly(Limb.LF, Limb.RH, Limb.RF);
        assertThat(phase(pass, Limb.LF).error()).isEqualTo(-0.04, within(1e-9));
        assertThat(phase(pass, Limb.RH).error()).isEqualTo(0.06, within(1e-9));
        assertThat(phase(pass, Limb.RH).verdict()).isEqualTo(Figure.BoundVerdict.MISSED);
        assertThat(phase(pass, Limb.RF).truth()).isEqualTo(0.98, within(1e-9));
        assertThat(phase(pass, Limb.RF).error()).isEqualTo(0.03, within(1e-9));
        assertThat(phase(pass, Limb.RF).verdict()).isEqualTo(Figure.BoundVerdict.WITHIN);
    }

    @Test
    void theTruthOfPhasesCountsFromTheReferenceOfTheMeasuredClass() {
        PassComparison pass = onHorseZero(DemoRecords.line("t", "canter_left", GIVEN));

        assertThat(pass.gaitVerdict()).isEqualTo(Figure.BoundVerdict.MISSED);
        assertThat(pass.figures(GaitMetric.LIMB_PHASE))
                .extracting(Figure::limb)
                .containsExactly(Limb.LH, Limb.LF, Limb.RF);
        assertThat(phase(pass, Limb.LH).truth()).isEqualTo(0.5, within(1e-9));
        assertThat(phase(pass, Limb.RF).truth()).isEqualTo(0.48, within(1e-9));
    }

    @Test
    void dutyFactorsHaveAnErrorAndNoBound() {
        PassComparison pass = onHorseZero(DemoRecords.line("t", "trot", GIVEN));

        List<Figure> duties = pass.figures(GaitMetric.DUTY_FACTOR);
        assertThat(duties.get(0).truth()).isEqualTo(0.4, within(1e-9));
        assertThat(duties.get(0).error()).isEqualTo(0.02, within(1e-9));
        assertThat(duties.get(0).verdict()).isEqualTo(Figure.BoundVerdict.NO_BOUND);
        assertThat(duties.get(3).error()).isNull();
        assertThat(duties.get(3).note()).isEqualTo("not measurable (low_strides)");
    }

    @Test
    void whatIsAbsentIsNotMeasurableAndNeverZero() {
        String absent =
                """
                "stride_freq_hz": {"value": null, "flags": ["not_periodic"]},
                "speed_bl_s": {"value": null, "flags": ["oblique_view"]},
                "stride_length_bl": null
                """;
        PassComparison pass = onHorseZero(DemoRecords.line("t", "unknown", absent));

        assertThat(pass.figures())
                .allSatisfy(
                        figure -> {
                            assertThat(figure.measured()).isNull();
                            assertThat(figure.error()).isNull();
                            assertThat(figure.verdict())
                                    .isEqualTo(Figure.BoundVerdict.NOT_MEASURABLE);
                        });
        assertThat(pass.figures(GaitMetric.STRIDE_FREQ_HZ).get(0).note())
                .isEqualTo("not measurable (not_periodic)");
        assertThat(pass.figures(GaitMetric.SPEED_BL_S).get(0).note())
                .isEqualTo("oblique: not measured");
        assertThat(pass.figures(GaitMetric.STRIDE_LENGTH_BL).get(0).note())
                .isEqualTo("not measurable");
        assertThat(pass.gaitVerdict()).isEqualTo(Figure.BoundVerdict.NOT_MEASURABLE);
        assertThat(pass.hoofOn()).isNull();
    }

    @Test
    void touchDownsAreHeldAgainstTheNearestTrueOnesInAbsoluteTime() {
        List<HorsePose> track = DemoRecords.track("t", 0);
        RunResults results =
                DemoRecords.results(
                        List.of(DemoRecords.line("t", "trot", GIVEN)),
                        track,
                        hoofOn("t", Limb.LH, 810_000),
                        hoofOn("t", Limb.LH, 1_580_000),
                        hoofOn("t", Limb.LF, 406_000),
                        hoofOn("other", Limb.LF, 500_000));

        EventErrors errors = DemoRecords.compare(results).passes().get(0).hoofOn();

        assertThat(errors.n()).isEqualTo(3);
        assertThat(errors.meanMs()).isEqualTo((10 - 20 + 6) / 3.0, within(1e-9));
        assertThat(errors.sdMs()).isEqualTo(16.2891, within(1e-3));
    }

    @Test
    void eachOfTwoHorsesIsMatchedToItsOwnPass() {
        List<HorsePose> poses = new ArrayList<>(DemoRecords.track("b", 1));
        poses.addAll(DemoRecords.track("a", 0));
        RunResults results =
                DemoRecords.results(
                        List.of(
                                DemoRecords.line("a", "trot", GIVEN),
                                DemoRecords.line("b", "trot", GIVEN)),
                        poses);

        DemoComparison comparison = DemoRecords.compare(results);

        assertThat(comparison.passes())
                .extracting(PassComparison::match)
                .containsExactly(new HorseMatch(0, 40, 40, 0), new HorseMatch(1, 40, 40, 0));
        assertThat(comparison.passes())
                .extracting(PassComparison::coat)
                .containsExactly("bay", "grey");
        assertThat(comparison.horsesWithoutPass()).isEmpty();
    }

    @Test
    void aTrackThatChangesHorseIsNotPure() {
        List<HorsePose> poses = new ArrayList<>();
        IntStream.range(0, 30).forEach(i -> poses.add(DemoRecords.pose("t", i, 0)));
        IntStream.range(30, 38).forEach(i -> poses.add(DemoRecords.pose("t", i, 1)));
        IntStream.range(38, 40)
                .forEach(i -> poses.add(DemoRecords.pose("t", i, new Box(0, 0, 10, 10))));

        HorseMatch match =
                DemoRecords.compare(
                                DemoRecords.results(
                                        List.of(DemoRecords.line("t", "trot", GIVEN)), poses))
                        .passes()
                        .get(0)
                        .match();

        assertThat(match).isEqualTo(new HorseMatch(0, 40, 30, 8));
        assertThat(match.purity()).isEqualTo(0.75);
        assertThat(match.none()).isEqualTo(2);
    }

    @Test
    void aHorseWithoutAPassAndAPassWithoutAHorseAreListed() {
        List<HorsePose> nowhere =
                IntStream.range(0, 40)
                        .mapToObj(i -> DemoRecords.pose("t", i, new Box(0, 0, 10, 10)))
                        .toList();

        DemoComparison comparison =
                DemoRecords.compare(
                        DemoRecords.results(
                                List.of(DemoRecords.line("t", "trot", GIVEN)), nowhere));

        assertThat(comparison.passes()).isEmpty();
        assertThat(comparison.passesOnNoHorse())
                .extracting(DemoComparison.StrayPass::track)
                .containsExactly("t");
        assertThat(comparison.horsesWithoutPass())
                .extracting(DemoComparison.MissedHorse::horse)
                .containsExactly(0, 1);
    }

    @Test
    void slidingWindowsAreNotPasses(@TempDir Path folder) throws IOException {
        String pass = DemoRecords.text("t", "trot", GIVEN).replace("\n", " ");
        Files.write(
                Files.createDirectories(folder.resolve("gait/run=demo")).resolve("part-0"),
                List.of(pass.replace("\"pass\"", "\"sliding\""), pass));
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "sinks.gait.path=" + folder.resolve("gait"),
                                "sinks.strides={kind: none}",
                                "sinks.poses={kind: none}"));

        assertThat(RunResults.read(configuration.sinks(), "demo").passes())
                .extracting(read -> read.window().kind())
                .containsExactly("pass");
    }

    private static PassComparison onHorseZero(GaitRecord line) {
        return DemoRecords.compare(DemoRecords.results(List.of(line), DemoRecords.track("t", 0)))
                .passes()
                .get(0);
    }

    private static Figure phase(PassComparison pass, Limb limb) {
        return pass.figures(GaitMetric.LIMB_PHASE).stream()
                .filter(figure -> figure.limb() == limb)
                .findFirst()
                .orElseThrow();
    }

    private static HoofOn hoofOn(String track, Limb limb, long sinceStartUs) {
        return new HoofOn(
                "arena", track, DemoRecords.START_MS, limb, DemoClip.startUs() + sinceStartUs);
    }
}
