package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/**
 * One horse's box, skeleton and standing hooves. Left limbs are blue, right ones orange, which also
 * colour-blind people can distinguish; those of the far side are thinner and darker, and lie
 * behind. A point of a low score is a small ring and its bones are dotted; an absent one is not
 * drawn, nor what would need it.
 */
final class HorseDrawing {

    static final Color LEFT = new Color(0x56, 0xB4, 0xFF);
    static final Color RIGHT = new Color(0xFF, 0xA6, 0x1A);
    private static final Color LEFT_FAR = new Color(0x2C, 0x72, 0xB8);
    private static final Color RIGHT_FAR = new Color(0xB8, 0x68, 0x0C);
    private static final Color MIDDLE = Color.WHITE;
    private static final Color FRAME = new Color(255, 255, 255, 170);
    private static final Color RIM = new Color(0, 0, 0, 150);

    /** Radius of the ring of a point that is not sure, units. */
    private static final float RING = 1.5f;

    /** Bones of the AP-10K skeleton that belong to no limb, as pairs of keypoints. */
    private static final int[][] TRUNK = {
        {Ap10k.LEFT_EYE, Ap10k.NOSE},
        {Ap10k.RIGHT_EYE, Ap10k.NOSE},
        {Ap10k.NOSE, Ap10k.NECK},
        {Ap10k.NECK, Ap10k.TAIL}
    };

    private final Graphics2D graphics;
    private final float unit;

    /**
     * @param graphics set to smooth lines by the caller
     * @param unit px that are one pixel where the picture is shown 360 px wide
     */
    HorseDrawing(Graphics2D graphics, float unit) {
        this.graphics = graphics;
        this.unit = unit;
    }

    void draw(OverlaidHorse horse) {
        HorsePose pose = horse.pose();
        corners(pose.box());
        for (Limb limb : Limb.values()) {
            if (horse.facing().far(horse.inPicture(limb))) {
                limb(horse, limb, true);
            }
        }
        Pen pen = new Pen(MIDDLE, 1.3f * unit);
        pen.bones(pose, TRUNK);
        pen.points(pose, Ap10k.LEFT_EYE, Ap10k.RIGHT_EYE, Ap10k.NOSE, Ap10k.NECK, Ap10k.TAIL);
        for (Limb limb : Limb.values()) {
            if (!horse.facing().far(horse.inPicture(limb))) {
                limb(horse, limb, false);
            }
        }
    }

    private void limb(OverlaidHorse horse, Limb limb, boolean far) {
        HorsePose pose = horse.pose();
        Limb points = horse.inPicture(limb);
        Color colour = limb.left() ? (far ? LEFT_FAR : LEFT) : (far ? RIGHT_FAR : RIGHT);
        Pen pen = new Pen(colour, (far ? 0.9f : 1.6f) * unit);
        int trunk = limb.hind() ? Ap10k.TAIL : Ap10k.NECK;
        if (horse.standing().contains(limb) && pose.present(points.hoof)) {
            ground(pose, points.hoof, colour, far);
        }
        pen.bones(
                pose,
                new int[][] {
                    {trunk, points.pivot}, {points.pivot, points.joint}, {points.joint, points.hoof}
                });
        pen.points(pose, points.pivot, points.joint, points.hoof);
    }

    /** A bar under a hoof that stands; hollow where the hoof's place is not sure. */
    private void ground(HorsePose pose, int hoof, Color colour, boolean far) {
        bar(
                pose.x(hoof),
                pose.y(hoof) + 4f * unit,
                Math.max(9 * unit, (float) (0.055 * pose.box().width())) * (far ? 0.8f : 1f),
                (far ? 1.8f : 2.4f) * unit,
                colour,
                SureScore.sure(pose, hoof));
    }

    /** The mark of a standing hoof, px about its middle. */
    void bar(double x, double y, float width, float height, Color colour, boolean filled) {
        Shape bar =
                new RoundRectangle2D.Double(
                        x - width / 2, y - height / 2, width, height, height, height);
        graphics.setColor(RIM);
        graphics.setStroke(new BasicStroke(1.6f * unit));
        graphics.draw(bar);
        graphics.setColor(colour);
        if (filled) {
            graphics.fill(bar);
        } else {
            graphics.setStroke(new BasicStroke(0.7f * unit));
            graphics.draw(bar);
        }
    }

    /** The corners of the box: enough to see it, and the horse stays in view. */
    private void corners(Box box) {
        double w = Math.min(0.12 * box.width(), 14 * unit);
        double h = Math.min(0.12 * box.height(), 14 * unit);
        Path2D path = new Path2D.Double();
        corner(path, box.x1(), box.y1(), w, h);
        corner(path, box.x2(), box.y1(), -w, h);
        corner(path, box.x2(), box.y2(), -w, -h);
        corner(path, box.x1(), box.y2(), w, -h);
        rimmed(path, FRAME, 0.8f * unit, null);
    }

    private static void corner(Path2D path, double x, double y, double w, double h) {
        path.moveTo(x + w, y);
        path.lineTo(x, y);
        path.lineTo(x, y + h);
    }

    private void rimmed(Shape shape, Color colour, float width, float[] dots) {
        graphics.setColor(RIM);
        graphics.setStroke(stroke(width + 1.1f * unit, null));
        if (dots == null) {
            graphics.draw(shape);
        }
        graphics.setColor(colour);
        graphics.setStroke(stroke(width, dots));
        graphics.draw(shape);
    }

    private static BasicStroke stroke(float width, float[] dots) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dots, 0);
    }

    /** Draws in one colour and one width, px. */
    private final class Pen {

        private final Color colour;
        private final float width;

        Pen(Color colour, float width) {
            this.colour = colour;
            this.width = width;
        }

        /** All bones as one shape, so that their rims do not cover each other. */
        void bones(HorsePose pose, int[][] pairs) {
            Path2D sure = new Path2D.Float();
            Path2D unsure = new Path2D.Float();
            for (int[] pair : pairs) {
                if (pose.present(pair[0]) && pose.present(pair[1])) {
                    boolean from = SureScore.sure(pose, pair[0]);
                    boolean to = SureScore.sure(pose, pair[1]);
                    (from && to ? sure : unsure).append(bone(pose, pair, from, to), false);
                }
            }
            rimmed(unsure, colour, 0.7f * unit, new float[] {0.1f, 2.6f * unit});
            rimmed(sure, colour, width, null);
        }

        /** From point to point, or to the rim of the ring that stands for one. */
        private Line2D bone(HorsePose pose, int[] pair, boolean from, boolean to) {
            float x = pose.x(pair[0]);
            float y = pose.y(pair[0]);
            float dx = pose.x(pair[1]) - x;
            float dy = pose.y(pair[1]) - y;
            float ring = 2 * RING * unit / (float) Math.max(1e-3, Math.hypot(dx, dy));
            float start = from ? 0 : Math.min(0.5f, ring);
            float end = to ? 1 : Math.max(0.5f, 1 - ring);
            return new Line2D.Float(x + start * dx, y + start * dy, x + end * dx, y + end * dy);
        }

        void points(HorsePose pose, int... keypoints) {
            for (int k : keypoints) {
                if (!pose.present(k)) {
                    continue;
                }
                boolean sure = SureScore.sure(pose, k);
                float radius = sure ? 0.4f * unit + 0.85f * width : RING * unit;
                Ellipse2D point =
                        new Ellipse2D.Float(
                                pose.x(k) - radius, pose.y(k) - radius, 2 * radius, 2 * radius);
                if (sure) {
                    graphics.setColor(RIM);
                    graphics.setStroke(new BasicStroke(1.1f * unit));
                    graphics.draw(point);
                    graphics.setColor(colour);
                    graphics.fill(point);
                } else {
                    rimmed(point, colour, 0.6f * unit, null);
                }
            }
        }
    }
}
