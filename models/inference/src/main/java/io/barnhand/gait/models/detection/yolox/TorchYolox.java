package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Checkpoint;
import io.barnhand.gait.models.checkpoint.Tensor;
import io.barnhand.gait.models.detection.InputSize;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.engine.TorchCaller;
import io.barnhand.gait.models.engine.TorchNetwork;
import io.barnhand.gait.models.network.TorchScriptArchive;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** YOLOX from a checkpoint, run by PyTorch. The shapes of its parameters give its size. */
final class TorchYolox implements YoloxRuntime {

    private static final String NAME = "yolox";
    private static final InputSize SMALL = new InputSize(416, 416);
    private static final InputSize LARGE = new InputSize(640, 640);

    /** Of the stem of YOLOX-tiny, whose width is 0.375. */
    private static final int TINY_CHANNELS = 24;

    private final TorchNetwork network;
    private final YoloxHead head;

    private TorchYolox(TorchNetwork network, YoloxHead head) {
        this.network = network;
        this.head = head;
    }

    /**
     * Loads a network.
     *
     * @param checkpoint zip or legacy format
     * @param inputSize which the checkpoint does not hold; empty for that of the published models
     * @throws ModelException if it is not a YOLOX, or the engine does not start
     */
    static TorchYolox load(Path checkpoint, Optional<InputSize> inputSize) {
        Map<String, Tensor> stateDict = Checkpoint.read(checkpoint);
        YoloxHead head;
        TorchScriptArchive archive;
        try {
            YoloxSize size = YoloxSize.of(stateDict);
            InputSize input = inputSize.orElse(published(size));
            if (!YoloxHead.fits(input.width()) || !YoloxHead.fits(input.height())) {
                throw new ModelException(
                        String.format(
                                Locale.ROOT,
                                "The input size %d x %d px does not fit YOLOX",
                                input.width(),
                                input.height()),
                        String.format(
                                Locale.ROOT,
                                "correct input_size in the catalogue to multiples of %d up to %d px",
                                YoloxHead.MAX_STRIDE,
                                YoloxHead.MAX_SIDE));
            }
            head = new YoloxHead(input.width(), input.height(), size.classes());
            archive = TorchScriptArchive.of(size, stateDict);
        } catch (ModelException e) {
            throw new ModelException(checkpoint + ": " + e.problem(), e.action(), e);
        }
        TorchYolox yolox = new TorchYolox(TorchNetwork.load(archive, NAME, Device.CPU), head);
        try {
            yolox.warmUp();
            return yolox;
        } catch (RuntimeException e) {
            yolox.close();
            throw e;
        }
    }

    @Override
    public YoloxHead head() {
        return head;
    }

    @Override
    public Call newCall() {
        network.retain();
        return new TorchCall(network, network.newCaller(), head);
    }

    @Override
    public void close() {
        network.release();
    }

    /** 416 × 416 px for nano and tiny, 640 × 640 px for the others. */
    private static InputSize published(YoloxSize size) {
        boolean small = size.depthwise() || size.stemChannels() == TINY_CHANNELS;
        return small ? SMALL : LARGE;
    }

    /** Runs the network once, so that loading fails rather than the first picture. */
    private void warmUp() {
        try (Call call = newCall()) {
            call.rows(
                    ByteBuffer.allocateDirect(3 * head.width() * head.height() * Float.BYTES)
                            .order(ByteOrder.nativeOrder()));
        }
    }

    private record TorchCall(TorchNetwork network, TorchCaller caller, YoloxHead head)
            implements Call {

        @Override
        public float[] rows(ByteBuffer planes) {
            float[] rows = caller.call(planes, 1, 3, head.height(), head.width()).get(0);
            if (rows.length != head.rows() * head.rowLength()) {
                throw new ModelException(
                        String.format(
                                Locale.ROOT,
                                "The network's output has %d numbers, expected %d rows of %d",
                                rows.length,
                                head.rows(),
                                head.rowLength()),
                        "use a checkpoint of YOLOX");
            }
            return rows;
        }

        @Override
        public void close() {
            caller.close();
            network.release();
        }
    }
}
