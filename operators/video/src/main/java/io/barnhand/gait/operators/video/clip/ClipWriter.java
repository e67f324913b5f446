package io.barnhand.gait.operators.video.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.NativeCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Writes a video that browsers play: H.264 (OpenH264, 4:2:0, BT.601) in MP4 with its index in
 * front.
 *
 * <pre>{@code
 * try (ClipWriter writer = ClipWriter.open(file, 1280, 720, 30, "rendered trot")) {
 *     writer.write(bgr, timeUs); ...
 *     writer.finish();
 * }
 * }</pre>
 *
 * <p>Every frame has its own time stamp, so the rate may vary; the file counts time in µs from its
 * first frame, and a reader gets back exactly those times. The clip is written under a hidden
 * temporary name and gets its final name in {@link #finish()}; if it is closed before, it is
 * deleted. Not thread-safe.
 */
public final class ClipWriter implements AutoCloseable {

    private static final String ENCODER = "libopenh264";
    private static final int TICKS_PER_SECOND = 1_000_000;
    private static final String RETRY = "try again, with more memory if it fails again";

    /** 5.5 Mbit/s at 1280 × 720 and 30 frames per second: keeps thin legs and sensor noise. */
    private static final double BITS_PER_PIXEL = 0.2;

    private static final int MIN_BITS_PER_SECOND = 400_000;
    private static final double SECONDS_BETWEEN_KEY_FRAMES = 2;
    private static final int MAX_PIXELS = 3840 * 2160;
    private static final double MAX_FRAMES_PER_SECOND = 240;

    private final Path file;
    private final Path part;
    private final int width;
    private final int height;
    private final long usualStepUs;

    private AVFormatContext container;
    private AVCodecContext codec;
    private AVStream stream;
    private AVFrame source;
    private AVFrame picture;
    private AVPacket packet;
    private SwsContext scaler;

    private long frames;
    private long firstUs;
    private long lastUs;
    private boolean opened;
    private boolean finished;

    private ClipWriter(Path file, int width, int height, double fps) {
        this.file = file.toAbsolutePath();
        this.width = width;
        this.height = height;
        part = this.file.resolveSibling("." + file.getFileName() + ".part");
        usualStepUs = Math.round(TICKS_PER_SECOND / fps);
    }

    /**
     * @param file name of the finished clip; a missing folder is created, a file of that name is
     *     replaced at the end
     * @param width px, even
     * @param height px, even
     * @param fps usual frames per second: sets the bit rate and how long the last frame is shown
     * @param comment kept in the file's metadata, shown by players
     * @throws IOException if the file cannot be written
     */
    public static ClipWriter open(Path file, int width, int height, double fps, String comment)
            throws IOException {
        if (width < 16
                || height < 16
                || width % 2 != 0
                || height % 2 != 0
                || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A clip of %d x %d px cannot be written; give even sizes, 16 x 16 to 3840 x 2160",
                            width,
                            height));
        }
        if (!(fps >= 1 && fps <= MAX_FRAMES_PER_SECOND)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A clip of %s frames per second cannot be written; give 1 to 240",
                            fps));
        }
        // FFmpeg and OpenH264 write to the process's standard error otherwise.
        av_log_set_level(AV_LOG_QUIET);
        ClipWriter writer = new ClipWriter(file, width, height, fps);
        try {
            writer.makeFolder();
            writer.start(fps, comment);
            return writer;
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new IOException(
                    BarnhandException.message(
                            String.format(
                                    Locale.ROOT,
                                    "%s cannot be written, its folder cannot be created (%s)",
                                    file,
                                    e),
                            "check the path and its permissions"),
                    e);
        }
    }

    private void start(double fps, String comment) throws IOException {
        container = new AVFormatContext(null);
        String url = "file:" + part;
        require(
                avformat_alloc_output_context2(container, null, "mp4", url),
                "use the FFmpeg build that the pom names, this one writes no MP4");
        startCodec(fps);
        stream = avformat_new_stream(container, null);
        stream.time_base(av_make_q(1, TICKS_PER_SECOND));
        require(avcodec_parameters_from_context(stream.codecpar(), codec), RETRY);
        AVIOContext io = new AVIOContext(null);
        require(
                avio_open(io, url, AVIO_FLAG_WRITE),
                "check that the folder exists and can be written to");
        opened = true;
        container.pb(io);
        AVDictionary metadata = new AVDictionary(null);
        av_dict_set(metadata, "comment", comment, 0);
        container.metadata(metadata);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "+faststart", 0);
        try {
            require(avformat_write_header(container, options), "check the disk");
        } finally {
            av_dict_free(options);
        }
        source = frame(AV_PIX_FMT_BGR24);
        picture = frame(AV_PIX_FMT_YUV420P);
        packet = av_packet_alloc();
        scaler =
                sws_getContext(
                        width,
                        height,
                        AV_PIX_FMT_BGR24,
                        width,
                        height,
                        AV_PIX_FMT_YUV420P,
                        SWS_BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
    }

    private void startCodec(double fps) throws IOException {
        AVCodec encoder = avcodec_find_encoder_by_name(ENCODER);
        if (encoder == null || encoder.isNull()) {
            throw new IOException(
                    BarnhandException.message(
                            String.format(Locale.ROOT, "This FFmpeg has no %s", ENCODER),
                            "use the build that the pom names"));
        }
        codec = avcodec_alloc_context3(encoder);
        codec.width(width);
        codec.height(height);
        codec.pix_fmt(AV_PIX_FMT_YUV420P);
        codec.colorspace(AVCOL_SPC_SMPTE170M);
        codec.color_range(AVCOL_RANGE_MPEG);
        codec.time_base(av_make_q(1, TICKS_PER_SECOND));
        codec.framerate(av_make_q((int) Math.round(1000 * fps), 1000));
        codec.bit_rate(
                Math.round(Math.max(MIN_BITS_PER_SECOND, BITS_PER_PIXEL * width * height * fps)));
        codec.gop_size((int) Math.ceil(SECONDS_BETWEEN_KEY_FRAMES * fps));
        // More threads would cut each picture into slices, and differ between machines.
        codec.thread_count(1);
        codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "allow_skip_frames", "0", 0);
        try {
            require(avcodec_open2(codec, encoder, options), "check the size and the frame rate");
        } finally {
            av_dict_free(options);
        }
    }

    private AVFrame frame(int format) {
        AVFrame frame = av_frame_alloc();
        frame.format(format).width(width).height(height);
        if (av_frame_get_buffer(frame, 0) < 0) {
            av_frame_free(frame);
            throw new OutOfMemoryError(
                    String.format(
                            Locale.ROOT, "No memory for a picture of %d x %d px", width, height));
        }
        return frame;
    }

    /**
     * Adds a frame.
     *
     * @param bgr {@code [height, width, 3]}, row by row; not kept
     * @param timeUs later than that of the frame before, µs
     */
    public void write(byte[] bgr, long timeUs) throws IOException {
        if (finished || container == null) {
            throw new IllegalStateException(file + " is closed; open another clip");
        }
        if (bgr.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A frame of %d x %d px has %d bytes, got %d",
                            width,
                            height,
                            3 * width * height,
                            bgr.length));
        }
        if (frames > 0 && timeUs <= lastUs) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A frame at %d µs cannot follow one at %d µs; give increasing times",
                            timeUs,
                            lastUs));
        }
        firstUs = frames == 0 ? timeUs : firstUs;
        lastUs = timeUs;
        frames++;
        BytePointer into = source.data(0);
        int row = 3 * width;
        for (int y = 0; y < height; y++) {
            into.position((long) y * source.linesize(0)).put(bgr, y * row, row);
        }
        into.position(0);
        require(av_frame_make_writable(picture), RETRY);
        sws_scale(
                scaler,
                source.data(),
                source.linesize(),
                0,
                height,
                picture.data(),
                picture.linesize());
        picture.pts(timeUs - firstUs);
        try (NativeCalls.NativeCall running = NativeCalls.begin()) {
            encode(picture);
        }
    }

    private void encode(AVFrame next) throws IOException {
        require(avcodec_send_frame(codec, next), RETRY);
        while (true) {
            int received = avcodec_receive_packet(codec, packet);
            if (received == AVERROR_EAGAIN() || received == AVERROR_EOF()) {
                return;
            }
            require(received, RETRY);
            packet.stream_index(stream.index());
            packet.duration(usualStepUs);
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            require(av_interleaved_write_frame(container, packet), "check the disk");
        }
    }

    /** Completes the clip and gives it its final name. */
    public void finish() throws IOException {
        if (frames == 0) {
            throw new IllegalStateException(file + " has no frames; write at least one");
        }
        encode(null);
        require(av_write_trailer(container), "check the disk");
        int closed = avio_closep(container.pb());
        container.pb(null);
        require(closed, "check the disk");
        finished = true;
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void require(int result, String action) throws IOException {
        if (result < 0) {
            byte[] text = new byte[128];
            av_strerror(result, text, text.length);
            String reason = new String(text, StandardCharsets.UTF_8).replace("\0", "");
            throw new IOException(
                    BarnhandException.message(
                            String.format(Locale.ROOT, "%s cannot be written (%s)", file, reason),
                            action));
        }
    }

    @Override
    public void close() throws IOException {
        if (scaler != null) {
            sws_freeContext(scaler);
            scaler = null;
        }
        if (packet != null) {
            av_packet_free(packet);
            packet = null;
        }
        if (picture != null) {
            av_frame_free(picture);
            picture = null;
        }
        if (source != null) {
            av_frame_free(source);
            source = null;
        }
        if (codec != null) {
            avcodec_free_context(codec);
            codec = null;
        }
        if (container != null && !container.isNull()) {
            if (container.pb() != null) {
                avio_closep(container.pb());
                container.pb(null);
            }
            avformat_free_context(container);
        }
        container = null;
        if (opened) {
            Files.deleteIfExists(part);
        }
    }
}
