package io.barnhand.gait.job.analysis.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.json.GaitLine;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {

    private static final String GOOD =
            "\"gap_frac\": 0, \"periodicity\": 0.95, \"yaw_proxy\": 0.97, \"valid_frac\": 1";

    @Test
    void aGoodPassIsTrustedForItsReasons() {
        assertThat(trust("trot", "5.2", GOOD, 0.9, "").sentence())
                .isEqualTo(
                        "Yes: 5.2 strides were used, the rhythm is steady, the horse passed square to"
                                + " the camera and no frames are missing.");
    }

    @ParameterizedTest
    @CsvSource({
        "0.8, YES",
        "0.79, MOSTLY",
        "0.6, MOSTLY",
        "0.59, CAUTION",
        "0.4, CAUTION",
        "0.39, NO"
    })
    void theBandsOfTheQualityDecide(double quality, Trust.Level level) {
        assertThat(trust("trot", "5", GOOD, quality, "").level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "no_scale, YES",
        "single_direction, YES",
        "a_flag_of_tomorrow, YES",
        "oblique_view, MOSTLY",
        "lr_swap_suspected, CAUTION",
        "identity_ambiguous, NO"
    })
    void noGoodNumberOutweighsWhatAFlagSays(String flag, Trust.Level level) {
        assertThat(trust("trot", "5", GOOD, 1, flag).level()).isEqualTo(level);
    }

    @Test
    void reasonsAgainstAPassAreListed() {
        Trust trust =
                trust(
                        "trot",
                        "2.1",
                        "\"gap_frac\": 0.2, \"max_gap_ms\": 400, \"periodicity\": 0.95,"
                                + " \"yaw_proxy\": 0.7, \"valid_frac\": 1",
                        0.42,
                        "");

        assertThat(trust.sentence())
                .isEqualTo(
                        "Only with caution: the rhythm is steady; but only 2.1 strides could be used,"
                                + " the horse was seen at an angle, at 70 % of its longest body length"
                                + " and no frame could be used for up to 0.4 s.");
    }

    @Test
    void whatKeepsAPassFromTheUpperBandIsNamed() {
        assertThat(trust("walk", "3.6", GOOD, 0.72, "").sentence())
                .startsWith("Mostly: ")
                .endsWith("; but only 3.6 strides could be used.");
        assertThat(trust("walk", "6", GOOD + ", \"fold_resid_bl\": 0.05", 0.69, "").sentence())
                .endsWith(
                        "; but the hooves scatter by 5 % of a body length about the mean stride.");
    }

    @Test
    void whereNothingRepeatsThereIsNoMore() {
        String line =
                line("unknown", "null", "\"frames\": 20", 0, "not_periodic").replace(RATE, "");

        assertThat(Trust.of(GaitLine.read(line)).sentence())
                .isEqualTo(
                        "No: the hooves do not repeat from stride to stride, so there is no rhythm to"
                                + " measure.");
    }

    @Test
    void aStandingHorseIsNotDistrusted() {
        assertThat(trust("standing", "null", GOOD, 0, "").level()).isEqualTo(Trust.Level.STANDING);
    }

    private static final String RATE = "\"stride_freq_hz\": {\"value\": 1.3, \"flags\": []},";

    private static Trust trust(
            String gait, String strides, String quality, double score, String flag) {
        return Trust.of(GaitLine.read(line(gait, strides, quality, score, flag)));
    }

    private static String line(
            String gait, String strides, String quality, double score, String flag) {
        return String.format(
                Locale.ROOT,
                """
        {"schema_version": "1.1", "track_id": "t", "camera_id": "c", "recording": "r",
         "kp_semantics": "unverified", %s
         "window": {"kind": "pass", "start_ms": 1, "end_ms": 2, "passes": 1, "n_strides": %s},
         "gait": {"class": "%s"},
         "quality": {"score": %s, "frames": 100, %s, "flags": [%s]}}
        """,
                RATE,
                strides,
                gait,
                score,
                quality.replace("\"frames\": 20", "\"jitter_ms\": 1"),
                flag.isEmpty() ? "" : '"' + flag + '"');
    }
}
