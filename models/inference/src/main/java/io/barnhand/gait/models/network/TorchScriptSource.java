package io.barnhand.gait.models.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a network as TorchScript source. Pictures are kept channels-last, the layout in which CPU
 * convolutions are fastest. Values are names of variables.
 */
final class TorchScriptSource implements Operations<String> {

    /** The number that TorchScript has for {@code torch.channels_last}. */
    static final int CHANNELS_LAST = 2;

    private static final String INPUT = "x";

    private final StringBuilder body = new StringBuilder();
    private final Set<String> parameters = new LinkedHashSet<>();
    private int variables;

    private TorchScriptSource() {}

    /**
     * A module for a network of a certain size.
     *
     * @param source TorchScript of the class {@code __torch__.Net}
     * @param parameters names in the (folded) state dict of its attributes, in order
     */
    record Module(String source, List<String> parameters) {

        /** The attribute that holds a parameter. */
        static String attribute(String parameter) {
            return parameter.replace('.', '_');
        }
    }

    static Module of(NetworkDescription network) {
        TorchScriptSource writer = new TorchScriptSource();
        String input =
                writer.assign("torch.contiguous(%s, memory_format=%d)", INPUT, CHANNELS_LAST);
        List<String> outputs = network.describe(writer, input);
        return new Module(writer.source(outputs), List.copyOf(writer.parameters));
    }

    private String source(List<String> outputs) {
        boolean single = outputs.size() == 1;
        String types = String.join(", ", Collections.nCopies(outputs.size(), "Tensor"));
        String buffers =
                parameters.stream()
                        .map(name -> '"' + Module.attribute(name) + "\", ")
                        .collect(Collectors.joining());
        String attributes =
                parameters.stream()
                        .map(name -> "  " + Module.attribute(name) + " : Tensor\n")
                        .collect(Collectors.joining());
        return "class Net(Module):\n"
                + "  __parameters__ = []\n"
                + "  __buffers__ = ["
                + buffers
                + "]\n"
                + "  training : bool\n"
                + attributes
                + "  def forward(self: __torch__.Net,\n"
                + ("    "
                        + INPUT
                        + ": Tensor) -> "
                        + (single ? types : "Tuple[" + types + "]")
                        + ":\n")
                + body
                + ("    return (" + String.join(", ", outputs) + ")\n");
    }

    @Override
    public String convolution(String x, Convolution layer) {
        String y =
                assign(
                        "torch.conv2d(%s, %s, %s, %s, %s, [1, 1], %d)",
                        x,
                        attribute(layer.name() + ".weight"),
                        attribute(layer.name() + ".bias"),
                        pair(layer.stride()),
                        pair(layer.padding()),
                        layer.groups());
        // In place: the convolution's own result is used nowhere else.
        return layer.activated() ? assign("torch.silu_(%s)", y) : y;
    }

    @Override
    public String linear(String x, String name, int in, int out) {
        return assign("torch.linear(%s, %s)", x, attribute(name));
    }

    @Override
    public String parameter(String name, int... shape) {
        return attribute(name);
    }

    @Override
    public String scaleNorm(String x, String gain, int size) {
        String norm =
                assign(
                        "torch.mul(torch.norm(%s, 2, [-1], True), %s)",
                        x, Double.toString(1 / Math.sqrt(size)));
        return assign(
                "torch.mul(torch.div(%s, torch.clamp_min(%s, 1e-5)), %s)",
                x, norm, attribute(gain));
    }

    @Override
    public String add(String a, String b) {
        return assign("torch.add(%s, %s)", a, b);
    }

    @Override
    public String multiply(String a, String b) {
        return assign("torch.mul(%s, %s)", a, b);
    }

    @Override
    public String divide(String x, double by) {
        return assign("torch.div(%s, %s)", x, Double.toString(by));
    }

    @Override
    public String matrixProduct(String a, String b) {
        return assign("torch.bmm(%s, %s)", a, b);
    }

    @Override
    public String transpose(String x) {
        return assign("torch.transpose(%s, 1, 2)", x);
    }

    @Override
    public String entry(String x, int index) {
        return assign("torch.select(%s, 0, %d)", x, index);
    }

    @Override
    public String concatenate(List<String> parts) {
        return assign("torch.cat([%s], 1)", String.join(", ", parts));
    }

    @Override
    public List<String> split(String x, int... sizes) {
        String list =
                IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String parts = assign("torch.split_with_sizes(%s, [%s], 2)", x, list);
        return IntStream.range(0, sizes.length).mapToObj(i -> assign(parts + "[%d]", i)).toList();
    }

    @Override
    public String flattenPixels(String x) {
        return assign("torch.flatten(%s, 2, 3)", x);
    }

    @Override
    public String maxPool(String x, int kernel) {
        return assign("torch.max_pool2d(%s, %s, [1, 1], %s)", x, pair(kernel), pair(kernel / 2));
    }

    @Override
    public String averagePool(String x) {
        return assign("torch.adaptive_avg_pool2d(%s, [1, 1])", x);
    }

    @Override
    public String pixelsToChannels(String x) {
        List<String> corners = new ArrayList<>();
        for (int column = 0; column < 2; column++) {
            for (int row = 0; row < 2; row++) {
                String rows = assign("torch.slice(%s, 2, %d, %d, 2)", x, row, Long.MAX_VALUE);
                corners.add(assign("torch.slice(%s, 3, %d, %d, 2)", rows, column, Long.MAX_VALUE));
            }
        }
        return concatenate(corners);
    }

    @Override
    public String doubleSize(String x) {
        return assign("torch.upsample_nearest2d(%s, None, [2., 2.])", x);
    }

    @Override
    public String sigmoid(String x) {
        return assign("torch.sigmoid(%s)", x);
    }

    @Override
    public String hardSigmoid(String x) {
        return assign("torch.hardsigmoid(%s)", x);
    }

    @Override
    public String silu(String x) {
        return assign("torch.silu(%s)", x);
    }

    @Override
    public String relu(String x) {
        return assign("torch.relu(%s)", x);
    }

    @Override
    public String square(String x) {
        return assign("torch.square(%s)", x);
    }

    private String attribute(String parameter) {
        parameters.add(parameter);
        return "self." + Module.attribute(parameter);
    }

    private String assign(String expression, Object... arguments) {
        String variable = "v" + variables++;
        body.append("    ")
                .append(variable)
                .append(" = ")
                .append(String.format(Locale.ROOT, expression, arguments))
                .append('\n');
        return variable;
    }

    private static String pair(int value) {
        return "[" + value + ", " + value + "]";
    }
}
