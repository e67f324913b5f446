package io.barnhand.gait.job.analysis.camera;

import static io.barnhand.gait.job.analysis.camera.Check.percent;
import static io.barnhand.gait.job.analysis.camera.Check.text;

import io.barnhand.gait.job.analysis.camera.Check.Cost;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares what a clip shows with what measuring a gait needs. Bounds and costs are those of the
 * gait stage and of its validation on synthetic horses.
 */
public final class CameraChecks {

    /** The pose network sees a body length in about this many px; a smaller one is enlarged. */
    private static final double NETWORK_PX = 100;

    private static final double MIN_PX = 2 * NETWORK_PX;
    private static final double MAX_BLUR = 0.02;
    private static final double MAX_SIZE_CHANGE = 0.20;
    private static final double MAX_YAW_DEG = 20;
    private static final double MIN_STRIDES = 3;
    private static final double MAX_CUT = 0.05;
    private static final double MAX_SIDE = 0.50;
    private static final double MIN_SEEN = 0.60;
    private static final double MAX_OVERLAP = 0.10;
    private static final double MAX_TILT_DEG = 3;

    /** Lenses of cameras in barns, degrees across the picture. */
    private static final double NARROW_DEG = 60;

    private static final double WIDE_DEG = 100;

    private final ClipFigures clip;
    private final HorseFigures horse;
    private final Double surveyedYawDeg;
    private final boolean mirrored;
    private final List<Check> checks = new ArrayList<>();

    private CameraChecks(
            ClipFigures clip, HorseFigures horse, Double surveyedYawDeg, boolean mirrored) {
        this.clip = clip;
        this.horse = horse;
        this.surveyedYawDeg = surveyedYawDeg;
        this.mirrored = mirrored;
    }

    /**
     * @param surveyedYawDeg yaw from points on the ground, or null
     * @param mirrored whether the configuration says that the picture is mirrored
     * @return in the order of a reader's questions
     */
    public static List<Check> of(
            ClipFigures clip, HorseFigures horse, Double surveyedYawDeg, boolean mirrored) {
        CameraChecks all = new CameraChecks(clip, horse, surveyedYawDeg, mirrored);
        all.checks.addAll(TimingChecks.of(clip));
        all.blur();
        all.presence();
        all.size();
        all.course();
        all.parts();
        all.camera();
        return List.copyOf(all.checks);
    }

    /** Those that miss their bound, the costliest first. */
    public static List<Check> missed(List<Check> checks) {
        return checks.stream()
                .filter(Check::missed)
                .sorted(
                        Comparator.comparing(Check::cost)
                                .thenComparing(Comparator.comparing(Check::excess).reversed()))
                .toList();
    }

    private void blur() {
        String wanted = text("%.0f %% of a body length", 100 * MAX_BLUR);
        Double speed = horse.speedPxS();
        if (clip.blurPx() == null) {
            checks.add(
                    Check.unknown(
                            "smear of the trunk",
                            wanted,
                            "too few sharp edges, or no single horse that moves"));
        } else if (horse.bodyLengthPx() == null || speed == null || !(speed > 0)) {
            checks.add(
                    Check.unknown(
                            "smear of the trunk", wanted, "no horse that crosses the picture"));
        } else {
            double share = clip.blurPx() / horse.bodyLengthPx();
            double exposure = clip.blurPx() / speed;
            checks.add(
                    new Check(
                            "smear of the trunk",
                            text("%.1f px, %.1f %%", clip.blurPx(), 100 * share),
                            wanted,
                            Cost.PRECISION,
                            share / MAX_BLUR,
                            text(
                                    "The moving horse smears over %.1f %% of a body length (about"
                                            + " %.0f ms of exposure), its hooves in the air more: set"
                                            + " an exposure of 1/%.0f s or shorter and add light.",
                                    100 * share,
                                    1e3 * exposure,
                                    Math.ceil(share / MAX_BLUR / exposure))));
        }
    }

    private void presence() {
        double share = (double) horse.horseFrames() / clip.timing().frames();
        checks.add(
                new Check(
                        "frames with a horse",
                        percent(share),
                        "some",
                        Cost.EVERYTHING,
                        horse.horseFrames() == 0 ? 2 : 0,
                        "No horse was found. Check that one passes in the clip, lit and completely in"
                                + " the picture; a larger detector finds more (--detector yolox-s)."));
        String wanted = text("%.0f or more", MIN_STRIDES);
        if (horse.strides() == null) {
            checks.add(
                    Check.unknown(
                            "strides in a pass",
                            wanted,
                            horse.horseFrames() == 0
                                    ? "no horse was found"
                                    : "no rhythm was found: the horse stands, or is seen too briefly"
                                            + " or too badly"));
        } else {
            checks.add(
                    new Check(
                            "strides in a pass",
                            text("%.1f", horse.strides()),
                            wanted,
                            horse.strides() < 2 ? Cost.EVERYTHING : Cost.TIMING,
                            MIN_STRIDES / horse.strides(),
                            text(
                                    "A pass shows %.1f strides; frequency and phases need 2, duty"
                                            + " factor and angles 3. Show a longer way: 8 m are 4.3"
                                            + " strides of walk, 3.0 of trot, 2.9 of canter.",
                                    horse.strides())));
        }
    }

    private void size() {
        String wanted = text("%.0f px or more", MIN_PX);
        if (horse.bodyLengthPx() == null) {
            checks.add(Check.unknown("body length", wanted, "no horse was seen completely"));
            return;
        }
        double px = horse.bodyLengthPx();
        checks.add(
                new Check(
                        "body length",
                        text("%.0f px (height %.0f)", px, horse.boxHeightPx()),
                        wanted,
                        px < NETWORK_PX ? Cost.TIMING : Cost.PRECISION,
                        MIN_PX / px,
                        text(
                                "The horse is %.0f px long from neck to tail%s: one px is %.1f %% of"
                                        + " it, and single hoof events scatter by 2 to 7 ms at 1 %%"
                                        + " and 3 to 19 ms at 2 %%. Move the camera closer, zoom in"
                                        + " or set a larger picture.",
                                px,
                                px < NETWORK_PX
                                        ? ", fewer than the pose network could use (100)"
                                        : ", and coding leaves less",
                                100 / px)));
    }

    private void course() {
        String wantedChange = percent(MAX_SIZE_CHANGE) + " or less";
        if (horse.sizeChange() == null) {
            checks.add(
                    Check.unknown(
                            "change of size in a pass",
                            wantedChange,
                            "the horse was not completely in the picture for long enough"));
        } else {
            checks.add(
                    new Check(
                            "change of size in a pass",
                            percent(horse.sizeChange()),
                            wantedChange,
                            Cost.LENGTHS,
                            horse.sizeChange() / MAX_SIZE_CHANGE,
                            text(
                                    "The horse comes nearer or goes away: its size changes by %s. Above 20 %% speed"
                                            + " and stride length are not measured. Let it pass"
                                            + " square to the camera.",
                                    percent(horse.sizeChange()))));
        }
        checks.add(yaw());
        if (horse.passes() > 0) {
            checks.add(
                    Check.noted(
                            "passes with a speed",
                            text("%d of %d", horse.passesWithSpeed(), horse.passes()),
                            null));
        }
    }

    private Check yaw() {
        String what = "yaw of the path";
        String wanted = text("%.0f° or less", MAX_YAW_DEG);
        double low;
        double high;
        String measured;
        if (surveyedYawDeg != null) {
            low = surveyedYawDeg;
            high = surveyedYawDeg;
            measured = text("%.0f° (ground points)", low);
        } else if (horse.fallPerPx() == null) {
            return Check.unknown(
                    what,
                    wanted,
                    "no horse crosses a quarter of the picture while completely in it");
        } else {
            low = horse.yawDeg(focal(WIDE_DEG));
            high = horse.yawDeg(focal(NARROW_DEG));
            measured = text("%.0f° to %.0f° by lens", low, high);
        }
        double middle = .5 * (low + high);
        String turn =
                horse.fallPerPx() == null
                        ? ""
                        : text(
                                " The path leads away towards the %s of the picture.",
                                horse.fallPerPx() > 0 ? "right" : "left");
        return new Check(
                what,
                measured,
                wanted,
                Cost.LENGTHS,
                middle / MAX_YAW_DEG,
                text(
                        "The path is turned out of the picture by about %.0f°: lengths come out %.0f"
                                + " %% short (6 %% at 20°), above 30° a pass should not be used.%s"
                                + " Place the camera square to the path.",
                        middle, 100 * (1 - Math.cos(Math.toRadians(middle))), turn));
    }

    private double focal(double degreesAcross) {
        return .5 * clip.width() / Math.tan(.5 * Math.toRadians(degreesAcross));
    }

    private void parts() {
        if (horse.horseFrames() == 0) {
            checks.add(
                    Check.unknown(
                            "horse out of the picture",
                            percent(MAX_CUT) + " or less",
                            "no horse was found"));
            return;
        }
        checks.add(
                cut(
                        "hooves at the lower edge",
                        horse.bottomShare(),
                        MAX_CUT,
                        "the lower edge cuts the hooves off: tilt the camera down or zoom out."));
        checks.add(
                cut(
                        "head at the upper edge",
                        horse.topShare(),
                        MAX_CUT,
                        "the upper edge cuts the horse off: tilt the camera up or zoom out."));
        checks.add(
                cut(
                        "cut at the sides",
                        horse.sideShare(),
                        MAX_SIDE,
                        "the horse is only partly in the picture: show a longer way, from farther"
                                + " away or with a wider lens."));
        Limb weakest = horse.weakestHoof();
        checks.add(
                new Check(
                        "hoof seen in fewest frames",
                        text("%s, %s", weakest, percent(horse.weakestShare())),
                        percent(MIN_SEEN) + " or more",
                        Cost.TIMING,
                        MIN_SEEN / Math.max(1e-3, horse.weakestShare()),
                        text(
                                "The %s %s hoof is seen in %s of the frames; below 60 %% its limb is"
                                        + " not measured. Search for a kerb, deep bedding or a rail"
                                        + " before the hooves, and for shade.",
                                weakest.left() ? "left" : "right",
                                weakest == Limb.LF || weakest == Limb.RF ? "fore" : "hind",
                                percent(horse.weakestShare()))));
        checks.add(
                cut(
                        "horses that overlap",
                        horse.overlapShare(),
                        MAX_OVERLAP,
                        "another horse overlaps: let one pass at a time."));
    }

    private static Check cut(String what, double share, double max, String words) {
        return new Check(
                what,
                percent(share),
                percent(max) + " or less",
                Cost.TIMING,
                share / max,
                text(
                        "In %s of the frames of a horse, which are left out, %s",
                        percent(share), words));
    }

    private void camera() {
        if (horse.passes() > 0) {
            checks.add(
                    new Check(
                            "camera stands still",
                            horse.passesThatMove() == 0
                                    ? "yes"
                                    : text(
                                            "not in %d of %d passes",
                                            horse.passesThatMove(), horse.passes()),
                            "yes",
                            Cost.LENGTHS,
                            horse.passesThatMove() == 0 ? 0 : 2,
                            "Standing hooves move in the picture: fix the camera, and switch off"
                                    + " following and stabilisation. Speed and stride length are not"
                                    + " measured otherwise."));
        }
        if (horse.groundLineDeg() == null) {
            checks.add(
                    Check.unknown(
                            "slope of the ground",
                            text("%.0f° or less", MAX_TILT_DEG),
                            "no line of standing hooves"));
        } else {
            double slope = Math.abs(horse.groundLineDeg());
            checks.add(
                    new Check(
                            "slope of the ground",
                            text("%.1f°", slope),
                            text("%.0f° or less", MAX_TILT_DEG),
                            Cost.PRECISION,
                            slope / MAX_TILT_DEG,
                            text(
                                    "The line on which the hooves stand is tilted by %.1f° in the"
                                            + " picture; it is taken out, but says that the camera is"
                                            + " not level or the path not square: level it.",
                                    slope)));
        }
        checks.add(
                mirrored
                        ? Check.noted("mirrored picture", "yes, as configured", null)
                        : Check.unknown(
                                "mirrored picture",
                                "no",
                                "not known: a mirrored horse looks like a horse. Check writing, a"
                                        + " clock or a known marking in the picture; if it is mirrored,"
                                        + " set cameras.<id>.mirrored, or left and right limbs and"
                                        + " leads are exchanged"));
    }
}
