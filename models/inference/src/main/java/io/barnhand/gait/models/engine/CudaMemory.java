package io.barnhand.gait.models.engine;

import java.util.List;
import java.util.Locale;

/** Recognises a failure of PyTorch for lack of GPU memory by its message. */
final class CudaMemory {

    /** Texts of the allocator, the driver and two libraries that allocate. */
    private static final List<String> EXHAUSTED =
            List.of(
                    "cuda out of memory",
                    "cuda error: out of memory",
                    "cudnn_status_alloc_failed",
                    "cublas_status_alloc_failed");

    private static final int MAX_DEPTH = 16;

    private CudaMemory() {}

    /** Whether the failure or one of its causes is such a failure. */
    static boolean exhausted(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (matches(cause.getMessage())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean matches(String message) {
        if (message == null) {
            return false;
        }
        String lower = message.toLowerCase(Locale.ROOT);
        return EXHAUSTED.stream().anyMatch(lower::contains);
    }
}
