package io.barnhand.gait.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import ai.djl.translate.TranslateException;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.device.OutOfDeviceMemoryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as users of PyTorch 1.x and 2.x have reported them. */
class CudaMemoryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA out of memory. Tried to allocate 190.00 MiB. GPU 0 has a total capacty of"
                        + " 31.73 GiB of which 88.19 MiB is free.",
                "CUDA out of memory. Tried to allocate 4.16 GiB (GPU 0; 10.76 GiB total capacity)",
                "The following operation failed in the TorchScript interpreter.\n"
                        + "RuntimeError: CUDA error: out of memory",
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
            })
    void anExhaustedGpuIsRecognisedByItsMessage(String message) {
        Exception failure = new TranslateException(new EngineException(message));

        ModelException exception = TorchCaller.failed(failure);

        assertThat(exception).isInstanceOf(OutOfDeviceMemoryException.class);
        assertThat(exception).hasMessageContaining(message.replace('\n', ' '));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA error: an illegal memory access was encountered",
                "CUDA error: device-side assert triggered",
                "[enforce fail at alloc_cpu.cpp:117] . DefaultCPUAllocator: can't allocate memory:"
                        + " you tried to allocate 1073741824 bytes.",
                "expected 4 dimensions",
            })
    void otherFailuresAreNot(String message) {
        Exception failure = new TranslateException(new EngineException(message));

        assertThat(TorchCaller.failed(failure)).isNotInstanceOf(OutOfDeviceMemoryException.class);
        assertThat(TorchCaller.failed(new TranslateException((String) null)))
                .isNotInstanceOf(OutOfDeviceMemoryException.class);
    }
}
