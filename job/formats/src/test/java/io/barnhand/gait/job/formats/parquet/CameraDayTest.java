package io.barnhand.gait.job.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraDayTest {

    @Test
    void theDayIsThatOfUtc() {
        assertThat(CameraDay.folder("aisle", 1_795_996_799_999_999L))
                .isEqualTo("camera=aisle/day=2026-11-29");
        assertThat(CameraDay.folder("aisle", 1_795_996_800_000_000L))
                .isEqualTo("camera=aisle/day=2026-11-30");
        assertThat(CameraDay.folder("aisle", -1)).isEqualTo("camera=aisle/day=1969-12-31");
    }

    @ParameterizedTest
    @CsvSource({
        "aisle-2, aisle-2",
        "Stall 3/öst, Stall%203%2F%C3%B6st",
        "a=b*c?d%, a%3Db%2Ac%3Fd%25",
        "_DSC01, %5FDSC01",
        ".., %2E."
    })
    void aNameCannotLeaveItsFolderOrHideItsFile(String name, String escaped) {
        assertThat(CameraDay.escaped(name)).isEqualTo(escaped);
    }

    @Test
    void longNamesAreCutAndStayDifferent() {
        String one = CameraDay.escaped("x".repeat(400) + "1");
        String other = CameraDay.escaped("x".repeat(400) + "2");

        assertThat(one).hasSizeLessThan(240).isNotEqualTo(other);
    }

    /** "Aa" and "BB" have one hash in Java, and so have all names made of them. */
    @Test
    void namesOfTheSameBeginningAndHashHaveFoldersOfTheirOwn() {
        String beginning = "x".repeat(250);

        assertThat(CameraDay.escaped(beginning + "Aa"))
                .isNotEqualTo(CameraDay.escaped(beginning + "BB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "€", "🐴", "%", "a"})
    void aLongNameIsCutBetweenCharacters(String character) {
        for (int shift = 0; shift < 12; shift++) {
            String name = "x".repeat(shift) + character.repeat(300);
            String escaped = CameraDay.escaped(name);
            String cut = escaped.substring(0, escaped.indexOf('~'));

            assertThat(escaped).hasSizeBetween(180, 200);
            assertThat(name).startsWith(URLDecoder.decode(cut, StandardCharsets.UTF_8));
        }
    }
}
