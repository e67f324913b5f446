package io.barnhand.gait.models.network;

import io.barnhand.gait.models.checkpoint.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A network as a TorchScript archive: the source of one module, its weights with BatchNorm folded
 * in.
 */
public final class TorchScriptArchive {

    private static final String FOLDER = "archive/";

    private final TorchScriptSource.Module module;
    private final Map<String, Tensor> weights;

    private TorchScriptArchive(TorchScriptSource.Module module, Map<String, Tensor> weights) {
        this.module = module;
        this.weights = weights;
    }

    /**
     * The archive of a network with the weights of a state dict.
     *
     * @param stateDict has every parameter of the network; others are ignored
     */
    public static TorchScriptArchive of(NetworkDescription network, Map<String, Tensor> stateDict) {
        Map<String, Tensor> parameters = new HashMap<>(stateDict);
        // Other content of a checkpoint was not checked and is not needed.
        parameters.keySet().retainAll(ParameterShapes.of(network).keySet());
        return new TorchScriptArchive(
                TorchScriptSource.of(network),
                BatchNormFolding.fold(parameters, network.batchNormEpsilon()));
    }

    /** Writes the archive to a file. */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            write(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            write(zip, "code/__torch__.py", module.source().getBytes(StandardCharsets.UTF_8));
            write(zip, "constants.pkl", Pickler.emptyTuple());
            write(zip, "data.pkl", attributes());
            List<String> parameters = module.parameters();
            for (int i = 0; i < parameters.size(); i++) {
                write(zip, "data/" + i, storage(weights.get(parameters.get(i))));
            }
        }
    }

    private byte[] attributes() {
        Pickler pickler = new Pickler().beginObject("__torch__", "Net").text("training").no();
        List<String> parameters = module.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i);
            long[] shape = weights.get(name).shape();
            pickler.text(TorchScriptSource.Module.attribute(name))
                    .tensor(Integer.toString(i), shape, strides(shape));
        }
        return pickler.endObject().finish();
    }

    /** Kernels are channels-last like the pictures, so no call has to reorder them. */
    private static long[] strides(long[] shape) {
        if (shape.length == 4) {
            long channels = shape[1];
            long row = channels * shape[3];
            return new long[] {row * shape[2], 1, row, channels};
        }
        long[] strides = new long[shape.length];
        long step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = step;
            step *= shape[axis];
        }
        return strides;
    }

    private static byte[] storage(Tensor tensor) {
        float[] values = tensor.values();
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        if (tensor.shape().length == 4) {
            int channels = (int) tensor.shape()[1];
            int pixels = (int) (tensor.shape()[2] * tensor.shape()[3]);
            for (int kernel = 0; kernel < tensor.shape()[0]; kernel++) {
                int start = kernel * channels * pixels;
                for (int pixel = 0; pixel < pixels; pixel++) {
                    for (int channel = 0; channel < channels; channel++) {
                        bytes.putFloat(values[start + channel * pixels + pixel]);
                    }
                }
            }
        } else {
            bytes.asFloatBuffer().put(values);
        }
        return bytes.array();
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(FOLDER + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        // A fixed time, so that the same weights give the same bytes.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
