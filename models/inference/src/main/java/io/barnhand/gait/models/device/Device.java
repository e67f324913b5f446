package io.barnhand.gait.models.device;

import java.util.Locale;

/**
 * A processor that networks run on.
 *
 * @param kind processor
 * @param index which GPU, from 0, as the engine counts them; 0 for the CPU
 */
public record Device(Processor kind, int index) {

    /** The processor cores, of which there is one set. */
    public static final Device CPU = new Device(Processor.CPU, 0);

    /** Kinds of processors. */
    public enum Processor {
        CPU,
        GPU
    }

    public Device {
        if (index < 0 || kind == Processor.CPU && index != 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "There is no %s %d", kind, index));
        }
    }

    /** A GPU by its index, from 0. */
    public static Device gpu(int index) {
        return new Device(Processor.GPU, index);
    }

    /** {@code cpu}, {@code gpu0}, {@code gpu1}: for keys and metrics. */
    @Override
    public String toString() {
        return kind == Processor.CPU ? "cpu" : "gpu" + index;
    }
}
