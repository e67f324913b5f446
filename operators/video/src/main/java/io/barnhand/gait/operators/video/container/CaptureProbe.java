package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;

import io.barnhand.gait.operators.video.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/**
 * Reads what decides on {@link CaptureTime} from an open file. Only a file that names a rate of
 * capture costs more than reading its metadata: its time stamps come from its index, or from all
 * its packets where the index is not complete. The file is at its beginning afterwards.
 */
final class CaptureProbe {

    /** Nine hours at 30 a second. */
    private static final int MAX_STAMPS = 1 << 20;

    private final VideoContainer container;
    private final AVStream stream;

    private CaptureProbe(VideoContainer container, AVStream stream) {
        this.container = container;
        this.stream = stream;
    }

    /**
     * @throws VideoException {@code contradictory_rate}
     */
    static CaptureTime of(VideoContainer container, AVStream stream) {
        Map<String, String> metadata = new LinkedHashMap<>(entries(stream.metadata()));
        entries(container.context().metadata()).forEach(metadata::putIfAbsent);
        Optional<SonyMetadata> sony =
                isXavc(metadata) ? SonyMetadata.of(container) : Optional.empty();
        Optional<CaptureTag> tag =
                CaptureTag.of(metadata).or(() -> sony.map(m -> CaptureTag.of(m.captured())));
        if (tag.isEmpty()) {
            return CaptureTime.AS_STORED;
        }
        CaptureProbe probe = new CaptureProbe(container, stream);
        boolean slowMotion = sony.isPresent() && sony.get().slowAndQuick();
        boolean sound = probe.hasSound() && !slowMotion;
        try {
            return CaptureTime.of(tag.get(), StoredRate.of(probe.stampsUs()), sound, slowMotion);
        } catch (CaptureTime.Contradiction e) {
            throw container.failure(
                    DeadLetterReason.CONTRADICTORY_RATE, e.getMessage(), e.action());
        }
    }

    /** Sony's kind of MP4. */
    private static boolean isXavc(Map<String, String> metadata) {
        return metadata.getOrDefault("major_brand", "").startsWith("XAVC")
                || metadata.getOrDefault("compatible_brands", "").contains("XAVC");
    }

    private static Map<String, String> entries(AVDictionary metadata) {
        Map<String, String> entries = new LinkedHashMap<>();
        AVDictionaryEntry entry = null;
        while ((entry = av_dict_iterate(metadata, entry)) != null && !entry.isNull()) {
            entries.put(
                    entry.key().getString(StandardCharsets.UTF_8),
                    entry.value().getString(StandardCharsets.UTF_8));
        }
        return entries;
    }

    private boolean hasSound() {
        AVFormatContext context = container.context();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream other = context.streams(i);
            boolean empty = container.isMov() && avformat_index_get_entries_count(other) == 0;
            if (other.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO && !empty) {
                return true;
            }
        }
        return false;
    }

    private double[] stampsUs() {
        int indexed = avformat_index_get_entries_count(stream);
        return container.isMov() && indexed > 0 && indexed >= stream.nb_frames()
                ? indexStampsUs(Math.min(indexed, MAX_STAMPS))
                : packetStampsUs();
    }

    private double[] indexStampsUs(int count) {
        double[] stamps = new double[count];
        for (int i = 0; i < count; i++) {
            stamps[i] = us(avformat_index_get_entry(stream, i).timestamp());
        }
        return stamps;
    }

    private double[] packetStampsUs() {
        double[] stamps = new double[1024];
        int count = 0;
        long first = AV_NOPTS_VALUE;
        AVPacket packet = av_packet_alloc();
        try {
            while (count < MAX_STAMPS && av_read_frame(container.context(), packet) >= 0) {
                long stamp = packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
                if (packet.stream_index() == stream.index() && stamp != AV_NOPTS_VALUE) {
                    first = first == AV_NOPTS_VALUE ? packet.dts() : first;
                    stamps = count == stamps.length ? Arrays.copyOf(stamps, 2 * count) : stamps;
                    stamps[count++] = us(stamp);
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        long start = first == AV_NOPTS_VALUE ? 0 : first;
        if (av_seek_frame(container.context(), stream.index(), start, AVSEEK_FLAG_BACKWARD) < 0) {
            throw container.failure(
                    DeadLetterReason.UNREADABLE,
                    "names a rate of capture and cannot be read twice",
                    "convert it to MP4");
        }
        return Arrays.copyOf(stamps, count);
    }

    private double us(long stamp) {
        return 1e6 * stamp * stream.time_base().num() / stream.time_base().den();
    }
}
