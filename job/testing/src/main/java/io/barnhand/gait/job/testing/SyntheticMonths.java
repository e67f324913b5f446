package io.barnhand.gait.job.testing;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Strides of several horses over weeks, as the gait stage would emit them: days without any, days
 * with one pass and with many, one way and both, missed landings, a mirrored camera, views without
 * a speed, and a horse that changes near the end.
 */
public final class SyntheticMonths {

    public static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    private static final String[] LIMBS = {"LF", "LH", "RF", "RH"};
    private static final double[] TROT = {0.5, 0, 0, 0.5};
    private static final double[] WALK = {0.25, 0, 0.75, 0.5};

    private final Random random = new Random(7);
    private final List<StrideRecord> strides = new ArrayList<>();
    private String horse;
    private String camera;
    private String model = "m";
    private String gait;
    private double change;

    public static List<StrideRecord> strides(int days) {
        SyntheticMonths months = new SyntheticMonths();
        for (int day = 0; day < days; day++) {
            months.day(day, days);
        }
        return months.strides;
    }

    private void day(int day, int days) {
        horse = "Luna";
        camera = "aisle";
        gait = GaitClass.TROT;
        change = day > days - 6 ? 1 : 0;
        if (day % 7 != 3) {
            passes(day, 6 + day % 3, 7, 2.5);
        }
        change = 0;
        gait = GaitClass.WALK;
        passes(day, 1 + day % 5, 5, day % 4 == 1 ? Double.NaN : 1.1);
        horse = "Bella";
        camera = "arena";
        if (day % 2 == 0) {
            passes(day, 8, 4, 1.1 + 0.2 * (day % 3));
        }
        gait = GaitClass.TROT;
        model = day > days / 2 ? "other" : "m";
        passes(day, 9, 4, 2.5);
        model = "m";
        gait = GaitClass.CANTER_LEFT;
        passes(day, 2, 3, 4);
        horse = null;
        passes(day, 1, 4, 2.5);
    }

    private void passes(int day, int count, int cycles, double speed) {
        boolean oneWay = day % 11 == 5;
        for (int pass = 0; pass < count; pass++) {
            long second = FIRST.plusDays(day).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            long start = 1_000_000L * (second + 3600L * (6 + pass) + random.nextInt(3000));
            pass(
                    start,
                    oneWay || pass % 2 == 0,
                    cycles,
                    speed * (1 + 0.02 * random.nextGaussian()));
        }
    }

    private void pass(long start, boolean toLeft, int cycles, double speed) {
        double duration = gait.equals(GaitClass.WALK) ? 1.1 : 0.74;
        duration *= (1 + 0.01 * random.nextGaussian()) * (1 - 0.1 * change);
        String track = "t" + start + camera + horse;
        for (int cycle = 0; cycle < cycles; cycle++) {
            for (int limb = 0; limb < LIMBS.length; limb++) {
                // A landing that was missed.
                if (random.nextInt(20) > 0) {
                    stride(start, track, toLeft, cycle, limb, duration, speed);
                }
            }
        }
    }

    private void stride(
            long start,
            String track,
            boolean toLeft,
            int cycle,
            int limb,
            double duration,
            double speed) {
        double phase = (gait.equals(GaitClass.WALK) ? WALK : TROT)[limb];
        phase += 0.01 * random.nextGaussian() + (toLeft == LIMBS[limb].startsWith("L") ? 0.01 : 0);
        double on = (1 + cycle + phase) * duration;
        double strideS = duration * (1 + 0.01 * random.nextGaussian());
        double stanceS = 0.4 * strideS;
        boolean trot = gait.equals(GaitClass.TROT) && LIMBS[limb].equals("LH");
        String reference = gait.equals(GaitClass.CANTER_LEFT) ? "RH" : "LH";
        strides.add(
                new StrideRecord(
                        StrideRecord.SCHEMA_VERSION,
                        horse,
                        track,
                        camera,
                        camera + " " + start / 86_400_000_000L,
                        model,
                        "gait-3",
                        "ap10k_ungulate",
                        start,
                        toLeft ? "image_left" : "image_right",
                        gait,
                        LIMBS[limb],
                        start + Math.round(1e6 * on),
                        start + Math.round(1e6 * (on + stanceS)),
                        start + Math.round(1e6 * (on + strideS)),
                        strideS,
                        stanceS,
                        0.004,
                        LIMBS[limb].equals(reference) || random.nextInt(30) == 0
                                ? null
                                : phase - Math.floor(phase),
                        Double.isNaN(speed) ? null : speed * strideS,
                        Double.isNaN(speed) ? null : speed,
                        trot ? 0.005 + change * 0.05 + 0.01 * random.nextGaussian() : null,
                        trot ? 0.01 * random.nextGaussian() : null,
                        trot && cycle > 0 ? 0.02 * random.nextGaussian() : null,
                        trot ? -0.01 + 0.01 * random.nextGaussian() : null,
                        0.8,
                        camera.equals("arena") ? List.of(GaitFlag.MIRRORED_CAMERA) : List.of()));
    }
}
