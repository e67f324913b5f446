package io.barnhand.gait.models.engine;

import java.util.List;
import java.util.Locale;

/** Tells by its message whether a failure of PyTorch is one of a GPU's memory. */
final class CudaMemory {

    /** The allocator's and the driver's own words, and those of two libraries that allocate. */
    private static final List<String> EXHAUSTED =
            List.of(
                    "cuda out of memory",
                    "cuda error: out of memory",
                    "cudnn_status_alloc_failed",
                    "cublas_status_alloc_failed");

    private static final int DEEPEST_CAUSE = 16;

    private CudaMemory() {}

    /** Whether the failure or a cause of it says so. */
    static boolean exhausted(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (said(cause.getMessage())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean said(String message) {
        if (message == null) {
            return false;
        }
        String lower = message.toLowerCase(Locale.ROOT);
        return EXHAUSTED.stream().anyMatch(lower::contains);
    }
}
