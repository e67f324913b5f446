package io.barnhand.gait.job.analysis.chart;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.util.List;
import java.util.Locale;

/**
 * An SVG picture while it is written: part of a page, or a separate file. Lengths are px of its
 * view box; texts are escaped; colours are in the style sheet, by class.
 */
final class Svg {

    private final StringBuilder out = new StringBuilder(4096);
    private final String size;
    private final String attributes;

    /**
     * @param role {@code img} for a picture without links, {@code group} for one with
     * @param name that a screen reader reads
     */
    Svg(double width, double height, String role, String name) {
        size = "width=\"" + number(width) + "\" height=\"" + number(height) + "\"";
        attributes =
                String.format(
                        Locale.ROOT,
                        "class=\"chart\" viewBox=\"0 0 %s %s\" role=\"%s\" aria-label=\"%s\"",
                        number(width),
                        number(height),
                        role,
                        escaped(name));
    }

    Svg rect(String cls, double x, double y, double width, double height) {
        out.append("<rect class=\"").append(cls).append("\" x=\"").append(number(x));
        out.append("\" y=\"").append(number(y)).append("\" width=\"");
        out.append(number(Math.max(0, width))).append("\" height=\"").append(number(height));
        out.append("\"/>");
        return this;
    }

    /**
     * @param opacity of its colour, 0 to 1
     */
    Svg shade(String cls, double opacity, double x, double y, double width, double height) {
        out.append(String.format(Locale.ROOT, "<g fill-opacity=\"%.3f\">", opacity));
        rect(cls, x, y, width, height);
        out.append("</g>");
        return this;
    }

    Svg line(String cls, double x1, double y1, double x2, double y2) {
        return path(cls, List.of(new double[] {x1, y1}, new double[] {x2, y2}), false);
    }

    Svg dot(String cls, double x, double y, double radius) {
        out.append("<circle class=\"").append(cls).append("\" cx=\"").append(number(x));
        out.append("\" cy=\"").append(number(y)).append("\" r=\"").append(number(radius));
        out.append("\"/>");
        return this;
    }

    /** Straight lines between points; a point that is null interrupts them. */
    Svg path(String cls, List<double[]> points, boolean closed) {
        StringBuilder d = new StringBuilder();
        boolean down = false;
        for (double[] point : points) {
            if (point != null) {
                d.append(down ? 'L' : 'M').append(number(point[0])).append(' ');
                d.append(number(point[1]));
            }
            down = point != null;
        }
        if (d.length() > 0) {
            out.append("<path class=\"").append(cls).append("\" d=\"").append(d);
            out.append(closed ? "Z\"/>" : "\"/>");
        }
        return this;
    }

    /**
     * @param anchor {@code start}, {@code middle} or {@code end}
     */
    Svg text(String cls, double x, double y, String anchor, String text) {
        out.append("<text class=\"").append(cls).append("\" x=\"").append(number(x));
        out.append("\" y=\"").append(number(y)).append("\" text-anchor=\"").append(anchor);
        out.append("\">").append(escaped(text)).append("</text>");
        return this;
    }

    /** Opens what leads to a place in a clip, or only carries a name where there is none. */
    Svg open(Seek seek, String name) {
        if (seek == null) {
            out.append("<g>");
        } else {
            out.append("<a class=\"seek\" href=\"#").append(escaped(seek.video()));
            out.append("\" data-video=\"").append(escaped(seek.video()));
            out.append("\" data-from=\"").append(seek.fromText());
            out.append("\" data-to=\"").append(seek.toText());
            out.append("\" aria-label=\"").append(escaped(name)).append("\">");
        }
        out.append("<title>").append(escaped(name)).append("</title>");
        return this;
    }

    Svg close(Seek seek) {
        out.append(seek == null ? "</g>" : "</a>");
        return this;
    }

    /** Part of a page, in the colours of its style sheet. */
    TemplateHTMLOutputModel markup() {
        try {
            return HTMLOutputFormat.INSTANCE.fromMarkup(
                    "<svg " + attributes + ">" + out + "</svg>");
        } catch (TemplateModelException e) {
            throw new IllegalStateException("Markup is markup", e);
        }
    }

    /**
     * A separate file.
     *
     * @param style its style sheet
     */
    String document(String style) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" %s %s>\n<style>\n%s</style>\n%s\n</svg>\n",
                size,
                attributes,
                escaped(style),
                out);
    }

    private static String escaped(String text) {
        return HTMLOutputFormat.INSTANCE.escapePlainText(text);
    }

    /** A tenth of a px is less than anyone sees. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
