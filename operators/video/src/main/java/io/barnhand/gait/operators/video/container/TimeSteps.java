package io.barnhand.gait.operators.video.container;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Finds where the time stamps of a file jump, one time stamp after the other, in µs. All it keeps
 * is the last one, one that is in doubt, and the latest distances.
 *
 * <ul>
 *   <li>A step forward is a jump if it is longer than {@link #BRIDGED_US} and than ten times the
 *       longest of the latest 16 distances: a camera that slows down to a frame a minute, or that
 *       records a few frames now and then, does not jump each time. Within 16 time stamps of a jump
 *       forward, another one must be ten times as long.
 *   <li>A step back by at most 16 usual distances is disorder: what is not after the last one is
 *       dropped. A longer one is a jump.
 *   <li>A jump counts once the next time stamp follows it. A single one that is far away from both
 *       neighbours is dropped.
 * </ul>
 *
 * <p>Not thread-safe.
 */
public final class TimeSteps {

    /** No jump forward is shorter: horses are followed over as long, µs. */
    public static final long BRIDGED_US = 2_000_000;

    private static final int REMEMBERED = 16;
    private static final int DISORDERED = 16;
    private static final int FAR = 10;

    /** Taken for the usual distance before one is known: 25 frames a second. */
    private static final long USUAL_US = 40_000;

    /** What becomes of a time stamp. */
    public enum Fate {
        /** It comes after the last one. */
        TAKE,
        /** It comes after a jump. */
        JUMP,
        /** It is left out. */
        DROP,
        /** The next one decides. */
        HOLD
    }

    private final LongPredicate beyond;
    private final long[] distances = new long[REMEMBERED];
    private int known;
    private int at;
    private boolean any;
    private long lastUs;
    private long skippedUs;
    private int sinceSkip;
    private boolean holds;
    private long heldUs;

    /**
     * @param beyond which time stamps are beyond the longest video allowed
     */
    public TimeSteps(LongPredicate beyond) {
        this.beyond = beyond;
    }

    /** Time stamps from another position in the file follow. */
    public void restart() {
        any = false;
        holds = false;
        skippedUs = 0;
        known = 0;
        at = 0;
    }

    /** Whether one is in doubt. */
    public boolean holds() {
        return holds;
    }

    /**
     * What becomes of the one in doubt, now that the next one is known: any but {@code HOLD}
     * settles it, and {@link #of} is to be asked for the next one; with {@code HOLD} the next one
     * is to be dropped.
     */
    public Fate ofHeld(long nextUs) {
        long fromLast = distance(lastUs, nextUs);
        if (fromLast > 0 && !isJump(fromLast, longest()) && !beyond.test(nextUs)) {
            return settle(Fate.DROP);
        }
        long fromHeld = distance(heldUs, nextUs);
        if (fromHeld <= 0 && -fromHeld <= DISORDERED * usualUs(USUAL_US)) {
            return Fate.HOLD;
        }
        long to = distance(lastUs, heldUs);
        if (fromHeld > 0 && to > 0 && !isJump(to, Math.max(longest(), fromHeld))) {
            return settle(Fate.TAKE);
        }
        return fromHeld > 0 && !isJump(fromHeld, longest()) ? skip(to) : settle(Fate.DROP);
    }

    /** What becomes of the one in doubt if none follows. */
    public Fate ofHeldAtEnd() {
        long to = distance(lastUs, heldUs);
        if (to > 0 && (known == 0 || !isJump(to, longest()))) {
            return settle(Fate.TAKE);
        }
        return to > 0 && !beyond.test(heldUs) ? skip(to) : settle(Fate.DROP);
    }

    /**
     * What becomes of a time stamp while none is in doubt: {@code TAKE}, {@code DROP} or {@code
     * HOLD}.
     */
    public Fate of(long us) {
        long step = any ? distance(lastUs, us) : 0;
        if (any && step <= 0 && -step <= DISORDERED * usualUs(USUAL_US)) {
            return Fate.DROP;
        }
        if (any && (step <= 0 || isJump(step, longest()) || beyond.test(us))) {
            holds = true;
            heldUs = us;
            return Fate.HOLD;
        }
        take(us, any);
        return Fate.TAKE;
    }

    private Fate skip(long to) {
        boolean again =
                to > 0
                        && skippedUs > 0
                        && sinceSkip < REMEMBERED
                        && !isJump(to, skippedUs)
                        && !beyond.test(heldUs);
        holds = false;
        take(heldUs, false);
        skippedUs = to;
        sinceSkip = 0;
        return again ? Fate.TAKE : Fate.JUMP;
    }

    private Fate settle(Fate fate) {
        holds = false;
        if (fate != Fate.DROP) {
            take(heldUs, true);
        }
        return fate;
    }

    private void take(long us, boolean follows) {
        if (follows) {
            distances[at] = distance(lastUs, us);
            at = (at + 1) % REMEMBERED;
            known = Math.min(REMEMBERED, known + 1);
        }
        lastUs = us;
        any = true;
        sinceSkip++;
    }

    /** The usual distance of two, µs; another one if none is known yet. */
    public long usualUs(long otherwise) {
        if (known == 0) {
            return otherwise;
        }
        long[] sorted = Arrays.copyOf(distances, known);
        Arrays.sort(sorted);
        return sorted[known / 2];
    }

    private long longest() {
        return known == 0 ? 0 : Arrays.stream(distances, 0, known).max().orElseThrow();
    }

    private static boolean isJump(long step, long longest) {
        return step > BRIDGED_US && step / FAR > longest;
    }

    /** From one to the other, µs; the most that a long holds where they are absurdly far apart. */
    private static long distance(long from, long to) {
        try {
            return Math.subtractExact(to, from);
        } catch (ArithmeticException e) {
            return to > from ? Long.MAX_VALUE : -Long.MAX_VALUE;
        }
    }
}
