package io.barnhand.gait.models.detection.yolox;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tensors an ONNX file declares to take and to give, read from the file itself.
 *
 * <p>The engine's Java interface does not tell shapes, and its words for a file of another kind are
 * of no help to a user. Only the few fields of the protobuf that matter here are read (onnx.proto:
 * ModelProto, GraphProto, ValueInfoProto); weights are skipped.
 *
 * @param inputs what the graph takes, without its weights
 * @param outputs what the graph gives
 */
record OnnxSignature(List<Tensor> inputs, List<Tensor> outputs) {

    /** ONNX's code for 32-bit floats. */
    static final int FLOAT = 1;

    /** A side that the file leaves open, such as a batch of any size. */
    static final long OPEN = -1;

    /**
     * @param name name in the graph
     * @param elementType ONNX's code of the element type
     * @param shape sides, {@link #OPEN} where the file leaves one open
     */
    record Tensor(String name, int elementType, List<Long> shape) {}

    /**
     * Reads a file's signature.
     *
     * @throws IOException if it cannot be read or is not an ONNX model; the message is a clause
     *     saying why
     */
    static OnnxSignature read(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new Reader(in, size).model();
        }
    }

    /** Walks a protobuf message without holding more of it than the names. */
    private static final class Reader {

        private static final int MODEL_GRAPH = 7;
        private static final int GRAPH_INITIALIZER = 5;
        private static final int GRAPH_INPUT = 11;
        private static final int GRAPH_OUTPUT = 12;
        private static final int INITIALIZER_NAME = 8;
        private static final int VALUE_NAME = 1;
        private static final int VALUE_TYPE = 2;
        private static final int TYPE_TENSOR = 1;
        private static final int TENSOR_ELEMENT = 1;
        private static final int TENSOR_SHAPE = 2;
        private static final int SHAPE_SIDE = 1;
        private static final int SIDE_VALUE = 1;

        private static final int LONGEST_NAME = 4096;
        private static final int MOST_NAMES = 100_000;
        private static final int MOST_SIDES = 16;

        private final InputStream in;
        private final long size;
        private long position;
        private boolean graphSeen;

        private final Set<String> weights = new HashSet<>();
        private final List<Tensor> inputs = new ArrayList<>();
        private final List<Tensor> outputs = new ArrayList<>();

        private Reader(InputStream in, long size) {
            this.in = in;
            this.size = size;
        }

        /** What to do with a field; may leave its content unread. */
        private interface Field {
            void take(long number, long value, long end) throws IOException;
        }

        OnnxSignature model() throws IOException {
            eachField(
                    size,
                    (number, value, end) -> {
                        if (number == MODEL_GRAPH) {
                            graphSeen = true;
                            eachField(end, this::graphField);
                        }
                    });
            if (!graphSeen) {
                throw new IOException("it holds no network");
            }
            // Files of early ONNX versions list the weights among the inputs.
            inputs.removeIf(input -> weights.contains(input.name()));
            return new OnnxSignature(List.copyOf(inputs), List.copyOf(outputs));
        }

        private void graphField(long number, long value, long end) throws IOException {
            if (weights.size() + inputs.size() + outputs.size() > MOST_NAMES) {
                throw new IOException("it declares more than " + MOST_NAMES + " tensors");
            }
            if (number == GRAPH_INITIALIZER) {
                eachField(
                        end,
                        (n, v, e) -> {
                            if (n == INITIALIZER_NAME) {
                                weights.add(text(e));
                            }
                        });
            } else if (number == GRAPH_INPUT) {
                inputs.add(tensor(end));
            } else if (number == GRAPH_OUTPUT) {
                outputs.add(tensor(end));
            }
        }

        private Tensor tensor(long end) throws IOException {
            String[] name = {""};
            int[] element = {0};
            List<Long> shape = new ArrayList<>();
            Field tensorType =
                    (n, v, e) -> {
                        if (n == TENSOR_ELEMENT) {
                            element[0] = (int) v;
                        } else if (n == TENSOR_SHAPE) {
                            eachField(e, (number, value, sideEnd) -> side(number, sideEnd, shape));
                        }
                    };
            eachField(
                    end,
                    (n, v, e) -> {
                        if (n == VALUE_NAME) {
                            name[0] = text(e);
                        } else if (n == VALUE_TYPE) {
                            eachField(
                                    e,
                                    (number, value, typeEnd) -> {
                                        if (number == TYPE_TENSOR) {
                                            eachField(typeEnd, tensorType);
                                        }
                                    });
                        }
                    });
            return new Tensor(name[0], element[0], List.copyOf(shape));
        }

        private void side(long number, long end, List<Long> shape) throws IOException {
            if (number != SHAPE_SIDE) {
                return;
            }
            if (shape.size() == MOST_SIDES) {
                throw new IOException("it declares a tensor of more than " + MOST_SIDES + " sides");
            }
            long[] side = {OPEN};
            eachField(
                    end,
                    (n, v, e) -> {
                        if (n == SIDE_VALUE) {
                            side[0] = v;
                        }
                    });
            shape.add(side[0]);
        }

        private void eachField(long end, Field field) throws IOException {
            while (position < end) {
                long tag = varint();
                long value = 0;
                long length =
                        switch ((int) (tag & 7)) {
                            case 0 -> {
                                value = varint();
                                yield 0;
                            }
                            case 1 -> 8;
                            case 2 -> varint();
                            case 5 -> 4;
                            default -> throw new IOException("it is not a protobuf message");
                        };
                if (length < 0 || length > end - position) {
                    throw new IOException(
                            "a part of %d bytes is announced where %d are left"
                                    .formatted(length, end - position));
                }
                long fieldEnd = position + length;
                field.take(tag >>> 3, value, fieldEnd);
                in.skipNBytes(fieldEnd - position);
                position = fieldEnd;
            }
            if (position > end) {
                throw new IOException("its parts overlap");
            }
        }

        private String text(long end) throws IOException {
            long length = end - position;
            if (length > LONGEST_NAME) {
                throw new IOException("it has a name of " + length + " bytes");
            }
            byte[] bytes = in.readNBytes((int) length);
            position += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private long varint() throws IOException {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException("it ends early");
                }
                position++;
                value |= (long) (b & 0x7f) << shift;
                if (b < 0x80) {
                    return value;
                }
            }
            throw new IOException("it is not a protobuf message");
        }
    }
}
