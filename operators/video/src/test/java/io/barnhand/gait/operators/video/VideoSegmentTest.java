package io.barnhand.gait.operators.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VideoSegmentTest {

    @Test
    void noTwoRecordingsHaveTheSameKey() {
        assertThat(VideoSegment.unitOf("a/b", "c")).isNotEqualTo(VideoSegment.unitOf("a", "b/c"));
        assertThat(VideoSegment.unitOf("a", "am")).isNotEqualTo(VideoSegment.unitOf("b", "am"));
        assertThat(VideoSegment.unitOf("ab", "c")).isNotEqualTo(VideoSegment.unitOf("a", "bc"));
    }

    /** What live jobs of earlier versions keep their state under. */
    @Test
    void keysStayWhatTheyAreInSavepoints() {
        assertThat(VideoSegment.unitOf("aisle", "2026-11-22-am"))
                .isEqualTo("aisle\u00002026-11-22-am");
    }

    @Test
    void whatWouldMakeKeysAlikeIsRefused() {
        assertThatThrownBy(() -> VideoSegment.unitOf("a\0b", "c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> VideoSegment.unitOf("a", "b\0c"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
