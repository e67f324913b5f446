package io.barnhand.gait.job.simulation.render;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Develops exposures to 8-bit pictures: movement blur, lens, vignette, tone curve, noise. The
 * background of a scene is developed once. Not thread-safe.
 */
public final class Film {

    /** Levels are kept in 1/64 until the noise is on them. */
    private static final int PER_LEVEL = 64;

    private static final int CURVE_SIZE = 1 << 14;
    private static final float CURVE_RANGE = 4;
    private static final int GRAINS = 1 << 16;

    /** Normal deviates in 1/1024; each row of each picture begins somewhere else in it. */
    private static final short[] GRAIN = grains();

    private final CameraResponse response;
    private final long seed;
    private final short[] curve = new short[CURVE_SIZE];
    private final int[] grainGain = new int[256];
    private final int[] colourGain = new int[256];
    private final float[] kernel;
    private Background developed;
    private short[] still = new short[0];
    private short[] levels = new short[0];
    private float[] light = new float[0];
    private float[] blurred = new float[0];

    public Film(CameraResponse response, long seed) {
        this.response = response;
        this.seed = seed;
        for (int i = 0; i < CURVE_SIZE; i++) {
            curve[i] = (short) Math.round(255 * PER_LEVEL * tone(i * CURVE_RANGE / CURVE_SIZE));
        }
        for (int i = 0; i < 256; i++) {
            // Automatic gain lifts the dark parts, and their noise with them.
            double strength = 1.25 - i / 510.0;
            grainGain[i] = (int) Math.round(PER_LEVEL * response.noise() * strength);
            colourGain[i] = (int) Math.round(PER_LEVEL * response.colourNoise() * strength);
        }
        kernel = kernel(response.blur());
    }

    private static short[] grains() {
        short[] grains = new short[GRAINS];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < GRAINS; i += 2) {
            double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            grains[i] = (short) Math.round(1024 * radius * Math.cos(angle));
            grains[i + 1] = (short) Math.round(1024 * radius * Math.sin(angle));
        }
        return grains;
    }

    private double tone(double value) {
        double shoulder = 1 - Math.exp(-1.25 * value);
        double gamma =
                shoulder <= 0.0031308
                        ? 12.92 * shoulder
                        : 1.055 * Math.pow(shoulder, 1 / 2.4) - 0.055;
        double bent = gamma * gamma * (3 - 2 * gamma);
        double hard = response.contrast() - 1;
        return Math.max(0, Math.min(1, gamma + hard * (bent - gamma)));
    }

    /** Half of a Gaussian that sums to 1 over both sides; one value for no blur. */
    private static float[] kernel(double sigma) {
        int radius = (int) Math.ceil(2.5 * sigma);
        float[] half = new float[radius + 1];
        double sum = 0;
        for (int i = 0; i <= radius; i++) {
            half[i] = sigma == 0 ? 1 : (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        for (int i = 0; i <= radius; i++) {
            half[i] /= (float) sum;
        }
        return half;
    }

    /**
     * Develops one picture.
     *
     * @param exposures sub-frames over the time that the shutter is open, of one scene; what moved
     *     is averaged
     * @param index number of the picture: its noise depends on it and on the seed
     * @param bgr filled with 3 bytes a pixel, row by row
     * @throws IllegalArgumentException if there is no exposure, they show different scenes, or the
     *     buffer does not fit
     */
    public void develop(List<RenderTarget> exposures, long index, byte[] bgr) {
        RenderTarget first = check(exposures, bgr);
        int width = first.width();
        int height = first.height();
        Background background = first.background();
        if (developed != background) {
            int size = 3 * width * height;
            still = new short[size];
            levels = new short[size];
            light = new float[size];
            blurred = new float[size];
            Region whole = Region.whole(width, height);
            System.arraycopy(background.colour(), 0, light, 0, size);
            expose(width, height, whole, whole, still);
            System.arraycopy(still, 0, levels, 0, size);
            developed = background;
        }
        Region moved = Region.NONE;
        for (RenderTarget exposure : exposures) {
            moved = moved.union(exposure.changed());
        }
        moved = moved.grown(kernel.length - 1, width, height);
        if (!moved.isEmpty()) {
            Region around = moved.grown(kernel.length - 1, width, height);
            average(exposures, around);
            expose(width, height, around, moved, levels);
        }
        grain(index, width, height, bgr);
        for (int y = moved.top(); y < moved.bottom(); y++) {
            int from = 3 * (y * width + moved.left());
            int count = 3 * (moved.right() - moved.left());
            System.arraycopy(still, from, levels, from, count);
        }
    }

    private static RenderTarget check(List<RenderTarget> exposures, byte[] bgr) {
        if (exposures.isEmpty()) {
            throw new IllegalArgumentException("A picture of no exposure; give one or more");
        }
        RenderTarget first = exposures.get(0);
        if (first.background() == null) {
            throw new IllegalArgumentException(
                    "A frame that nothing was drawn into; draw a scene first");
        }
        for (RenderTarget exposure : exposures) {
            if (exposure.background() != first.background()) {
                throw new IllegalArgumentException(
                        "Exposures of different scenes; give sub-frames of one scene");
            }
        }
        int size = 3 * first.width() * first.height();
        if (bgr.length != size) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A buffer of %d bytes for a picture of %dx%d px; give %d bytes",
                            bgr.length,
                            first.width(),
                            first.height(),
                            size));
        }
        return first;
    }

    private void average(List<RenderTarget> exposures, Region region) {
        float share = 1f / exposures.size();
        int width = exposures.get(0).width();
        for (int n = 0; n < exposures.size(); n++) {
            float[] colour = exposures.get(n).colour();
            for (int y = region.top(); y < region.bottom(); y++) {
                int to = 3 * (y * width + region.right());
                if (n == 0) {
                    for (int i = 3 * (y * width + region.left()); i < to; i++) {
                        light[i] = share * colour[i];
                    }
                } else {
                    for (int i = 3 * (y * width + region.left()); i < to; i++) {
                        light[i] += share * colour[i];
                    }
                }
            }
        }
    }

    /** Lens, vignette and tone curve: from {@link #light} to levels. */
    private void expose(int width, int height, Region around, Region region, short[] out) {
        blurRows(width, around);
        double perRadius = 4.0 / (width * (double) width + height * (double) height);
        float red =
                (float) (response.exposure() * response.balance().r() * CURVE_SIZE / CURVE_RANGE);
        float green =
                (float) (response.exposure() * response.balance().g() * CURVE_SIZE / CURVE_RANGE);
        float blue =
                (float) (response.exposure() * response.balance().b() * CURVE_SIZE / CURVE_RANGE);
        float saturation = (float) response.saturation();
        float[] column = new float[3 * (region.right() - region.left())];
        for (int y = region.top(); y < region.bottom(); y++) {
            blurColumn(width, around, region, y, column);
            double dy = y - (height - 1) / 2.0;
            int at = 3 * (y * width + region.left());
            for (int x = region.left(), i = 0; x < region.right(); x++, i += 3, at += 3) {
                double dx = x - (width - 1) / 2.0;
                float lens = (float) (1 - response.vignette() * (dx * dx + dy * dy) * perRadius);
                float r = red * lens * column[i];
                float g = green * lens * column[i + 1];
                float b = blue * lens * column[i + 2];
                float grey = 0.3f * r + 0.59f * g + 0.11f * b;
                out[at] = level(grey + saturation * (b - grey));
                out[at + 1] = level(grey + saturation * (g - grey));
                out[at + 2] = level(grey + saturation * (r - grey));
            }
        }
    }

    private short level(float value) {
        return curve[Math.max(0, Math.min(CURVE_SIZE - 1, (int) value))];
    }

    private void blurRows(int width, Region region) {
        int radius = kernel.length - 1;
        for (int y = region.top(); y < region.bottom(); y++) {
            int from = 3 * (y * width + region.left());
            int to = 3 * (y * width + region.right());
            for (int i = from; i < to; i++) {
                blurred[i] = kernel[0] * light[i];
            }
            for (int k = 1; k <= radius; k++) {
                float weight = kernel[k];
                int step = 3 * k;
                int safeFrom = Math.min(to, from + step);
                int safeTo = Math.max(safeFrom, to - step);
                for (int i = safeFrom; i < safeTo; i++) {
                    blurred[i] += weight * (light[i - step] + light[i + step]);
                }
                blurEdge(from, safeFrom, from, to, step, weight);
                blurEdge(safeTo, to, from, to, step, weight);
            }
        }
    }

    private void blurEdge(int first, int end, int from, int to, int step, float weight) {
        for (int i = first; i < end; i++) {
            int colour = (i - from) % 3;
            int before = Math.max(from + colour, i - step);
            int after = Math.min(to - 3 + colour, i + step);
            blurred[i] += weight * (light[before] + light[after]);
        }
    }

    private void blurColumn(int width, Region around, Region region, int y, float[] column) {
        int at = 3 * (y * width + region.left());
        for (int i = 0; i < column.length; i++) {
            column[i] = kernel[0] * blurred[at + i];
        }
        for (int k = 1; k < kernel.length; k++) {
            float weight = kernel[k];
            int above = 3 * (Math.max(around.top(), y - k) * width + region.left());
            int below = 3 * (Math.min(around.bottom() - 1, y + k) * width + region.left());
            for (int i = 0; i < column.length; i++) {
                column[i] += weight * (blurred[above + i] + blurred[below + i]);
            }
        }
    }

    private void grain(long index, int width, int height, byte[] bgr) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        for (int y = 0; y < height; y++) {
            int start = random.nextInt(GRAINS);
            int colourStart = random.nextInt(GRAINS);
            int at = 3 * y * width;
            for (int x = 0; x < width; x++, at += 3) {
                int common = GRAIN[start + x & GRAINS - 1];
                for (int c = 0; c < 3; c++) {
                    int value = levels[at + c];
                    int tone = value / PER_LEVEL;
                    int own = GRAIN[colourStart + 3 * x + c & GRAINS - 1];
                    int noisy = value + (common * grainGain[tone] + own * colourGain[tone] >> 10);
                    int rounded = noisy + PER_LEVEL / 2 >> 6;
                    bgr[at + c] = (byte) Math.max(0, Math.min(255, rounded));
                }
            }
        }
    }
}
