package io.barnhand.gait.job.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.analysis.camera.ScaleReference;
import io.barnhand.gait.job.analysis.camera.ScaleReference.SurveyedGround;
import io.barnhand.gait.job.analysis.camera.ScaleReference.TapedLength;
import io.barnhand.gait.job.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

class ScaleOptionsTest {

    @Command
    private static final class Given {
        @ArgGroup private ScaleOptions scale;
    }

    private static ScaleReference reference(String... arguments) {
        Given given = new Given();
        new CommandLine(given).parseArgs(arguments);
        return given.scale.reference();
    }

    @Test
    void aTapedLengthTellsPixelsAMetre() {
        // 3, 4, 5: 500 px over 2.5 m.
        assertThat(reference("--taped-length", "2.5", "--between", "100,200, 400,600"))
                .isEqualTo(new TapedLength(200));
    }

    @Test
    void fourPointsTellTheGround() {
        ScaleReference reference =
                reference(
                        "--ground=0,0=0,0",
                        "--ground=100,0=1,0",
                        "--ground=100,200=1,2",
                        "--ground=0,200=0,2");

        assertThat(reference).isInstanceOf(SurveyedGround.class);
        assertThat(((SurveyedGround) reference).plane().at(50, 100))
                .containsExactly(new double[] {0.5, 1}, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.05 | 0,0,9,9 | --taped-length is 0.05",
                "NaN | 0,0,9,9 | --taped-length is NaN",
                "2 | 5,5,5,5 | --between is 5,5,5,5",
                "2 | 1,2,3 | --between is 1,2,3",
                "2 | a,b,c,d | --between is a,b,c,d"
            })
    void valuesWithoutAScaleAreRefusedWithTheValueSeen(
            String metres, String between, String message) {
        assertThatThrownBy(() -> reference("--taped-length", metres, "--between", between))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void pointsWithoutAGroundAreRefused() {
        assertThatThrownBy(() -> reference("--ground=0,0=0,0"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--ground is given 1 times, must be given 4 times; ");
        assertThatThrownBy(
                        () ->
                                reference(
                                        "--ground=0,0=0,0",
                                        "--ground=0,0",
                                        "--ground=1,1=1,1",
                                        "--ground=2,2=2,2"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--ground is 0,0, must be four numbers; give x,y=X,Y");
    }
}
