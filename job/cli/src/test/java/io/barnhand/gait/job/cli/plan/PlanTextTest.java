package io.barnhand.gait.job.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.pipeline.archive.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private final StringWriter out = new StringWriter();
    private final PlanText text = new PlanText(new PrintWriter(out));

    @Test
    void workIsPrintedWithItsSpans() {
        text.total(new WorkAhead(2, 0, 0, 2, 0.5));
        text.total(new WorkAhead(3, 1, 4, 6, 2.25));

        assertThat(out.toString().lines())
                .containsExactly(
                        "To process: 2 recordings, 0.500 h; none is so long that it is cut.",
                        "To process: 3 recordings, 2.250 h; 1 of them cut into 4 spans.");
    }

    @Test
    void theRestOfARunIsPrinted() {
        text.left(
                new WorkAhead(1, 1, 2, 2, 1),
                new WorkAhead(3, 1, 4, 6, 2.25),
                new Ledger("poses", "spring"));

        assertThat(out.toString().lines().map(String::strip))
                .containsExactly(
                        "Run spring has begun: --resume has 1 of 3 recordings left, 1.000 h, 2 of their",
                        "spans.");
    }

    @Test
    void theTimeStandsBesideWhatItRestsOn() {
        WorkAhead ahead = new WorkAhead(1, 0, 0, 1, 3);
        text.time(ahead, ExpectedSpeed.given(2));
        text.time(ahead, new ExpectedSpeed(Optional.empty(), "as no model is there."));

        assertThat(out.toString())
                .contains("1.5 h for the keypoints, at 2.00 times real time, as")
                .contains("Estimated time: not known, as no model is there.");
    }
}
