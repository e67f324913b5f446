package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.container.TimeSteps.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeStepsTest {

    private static final long S = 1_000_000;
    private static final long FRAME = 40_000;

    /** Time stamps that were taken; those after a jump are negative numbers less one. */
    private static List<Long> taken(LongStream stamps) {
        return taken(stamps, Long.MAX_VALUE);
    }

    private static List<Long> taken(LongStream stamps, long longest) {
        TimeSteps steps = new TimeSteps(us -> us > longest);
        List<Long> taken = new ArrayList<>();
        long held = 0;
        for (long us : stamps.toArray()) {
            if (steps.holds()) {
                Fate fate = steps.ofHeld(us);
                if (fate == Fate.HOLD) {
                    continue;
                }
                add(taken, held, fate);
            }
            Fate fate = steps.of(us);
            add(taken, us, fate);
            held = us;
        }
        if (steps.holds()) {
            add(taken, held, steps.ofHeldAtEnd());
        }
        return taken;
    }

    private static void add(List<Long> taken, long us, Fate fate) {
        if (fate == Fate.TAKE) {
            taken.add(us);
        } else if (fate == Fate.JUMP) {
            taken.add(jump(us));
        }
    }

    private static long jump(long us) {
        return ~us;
    }

    private static LongStream frames(long fromUs, int count, long distance) {
        return LongStream.range(0, count).map(i -> fromUs + i * distance);
    }

    private static LongStream all(LongStream... parts) {
        return List.of(parts).stream().flatMapToLong(part -> part);
    }

    private static List<Long> boxed(LongStream stamps) {
        return stamps.boxed().toList();
    }

    private static long jumps(List<Long> taken) {
        return taken.stream().filter(us -> us < 0).count();
    }

    @Test
    void aJumpForwardOrBackIsOneAndTheRestFollows() {
        for (long to : new long[] {22 * S, 3_600 * S, 90_000 * S}) {
            assertThat(taken(all(frames(0, 50, FRAME), frames(to, 50, FRAME))))
                    .containsExactlyElementsOf(
                            boxed(
                                    all(
                                            frames(0, 50, FRAME),
                                            LongStream.of(jump(to)),
                                            frames(to + FRAME, 49, FRAME))));
        }
        List<Long> back = taken(all(frames(5_000 * S, 50, FRAME), frames(S, 50, FRAME)));
        assertThat(back).hasSize(100);
        assertThat(back.get(50)).isEqualTo(jump(S));
        assertThat(jumps(back)).isEqualTo(1);
    }

    @Test
    void jumpsMayFollowEachOtherOneOfThemInTheFirstFrames() {
        List<Long> taken =
                taken(
                        all(
                                frames(9_000 * S, 1, FRAME),
                                frames(0, 20, FRAME),
                                frames(100 * S, 20, FRAME),
                                frames(50 * S, 20, FRAME)));

        assertThat(taken).hasSize(61);
        assertThat(jumps(taken)).isEqualTo(3);
        assertThat(taken)
                .contains(jump(0), jump(100 * S), jump(50 * S))
                .startsWith(9_000 * S, jump(0), FRAME);
    }

    @Test
    void aSingleTimeStampFarAwayIsDropped() {
        for (long wild : new long[] {3_600 * S, -3_600 * S, Long.MAX_VALUE, Long.MIN_VALUE + 1}) {
            assertThat(
                            taken(
                                    all(
                                            frames(0, 50, FRAME),
                                            LongStream.of(wild),
                                            frames(50 * FRAME, 50, FRAME))))
                    .containsExactlyElementsOf(boxed(frames(0, 100, FRAME)));
        }
    }

    @Test
    void severalFarAwayFromEachOtherAreDropped() {
        assertThat(
                        taken(
                                all(
                                        frames(0, 50, FRAME),
                                        LongStream.of(3_600 * S, -900 * S, 7_000 * S, -3 * S),
                                        frames(50 * FRAME, 50, FRAME))))
                .containsExactlyElementsOf(boxed(frames(0, 100, FRAME)));
    }

    /** As before there were jumps: what is not after the last one is dropped. */
    @Test
    void aStepBackBySomeFramesIsDisorder() {
        assertThat(taken(all(frames(0, 50, FRAME), frames(40 * FRAME, 60, FRAME))))
                .containsExactlyElementsOf(boxed(frames(0, 100, FRAME)));
        assertThat(taken(LongStream.of(0, 3 * FRAME, FRAME, 2 * FRAME, 2 * FRAME, 4 * FRAME)))
                .containsExactly(0L, 3 * FRAME, 4 * FRAME);
    }

    @Test
    void disorderAfterAJumpDoesNotHideIt() {
        List<Long> taken =
                taken(
                        all(
                                frames(500 * S, 50, FRAME),
                                LongStream.of(S, S - FRAME, S - 2 * FRAME),
                                frames(S + FRAME, 10, FRAME)));

        assertThat(taken).hasSize(61);
        assertThat(taken.get(50)).isEqualTo(jump(S));
    }

    @Test
    void theLastOneMayComeAfterAJumpForwardOnly() {
        assertThat(taken(all(frames(0, 50, FRAME), LongStream.of(60 * S))))
                .hasSize(51)
                .endsWith(jump(60 * S));
        assertThat(taken(all(frames(60 * S, 50, FRAME), LongStream.of(0)))).hasSize(50);
        assertThat(taken(all(frames(0, 50, FRAME), LongStream.of(60 * S)), 50 * S)).hasSize(50);
    }

    /** A frame a second in the dark, a time-lapse, and what changes between rates. */
    @Test
    void slowOrUnsteadyCamerasDoNotJump() {
        for (long distance : new long[] {S, 10 * S, 60 * S, 3_600 * S}) {
            assertThat(taken(frames(0, 500, distance)))
                    .containsExactlyElementsOf(boxed(frames(0, 500, distance)));
        }
        assertThat(jumps(taken(all(frames(0, 500, FRAME), frames(20 * S, 500, S))))).isZero();
        assertThat(jumps(taken(all(frames(0, 500, FRAME), frames(25 * S, 500, 5 * S))))).isZero();
        assertThat(jumps(taken(LongStream.range(0, 500).map(i -> i * i * i * 1000)))).isZero();
    }

    /** A few frames now and then are no thousands of parts. */
    @Test
    void shortBurstsAreAtMostOneJump() {
        for (int burst : new int[] {2, 5, 12}) {
            List<Long> taken =
                    taken(
                            LongStream.range(0, 1000)
                                    .map(i -> i / burst * 30 * S + i % burst * FRAME));
            assertThat(taken).hasSize(1000);
            assertThat(jumps(taken)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whatReachesTheLimitStepByStepIsTaken() {
        assertThat(taken(frames(0, 100, FRAME), 50 * FRAME))
                .containsExactlyElementsOf(boxed(frames(0, 100, FRAME)));
    }
}
