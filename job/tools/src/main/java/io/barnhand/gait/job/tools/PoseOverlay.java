package io.barnhand.gait.job.tools;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.HorsePose;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Draws poses onto a picture: skeleton, box and scores. Left limbs are blue, right limbs orange
 * (told apart also without red and green), head and trunk white. A point below the threshold is
 * hollow; an absent one is not drawn, nor the bones that would need it.
 */
final class PoseOverlay {

    private static final Color LEFT = new Color(0x4F, 0xB3, 0xFF);
    private static final Color RIGHT = new Color(0xFF, 0xA0, 0x2E);
    private static final Color MIDDLE = Color.WHITE;
    private static final Color SHADE = new Color(0, 0, 0, 160);

    /** Bones of the AP-10K skeleton as pairs of keypoint rows. */
    private static final int[][] BONES = {
        {0, 2}, {1, 2}, {2, 3}, {3, 4}, {3, 5}, {5, 6}, {6, 7}, {3, 8}, {8, 9}, {9, 10}, {4, 11},
        {11, 12}, {12, 13}, {4, 14}, {14, 15}, {15, 16}
    };

    private static final List<Integer> LEFT_POINTS = List.of(0, 5, 6, 7, 11, 12, 13);
    private static final List<Integer> RIGHT_POINTS = List.of(1, 8, 9, 10, 14, 15, 16);

    private final Graphics2D graphics;
    private final float unit;
    private final double threshold;

    private PoseOverlay(BufferedImage image, double threshold) {
        graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        // Lines and letters keep their share of the picture, whatever its size.
        unit = Math.max(1f, Math.min(image.getWidth(), image.getHeight()) / 360f);
        this.threshold = threshold;
    }

    /**
     * @param image drawn onto
     * @param threshold score below which a point is hollow
     */
    static void draw(BufferedImage image, List<HorsePose> poses, double threshold) {
        PoseOverlay overlay = new PoseOverlay(image, threshold);
        for (HorsePose pose : poses) {
            overlay.box(pose);
            overlay.bones(pose);
            overlay.points(pose);
        }
        for (HorsePose pose : poses) {
            overlay.labels(pose, image);
        }
        overlay.graphics.dispose();
    }

    private void box(HorsePose pose) {
        Box box = pose.box();
        Rectangle2D shape = new Rectangle2D.Double(box.x1(), box.y1(), box.width(), box.height());
        outlined(shape, MIDDLE, unit);
    }

    private void bones(HorsePose pose) {
        for (int[] bone : BONES) {
            int a = bone[0];
            int b = bone[1];
            if (pose.present(a) && pose.present(b)) {
                outlined(
                        new Line2D.Float(pose.x(a), pose.y(a), pose.x(b), pose.y(b)),
                        colour(b),
                        1.5f * unit);
            }
        }
    }

    private void points(HorsePose pose) {
        double radius = 2.5 * unit;
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            if (!pose.present(k)) {
                continue;
            }
            Ellipse2D point =
                    new Ellipse2D.Double(
                            pose.x(k) - radius, pose.y(k) - radius, 2 * radius, 2 * radius);
            if (pose.score(k) >= threshold) {
                graphics.setColor(colour(k));
                graphics.fill(point);
                graphics.setColor(SHADE);
                graphics.setStroke(new BasicStroke(0.5f * unit));
                graphics.draw(point);
            } else {
                outlined(point, colour(k), unit);
            }
        }
    }

    private void labels(HorsePose pose, BufferedImage image) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.round(7 * unit)));
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            if (pose.present(k)) {
                String score = String.format(Locale.ROOT, "%.2f", pose.score(k));
                text(score, pose.x(k) + 3 * unit, pose.y(k) - 2 * unit, colour(k), image);
            }
        }
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.round(10 * unit)));
        String title = String.format(Locale.ROOT, "horse %.2f", pose.boxScore());
        float top = (float) pose.box().y1() - 3 * unit;
        text(title, (float) pose.box().x1(), top, MIDDLE, image);
    }

    /** Text on a dark plate, moved inside the picture where it would be cut. */
    private void text(String text, float x, float y, Color colour, BufferedImage image) {
        FontMetrics metrics = graphics.getFontMetrics();
        int width = metrics.stringWidth(text);
        float left = Math.max(0, Math.min(x, image.getWidth() - width));
        float base =
                Math.max(
                        metrics.getAscent(), Math.min(y, image.getHeight() - metrics.getDescent()));
        graphics.setColor(SHADE);
        graphics.fill(
                new Rectangle2D.Float(
                        left, base - metrics.getAscent(), width, metrics.getHeight()));
        graphics.setColor(colour);
        graphics.drawString(text, left, base);
    }

    /** A line with a dark rim, visible on light and dark coats. */
    private void outlined(Shape shape, Color colour, float width) {
        graphics.setColor(SHADE);
        graphics.setStroke(
                new BasicStroke(width * 2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    private static Color colour(int keypoint) {
        if (LEFT_POINTS.contains(keypoint)) {
            return LEFT;
        }
        return RIGHT_POINTS.contains(keypoint) ? RIGHT : MIDDLE;
    }
}
