package io.barnhand.gait.job.cli.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransferProgressTest {

    @Test
    void showsShareSizeAndTheRateOfWhatIsNew() {
        assertThat(TransferProgress.line(30_000_000, OptionalLong.of(40_000_000), 10_000_000, 4))
                .isEqualTo("[######################        ]  75 % of 40.0 MB, 2.5 MB/s");
    }

    @Test
    void showsWhatCameWhereTheLengthIsNotKnown() {
        assertThat(TransferProgress.line(1_500_000, OptionalLong.empty(), 1_500_000, 1))
                .isEqualTo("1.5 MB, 1.5 MB/s");
    }
}
