package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.engine.TorchEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The GPUs of this machine, and whether PyTorch can use them. */
public final class GpuCheck {

    private static final String SUBJECT = "GPU";
    private static final Path DEVICES = Path.of("/dev");
    private static final int PATIENCE_S = 10;
    private static final int MAX_OUTPUT = 1 << 16;

    private static final List<String> VARIABLES =
            List.of(
                    "CUDA_VISIBLE_DEVICES",
                    "NVIDIA_VISIBLE_DEVICES",
                    "PYTORCH_FLAVOR",
                    "PYTORCH_LIBRARY_PATH",
                    "PYTORCH_VERSION");

    /**
     * Signs of GPUs.
     *
     * @param listed by nvidia-smi
     * @param devices {@code /dev/nvidia0} and so on
     * @param usable by PyTorch
     * @param environment those of the variables that are set
     */
    record Signs(int listed, int devices, int usable, Map<String, String> environment) {

        private int present() {
            return Math.max(listed, devices);
        }

        private String described() {
            String counts =
                    String.format(
                            Locale.ROOT,
                            "nvidia-smi lists %d, /dev/nvidia* are %d, PyTorch can use %d",
                            listed,
                            devices,
                            usable);
            return environment.isEmpty()
                    ? counts
                    : String.format(
                            Locale.ROOT,
                            "%s; %s",
                            counts,
                            environment.entrySet().stream()
                                    .map(Map.Entry::toString)
                                    .collect(Collectors.joining(", ")));
        }
    }

    private GpuCheck() {}

    public static List<Finding> find() {
        int usable;
        try {
            usable = TorchEngine.gpus().count();
        } catch (ModelException | LinkageError e) {
            // PyTorch's own line says why.
            usable = 0;
        }
        return List.of(of(new Signs(listed(), devices(), usable, environment())));
    }

    static Finding of(Signs signs) {
        if (signs.usable() > 0) {
            return signs.usable() >= signs.present()
                    ? Finding.ok(SUBJECT, signs.described())
                    : Finding.warning(
                            SUBJECT,
                            signs.described(),
                            "PyTorch cannot use all of them: check CUDA_VISIBLE_DEVICES");
        }
        String flavour = signs.environment().getOrDefault("PYTORCH_FLAVOR", "cpu");
        if (signs.present() > 0) {
            return Finding.warning(
                    SUBJECT,
                    signs.described(),
                    flavour.startsWith("cu")
                            ? String.format(
                                    Locale.ROOT,
                                    "check that the driver is new enough for %s and that PYTORCH_LIBRARY_PATH is the lib folder of libtorch 2.7.1+%s",
                                    flavour,
                                    flavour)
                            : "the natives are for the CPU: set PYTORCH_LIBRARY_PATH to the lib folder of libtorch 2.7.1+cu128, PYTORCH_VERSION=2.7.1 and PYTORCH_FLAVOR=cu128");
        }
        return flavour.startsWith("cu")
                ? Finding.warning(
                        SUBJECT,
                        signs.described(),
                        "PYTORCH_FLAVOR asks for GPUs, but there are none: unset it, or install NVIDIA's driver")
                : Finding.ok(
                        SUBJECT,
                        String.format(
                                Locale.ROOT,
                                "none, the job runs on the CPU (%s)",
                                signs.described()));
    }

    private static int listed() {
        try {
            Process process =
                    new ProcessBuilder("nvidia-smi", "-L")
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .start();
            try {
                return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0
                        ? gpuLines(process)
                        : 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // No such command: no driver.
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int gpuLines(Process process) throws IOException {
        String lines =
                new String(process.getInputStream().readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
        return (int) lines.lines().filter(line -> line.startsWith("GPU ")).count();
    }

    private static int devices() {
        int count = 0;
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(DEVICES, "nvidia[0-9]*")) {
            for (Path ignored : devices) {
                count++;
            }
        } catch (IOException e) {
            // No such folder: not Linux.
            return 0;
        }
        return count;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().retainAll(VARIABLES);
        return environment;
    }
}
