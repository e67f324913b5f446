package io.barnhand.gait.job.integration.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

/** The table of {@code flink-deploy/SIZING.md} that says how cameras share slots. */
class SizingGuideTest {

    private static final Path GUIDE = Path.of("../../flink-deploy/SIZING.md");
    private static final int MAX_PARALLELISM = 128;
    private static final Pattern HEADER =
            Pattern.compile("(?m)^\\| cameras \\|(( \\d+ slots \\|)+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|(( [0-9.]+ \\|)+)$");

    @Test
    void theFullestSlotHasAsManyCamerasAsFlinkGivesIt() throws IOException {
        String guide = Files.readString(GUIDE);
        Matcher header = HEADER.matcher(guide);
        assertThat(header.find()).isTrue();
        List<Double> slots = numbers(header.group(1).replace("slots", ""));
        Matcher row = ROW.matcher(guide).region(header.end(), guide.length());
        int rows = 0;
        while (row.find()) {
            int cameras = Integer.parseInt(row.group(1));
            List<Double> stated = numbers(row.group(2));
            assertThat(stated).hasSameSizeAs(slots);
            for (int i = 0; i < stated.size(); i++) {
                int parallelism = slots.get(i).intValue();
                assertThat(stated.get(i))
                        .as("%d cameras, %d slots", cameras, parallelism)
                        .isCloseTo(expectedFullest(cameras, parallelism), within(0.051));
            }
            rows++;
        }
        assertThat(rows).isGreaterThan(3);
    }

    /** Two cameras share one of two equal slots every other time. */
    @Test
    void theExpectationIsRightWhereItCanBeComputedByHand() {
        assertThat(expectedFullest(2, 2)).isCloseTo(1.5, within(1e-12));
        assertThat(expectedFullest(3, 2)).isCloseTo(2.25, within(1e-12));
        assertThat(expectedFullest(7, 1)).isCloseTo(7, within(1e-12));
    }

    /**
     * Most cameras of any slot on average, where every camera falls into a key group by chance: the
     * sum over m of the chance that some slot has more than m. That no slot has more than m is, by
     * the multinomial distribution, n! times the coefficient of x^n in the product over the slots
     * of the sum of (p x)^k / k! for k up to m.
     */
    private static double expectedFullest(int cameras, int slots) {
        double expectation = 0;
        for (int max = 0; max < cameras; max++) {
            expectation += 1 - chanceOfAtMost(max, cameras, slots);
        }
        return expectation;
    }

    private static double chanceOfAtMost(int max, int cameras, int slots) {
        double[] coefficients = new double[cameras + 1];
        coefficients[0] = 1;
        for (int slot = 0; slot < slots; slot++) {
            double share = share(slot, slots);
            double[] next = new double[cameras + 1];
            double term = 1;
            for (int k = 0; k <= max; k++) {
                for (int n = 0; n + k <= cameras; n++) {
                    next[n + k] += coefficients[n] * term;
                }
                term *= share / (k + 1);
            }
            coefficients = next;
        }
        double chance = coefficients[cameras];
        for (int n = 2; n <= cameras; n++) {
            chance *= n;
        }
        return chance;
    }

    /** The share of the keys that a slot gets. */
    private static double share(int slot, int slots) {
        return (double)
                        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                                        MAX_PARALLELISM, slots, slot)
                                .getNumberOfKeyGroups()
                / MAX_PARALLELISM;
    }

    private static List<Double> numbers(String cells) {
        List<Double> numbers = new ArrayList<>();
        Arrays.stream(cells.split("\\|"))
                .filter(cell -> !cell.isBlank())
                .forEach(cell -> numbers.add(Double.parseDouble(cell.strip())));
        return numbers;
    }
}
