package io.barnhand.gait.models.golden;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A float32 array of a NumPy file, format versions 1 and 2.
 *
 * @param shape sizes, outermost first
 * @param values in C order, also where the file is in Fortran order
 */
public record Npy(int[] shape, float[] values) {

    private static final Pattern HEADER =
            Pattern.compile(
                    "'descr': '(.+?)', 'fortran_order': (True|False), 'shape': \\(([\\d, ]*)\\)");

    public static Npy read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        boolean first = bytes.get(6) == 1;
        int headerLength = first ? bytes.getShort(8) & 0xffff : bytes.getInt(8);
        int headerStart = first ? 10 : 12;
        String header =
                new String(bytes.array(), headerStart, headerLength, StandardCharsets.ISO_8859_1);
        Matcher fields = HEADER.matcher(header);
        if (!fields.find() || !fields.group(1).equals("<f4")) {
            throw new IOException(file + ": expected a float32 NumPy array, header is " + header);
        }
        int[] shape =
                Arrays.stream(fields.group(3).split("[, ]+"))
                        .filter(s -> !s.isEmpty())
                        .mapToInt(Integer::parseInt)
                        .toArray();
        float[] stored = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        bytes.position(headerStart + headerLength);
        bytes.asFloatBuffer().get(stored);
        boolean fortran = fields.group(2).equals("True");
        return new Npy(shape, fortran ? toCOrder(stored, shape) : stored);
    }

    /** The slice at an index of the outermost dimension. */
    public Npy at(int index) {
        int[] inner = Arrays.copyOfRange(shape, 1, shape.length);
        int size = Arrays.stream(inner).reduce(1, Math::multiplyExact);
        return new Npy(inner, Arrays.copyOfRange(values, index * size, (index + 1) * size));
    }

    private static float[] toCOrder(float[] stored, int[] shape) {
        float[] values = new float[stored.length];
        int[] index = new int[shape.length];
        for (float value : stored) {
            int position = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                position = position * shape[axis] + index[axis];
            }
            values[position] = value;
            for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
                index[axis] = 0;
            }
        }
        return values;
    }
}
