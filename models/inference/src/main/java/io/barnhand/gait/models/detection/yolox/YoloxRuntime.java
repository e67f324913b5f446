package io.barnhand.gait.models.detection.yolox;

import java.nio.ByteBuffer;

/** A YOLOX network in the memory of an engine. Thread-safe. */
interface YoloxRuntime extends AutoCloseable {

    /** Sizes of input and output. */
    YoloxHead head();

    /** For one thread; the caller closes it. */
    Call newCall();

    @Override
    void close();

    /** The network as one thread calls it. */
    interface Call extends AutoCloseable {

        /**
         * Runs the network on one picture.
         *
         * @param planes {@code [3, height, width]} float32 in native order: BGR, 0..255
         * @return {@code [rows, 5 + classes]}
         * @throws io.barnhand.gait.models.ModelException if the network fails
         */
        float[] rows(ByteBuffer planes);

        @Override
        void close();
    }
}
