package io.barnhand.gait.operators.video.planning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Small clips with metadata. */
final class TaggedClip {

    private TaggedClip() {}

    /**
     * Writes a clip of 10 frames per second.
     *
     * @param tags of the file
     */
    static Path write(Path file, int frames, Map<String, String> tags) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        Files.createDirectories(file.getParent());
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toString(), 64, 64);
                Frame frame = new Frame(64, 64, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat("mov");
            recorder.setOption("movflags", "use_metadata_tags");
            recorder.setFrameRate(10);
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            tags.forEach(recorder::setMetadata);
            recorder.start();
            for (int i = 0; i < frames; i++) {
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        }
        return file;
    }
}
