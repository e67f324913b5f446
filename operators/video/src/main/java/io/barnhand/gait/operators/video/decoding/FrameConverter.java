package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoStream;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Makes upright images of decoded pictures. Colours are converted as JavaCV and OpenCV do: BT.601,
 * bilinear. Pictures may change size and format from one to the next.
 */
final class FrameConverter implements AutoCloseable {

    private final VideoStream stream;
    private final int quarterTurns;
    private SwsContext scaler;
    private AVFrame converted = av_frame_alloc();

    FrameConverter(VideoStream stream) {
        this.stream = stream;
        this.quarterTurns = stream.quarterTurns();
    }

    /**
     * @throws VideoException {@code unreadable} if its format cannot be converted
     */
    BgrImage convert(AVFrame picture) {
        int width = picture.width();
        int height = picture.height();
        scaler =
                sws_getCachedContext(
                        scaler,
                        width,
                        height,
                        picture.format(),
                        width,
                        height,
                        AV_PIX_FMT_BGR24,
                        SWS_BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null || scaler.isNull()) {
            throw stream.failure(
                    DeadLetterReason.UNREADABLE,
                    "has a pixel format that cannot be converted",
                    "convert it to H.264, 8 bit");
        }
        if (converted.width() != width || converted.height() != height) {
            av_frame_unref(converted);
            converted.format(AV_PIX_FMT_BGR24).width(width).height(height);
            int allocated = av_frame_get_buffer(converted, 0);
            if (allocated < 0) {
                throw new OutOfMemoryError(
                        String.format(
                                Locale.ROOT,
                                "No memory for a picture of %d x %d px",
                                width,
                                height));
            }
        }
        sws_scale(
                scaler,
                picture.data(),
                picture.linesize(),
                0,
                height,
                converted.data(),
                converted.linesize());
        int row = 3 * width;
        long stride = converted.linesize(0);
        byte[] pixels = new byte[row * height];
        BytePointer from = converted.data(0);
        for (int y = 0; y < height; y++) {
            from.position(y * stride).get(pixels, y * row, row);
        }
        return turned(new BgrImage(width, height, pixels), quarterTurns);
    }

    /** The picture turned clockwise by quarters. */
    static BgrImage turned(BgrImage image, int quarters) {
        if (quarters == 0) {
            return image;
        }
        int width = image.width();
        int height = image.height();
        boolean upright = quarters % 2 == 1;
        int newWidth = upright ? height : width;
        byte[] from = image.pixels();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                int newX = quarters == 1 ? height - 1 - y : quarters == 2 ? width - 1 - x : y;
                int newY = quarters == 1 ? x : quarters == 2 ? height - 1 - y : width - 1 - x;
                int target = 3 * (newY * newWidth + newX);
                to[target] = from[at];
                to[target + 1] = from[at + 1];
                to[target + 2] = from[at + 2];
            }
        }
        return new BgrImage(newWidth, upright ? width : height, to);
    }

    @Override
    public void close() {
        if (converted != null) {
            av_frame_free(converted);
            converted = null;
        }
        if (scaler != null) {
            sws_freeContext(scaler);
            scaler = null;
        }
    }
}
