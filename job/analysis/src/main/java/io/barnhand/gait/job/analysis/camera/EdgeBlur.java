package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;

/**
 * How far what moves smears while the shutter is open, from how much softer moving edges are than
 * those of the resting background in the same picture. An edge that moves by L while it is exposed
 * rises from 10 to 90 % over 0.8 L; the widths of lens and coding, taken from the resting edges,
 * add to it in squares. Edges are searched for along picture rows; the sharpest quarter of each
 * kind counts, because a rounded body has soft ones too.
 *
 * <p>Sums only, of fixed size. Not thread-safe.
 */
public final class EdgeBlur {

    private static final int MIN_CONTRAST = 40;
    private static final int LONGEST_EDGE = 40;
    private static final int MIN_EDGES = 200;
    private static final int ROWS_APART = 2;
    private static final int BINS_PER_PX = 10;
    private static final double RISE_OF_A_SMEAR = 0.8;

    private final long[] moving = new long[LONGEST_EDGE * BINS_PER_PX];
    private final long[] resting = new long[LONGEST_EDGE * BINS_PER_PX];

    /**
     * Measures the edges of the middle one of three frames of one size.
     *
     * @param box of the horse in the middle frame; the background beside it is measured, too
     */
    public void add(BgrImage before, BgrImage frame, BgrImage after, Box box) {
        int left = (int) Math.max(0, box.x1() - .3 * box.width());
        int right = (int) Math.min(frame.width() - 1, box.x2() + .3 * box.width());
        int top = (int) Math.max(0, box.y1());
        int bottom = (int) Math.min(frame.height() - 1, box.y2());
        for (int y = top; y <= bottom; y += ROWS_APART) {
            int x = left;
            while (x < right) {
                int end = runEnd(frame, x, right, y);
                if (end > x
                        && end - x <= LONGEST_EDGE
                        && Math.abs(green(frame, end, y) - green(frame, x, y)) >= MIN_CONTRAST) {
                    edge(before, frame, after, x, end, y);
                }
                x = Math.max(x + 1, end);
            }
        }
    }

    /** Where the rise or fall that begins at x ends. */
    private static int runEnd(BgrImage frame, int x, int right, int y) {
        int direction = Integer.signum(green(frame, x + 1, y) - green(frame, x, y));
        int end = x;
        while (direction != 0
                && end < right
                && Integer.signum(green(frame, end + 1, y) - green(frame, end, y)) == direction) {
            end++;
        }
        return end;
    }

    private void edge(BgrImage before, BgrImage frame, BgrImage after, int from, int to, int y) {
        int low = green(frame, from, y);
        int rise = green(frame, to, y) - low;
        double start = crossing(frame, from, y, low + .1 * rise);
        double middle = crossing(frame, from, y, low + .5 * rise);
        double end = crossing(frame, from, y, low + .9 * rise);
        int at = (int) Math.round(middle);
        int own = green(frame, at, y);
        int sinceBefore = Math.abs(own - green(before, at, y));
        int untilAfter = Math.abs(own - green(after, at, y));
        long[] kind = null;
        if (4 * Math.min(sinceBefore, untilAfter) >= Math.abs(rise)) {
            kind = moving;
        } else if (8 * Math.max(sinceBefore, untilAfter) <= Math.abs(rise)) {
            kind = resting;
        }
        if (kind != null) {
            kind[Math.min(kind.length - 1, (int) (BINS_PER_PX * (end - start)))]++;
        }
    }

    private static double crossing(BgrImage frame, int from, int y, double level) {
        int x = from;
        double here = green(frame, x, y);
        double next = green(frame, x + 1, y);
        while ((next - level) * (here - level) > 0) {
            x++;
            here = next;
            next = green(frame, x + 1, y);
        }
        return x + (level - here) / (next - here);
    }

    /**
     * @return px, 0 where moving edges are as sharp as resting ones; null where there are fewer
     *     than 200 of either
     */
    public Double px() {
        Double moved = quarter(moving);
        Double rested = quarter(resting);
        if (moved == null || rested == null) {
            return null;
        }
        return Math.sqrt(Math.max(0, moved * moved - rested * rested)) / RISE_OF_A_SMEAR;
    }

    private static Double quarter(long[] widths) {
        long all = 0;
        for (long count : widths) {
            all += count;
        }
        if (all < MIN_EDGES) {
            return null;
        }
        long below = 0;
        int bin = 0;
        while (4 * (below += widths[bin]) < all) {
            bin++;
        }
        return (bin + .5) / BINS_PER_PX;
    }

    private static int green(BgrImage image, int x, int y) {
        return image.pixels()[3 * (y * image.width() + x) + 1] & 0xFF;
    }
}
