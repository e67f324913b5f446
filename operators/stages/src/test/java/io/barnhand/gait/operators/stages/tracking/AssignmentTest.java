package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static double bestByTrying(double[][] s, int row, boolean[] used, double least) {
        if (row == s.length) {
            return 0;
        }
        double best = bestByTrying(s, row + 1, used, least);
        for (int column = 0; column < used.length; column++) {
            if (!used[column] && s[row][column] >= least) {
                used[column] = true;
                best = Math.max(best, s[row][column] + bestByTrying(s, row + 1, used, least));
                used[column] = false;
            }
        }
        return best;
    }

    @Test
    void noOtherAssignmentIsBetter() {
        Random random = new Random(3);
        for (int trial = 0; trial < 500; trial++) {
            int rows = random.nextInt(6);
            int columns = random.nextInt(6);
            double[][] similarity = new double[rows][columns];
            for (double[] row : similarity) {
                for (int column = 0; column < columns; column++) {
                    row[column] = random.nextDouble();
                }
            }
            int[] assigned = Assignment.best(similarity, columns, 0.2);
            double sum = 0;
            boolean[] taken = new boolean[columns];
            for (int row = 0; row < rows; row++) {
                if (assigned[row] >= 0) {
                    assertThat(taken[assigned[row]]).isFalse();
                    taken[assigned[row]] = true;
                    assertThat(similarity[row][assigned[row]]).isGreaterThanOrEqualTo(0.2);
                    sum += similarity[row][assigned[row]];
                }
            }
            assertThat(sum)
                    .isCloseTo(
                            bestByTrying(similarity, 0, new boolean[columns], 0.2), offset(1e-9));
        }
    }

    @Test
    void aGoodPairIsNotBrokenForTwoPoorOnes() {
        int[] assigned = Assignment.best(new double[][] {{0.9, 0.25}, {0.25, 0}}, 2, 0.2);

        assertThat(assigned).containsExactly(0, -1);
    }

    @Test
    void nothingIsAssignedWhereThereIsNothing() {
        assertThat(Assignment.best(new double[0][], 3, 0.2)).isEmpty();
        assertThat(Assignment.best(new double[2][0], 0, 0.2)).containsExactly(-1, -1);
    }
}
