package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.models.image.Box;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws onto pictures of one size: stills and the frames of a video alike. Lines and letters are
 * sized so that they can be read where the picture is shown 360 px wide. Not thread-safe.
 */
public final class PictureOverlay {

    private static final float SHOWN_WIDTH = 360;
    private static final Color PLATE = new Color(0, 0, 0, 70);

    /** How far a caption moves aside for another, units, and how often at most. */
    private static final int SHIFT = 4;

    private static final int SHIFTS = 24;

    private final int width;
    private final int height;
    private final float unit;
    private final TextStamps stamps = new TextStamps();
    private final Font large;
    private final Font small;
    private final Font tiny;

    /**
     * @param width of the pictures, px
     * @param height px
     */
    public PictureOverlay(int width, int height) {
        this.width = width;
        this.height = height;
        // What is higher than wide is shown by its height, what is a strip by its width.
        unit = (float) Math.max(0.75, Math.min(width, 16.0 / 9 * height) / SHOWN_WIDTH);
        large = font(Font.BOLD, 10.5f);
        small = font(Font.PLAIN, 8.5f);
        tiny = font(Font.PLAIN, 7.5f);
    }

    private Font font(int style, float size) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont(size * unit);
    }

    /** Draws horses alone. */
    public void draw(BufferedImage picture, List<OverlaidHorse> horses) {
        draw(picture, horses, FrameText.NONE);
    }

    void draw(BufferedImage picture, List<OverlaidHorse> horses, FrameText text) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        List<Rectangle2D> taken = new ArrayList<>();
        if (!text.notice().isEmpty()) {
            // Below the horses: hooves at the foot of the picture must stay visible.
            taken.add(notice(graphics, text.notice()));
        }
        HorseDrawing drawing = new HorseDrawing(graphics, unit);
        horses.forEach(drawing::draw);
        if (text.elapsed() != null) {
            taken.add(clock(graphics, text));
            if (!horses.isEmpty()) {
                taken.add(legend(graphics, drawing));
            }
        }
        for (OverlaidHorse horse : horses) {
            caption(graphics, horse, taken);
        }
        graphics.dispose();
    }

    private Rectangle2D clock(Graphics2D graphics, FrameText text) {
        double x = 4 * unit;
        double y = 3 * unit;
        stamps.drawClock(graphics, text.elapsed(), large, x, y);
        stamps.drawClock(graphics, text.clock(), tiny, x, y + TextStamps.lineHeight(large));
        return new Rectangle2D.Double(
                0,
                0,
                x + TextStamps.width(text.clock(), tiny),
                y + TextStamps.lineHeight(large) + TextStamps.lineHeight(tiny));
    }

    /** What the colours and the bars mean, in the corner opposite the clock. */
    private Rectangle2D legend(Graphics2D graphics, HorseDrawing drawing) {
        double line = TextStamps.lineHeight(tiny);
        double text = TextStamps.width("right", tiny);
        double x = width - 6 * unit - text;
        double y = 4 * unit;
        drawing.bar(x - 7 * unit, y + line / 2, 9 * unit, 1.6f * unit, HorseDrawing.LEFT, true);
        stamps.draw(graphics, "left", tiny, x, y);
        drawing.bar(x - 7 * unit, y + 1.5 * line, 9 * unit, 1.6f * unit, HorseDrawing.RIGHT, true);
        stamps.draw(graphics, "right", tiny, x, y + line);
        return new Rectangle2D.Double(x - 14 * unit, 0, width - x + 14 * unit, y + 2 * line);
    }

    private Rectangle2D notice(Graphics2D graphics, List<String> lines) {
        double line = TextStamps.lineHeight(tiny);
        double top = height - lines.size() * line - 3 * unit;
        graphics.setColor(PLATE);
        Rectangle2D plate = new Rectangle2D.Double(0, top, width, height - top);
        graphics.fill(plate);
        for (int i = 0; i < lines.size(); i++) {
            double x = (width - TextStamps.width(lines.get(i), tiny)) / 2;
            stamps.draw(graphics, lines.get(i), tiny, x, top + unit + i * line);
        }
        return plate;
    }

    /** At the head's end of the box; never over another text where there is room elsewhere. */
    private void caption(Graphics2D graphics, OverlaidHorse horse, List<Rectangle2D> taken) {
        List<String> lines = horse.caption();
        if (lines.isEmpty()) {
            return;
        }
        String rest = String.join("  ·  ", lines.subList(1, lines.size()));
        double w = Math.max(TextStamps.width(lines.get(0), large), TextStamps.width(rest, small));
        double h =
                TextStamps.lineHeight(large)
                        + (rest.isEmpty() ? 0 : TextStamps.lineHeight(small))
                        + unit;
        Rectangle2D place = place(horse, w, h, taken);
        taken.add(place);
        stamps.draw(graphics, lines.get(0), large, place.getX(), place.getY());
        stamps.draw(
                graphics, rest, small, place.getX(), place.getY() + TextStamps.lineHeight(large));
    }

    private Rectangle2D place(OverlaidHorse horse, double w, double h, List<Rectangle2D> taken) {
        Box box = horse.pose().box();
        boolean headRight = horse.facing() == Facing.IMAGE_RIGHT;
        double head = headRight ? box.x2() - w : box.x1();
        double tail = headRight ? box.x1() : box.x2() - w;
        double above = box.y1() - h - unit;
        double below = box.y2() + unit;
        List<Rectangle2D> places = new ArrayList<>();
        for (int step = 0; step < SHIFTS; step++) {
            places.add(inside(head + step * SHIFT * unit, above, w, h));
            places.add(inside(head - step * SHIFT * unit, above, w, h));
        }
        places.add(inside(tail, above, w, h));
        places.add(inside(head, below, w, h));
        places.add(inside(tail, below, w, h));
        return places.stream()
                .filter(place -> taken.stream().noneMatch(place::intersects))
                .findFirst()
                .orElse(places.get(0));
    }

    private Rectangle2D inside(double x, double y, double w, double h) {
        return new Rectangle2D.Double(
                Math.max(2 * unit, Math.min(x, width - w - 2 * unit)),
                Math.max(0, Math.min(y, height - h)),
                w,
                h);
    }

    /** Letters that fit into a line of the notice. */
    int noticeLetters() {
        double letter = TextStamps.width("n".repeat(50), tiny) / 50;
        return Math.max(10, (int) ((width - 8 * unit) / letter));
    }
}
