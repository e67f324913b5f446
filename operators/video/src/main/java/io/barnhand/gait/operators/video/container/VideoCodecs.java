package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.av_codec_is_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.av_codec_iterate;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import io.barnhand.gait.operators.video.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The codecs that are decoded: those that cameras, phones and recorders write, and FFV1 (RFC 9043),
 * in which archives keep footage. FFmpeg decodes hundreds more, most of them little used and little
 * tested, and a file chooses by itself which one runs. Names are FFmpeg's names of codecs, as
 * {@code ffprobe} prints them.
 */
public final class VideoCodecs {

    private static final List<String> VIDEO =
            List.of(
                    "h264",
                    "hevc",
                    "av1",
                    "vp8",
                    "vp9",
                    "mjpeg",
                    "mpeg1video",
                    "mpeg2video",
                    "mpeg4",
                    "msmpeg4v3",
                    "h263",
                    "flv1",
                    "prores",
                    "dnxhd",
                    "dvvideo",
                    "ffv1",
                    "rawvideo");

    /** Sound is not decoded, but FFmpeg reads it to learn what a file holds. */
    private static final List<String> SOUND =
            List.of(
                    "aac",
                    "mp2",
                    "mp3",
                    "ac3",
                    "eac3",
                    "opus",
                    "vorbis",
                    "flac",
                    "alac",
                    "amr_nb",
                    "amr_wb",
                    "pcm_alaw",
                    "pcm_mulaw",
                    "pcm_s16le",
                    "pcm_s16be",
                    "pcm_s24le",
                    "pcm_s24be",
                    "pcm_s32le",
                    "pcm_u8",
                    "adpcm_g722",
                    "adpcm_g726",
                    "adpcm_ima_wav",
                    "adpcm_ms");

    /** FFmpeg's names of all decoders, by the number of the codec. */
    private static final Map<Integer, List<String>> DECODERS = allDecoders();

    private VideoCodecs() {}

    /**
     * Checks the names of codecs that are decoded as well.
     *
     * @throws IllegalArgumentException naming one that FFmpeg has no decoder for
     */
    public static void requireKnown(Set<String> names) {
        for (String name : new TreeSet<>(names)) {
            if (decoders(name).findAny().isEmpty()) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "This FFmpeg decodes no codec \"%s\"; name it as ffprobe prints codec_name",
                                name));
            }
        }
    }

    /** Restricts the decoders that FFmpeg may open for a file, also to look what it holds. */
    static void restrict(VideoContainer container, VideoLimits limits) {
        String decoders =
                String.join(
                        ",",
                        Stream.of(VIDEO.stream(), SOUND.stream(), limits.codecs().stream())
                                .flatMap(names -> names)
                                .flatMap(VideoCodecs::decoders)
                                .distinct()
                                .toList());
        try (BytePointer text =
                new BytePointer((decoders + "\0").getBytes(StandardCharsets.US_ASCII))) {
            // FFmpeg frees it with the context.
            container.context().codec_whitelist(av_strdup(text));
        }
    }

    /**
     * @throws VideoException {@code forbidden_format} if a stream's codec is none of those
     */
    static void require(
            VideoContainer container, VideoLimits limits, AVCodecParameters parameters) {
        String name = avcodec_get_name(parameters.codec_id()).getString(StandardCharsets.US_ASCII);
        if (parameters.codec_type() == AVMEDIA_TYPE_VIDEO
                && !VIDEO.contains(name)
                && !limits.codecs().contains(name)
                && decoders(name).findAny().isPresent()) {
            throw container.failure(
                    DeadLetterReason.FORBIDDEN_FORMAT,
                    String.format(
                            Locale.ROOT,
                            "has the codec \"%s\", which cameras do not write and which is not decoded",
                            name),
                    String.format(
                            Locale.ROOT,
                            "convert it to H.264, or add %s to source.codecs if you trust all footage",
                            name));
        }
    }

    /** FFmpeg's names of the decoders of a codec. */
    private static Stream<String> decoders(String codec) {
        AVCodecDescriptor descriptor = avcodec_descriptor_get_by_name(codec);
        return descriptor == null || descriptor.isNull()
                ? Stream.empty()
                : DECODERS.getOrDefault(descriptor.id(), List.of()).stream();
    }

    private static Map<Integer, List<String>> allDecoders() {
        Map<Integer, List<String>> found = new HashMap<>();
        try (PointerPointer<Pointer> position = new PointerPointer<>(1)) {
            position.put((Pointer) null);
            AVCodec codec = av_codec_iterate(position);
            while (codec != null && !codec.isNull()) {
                if (av_codec_is_decoder(codec) != 0) {
                    found.computeIfAbsent(codec.id(), id -> new ArrayList<>())
                            .add(codec.name().getString(StandardCharsets.US_ASCII));
                }
                codec = av_codec_iterate(position);
            }
        }
        return found;
    }
}
