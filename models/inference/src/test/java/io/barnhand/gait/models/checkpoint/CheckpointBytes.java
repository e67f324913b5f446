package io.barnhand.gait.models.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes checkpoints by hand, also such as PyTorch would not write. */
public final class CheckpointBytes {

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final Map<String, byte[]> storages = new LinkedHashMap<>();

    CheckpointBytes() {
        op(0x80, 2);
    }

    CheckpointBytes op(int... codes) {
        for (int code : codes) {
            pickle.write(code);
        }
        return this;
    }

    CheckpointBytes op(char code) {
        return op((int) code);
    }

    CheckpointBytes global(String module, String name) {
        return op('c').raw(module + "\n" + name + "\n");
    }

    CheckpointBytes text(String value) {
        return op('X').int32(value.length()).raw(value);
    }

    CheckpointBytes number(long value) {
        op(0x8a, 8);
        return raw(littleEndian(8).putLong(value).array());
    }

    CheckpointBytes int32(int value) {
        return raw(littleEndian(4).putInt(value).array());
    }

    CheckpointBytes raw(String ascii) {
        return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    CheckpointBytes raw(byte[] bytes) {
        pickle.writeBytes(bytes);
        return this;
    }

    CheckpointBytes numbers(long... values) {
        op('(');
        for (long value : values) {
            number(value);
        }
        return op('t');
    }

    /** A tensor in a storage of its own. */
    CheckpointBytes tensor(
            String type, byte[] storage, long count, long offset, long[] shape, long[] stride) {
        String key = Integer.toString(storages.size());
        storages.put(key, storage);
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").global("torch", type).text(key).text("cpu").number(count);
        op('t').op('Q').number(offset).numbers(shape).numbers(stride);
        return op(0x89).op('N').op('t').op('R');
    }

    /** A float32 vector. */
    CheckpointBytes vector(float... values) {
        ByteBuffer bytes = littleEndian(4 * values.length);
        bytes.asFloatBuffer().put(values);
        long[] shape = {values.length};
        return tensor("FloatStorage", bytes.array(), values.length, 0, shape, new long[] {1});
    }

    /** A checkpoint of YOLOX's form, its numbers as float32 or rounded to float16. */
    public static Path write(Path file, Map<String, Tensor> stateDict, boolean half)
            throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').text("model").op('}').op('(');
        stateDict.forEach(
                (name, tensor) -> {
                    float[] values = tensor.values();
                    ByteBuffer bytes = littleEndian((half ? 2 : 4) * values.length);
                    for (float value : values) {
                        if (half) {
                            bytes.putShort(toHalf(value));
                        } else {
                            bytes.putFloat(value);
                        }
                    }
                    long[] shape = tensor.shape();
                    long[] stride = new long[shape.length];
                    long step = 1;
                    for (int axis = shape.length - 1; axis >= 0; axis--) {
                        stride[axis] = step;
                        step *= shape[axis];
                    }
                    String type = half ? "HalfStorage" : "FloatStorage";
                    checkpoint.text(name);
                    checkpoint.tensor(type, bytes.array(), values.length, 0, shape, stride);
                });
        return checkpoint.op('u').op('s').writeZip(file);
    }

    /** The nearest float16. */
    public static float roundedToHalf(float value) {
        if (Math.abs(value) < 0x1p-14f) {
            return (float) Math.rint(value * 0x1p24f) * 0x1p-24f;
        }
        float rounded = Float.intBitsToFloat(Float.floatToIntBits(value) + 0x1000 & ~0x1fff);
        if (Math.abs(rounded) > 65504) {
            throw new IllegalArgumentException(value + " is beyond float16");
        }
        return rounded;
    }

    private static short toHalf(float value) {
        int sign = Float.floatToIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(roundedToHalf(value));
        int half =
                magnitude < 0x1p-14f
                        ? (int) (magnitude * 0x1p24f)
                        : (Float.floatToIntBits(magnitude) >> 13) - (112 << 10);
        return (short) (sign | half);
    }

    byte[] pickle() {
        return pickle.toByteArray();
    }

    /** Ends the pickle and writes a zip checkpoint. */
    Path writeZip(Path file) throws IOException {
        op('.');
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", pickle());
        storages.forEach((key, bytes) -> entries.put("archive/data/" + key, bytes));
        return zip(file, ZipEntry.STORED, entries);
    }

    static Path zip(Path file, int method, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    CRC32 crc = new CRC32();
                    crc.update(each.getValue());
                    entry.setCrc(crc.getValue());
                    entry.setSize(each.getValue().length);
                }
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        }
        return file;
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
