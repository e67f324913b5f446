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
import io.barnhand.gait.operators.video.container.PixelAspect;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoStream;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Makes upright images with square pixels of decoded pictures. Colours are converted as JavaCV and
 * OpenCV do: BT.601, bilinear. Pictures may change size, shape and format from one to the next.
 */
final class FrameConverter implements AutoCloseable {

    private final VideoStream stream;
    private final PictureGeometry geometry;
    private SwsContext scaler;
    private AVFrame converted = av_frame_alloc();

    FrameConverter(VideoStream stream, PictureGeometry geometry) {
        this.stream = stream;
        this.geometry = geometry;
    }

    /**
     * @param picture one that {@link PictureGeometry#check} has passed
     * @throws VideoException {@code unreadable} if its format cannot be converted
     */
    BgrImage convert(AVFrame picture) {
        PixelAspect aspect = geometry.pixelAspect(picture);
        int width = (int) aspect.squareWidth(picture.width());
        int height = (int) aspect.squareHeight(picture.height());
        scaler =
                sws_getCachedContext(
                        scaler,
                        picture.width(),
                        picture.height(),
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
                picture.height(),
                converted.data(),
                converted.linesize());
        int row = 3 * width;
        long stride = converted.linesize(0);
        byte[] pixels = new byte[row * height];
        BytePointer from = converted.data(0);
        for (int y = 0; y < height; y++) {
            from.position(y * stride).get(pixels, y * row, row);
        }
        return geometry.orientation().upright(new BgrImage(width, height, pixels));
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
