package io.barnhand.gait.models.checkpoint;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Element types of PyTorch storages, little-endian in the file. */
enum StorageType {
    FLOAT(Float.BYTES) {
        @Override
        void decode(ByteBuffer from, float[] to) {
            from.asFloatBuffer().get(to);
        }
    },
    DOUBLE(Double.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return (float) from.getDouble(at);
        }
    },
    HALF(Short.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return halfToFloat(from.getShort(at));
        }
    },
    BFLOAT16(Short.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return Float.intBitsToFloat(from.getShort(at) << 16);
        }
    },
    LONG(Long.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return from.getLong(at);
        }
    },
    INT(Integer.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return from.getInt(at);
        }
    },
    SHORT(Short.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return from.getShort(at);
        }
    },
    CHAR(Byte.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return from.get(at);
        }
    },
    BYTE(Byte.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return from.get(at) & 0xff;
        }
    },
    BOOL(Byte.BYTES) {
        @Override
        float decode(ByteBuffer from, int at) {
            return from.get(at) == 0 ? 0 : 1;
        }
    };

    private static final String SUFFIX = "Storage";

    private final int width;

    StorageType(int width) {
        this.width = width;
    }

    /** Bytes per element. */
    int width() {
        return width;
    }

    /** The type behind a class name such as {@code FloatStorage}. */
    static StorageType of(String className) throws MalformedCheckpointException {
        for (StorageType type : values()) {
            if (className.equalsIgnoreCase(type.name() + SUFFIX)) {
                return type;
            }
        }
        throw new MalformedCheckpointException(
                String.format(Locale.ROOT, "it stores tensors as torch.%s", className),
                "save it as float32");
    }

    void decode(ByteBuffer from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = decode(from, from.position() + i * width);
        }
    }

    float decode(ByteBuffer from, int at) {
        return from.getFloat(at);
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
    private static float halfToFloat(short half) {
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude =
                switch (exponent) {
                    case 0 -> Math.scalb((float) fraction, -24);
                    case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
                };
        return half < 0 ? -magnitude : magnitude;
    }
}
