package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;

import io.barnhand.gait.models.image.Orientation;
import io.barnhand.gait.operators.video.container.DisplayMatrix;
import io.barnhand.gait.operators.video.container.PixelAspect;
import io.barnhand.gait.operators.video.container.StreamGeometry;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * How the pictures of a file are shown: which way up, and with pixels of which shape.
 *
 * <p>The display matrix of the container goes before one within the video (H.264 and HEVC carry it
 * in an SEI message, Motion JPEG in EXIF), as in FFmpeg's player. FFmpeg hands the latter over with
 * one picture only; it holds until a picture carries another or has another size. By the standards
 * a key picture without one ends it, too, but some writers put it before the first picture alone:
 * from there on it is kept, and reported as unclear.
 */
final class PictureGeometry {

    /** FFmpeg's AV_FRAME_FLAG_KEY, which the binding leaves out. */
    private static final int KEY = 1 << 1;

    private final StreamGeometry stream;
    private final Optional<DisplayMatrix> ofContainer;
    private Optional<DisplayMatrix> ofPictures = Optional.empty();
    private boolean doubtful;
    private int width;
    private int height;

    PictureGeometry(VideoStream stream) {
        this.stream = stream.geometry();
        this.ofContainer = this.stream.displayMatrix();
    }

    /** Takes note of the next decoded picture, delivered or not. */
    void follow(AVFrame picture) {
        Optional<DisplayMatrix> carried = carried(picture);
        boolean resized = picture.width() != width || picture.height() != height;
        if (carried.isPresent() || resized) {
            ofPictures = carried;
            doubtful = false;
        } else if (ofPictures.isPresent() && (picture.flags() & KEY) != 0) {
            doubtful = true;
        }
        width = picture.width();
        height = picture.height();
    }

    /** The picture's own matrix, beside which FFmpeg puts a copy of the container's. */
    private Optional<DisplayMatrix> carried(AVFrame picture) {
        return IntStream.range(0, picture.nb_side_data())
                .mapToObj(picture::side_data)
                .filter(data -> data.type() == AV_FRAME_DATA_DISPLAYMATRIX)
                .flatMap(data -> DisplayMatrix.read(data.data(), data.size()).stream())
                .filter(matrix -> !Optional.of(matrix).equals(ofContainer))
                .findFirst();
    }

    /**
     * Checks a picture before it is converted.
     *
     * @param timeUs its event time, µs
     * @throws VideoException {@code too_many_pixels} or {@code bad_geometry}
     */
    void check(AVFrame picture, long timeUs) {
        stream.checkPixels(picture.width(), picture.height(), pixelAspect(picture), timeUs);
        matrix().ifPresent(matrix -> stream.orientation(matrix, timeUs));
    }

    private Optional<DisplayMatrix> matrix() {
        return ofContainer
                .filter(matrix -> !matrix.isZero())
                .or(() -> ofPictures)
                .or(() -> ofContainer);
    }

    /** The shape of a picture's pixels. */
    PixelAspect pixelAspect(AVFrame picture) {
        return stream.pixelAspect(picture);
    }

    /** How the last picture followed is turned. */
    Orientation orientation() {
        return matrix().map(matrix -> stream.orientation(matrix, null)).orElse(Orientation.UPRIGHT);
    }

    /**
     * What is known of the picture: adds {@code ORIENTATION_UNCLEAR} where its matrix is zero or
     * doubtful, or container and pictures disagree.
     */
    Set<FrameCondition> withConditions(Set<FrameCondition> others) {
        boolean disagree = ofPictures.isPresent() && ofContainer.isPresent();
        if (!doubtful && !disagree && !matrix().map(DisplayMatrix::isZero).orElse(false)) {
            return others;
        }
        Set<FrameCondition> all = EnumSet.of(FrameCondition.ORIENTATION_UNCLEAR);
        all.addAll(others);
        return all;
    }
}
