package io.barnhand.gait.models.checkpoint;

import io.barnhand.gait.models.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the weights of a PyTorch checkpoint, zip or legacy format.
 *
 * <p>The file is treated as hostile: nothing in it is executed, no class is loaded, sizes are
 * compared with the file before memory is allocated. Not supported: pickled modules ({@code
 * torch.save(model)}), TorchScript archives, quantised and sparse tensors.
 */
public final class Checkpoint {

    /** RTMPose-l with optimiser state and EMA takes half a GiB. */
    private static final long MAX_FILE_BYTES = 4L << 30;

    /** RTMPose-l has 28 million. */
    private static final long MAX_ELEMENTS = 1L << 27;

    private static final int MAX_TENSORS = 20_000;

    private static final Pattern PARAMETER = Pattern.compile("[\\w.\\-]{1,256}");

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int PICKLE_PROTOCOL_OPCODE = 0x80;

    /** Of a protobuf message whose first field is a number, as ONNX's version is. */
    private static final int ONNX_VERSION_FIELD = 0x08;

    private Checkpoint() {}

    /**
     * The tensors of the state dict, by parameter name, in the order of the file: those below
     * {@code state_dict} (OpenMMLab; the EMA weights where training kept any), below {@code model}
     * (YOLOX), or at the root.
     *
     * @throws ModelException if the file is not a checkpoint, is damaged, too large, or names
     *     something that no checkpoint needs
     */
    public static Map<String, Tensor> read(Path file) {
        try (Container container = open(file)) {
            return new TensorLoader(container, Files.size(file)).load(stateDict(container.root()));
        } catch (MalformedCheckpointException e) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s is not a usable PyTorch checkpoint: %s",
                            file,
                            e.getMessage()),
                    e.action(),
                    e);
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "%s does not exist", file),
                    "give the path of a checkpoint (.pth)",
                    e);
        } catch (IOException e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "%s cannot be read (%s)", file, e),
                    "check its permissions and the disk",
                    e);
        }
    }

    /**
     * Whether a file claims to be a checkpoint: it begins like a zip or a pickle, or its name ends
     * with .pth and it does not begin like an ONNX file.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isCheckpoint(Path file) throws IOException {
        byte[] start = start(file);
        boolean onnx = start.length > 0 && start[0] == ONNX_VERSION_FIELD;
        return isZip(start)
                || isPickle(start)
                || !onnx && file.getFileName().toString().endsWith(".pth");
    }

    private static Container open(Path file) throws IOException {
        byte[] start = start(file);
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new MalformedCheckpointException(
                    String.format(
                            Locale.ROOT,
                            "it has %d bytes, the limit is %d",
                            Files.size(file),
                            MAX_FILE_BYTES),
                    "save model.state_dict() only");
        }
        if (isZip(start)) {
            return new ZipContainer(file);
        }
        if (isPickle(start)) {
            return new LegacyContainer(file);
        }
        if (start.length == 0) {
            throw new MalformedCheckpointException("it is empty", "copy it again");
        }
        throw new MalformedCheckpointException(
                String.format(
                        Locale.ROOT,
                        "it begins with the bytes %s, neither a zip nor a pickle",
                        Arrays.toString(start)),
                "give the .pth file itself");
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ZIP.length);
        }
    }

    private static boolean isZip(byte[] start) {
        return Arrays.equals(start, ZIP);
    }

    private static boolean isPickle(byte[] start) {
        return start.length > 0 && (start[0] & 0xff) == PICKLE_PROTOCOL_OPCODE;
    }

    private static Map<?, ?> stateDict(Object root) throws IOException {
        if (root instanceof Map<?, ?> map) {
            for (String key : new String[] {"state_dict", "model"}) {
                if (map.get(key) instanceof Map<?, ?> inner) {
                    return inner;
                }
            }
            return map;
        }
        throw new MalformedCheckpointException(
                "it holds no dictionary of weights", "save model.state_dict(), not the model");
    }

    /** Loads the tensors of one state dict, within bounds given by the size of the file. */
    private static final class TensorLoader {

        private final Container container;
        private final Map<TensorView, Tensor> loaded = new HashMap<>();

        /** Views may overlap a little; with more, a small file could keep the disk busy. */
        private long bytesLeft;

        private long elementsLeft = MAX_ELEMENTS;

        TensorLoader(Container container, long fileBytes) {
            this.container = container;
            this.bytesLeft = 2 * fileBytes;
        }

        Map<String, Tensor> load(Map<?, ?> stateDict) throws IOException {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : stateDict.entrySet()) {
                if (entry.getKey() instanceof String name
                        && entry.getValue() instanceof TensorView view) {
                    if (!PARAMETER.matcher(name).matches()) {
                        throw new MalformedCheckpointException(
                                "a parameter has a name that is not made of dotted words");
                    }
                    Tensor tensor = loaded.get(view);
                    if (tensor == null) {
                        tensor = load(view);
                        loaded.put(view, tensor);
                    }
                    tensors.put(name, tensor);
                }
                if (tensors.size() > MAX_TENSORS) {
                    throw new MalformedCheckpointException(
                            String.format(
                                    Locale.ROOT, "it holds more than %d tensors", MAX_TENSORS));
                }
            }
            if (tensors.isEmpty()) {
                throw new MalformedCheckpointException(
                        "its state dict holds no tensors", "give a checkpoint with weights");
            }
            return Collections.unmodifiableMap(tensors);
        }

        private Tensor load(TensorView view) throws IOException {
            StorageType type = view.storage().type();
            // Elements of a view may overlap, and then it takes more memory than it spans.
            long elements = Math.max(view.span(), view.count());
            elementsLeft -= elements;
            // Below 2^31, as elements are at most MAX_ELEMENTS of 8 bytes from here on.
            if (elementsLeft < 0) {
                throw new MalformedCheckpointException(
                        String.format(
                                Locale.ROOT,
                                "its state dict holds more than %d numbers",
                                MAX_ELEMENTS));
            }
            bytesLeft -= elements * type.width();
            if (bytesLeft < 0) {
                throw new MalformedCheckpointException(
                        "its tensors take more bytes than the file has",
                        "get it from its publisher, this file is damaged or hostile");
            }
            float[] span = new float[Math.toIntExact(view.span())];
            if (span.length > 0) {
                ByteBuffer bytes =
                        container.read(
                                view.storage(),
                                view.offset() * type.width(),
                                Math.multiplyExact(span.length, type.width()));
                type.decode(bytes, span);
            }
            long[] shape = view.shape().stream().mapToLong(Long::longValue).toArray();
            return new Tensor(shape, view.gather(span));
        }
    }
}
