package io.barnhand.gait.operators.video.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.container.WrittenTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTimeTest {

    private static final LocalDateTime QUARTER_PAST_TEN = LocalDateTime.of(2026, 11, 22, 10, 15);

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10-15-00+0100.mp4, +01:00",
        "2026-11-22T10-15-00+01-00.mp4, +01:00",
        "2026-11-22T10:15:00+01:00.mp4, +01:00",
        "2026-11-22T10.15.00+01.00.mp4, +01:00",
        "2026-11-22T10-15-00+01.mp4, +01:00",
        "2026-11-22T10-15-00.250000+0100.mp4, +01:00",
        "2026-11-22T10-15-00.123456789Z.mp4, Z",
        "aisle_2026-11-22_10-15-00+0530_front.mp4, +05:30",
        "2026-11-22 10.15.00 +0100.mp4, +01:00",
        "20261122T101500+0100-aisle-2.mp4, +01:00",
        "20261122_101500+1245.mp4, +12:45",
        "20261122-101500+01-02.mp4, +01:00",
        "2026-11-22T10-15-00-0500.mp4, -05:00",
        "2026-11-22T10-15-00-0500.3gp, -05:00",
        "20261122T101500-0330.mp4, -03:30",
        "2026-11-22T10-15-00-05-00.mp4, -05:00",
        "2026-11-22 10:15:00-05:00.mp4, -05:00",
        "20261122T101500Z.mp4, Z",
        "20261122T101500z-front.mp4, Z",
        "2026-11-22_10-15-00_UTC.mp4, Z",
        "20261122_101500GMT.mp4, Z",
        "2026-11-22_10-15-00_GMT+1.mp4, +01:00",
        "2026-11-22_10-15-00 UTC-05:00.mp4, -05:00",
        "GMT20261122-101500_Recording.mp4, Z",
        "UTC_2026-11-22_10-15-00.mp4, Z",
        "2026-11-22T10-15-00\u22120500.mp4, -05:00",
        "cam_2026-11-22 10.15.00 -0500.mp4, -05:00",
    })
    void anOffsetBehindTheTimeCounts(String name, String offset) {
        WrittenTime time = FileNameTime.find(name).orElseThrow();

        assertThat(time.local().withNano(0)).isEqualTo(QUARTER_PAST_TEN);
        assertThat(time.offset()).isEqualTo(ZoneOffset.of(offset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20261122T101500.mp4",
                "VID_20261122_101500.mp4",
                "aisle_00_20261122101500.mp4",
                "20261122101500_20261122102000.mp4",
                // A counter, a camera, a part.
                "20261122_101500-0100.mp4",
                "2026-11-22_10-15-00-0100.mp4",
                "20261122-101500-0001.mp4",
                "2026-11-22T10-15-00-0001.mp4",
                "2026-11-22T10-15-00-02.mp4",
                "2026-11-22_10-15-00_cam-02.mp4",
                "2026-11-22_10-15-00-cam+0100.mp4",
                "20261122T101500_0100.mp4",
                "20261122T101500 (1).mp4",
                // Micro- and milliseconds as recorders append them.
                "2026-11-22_10-15-00-123456.mp4",
                "2026-11-22T10-15-00-500.mp4",
                // The end of the clip.
                "20261122T101500-20261122T103000.mp4",
                "20261122T101500-103000.mp4",
                "2026-11-22T10-15-00-10-30-00.mp4",
                "2026-11-22 10.15.00-10.30.00.mp4",
                "2026-11-22 10:15:00-10:30:00.mp4",
                // Of no zone.
                "2026-11-22T10-15-00-1300.mp4",
                "2026-11-22T10-15-00Zoom.mp4",
                "EGMT20261122_101500.mp4",
            })
    void anythingElseBehindItDoesNot(String name) {
        WrittenTime time = FileNameTime.find(name).orElseThrow();

        assertThat(time.local()).isEqualTo(QUARTER_PAST_TEN);
        assertThat(time.offset()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10-15-00+1900.mp4",
                "2026-11-22T10-15-00+2500.mp4",
                "2026-11-22T10-15-00+0130.mp4",
                "2026-11-22T10-15-00\u22120130.mp4",
            })
    void aTimeWithAnOffsetOfNoZoneIsNone(String name) {
        assertThat(FileNameTime.find(name)).isEmpty();
    }

    @Test
    void theFractionIsPartOfTheTime() {
        assertThat(FileNameTime.find("2026-11-22T10-15-00,25Z.mp4").orElseThrow().local())
                .isEqualTo(QUARTER_PAST_TEN.plusNanos(250_000_000));
    }
}
