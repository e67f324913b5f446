package io.barnhand.gait.job.simulation.render;

import java.util.Arrays;

/**
 * One exposure: light, depth, and what is seen at each pixel. Meant to be drawn into again and
 * again; only what the last drawing changed is put back.
 */
public final class RenderTarget {

    /** The owner of pixels that show scenery. */
    public static final int SCENERY = -1;

    private final int width;
    private final int height;
    private final float[] colour;
    private final float[] depth;
    private final int[] owner;
    private Background background;
    private Region changed;

    public RenderTarget(int width, int height) {
        this.width = width;
        this.height = height;
        colour = new float[3 * width * height];
        depth = new float[width * height];
        owner = new int[width * height];
        changed = Region.whole(width, height);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** What is seen at a pixel: the owner of a moving thing or {@link #SCENERY}. */
    public int owner(int x, int y) {
        return owner[y * width + x];
    }

    /** How far away it is along the optical axis, BL; infinite for the sky. */
    public float depth(int x, int y) {
        return depth[y * width + x];
    }

    /** Where the picture differs from its background. */
    public Region changed() {
        return changed;
    }

    Background background() {
        return background;
    }

    float[] colour() {
        return colour;
    }

    /** Shows the background alone. */
    void reset(Background background) {
        Region stale = this.background == background ? changed : Region.whole(width, height);
        for (int y = stale.top(); y < stale.bottom(); y++) {
            int from = y * width + stale.left();
            int count = stale.right() - stale.left();
            System.arraycopy(background.colour(), 3 * from, colour, 3 * from, 3 * count);
            System.arraycopy(background.depth(), from, depth, from, count);
            Arrays.fill(owner, from, from + count, SCENERY);
        }
        this.background = background;
        changed = Region.NONE;
    }

    void change(Region region) {
        changed = changed.union(region);
    }

    void set(int pixel, int owner, float depth) {
        this.owner[pixel] = owner;
        this.depth[pixel] = depth;
    }
}
