package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.barnhand.gait.models.image.Orientation;
import io.barnhand.gait.operators.video.DeadLetterReason;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * How the pictures of a stream are shown, by its header and for each picture: the shape of its
 * pixels, which way up it is, and what of that is refused.
 */
public final class StreamGeometry {

    private final VideoContainer container;
    private final VideoLimits limits;
    private final AVStream stream;

    StreamGeometry(VideoContainer container, VideoLimits limits, AVStream stream) {
        this.container = container;
        this.limits = limits;
        this.stream = stream;
    }

    /**
     * Compares the announced sizes of all streams with the limit.
     *
     * @throws VideoException {@code too_many_pixels}
     */
    static void checkAnnounced(VideoContainer container, VideoLimits limits) {
        AVFormatContext context = container.context();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVCodecParameters parameters = context.streams(i).codecpar();
            if (parameters.codec_type() == AVMEDIA_TYPE_VIDEO) {
                checkPixels(container, limits, parameters.width(), parameters.height(), null);
            }
        }
    }

    private static void checkPixels(
            VideoContainer container, VideoLimits limits, int width, int height, Long timeUs) {
        if ((long) width * height > limits.pixels()) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_PIXELS,
                    timeUs,
                    String.format(
                            Locale.ROOT,
                            "%s has frames of %d x %d px, the limit is %d px",
                            container.name(),
                            width,
                            height,
                            limits.pixels()),
                    "scale it down or raise source.limits.pixels");
        }
    }

    /**
     * Checks what the header says.
     *
     * @throws VideoException {@code too_many_pixels} or {@code bad_geometry}
     */
    void checkAnnounced() {
        AVCodecParameters parameters = stream.codecpar();
        checkPixels(parameters.width(), parameters.height(), pixelAspect(null), null);
        displayMatrix().ifPresent(matrix -> orientation(matrix, null));
    }

    /** The matrix in the container's header; empty where it has none. */
    public Optional<DisplayMatrix> displayMatrix() {
        AVCodecParameters parameters = stream.codecpar();
        if (parameters.nb_coded_side_data() < 1) {
            return Optional.empty();
        }
        AVPacketSideData matrix =
                av_packet_side_data_get(
                        parameters.coded_side_data(),
                        parameters.nb_coded_side_data(),
                        AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull()
                ? Optional.empty()
                : DisplayMatrix.read(matrix.data(), matrix.size());
    }

    /**
     * The shape of a picture's pixels, as players take it: from the container, else the picture.
     *
     * @param picture null for what is known before any is decoded
     */
    public PixelAspect pixelAspect(AVFrame picture) {
        AVRational aspect = av_guess_sample_aspect_ratio(container.context(), stream, picture);
        return new PixelAspect(aspect.num(), aspect.den());
    }

    /**
     * Compares the size of a frame with the limit, as stored and in square pixels.
     *
     * @param timeUs event time of the frame, µs, or null for all of them
     * @throws VideoException {@code too_many_pixels}, or {@code bad_geometry} where no camera has
     *     such pixels
     */
    public void checkPixels(int width, int height, PixelAspect aspect, Long timeUs) {
        checkPixels(container, limits, width, height, timeUs);
        if (aspect.isAbsurd()) {
            throw new VideoException(
                    DeadLetterReason.BAD_GEOMETRY,
                    timeUs,
                    String.format(
                            Locale.ROOT,
                            "%s has frames of %d x %d px with pixels of %s, beyond 4:1 and 1:4",
                            container.name(),
                            width,
                            height,
                            aspect),
                    "give it the right shape with ffmpeg -i FILE -c copy -aspect 16:9 COPY");
        }
        long shown = aspect.squareWidth(width) * aspect.squareHeight(height);
        if (shown > limits.pixels()) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_PIXELS,
                    timeUs,
                    String.format(
                            Locale.ROOT,
                            "%s has frames of %d x %d px with pixels of %s, in square pixels"
                                    + " %d x %d px, the limit is %d px",
                            container.name(),
                            width,
                            height,
                            aspect,
                            aspect.squareWidth(width),
                            aspect.squareHeight(height),
                            limits.pixels()),
                    "scale it down or raise source.limits.pixels");
        }
    }

    /**
     * The way to show pictures of a matrix.
     *
     * @param timeUs event time of the first picture, µs, or null for all of them
     * @throws VideoException {@code bad_geometry} if it is no quarter turn, mirrored or not
     */
    public Orientation orientation(DisplayMatrix matrix, Long timeUs) {
        if (matrix.isZero()) {
            return Orientation.UPRIGHT;
        }
        return matrix.orientation()
                .orElseThrow(
                        () ->
                                new VideoException(
                                        DeadLetterReason.BAD_GEOMETRY,
                                        timeUs,
                                        String.format(
                                                Locale.ROOT,
                                                "%s is to be shown with the display matrix %s, which"
                                                        + " is no quarter turn, mirrored or not",
                                                container.name(),
                                                matrix),
                                        "draw it upright with ffmpeg -i FILE COPY"));
    }
}
