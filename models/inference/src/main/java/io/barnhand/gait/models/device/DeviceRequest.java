package io.barnhand.gait.models.device;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for a device.
 *
 * @param kind how the device is chosen
 * @param index which GPU, for {@link Selection#GPU}; null for any
 */
public record DeviceRequest(Selection kind, Integer index) implements Serializable {

    /** A GPU if there is one, else the CPU. */
    public static final DeviceRequest AUTO = new DeviceRequest(Selection.AUTO, null);

    public static final DeviceRequest CPU = new DeviceRequest(Selection.CPU, null);

    /** Any GPU, and nothing else. */
    public static final DeviceRequest GPU = new DeviceRequest(Selection.GPU, null);

    private static final Pattern ONE_GPU = Pattern.compile("gpu:(\\d{1,3})");

    /** Rules to choose a device. */
    public enum Selection {
        AUTO,
        CPU,
        GPU
    }

    /** One GPU and no other. */
    public static DeviceRequest gpu(int index) {
        return new DeviceRequest(Selection.GPU, index);
    }

    /**
     * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}.
     *
     * @throws IllegalArgumentException if it is none of them; the message is the rule
     */
    public static DeviceRequest parse(String text) {
        switch (text) {
            case "auto":
                return AUTO;
            case "cpu":
                return CPU;
            case "gpu":
                return GPU;
            default:
                Matcher one = ONE_GPU.matcher(text);
                if (one.matches()) {
                    return gpu(Integer.parseInt(one.group(1)));
                }
                throw new IllegalArgumentException(
                        "must be auto, cpu, gpu or one GPU by its index, such as gpu:0");
        }
    }

    /** As it is written in a configuration. */
    @Override
    public String toString() {
        return switch (kind) {
            case AUTO -> "auto";
            case CPU -> "cpu";
            case GPU -> index == null ? "gpu" : "gpu:" + index;
        };
    }
}
