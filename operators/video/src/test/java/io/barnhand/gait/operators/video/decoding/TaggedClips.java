package io.barnhand.gait.operators.video.decoding;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/** Video files with an entry in the metadata of their container, and with sound or without. */
final class TaggedClips {

    private static final int SAMPLES = 44_100;

    private TaggedClips() {}

    /**
     * An MP4 with the brand of Sony's cameras and their XML at its end.
     *
     * @param mp4 without another entry that names a rate
     */
    static byte[] asXavc(byte[] mp4, String xml) {
        byte[] text = xml.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(mp4.length + 24 + text.length);
        String latin = new String(mp4, StandardCharsets.ISO_8859_1);
        // As long as it was, so that no offset in the file changes.
        String branded =
                latin.replaceFirst("(?s)ftyp....", "ftypXAVC")
                        .replace("com.android.capture.fps", "com.android.none000.fps");
        out.put(branded.getBytes(StandardCharsets.ISO_8859_1));
        out.putInt(24 + text.length).put("meta".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        out.putInt(12 + text.length).put("xml ".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        return out.put(text).array();
    }

    /**
     * @param timesUs of the frames, which show {@link Clips#pattern}
     * @param sound as long as the pictures
     */
    static Path write(
            Path file,
            String format,
            int width,
            int height,
            long[] timesUs,
            String key,
            String value,
            boolean sound) {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder =
                        new FFmpegFrameRecorder(file.toString(), width, height, sound ? 1 : 0);
                Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat(format);
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(1000);
            recorder.setGopSize(10);
            recorder.setVideoBitrate(500_000);
            recorder.setMetadata(key, value);
            if (!format.equals("matroska")) {
                recorder.setOption("movflags", "use_metadata_tags");
            }
            if (sound) {
                recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
                recorder.setSampleRate(SAMPLES);
            }
            recorder.start();
            ByteBuffer into = (ByteBuffer) frame.image[0];
            for (int i = 0; i < timesUs.length; i++) {
                byte[] pixels = Clips.pattern(width, height, i);
                for (int y = 0; y < height; y++) {
                    into.position(y * frame.imageStride);
                    into.put(pixels, 3 * y * width, 3 * width);
                }
                into.position(0);
                recorder.setTimestamp(timesUs[i]);
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
                if (sound) {
                    recorder.recordSamples(SAMPLES, 1, ShortBuffer.allocate(SAMPLES / 30));
                }
            }
            recorder.stop();
        } catch (FrameRecorder.Exception e) {
            throw new IllegalStateException(e);
        }
        return file;
    }
}
