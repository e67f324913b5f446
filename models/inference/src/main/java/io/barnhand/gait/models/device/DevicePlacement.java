package io.barnhand.gait.models.device;

import io.barnhand.gait.models.ModelException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/**
 * Spreads the users of a process over its devices: each goes to the GPU that has the fewest, the
 * lowest index on ties. Thread-safe.
 *
 * <p>Flink's GPU plugin does not isolate slots: every slot of a TaskManager is told the same
 * indexes, also when it asks for one GPU of its own, and a slot does not know what the others were
 * given, least of all those of other jobs. What is placed in this process is known here, so this is
 * what decides. Which of two slots gets which GPU depends on which comes first; how many slots a
 * GPU has does not. Other processes on the machine are not known: give each TaskManager its own
 * GPUs, as Flink's plugin can.
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
    private final Map<Device, DeviceUsers> lanes = new HashMap<>();

    /**
     * @param cores calls at a time on the CPU: each runs on one core, more would only take turns
     */
    DevicePlacement(int cores) {
        this.cores = cores;
    }

    /** The placement of this process, or rather of the class loader that loaded this class. */
    public static DevicePlacement shared() {
        return SHARED;
    }

    /**
     * A device for one user, such as a slot. The caller closes it.
     *
     * @param gpus what there is at present; devices that earlier calls were given and that are gone
     *     are not chosen again
     * @throws ModelException if a GPU is asked for and cannot be used, saying where it was looked
     *     for
     */
    public PlacedDevice place(DeviceRequest request, GpuInventory gpus) {
        synchronized (lanes) {
            Device device = choose(request, gpus);
            DeviceUsers lane = lanes.computeIfAbsent(device, this::newLane);
            lane.users++;
            return new PlacedDevice(device, lane.permits, () -> release(lane));
        }
    }

    /** Users that a device has at present. */
    public int users(Device device) {
        synchronized (lanes) {
            DeviceUsers lane = lanes.get(device);
            return lane == null ? 0 : lane.users;
        }
    }

    private Device choose(DeviceRequest request, GpuInventory gpus) {
        SortedSet<Integer> usable = gpus.usable();
        return switch (request.kind()) {
            case CPU -> Device.CPU;
            case AUTO -> usable.isEmpty() ? Device.CPU : leastUsed(usable);
            case GPU -> {
                require(request, gpus);
                yield request.index() == null ? leastUsed(usable) : Device.gpu(request.index());
            }
        };
    }

    private Device leastUsed(SortedSet<Integer> indexes) {
        return indexes.stream()
                .map(Device::gpu)
                .min(Comparator.comparingInt(this::users).thenComparingInt(Device::index))
                .orElseThrow();
    }

    private DeviceUsers newLane(Device device) {
        return new DeviceUsers(
                new DevicePermits(device.kind() == Device.Processor.CPU ? cores : CALLS_PER_GPU));
    }

    private void release(DeviceUsers lane) {
        synchronized (lanes) {
            lane.users--;
        }
    }

    private static void require(DeviceRequest request, GpuInventory gpus) {
        boolean there =
                request.index() == null
                        ? !gpus.usable().isEmpty()
                        : gpus.usable().contains(request.index());
        if (!there) {
            throw new ModelException(
                    ("The device %s is asked for, but there is no such GPU: %s. Ask for auto or cpu,"
                                    + " or give the process a GPU and an engine built for CUDA"
                                    + " (PYTORCH_LIBRARY_PATH, PYTORCH_VERSION, PYTORCH_FLAVOR).")
                            .formatted(request, gpus.description()));
        }
    }

    /** A device with its users, guarded by the placement; kept once made, as devices are few. */
    private static final class DeviceUsers {
        private final DevicePermits permits;
        private int users;

        DeviceUsers(DevicePermits permits) {
            this.permits = permits;
        }
    }
}
