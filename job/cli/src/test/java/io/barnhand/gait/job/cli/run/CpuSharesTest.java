package io.barnhand.gait.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuSharesTest {

    @Test
    void tellsTheCostOfASecondOfVideoAndWhoHasIt() {
        Map<String, Object> accumulators =
                Map.of(
                        "frames", 100L,
                        "cpuNanos.decode", 1_000_000_000L,
                        "cpuNanos.track", 2_500_000_000L,
                        "cpuNanos.pose", 6_000_000_000L);

        assertThat(new CpuShares(accumulators, Duration.ofSeconds(10)).text(Duration.ofSeconds(20)))
                .isEqualTo(
                        "CPU time: 0.50 s a second of video: decoding 10 %, detection and tracking 25 %, poses 60 %, rest 5 %");
    }

    @Test
    void aStageThatDidNotRunHasNone() {
        assertThat(new CpuShares(Map.of(), Duration.ofSeconds(1)).text(Duration.ofSeconds(1)))
                .endsWith("poses 0 %, rest 100 %");
    }
}
