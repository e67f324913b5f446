package io.barnhand.gait.job.analysis.overlay;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Light letters with a dark rim, readable on any coat and any ground. Drawn once and stamped after
 * that: outlining letters costs more than all else that is drawn onto a frame.
 */
final class TextStamps {

    private static final Color LETTERS = Color.WHITE;
    private static final Color RIM = new Color(0, 0, 0, 200);
    private static final int MAX_STAMPS = 512;

    /** The width of the rim, in heights of the font. */
    private static final float RIM_SHARE = 0.22f;

    private static final FontRenderContext CONTEXT =
            new FontRenderContext(new AffineTransform(), true, true);

    private final Map<Key, BufferedImage> stamps =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, BufferedImage> eldest) {
                    return size() > MAX_STAMPS;
                }
            };

    private record Key(String text, Font font) {}

    /** Height of a line, px. */
    static double lineHeight(Font font) {
        return 1.22 * font.getSize2D();
    }

    /** Width with the rim, px. */
    static double width(String text, Font font) {
        return font.getStringBounds(text, CONTEXT).getWidth() + 2 * rim(font);
    }

    private static double rim(Font font) {
        return RIM_SHARE * font.getSize2D() / 2;
    }

    /**
     * @param x left edge, px
     * @param y top of the line, px
     */
    void draw(Graphics2D graphics, String text, Font font, double x, double y) {
        if (!text.isBlank()) {
            BufferedImage stamp = stamps.computeIfAbsent(new Key(text, font), TextStamps::make);
            graphics.drawImage(stamp, (int) Math.round(x), (int) Math.round(y), null);
        }
    }

    /**
     * Digits at fixed places, so that a running clock does not tremble; each digit is one stamp.
     */
    void drawClock(Graphics2D graphics, String text, Font font, double x, double y) {
        double figure = font.getStringBounds("0", CONTEXT).getWidth();
        double at = x;
        for (int i = 0; i < text.length(); i++) {
            String sign = text.substring(i, i + 1);
            double own = font.getStringBounds(sign, CONTEXT).getWidth();
            double room = Character.isDigit(text.charAt(i)) ? figure : own;
            draw(graphics, sign, font, at + (room - own) / 2, y);
            at += room;
        }
    }

    private static BufferedImage make(Key key) {
        double rim = rim(key.font);
        Rectangle2D bounds = key.font.getStringBounds(key.text, CONTEXT);
        int width = Math.max(1, (int) Math.ceil(bounds.getWidth() + 2 * rim + 1));
        int height = (int) Math.ceil(lineHeight(key.font) + 2 * rim);
        BufferedImage stamp = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = stamp.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Shape letters =
                key.font
                        .createGlyphVector(CONTEXT, key.text)
                        .getOutline((float) rim, (float) (0.96 * key.font.getSize2D() + rim));
        graphics.setColor(RIM);
        graphics.setStroke(
                new BasicStroke((float) (2 * rim), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(letters);
        graphics.setColor(LETTERS);
        graphics.fill(letters);
        graphics.dispose();
        return stamp;
    }
}
