package io.barnhand.gait.models.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The few instructions of pickle protocol 2 that describe a TorchScript module. */
final class Pickler {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickler() {
        opcodes(0x80, 2);
    }

    /** The empty tuple, as the table of constants of a module that has none. */
    static byte[] emptyTuple() {
        return new Pickler().opcodes(')').finish();
    }

    /** Begins an object of a class; attributes follow, then {@link #endObject}. */
    Pickler beginObject(String module, String name) {
        return global(module, name).opcodes(')', 0x81, '}', '(');
    }

    Pickler endObject() {
        return opcodes('u', 'b');
    }

    Pickler text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        opcodes('X').int32(utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    Pickler no() {
        return opcodes(0x89);
    }

    /** A float32 tensor that fills the storage of its own. */
    Pickler tensor(String storageKey, long[] shape, long[] stride) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        global("torch._utils", "_rebuild_tensor_v2").opcodes('(');
        opcodes('(').text("storage").global("torch", "FloatStorage");
        text(storageKey).text("cpu").number(count).opcodes('t', 'Q');
        number(0).tuple(shape).tuple(stride).no();
        // Hooks for gradients: none.
        global("collections", "OrderedDict").opcodes(')', 'R');
        return opcodes('t', 'R');
    }

    byte[] finish() {
        opcodes('.');
        return out.toByteArray();
    }

    private Pickler tuple(long[] numbers) {
        opcodes('(');
        for (long each : numbers) {
            number(each);
        }
        return opcodes('t');
    }

    private Pickler number(long value) {
        return opcodes('J').int32(Math.toIntExact(value));
    }

    private Pickler global(String module, String name) {
        opcodes('c');
        out.writeBytes((module + '\n' + name + '\n').getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private Pickler int32(int value) {
        out.writeBytes(
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .array());
        return this;
    }

    private Pickler opcodes(int... codes) {
        for (int code : codes) {
            out.write(code);
        }
        return this;
    }
}
