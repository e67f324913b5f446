package io.barnhand.gait.job.analysis.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A chart that is a separate file: on white, under its title, in the colours of plot.css. */
final class Plot {

    /** Where titles begin. */
    static final double MARGIN = 20;

    /** Baseline of what is written below the title. */
    static final double SECOND_LINE = 58;

    private static final double FIRST_LINE = 32;
    private static final String STYLE = style();

    private Plot() {}

    static Svg begin(double width, double height, String title) {
        return new Svg(width, height, "img", title)
                .rect("paper", 0, 0, width, height)
                .text("title", MARGIN, FIRST_LINE, "start", title);
    }

    static String end(Svg svg) {
        return svg.document(STYLE);
    }

    private static String style() {
        try (InputStream in = Plot.class.getResourceAsStream("plot.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("plot.css", e);
        }
    }
}
