package io.barnhand.gait.job.analysis.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.analysis.report.data.ReportedPass;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** On strides of a trot, one pass a day of invented durations. */
class BaselinesTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");

    private final List<ReportedPass> passes = new ArrayList<>();
    private final List<StrideRecord> strides = new ArrayList<>();

    @Test
    void withoutEnoughDaysTheMissingOnesAreNamed() {
        days("Bella", 5, 0.74);

        assertThat(ofLast().sentence())
                .startsWith("No baseline yet: 0 of at least 10 earlier days");
        assertThat(ofLast().rows().get(0).note()).isEqualTo("0 of 10 earlier days");
    }

    @Test
    void aDayLikeTheOthersIsWithinTheHorsesOwnRange() {
        days("Bella", 25, 0.74);

        assertThat(ofLast().sentence())
                .isEqualTo("Within the horse’s own range: 1 of 1 measures that can be compared.");
        assertThat(ofLast().rows().get(0).n()).isEqualTo("14 earlier days");
        assertThat(ofLast().rows().get(0).interval()).contains(" to ");
        assertThat(ofLast().charts()).hasSize(1);
    }

    @Test
    void theOverviewTellsByHowMuchAndHowSureTheDayIs() {
        days("Bella", 2, 0.74);
        assertThat(ofLast().frequency()).isEmpty();
        days("Bella", 23, 0.74);
        days("Bella", 1, 0.85);

        // 1 / 0.85 - 1 / 0.74 is -0.175 Hz; no two days are alike.
        assertThat(ofLast().frequency()).matches("−0\\.1[678]\\d \\(−0\\.\\d+ to −0\\.\\d+\\)");
    }

    @Test
    void twoOtherDaysInARowAreAChangeAndNothingElse() {
        days("Bella", 25, 0.74);
        days("Bella", 1, 0.85);
        assertThat(ofLast().sentence()).startsWith("Outside the horse’s own range in 1 of 1");
        days("Bella", 1, 0.85);

        assertThat(ofLast().sentence())
                .startsWith("A measured change in 1 of 1 measures that can be compared")
                .endsWith("A change is not a finding.");
    }

    @Test
    void whatCannotBeComparedHasItsReason() {
        days("Bella", 2, 0.74);

        assertThat(ofLast().rows())
                .filteredOn(row -> !row.measured())
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.note()).contains("seen travelling one way only"));
    }

    @Test
    void aTrackWithoutAHorseHasNoBaseline() {
        days(null, 25, 0.74);

        assertThat(ofLast().sentence()).contains("no horse is known for this track");
        assertThat(ofLast().rows()).isEmpty();
    }

    @Test
    void aPassOfAnUnknownTimeIsOfNoDay() {
        days("Bella", 25, 0.74);
        String range = ofLast().rows().get(0).n();
        ReportedPass known = passes.get(passes.size() - 1);
        pass("Bella", Instant.EPOCH.plusSeconds(4), 0.85);

        assertThat(ofLast().sentence()).startsWith("When this was is unknown");
        assertThat(ofLast().rows()).isEmpty();
        assertThat(new Baselines(strides).of(known, known.record()).rows().get(0).n())
                .isEqualTo(range);
    }

    private ChangeView ofLast() {
        ReportedPass last = passes.get(passes.size() - 1);
        return new Baselines(strides).of(last, last.record());
    }

    private void days(String horse, int count, double seconds) {
        for (int i = 0; i < count; i++) {
            int day = passes.size();
            // No two days of a horse are alike.
            pass(horse, FIRST.plus(Duration.ofDays(day)), seconds + 0.003 * Math.sin(7.0 * day));
        }
    }

    private void pass(String horse, Instant start, double seconds) {
        long us = 1000 * start.toEpochMilli();
        String recording = start.toString();
        List<StrideRecord> own = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            for (String limb : List.of("LH", "LF", "RH", "RF")) {
                double late = limb.equals("LF") || limb.equals("RH") ? 0.5 : 0;
                double length = seconds * (1 + 0.004 * Math.cos(k));
                long on = us + Math.round(1e6 * seconds * (k + late));
                own.add(
                        new StrideRecord(
                                StrideRecord.SCHEMA_VERSION,
                                horse,
                                "t",
                                "aisle",
                                recording,
                                "m",
                                "gait-3",
                                "ap10k_ungulate",
                                us,
                                "image_right",
                                "trot",
                                limb,
                                on,
                                on + 300_000,
                                on + Math.round(1e6 * length),
                                length,
                                0.3,
                                0.004,
                                late,
                                1.85,
                                2.5,
                                null,
                                null,
                                null,
                                null,
                                0.9,
                                List.of()));
            }
        }
        String reason = "{\"flags\": [\"single_direction\"]}";
        String line =
                String.format(
                        Locale.ROOT,
                        """
                {"schema_version": "1.1", "horse_id": %s, "track_id": "t", "camera_id": "aisle",
                 "recording": "%s", "kp_semantics": "ap10k_ungulate", "gait": {"class": "trot"},
                 "window": {"kind": "pass", "start_ms": %d, "end_ms": %d, "passes": 1},
                 "step_asym_phase": {"fore": %s, "hind": %s},
                 "vertical_asym_pct_bl": {"head_min": %s, "head_max": %s, "tailroot_min": %s,
                   "tailroot_max": %s},
                 "quality": {"score": 0.9, "frames": 120, "flags": []}}
                """,
                        horse == null ? "null" : '"' + horse + '"',
                        recording,
                        us / 1000,
                        us / 1000 + 5000,
                        reason,
                        reason,
                        reason,
                        reason,
                        reason,
                        reason);
        strides.addAll(own);
        passes.add(new ReportedPass(GaitLine.read(line), own, List.of(), false));
    }
}
