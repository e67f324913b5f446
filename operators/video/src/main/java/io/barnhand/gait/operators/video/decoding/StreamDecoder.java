package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.VideoContainer;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoStream;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * FFmpeg's decoder of a stream, with the picture that it decodes into. Of interlaced pictures the
 * fields come out, see {@link Deinterlacer}. Methods return FFmpeg's result codes, negative for
 * errors.
 */
final class StreamDecoder implements AutoCloseable {

    /** FFmpeg's AV_FRAME_FLAG_CORRUPT, which the binding leaves out. */
    private static final int CORRUPT = 1;

    private AVCodecContext codec;
    private AVFrame picture = av_frame_alloc();
    private final Deinterlacer fields;
    private boolean fromFields;

    private StreamDecoder(AVCodecContext codec, VideoStream stream) {
        this.codec = codec;
        this.fields = new Deinterlacer(stream.name(), stream::microseconds);
    }

    /** Whether a decoder marks a picture as damaged. */
    static boolean isDamaged(AVFrame picture) {
        return (picture.flags() & CORRUPT) != 0 || picture.decode_error_flags() != 0;
    }

    /**
     * @throws VideoException {@code unreadable} if there is no decoder for it
     */
    static StreamDecoder open(VideoStream stream) {
        AVCodec decoder = avcodec_find_decoder(stream.parameters().codec_id());
        if (decoder == null || decoder.isNull()) {
            throw stream.failure(
                    DeadLetterReason.UNREADABLE,
                    "has a codec that this FFmpeg cannot decode",
                    "convert it to H.264");
        }
        AVCodecContext codec = avcodec_alloc_context3(decoder);
        int opened = avcodec_parameters_to_context(codec, stream.parameters());
        if (opened >= 0) {
            AVDictionary options = stream.decoderOptions();
            try {
                opened = avcodec_open2(codec, decoder, options);
            } finally {
                av_dict_free(options);
            }
        }
        if (opened < 0) {
            avcodec_free_context(codec);
            throw stream.failure(
                    DeadLetterReason.UNREADABLE,
                    String.format(
                            Locale.ROOT, "cannot be decoded (%s)", VideoContainer.message(opened)),
                    "convert it to H.264");
        }
        return new StreamDecoder(codec, stream);
    }

    /** The frame, or the picture of a field, that was received last. */
    AVFrame picture() {
        return fromFields ? fields.picture() : picture;
    }

    /** Its presentation time, µs, or {@code AV_NOPTS_VALUE}. */
    long ptsUs() {
        return fromFields ? fields.us() : fields.us(picture);
    }

    /** Decodes the next frame into the picture. */
    int receive() {
        while (true) {
            fromFields = fields.receive();
            if (fromFields) {
                return 0;
            }
            int received = avcodec_receive_frame(codec, picture);
            if (received >= 0 && fields.passes(picture)) {
                return received;
            }
            if (received == AVERROR_EOF()) {
                fields.drain();
                fromFields = fields.receive();
                return fromFields ? 0 : received;
            }
            if (received < 0) {
                return received;
            }
        }
    }

    /** Feeds it a packet. */
    int send(AVPacket packet) {
        return avcodec_send_packet(codec, packet);
    }

    /** Says that no packet follows. */
    void drain() {
        avcodec_send_packet(codec, null);
    }

    /** Drops all state: packets from another position follow. */
    void flush() {
        avcodec_flush_buffers(codec);
        fields.restart();
    }

    @Override
    public void close() {
        fields.close();
        if (picture != null) {
            av_frame_free(picture);
            picture = null;
        }
        if (codec != null) {
            avcodec_free_context(codec);
            codec = null;
        }
    }
}
