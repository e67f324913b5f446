package io.barnhand.gait.job.pipeline.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.barnhand.gait.job.pipeline.runs.TimeSpans.Span;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeSpansTest {

    private static final int LONGEST = 60;

    @Test
    void spansThatOverlapOrAdjoinAreOne() {
        TimeSpans spans =
                new TimeSpans(
                        List.of(new Span(7, 9), new Span(0, 3), new Span(3, 5), new Span(1, 2)));

        assertThat(spans.spans()).containsExactly(new Span(0, 5), new Span(7, 9));
        assertThat(spans.lengthUs()).isEqualTo(7);
        assertThat(spans.contains(5)).isFalse();
        assertThat(spans.contains(7)).isTrue();
    }

    @Test
    void allOfTimeHasALengthThatFits() {
        TimeSpans all = TimeSpans.of(Long.MIN_VALUE, Long.MAX_VALUE);

        assertThat(all.lengthUs()).isEqualTo(Long.MAX_VALUE);
        assertThat(all.minus(TimeSpans.of(0, 10)).spans())
                .containsExactly(new Span(Long.MIN_VALUE, 0), new Span(10, Long.MAX_VALUE));
    }

    @Test
    void anEmptySpanIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Span(3, 3))
                .withMessage("A span is from 3 to 3 µs; give an end after the start");
    }

    /** Against sets of single microseconds. */
    @Test
    void sumsAndDifferencesAreThoseOfSets() {
        Random random = new Random(23);
        for (int round = 0; round < 3000; round++) {
            TimeSpans a = random(random);
            TimeSpans b = random(random);
            BitSet union = bits(a);
            union.or(bits(b));
            BitSet difference = bits(a);
            difference.andNot(bits(b));

            assertThat(bits(a.plus(b))).as(a + " plus " + b).isEqualTo(union);
            assertThat(bits(a.minus(b))).as(a + " minus " + b).isEqualTo(difference);
            assertThat(a.minus(b).lengthUs()).isEqualTo(difference.cardinality());
        }
    }

    static TimeSpans random(Random random) {
        return new TimeSpans(
                IntStream.range(0, random.nextInt(6))
                        .mapToObj(i -> span(random, random.nextInt(LONGEST - 1)))
                        .toList());
    }

    private static Span span(Random random, int from) {
        return new Span(from, from + 1 + random.nextInt(LONGEST - from));
    }

    private static BitSet bits(TimeSpans spans) {
        BitSet bits = new BitSet();
        spans.spans().forEach(span -> bits.set((int) span.fromUs(), (int) span.toUs()));
        return bits;
    }
}
