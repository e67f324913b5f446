package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.mp4",
                "Gr%C3%BCn%20Stra%C3%9Fe.mp4",
                "%E9%A6%AC%F0%9F%90%B4.mp4",
                "Cafe%CC%81.mp4",
                // The replacement character itself, as a careless copy may have written it.
                "a%EF%BF%BD.mp4"
            })
    void utf8IsText(String name) {
        assertThat(FileNameText.fault(path(name), "UTF-8")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad%FF.mp4", "caf%E9/a.mp4", "%F0%9F%90.mp4"})
    void otherBytesAreRefusedByTheirAddress(String name) {
        FileNameText fault = FileNameText.fault(path(name), "UTF-8").orElseThrow();

        assertThat(fault.problem()).isEqualTo("its name is not UTF-8 (/footage/" + name + ")");
        assertThat(fault.action()).isEqualTo("rename it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANSI_X3.4-1968", "ISO-8859-1"})
    void aProcessWithoutUtf8ReadsAsciiOnly(String charset) {
        assertThat(FileNameText.fault(path("a.mp4"), charset)).isEmpty();
        FileNameText fault = FileNameText.fault(path("Gr%C3%BCn.mp4"), charset).orElseThrow();
        assertThat(fault.problem()).contains("/footage/Gr%C3%BCn.mp4", charset);
        assertThat(fault.action()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void namesThatAreReadAlikeAreBothRefused() {
        assertThat(FileNameText.fault(path("bad%FF.mp4"), "UTF-8"))
                .isNotEqualTo(FileNameText.fault(path("bad%FE.mp4"), "UTF-8"));
    }

    private static Path path(String encoded) {
        return Path.of(URI.create("file:///footage/" + encoded));
    }
}
