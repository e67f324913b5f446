package io.barnhand.gait.job.analysis.validation.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ValidationPlotsTest {

    private static final int WIDEST = 1200;

    /** Of plot.css: its largest text, so that every other is smaller. */
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 18);

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

    @TempDir private Path folder;

    @Test
    void drawsALineAGaitAndNamesItsAxesWithUnits() throws Exception {
        List<NoiseTable.NoisePoint> points = new ArrayList<>();
        for (SyntheticGait gait : SyntheticGait.ALL) {
            points.add(
                    new NoiseTable.NoisePoint(ValidatedQuantity.DAP, gait.name(), 0.0, 9, 0.001));
            points.add(
                    new NoiseTable.NoisePoint(ValidatedQuantity.DAP, gait.name(), 2.0, 9, 0.0123));
        }

        new ValidationPlots(folder).errorAgainstNoise(points);

        assertThat(files()).containsExactly("error-against-noise-dap.svg");
        Element svg = svg("error-against-noise-dap");
        assertThat(texts(svg))
                .contains(
                        "Diagonal advanced placement: error against keypoint noise",
                        "keypoint noise, % of body length",
                        "RMS error, share of stride",
                        "walk",
                        "tölt",
                        "canter right",
                        "gallop left",
                        "0.5",
                        "0.014");
        // A line in the plot and a sample in the legend.
        assertThat(classes(svg, "path")).filteredOn(cls -> cls.startsWith("series")).hasSize(16);
        assertReadable(svg);
    }

    @Test
    void drawsTheSharesOfTheClassesThatWereGiven() throws Exception {
        Map<String, Integer> runs = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (SyntheticGait gait : SyntheticGait.ALL) {
            Map<String, Integer> said = new LinkedHashMap<>();
            ConfusionTable.classes().forEach(name -> said.put(name, 0));
            said.put(gait.name(), 197);
            said.put("unknown", 3);
            runs.put(gait.name(), 200);
            counts.put(gait.name(), said);
        }

        new ValidationPlots(folder)
                .confusion(new ConfusionTable("perturbed", runs, counts), "phases ±.05");

        Element svg = svg("confusion");
        assertThat(texts(svg))
                .contains(
                        "Gait class given, % of runs: 98.5 % right, 1.5 % unknown",
                        "class given to horses drawn with phases ±.05",
                        "true gait",
                        "transition",
                        "unknown")
                .doesNotContain("standing");
        assertThat(texts(svg)).filteredOn("98.5"::equals).hasSize(8);
        assertThat(texts(svg)).filteredOn("1.5"::equals).hasSize(8);
        assertReadable(svg);
    }

    @Test
    void drawsADotForEveryMetricAndNoiseThatIsHeld() throws Exception {
        List<IntervalRow> rows = new ArrayList<>();
        for (ValidatedQuantity measure : ValidatedQuantity.values()) {
            rows.add(row("white-1", measure, true, 0.95));
            rows.add(row("white-2", measure, true, 0.71));
            rows.add(row("drag-1", measure, false, 0.02));
        }
        rows.add(row("long-trot-ar", ValidatedQuantity.SPEED, true, 1.0));

        new ValidationPlots(folder).coverage(rows);

        Element svg = svg("coverage");
        assertThat(texts(svg))
                .contains(
                        "Share of the 95 % intervals that hold the truth (lines: bar of 90–99 %)",
                        "coverage, %",
                        "90 %",
                        "99 %",
                        "70",
                        "100",
                        "white noise 1 %",
                        "white noise 2 %",
                        "noise 1 % with memory")
                .contains(
                        Stream.of(ValidatedQuantity.values())
                                .map(m -> m.label)
                                .toArray(String[]::new));
        int metrics = ValidatedQuantity.values().length;
        assertThat(classes(svg, "circle")).hasSize(1 + metrics);
        assertThat(classes(svg, "path"))
                .filteredOn("marker vermilion"::equals)
                .hasSize(1 + metrics);
        assertThat(classes(svg, "path")).filteredOn("marker blue"::equals).hasSize(1 + 1);
        assertReadable(svg);
    }

    private static IntervalRow row(
            String condition, ValidatedQuantity measure, boolean held, double share) {
        String all = IntervalRow.ALL_GAITS;
        return new IntervalRow(
                condition, measure, all, held, false, 200, share, 4, Double.NaN, Double.NaN);
    }

    /** Not wider than a screen, no text beyond its edges, and nothing drawn where no number is. */
    private static void assertReadable(Element svg) {
        double width = Double.parseDouble(svg.getAttribute("width"));
        double height = Double.parseDouble(svg.getAttribute("height"));
        assertThat(width).isBetween(500.0, (double) WIDEST);
        assertThat(svg.getAttribute("viewBox"))
                .isEqualTo("0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
        assertThat(svg.getTextContent()).doesNotContain("NaN");
        for (Element text : elements(svg, "text")) {
            Font font = text.getAttribute("class").equals("title") ? TITLE : TEXT;
            FontRenderContext context = new FontRenderContext(null, true, true);
            double length = font.getStringBounds(text.getTextContent(), context).getWidth();
            double share =
                    Map.of("start", 0.0, "middle", 0.5, "end", 1.0)
                            .get(text.getAttribute("text-anchor"));
            double from = Double.parseDouble(text.getAttribute("x")) - share * length;
            assertThat(from).as(text.getTextContent()).isGreaterThanOrEqualTo(0);
            assertThat(from + length).as(text.getTextContent()).isLessThanOrEqualTo(width);
            assertThat(Double.parseDouble(text.getAttribute("y"))).isBetween(12.0, height - 4);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Element svg(String name) throws Exception {
        Path file = folder.resolve(name + ".svg");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element svg = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        return svg;
    }

    private static List<String> texts(Element svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<String> classes(Element svg, String tag) {
        return elements(svg, tag).stream().map(element -> element.getAttribute("class")).toList();
    }

    private static List<Element> elements(Element svg, String tag) {
        NodeList nodes = svg.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
