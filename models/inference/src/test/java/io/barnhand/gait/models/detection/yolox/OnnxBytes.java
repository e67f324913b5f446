package io.barnhand.gait.models.detection.yolox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes small ONNX files by hand: one node from an input to an output. */
final class OnnxBytes {

    static final int FLOAT = 1;
    static final int INT64 = 7;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A model that hands its input on, whatever shape it declares for its output. */
    static byte[] identity(int elementType, long[] input, long[] output) {
        return model("Identity", elementType, input, output);
    }

    static byte[] model(String operator, int elementType, long[] input, long[] output) {
        OnnxBytes node = new OnnxBytes().text(1, "images").text(2, "output").text(4, operator);
        OnnxBytes graph =
                new OnnxBytes()
                        .message(1, node)
                        .text(2, "graph")
                        .message(11, value("images", elementType, input))
                        .message(12, value("output", elementType, output));
        return model(graph);
    }

    private static byte[] model(OnnxBytes graph) {
        OnnxBytes opset = new OnnxBytes().number(2, 11);
        return new OnnxBytes().number(1, 6).message(7, graph).message(8, opset).toBytes();
    }

    /** A model that gives zeros of its declared shape, whatever it is given; an open side is 1. */
    static byte[] zeros(long[] input, long[] output) {
        OnnxBytes sides = new OnnxBytes().number(1, output.length).number(2, INT64);
        for (long side : output) {
            sides.number(7, Math.max(1, side));
        }
        OnnxBytes node =
                new OnnxBytes().text(1, "sides").text(2, "output").text(4, "ConstantOfShape");
        return model(
                new OnnxBytes()
                        .message(1, node)
                        .text(2, "graph")
                        .message(5, sides.text(8, "sides"))
                        .message(11, value("images", FLOAT, input))
                        .message(12, value("output", FLOAT, output)));
    }

    private static OnnxBytes value(String name, int elementType, long[] sides) {
        OnnxBytes shape = new OnnxBytes();
        for (long side : sides) {
            OnnxBytes dimension = new OnnxBytes();
            shape.message(1, side < 0 ? dimension.text(2, "batch") : dimension.number(1, side));
        }
        OnnxBytes tensor = new OnnxBytes().number(1, elementType).message(2, shape);
        return new OnnxBytes().text(1, name).message(2, new OnnxBytes().message(1, tensor));
    }

    OnnxBytes number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    OnnxBytes text(int field, String text) {
        return block(field, text.getBytes(StandardCharsets.UTF_8));
    }

    OnnxBytes message(int field, OnnxBytes content) {
        return block(field, content.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private OnnxBytes block(int field, byte[] content) {
        varint((long) field << 3 | 2);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
