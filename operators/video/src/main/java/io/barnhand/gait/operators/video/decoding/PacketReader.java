package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.barnhand.gait.operators.video.container.VideoContainer;
import io.barnhand.gait.operators.video.container.VideoStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Reads the packets of a container, one at a time, and counts them. */
final class PacketReader implements AutoCloseable {

    private final VideoContainer container;
    private final VideoStream stream;
    private final Completeness completeness = new Completeness();
    private AVPacket packet = av_packet_alloc();
    private long ptsUs = AV_NOPTS_VALUE;
    private int error;

    PacketReader(VideoContainer container, VideoStream stream) {
        this.container = container;
        this.stream = stream;
    }

    /** Reads the next packet of any stream; false at the end, or where no more can be read. */
    boolean next() {
        av_packet_unref(packet);
        int read = av_read_frame(container.context(), packet);
        if (read < 0) {
            error = read == AVERROR_EOF() ? error : read;
            return false;
        }
        count();
        return true;
    }

    private void count() {
        if (isVideo()) {
            completeness.video(packet.dts());
        }
        AVStream of = container.context().streams(packet.stream_index());
        long stamp = packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        if (stamp == AV_NOPTS_VALUE) {
            ptsUs = stamp;
            return;
        }
        ptsUs = stream.microseconds(stamp, of);
        long durationUs = Math.max(0, stream.microseconds(Math.max(0, packet.duration()), of));
        completeness.until(packet.stream_index(), ptsUs + durationUs);
    }

    /**
     * Seeks to the last key frame at or before a presentation time, µs; false if that is
     * impossible.
     */
    boolean seek(long toUs) {
        long stamp = stream.ticks(toUs);
        if (av_seek_frame(container.context(), stream.index(), stamp, AVSEEK_FLAG_BACKWARD) < 0) {
            return false;
        }
        completeness.restart();
        error = 0;
        return true;
    }

    /** The packet read last; valid until the next is read. */
    AVPacket packet() {
        return packet;
    }

    /** Whether it is one of the video stream. */
    boolean isVideo() {
        return packet.stream_index() == stream.index();
    }

    boolean isKeyFrame() {
        return (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    }

    /** Its presentation time, µs, or {@code AV_NOPTS_VALUE}. */
    long ptsUs() {
        return ptsUs;
    }

    /** FFmpeg's error that ended reading early, since the last seek; 0 without one. */
    int error() {
        return error;
    }

    /** Duration that the file announces but does not hold; see {@link Completeness#missingUs}. */
    long missingUs(Long readFromUs) {
        return completeness.missingUs(stream.announcement(), readFromUs);
    }

    @Override
    public void close() {
        if (packet != null) {
            av_packet_free(packet);
            packet = null;
        }
    }
}
