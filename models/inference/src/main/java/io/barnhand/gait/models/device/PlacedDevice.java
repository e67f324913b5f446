package io.barnhand.gait.models.device;

import java.util.concurrent.atomic.AtomicReference;

/** The place of one user on a device, until it is closed. Thread-safe. */
public final class PlacedDevice implements AutoCloseable {

    private final Device device;
    private final DevicePermits permits;
    private final AtomicReference<Runnable> release;

    PlacedDevice(Device device, DevicePermits permits, Runnable release) {
        this.device = device;
        this.permits = permits;
        this.release = new AtomicReference<>(release);
    }

    public Device device() {
        return device;
    }

    /** For calls on the device, shared by all its users in this process. */
    public DevicePermits permits() {
        return permits;
    }

    /** Gives the place to others. A second call does nothing. */
    @Override
    public void close() {
        Runnable once = release.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }
}
