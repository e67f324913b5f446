package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.isolation.DecoderLimits;
import io.barnhand.gait.operators.video.isolation.ProcessDecoder;
import java.io.Serializable;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Where a subtask gets its decoder from. */
@FunctionalInterface
public interface VideoDecoderSource extends Serializable {

    /** Decodes in the TaskManager, without a guard. */
    VideoDecoderSource IN_PROCESS = context -> VideoDecoder.IN_PROCESS;

    /** Decodes in a process beside the TaskManager. */
    static VideoDecoderSource process(DecoderLimits bounds) {
        return context -> new ProcessDecoder(bounds);
    }

    /**
     * Decodes in the TaskManager, and suspected segments in a process beside it; see {@link
     * CrashGuard}.
     */
    static VideoDecoderSource guarded(DecoderLimits bounds) {
        return guarded(IN_PROCESS, process(bounds));
    }

    /** Decodes with the first, and suspected segments with the second; see {@link CrashGuard}. */
    static VideoDecoderSource guarded(VideoDecoderSource usual, VideoDecoderSource isolated) {
        return context ->
                new CrashGuard(
                                usual.open(context),
                                isolated.open(context),
                                AttemptMarkers.of(context))
                        .watchingShutdown();
    }

    /** The decoder of a subtask, which closes it. */
    VideoDecoder open(RuntimeContext context);
}
