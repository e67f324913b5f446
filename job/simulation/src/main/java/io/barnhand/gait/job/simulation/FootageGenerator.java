package io.barnhand.gait.job.simulation;

import io.barnhand.gait.operators.video.clip.ClipWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/** Renders clips. Asked for several at the same time, from a thread each. */
@FunctionalInterface
public interface FootageGenerator {

    /**
     * Renders a clip and writes its truth.
     *
     * @param video MP4, see {@link ClipWriter}
     * @param truth JSON, see {@link ClipTruthJson}
     * @param progress called with the share that is done, 0..1, rising
     * @throws InterruptedException if it was interrupted; no incomplete file is left
     */
    void render(FootageRequest request, Path video, Path truth, DoubleConsumer progress)
            throws IOException, InterruptedException;
}
