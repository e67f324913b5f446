package io.barnhand.gait.job.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.barnhand.gait.job.pipeline.checks.Finding;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cores and memory, beside what the slots of an embedded run take. */
public final class MachineCheck {

    private static final String CORES = "Cores";
    private static final String MEMORY = "Memory";
    private static final long MB = 1L << 20;

    /** Decoded frames up to 4K that a slot holds, as the launcher allows for. */
    private static final long HEAP_PER_SLOT = 384 * MB;

    /** Java counts a part of its heap that it keeps empty, or does not. */
    private static final double SLACK = 0.9;

    /** Allowed for weights, code and stacks, which are neither heap nor direct buffers. */
    private static final long NATIVE = 512 * MB;

    /**
     * @param cores that this process may use
     * @param memory of the machine or of the container, bytes
     * @param heap that Java may take, bytes
     * @param direct buffers that Java may take, bytes
     */
    record Machine(int cores, long memory, long heap, long direct) {}

    private MachineCheck() {}

    /**
     * @param parallelism as configured; 0 for as many slots as cores
     */
    public static List<Finding> find(int parallelism) {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long heap = Runtime.getRuntime().maxMemory();
        Machine machine =
                new Machine(
                        Runtime.getRuntime().availableProcessors(),
                        system.getTotalMemorySize(),
                        heap,
                        direct(heap));
        return of(machine, parallelism);
    }

    static List<Finding> of(Machine machine, int parallelism) {
        int slots = parallelism > 0 ? parallelism : machine.cores();
        List<Finding> findings = new ArrayList<>();
        String cores = String.format(Locale.ROOT, "%d for %d slots", machine.cores(), slots);
        findings.add(
                slots <= machine.cores()
                        ? Finding.ok(CORES, cores)
                        : Finding.warning(
                                CORES,
                                cores,
                                String.format(
                                        Locale.ROOT,
                                        "each slot keeps a core busy: set run.parallelism to at most %d",
                                        machine.cores())));
        findings.add(memory(machine, slots));
        return findings;
    }

    private static Finding memory(Machine machine, int slots) {
        String found =
                String.format(
                        Locale.ROOT,
                        "%.1f GB; Java may take %.1f GB of heap and %.1f GB of buffers",
                        gigabytes(machine.memory()),
                        gigabytes(machine.heap()),
                        gigabytes(machine.direct()));
        if (machine.heap() < SLACK * slots * HEAP_PER_SLOT) {
            return Finding.warning(
                    MEMORY,
                    found,
                    String.format(
                            Locale.ROOT,
                            "%d slots may hold %d MB of frames: set BARNHAND_HEAP=%dm or run fewer slots",
                            slots,
                            slots * HEAP_PER_SLOT / MB,
                            slots * HEAP_PER_SLOT / MB));
        }
        if (machine.heap() + machine.direct() + NATIVE > machine.memory()) {
            return Finding.warning(
                    MEMORY,
                    found,
                    "with about 0.5 GB for the networks this is more than the machine has, so the system may kill the process: lower BARNHAND_HEAP or run fewer slots");
        }
        return Finding.ok(MEMORY, found);
    }

    /** As the launcher sets it; without a setting Java takes as much as its heap. */
    private static long direct(long heap) {
        String option = "-XX:MaxDirectMemorySize=";
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.matches(option + "\\d+[mM]"))
                .mapToLong(
                        argument ->
                                MB
                                        * Long.parseLong(
                                                argument.substring(
                                                        option.length(), argument.length() - 1)))
                .findFirst()
                .orElse(heap);
    }

    private static double gigabytes(long bytes) {
        return bytes / 1024.0 / MB;
    }
}
