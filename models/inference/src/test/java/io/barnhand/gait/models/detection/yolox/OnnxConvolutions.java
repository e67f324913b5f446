package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.checkpoint.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The convolutions of an ONNX file in the order in which they are run (onnx.proto). */
final class OnnxConvolutions {

    /** A convolution with its bias. */
    record FoldedConvolution(Tensor weight, Tensor bias) {}

    /** Takes a field of a protobuf message; {@code content} is empty for a number. */
    private interface Field {
        void take(int number, long value, ByteBuffer content);
    }

    private final Map<String, Tensor> weights = new HashMap<>();
    private final List<List<String>> inputs = new ArrayList<>();

    static List<FoldedConvolution> read(Path file) throws IOException {
        OnnxConvolutions onnx = new OnnxConvolutions();
        eachField(
                ByteBuffer.wrap(Files.readAllBytes(file)),
                (number, value, content) -> {
                    if (number == 7) {
                        eachField(content, onnx::graph);
                    }
                });
        return onnx.inputs.stream()
                .map(
                        names ->
                                new FoldedConvolution(
                                        onnx.weights.get(names.get(1)),
                                        onnx.weights.get(names.get(2))))
                .toList();
    }

    private void graph(int number, long value, ByteBuffer content) {
        if (number == 1) {
            node(content);
        } else if (number == 5) {
            initialiser(content);
        }
    }

    private void node(ByteBuffer node) {
        List<String> names = new ArrayList<>();
        String[] operator = {""};
        eachField(
                node,
                (number, value, content) -> {
                    if (number == 1) {
                        names.add(text(content));
                    } else if (number == 4) {
                        operator[0] = text(content);
                    }
                });
        if (operator[0].equals("Conv")) {
            inputs.add(names);
        }
    }

    private void initialiser(ByteBuffer tensor) {
        List<Long> shape = new ArrayList<>();
        String[] name = {""};
        ByteBuffer[] raw = {ByteBuffer.allocate(0)};
        long[] type = {0};
        eachField(
                tensor,
                (number, value, content) -> {
                    switch (number) {
                        case 1 -> shape.add(value);
                        case 2 -> type[0] = value;
                        case 8 -> name[0] = text(content);
                        case 9 -> raw[0] = content;
                        default -> {}
                    }
                });
        if (type[0] == OnnxBytes.FLOAT) {
            float[] values = new float[raw[0].remaining() / Float.BYTES];
            raw[0].order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
            weights.put(name[0], new Tensor(sizes, values));
        }
    }

    private static void eachField(ByteBuffer message, Field field) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            long value = 0;
            int length = 0;
            switch ((int) tag & 7) {
                case 0 -> value = varint(message);
                case 1 -> length = 8;
                case 2 -> length = (int) varint(message);
                default -> length = 4;
            }
            ByteBuffer content = message.slice(message.position(), length);
            message.position(message.position() + length);
            field.take((int) (tag >>> 3), value, content);
        }
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content).toString();
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = from.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
