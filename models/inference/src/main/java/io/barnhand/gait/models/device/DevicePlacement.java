package io.barnhand.gait.models.device;

import io.barnhand.gait.models.ModelException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

/**
 * Spreads the users of a process over its devices: each goes to the GPU that has the fewest, the
 * lowest index on ties. Thread-safe.
 *
 * <p>Flink's GPU plugin does not isolate slots: every slot of a TaskManager gets the same indexes,
 * even if it requests one GPU, and knows neither the GPUs of other slots nor those of other jobs.
 * This class knows all placements of the process and so decides. The order of two slots decides
 * which of them gets which GPU, not how many slots a GPU has. Other processes on the machine are
 * unknown: give each TaskManager its own GPUs, as Flink's plugin can.
 */
public final class DevicePlacement {

    /**
     * Calls at a time on one GPU: the second fills its input and reads its result while the first
     * computes. More would take memory and gain nothing, as their kernels queue on the device.
     */
    private static final int CALLS_PER_GPU = 2;

    private static final DevicePlacement SHARED =
            new DevicePlacement(Runtime.getRuntime().availableProcessors());

    private final int cores;
    private final Map<Device, DeviceUsers> usersByDevice = new HashMap<>();

    /**
     * @param cores calls at a time on the CPU: each runs on one core, more would only share it
     */
    DevicePlacement(int cores) {
        this.cores = cores;
    }

    /** The placement of this process; more exactly, of the class loader that loaded this class. */
    public static DevicePlacement shared() {
        return SHARED;
    }

    /**
     * A device for one user, such as a slot. The caller closes it.
     *
     * @param gpus the GPUs at present; a device of earlier calls that has disappeared is not chosen
     *     again
     * @throws ModelException if a GPU is requested and cannot be used, with the GPUs that were
     *     found
     */
    public PlacedDevice place(DeviceRequest request, GpuInventory gpus) {
        synchronized (usersByDevice) {
            Device device = choose(request, gpus);
            DeviceUsers users = usersByDevice.computeIfAbsent(device, this::newUsers);
            users.count++;
            return new PlacedDevice(device, users.permits, () -> release(users));
        }
    }

    /** Users that a device has at present. */
    public int users(Device device) {
        synchronized (usersByDevice) {
            DeviceUsers users = usersByDevice.get(device);
            return users == null ? 0 : users.count;
        }
    }

    private Device choose(DeviceRequest request, GpuInventory gpus) {
        SortedSet<Integer> usable = gpus.usable();
        return switch (request.kind()) {
            case CPU -> Device.CPU;
            case AUTO -> usable.isEmpty() ? Device.CPU : withFewestUsers(usable);
            case GPU -> {
                require(request, gpus);
                yield request.index() == null
                        ? withFewestUsers(usable)
                        : Device.gpu(request.index());
            }
        };
    }

    private Device withFewestUsers(SortedSet<Integer> indexes) {
        return indexes.stream()
                .map(Device::gpu)
                .min(Comparator.comparingInt(this::users).thenComparingInt(Device::index))
                .orElseThrow();
    }

    private DeviceUsers newUsers(Device device) {
        return new DeviceUsers(
                new DevicePermits(device.kind() == Device.Processor.CPU ? cores : CALLS_PER_GPU));
    }

    private void release(DeviceUsers users) {
        synchronized (usersByDevice) {
            users.count--;
        }
    }

    private static void require(DeviceRequest request, GpuInventory gpus) {
        boolean usable =
                request.index() == null
                        ? !gpus.usable().isEmpty()
                        : gpus.usable().contains(request.index());
        if (!usable) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The device %s is requested, but there is no such GPU: %s",
                            request,
                            gpus.description()),
                    "request auto or cpu, or give the process a GPU and an engine built for CUDA (PYTORCH_LIBRARY_PATH, PYTORCH_VERSION, PYTORCH_FLAVOR)");
        }
    }

    /** The users of one device, guarded by the placement; never removed, as devices are few. */
    private static final class DeviceUsers {
        private final DevicePermits permits;
        private int count;

        DeviceUsers(DevicePermits permits) {
            this.permits = permits;
        }
    }
}
