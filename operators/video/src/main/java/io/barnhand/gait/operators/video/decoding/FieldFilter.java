package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;

import io.barnhand.gait.operators.video.container.VideoContainer;
import java.util.Locale;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * FFmpeg's filter bwdif, which makes a picture of each field of the pictures that are marked as
 * interlaced, and gives the others as they are. It needs the pictures before and after, so it is
 * one behind. The n-th picture given, from 0, comes back with the time stamp 2n, its second field
 * with 2n + 1.
 */
final class FieldFilter implements AutoCloseable {

    private final int width;
    private final int height;
    private final int format;
    private final AVFilterContext source = new AVFilterContext(null);
    private final AVFilterContext sink = new AVFilterContext(null);
    private AVFilterGraph graph = avfilter_graph_alloc();
    private long given;

    /** The filter cannot take such pictures. */
    static final class UnfitPictures extends Exception {

        private static final long serialVersionUID = 1L;

        private UnfitPictures(AVFrame like, int result) {
            super(
                    String.format(
                            Locale.ROOT,
                            "bwdif takes no frames of %d x %d px in pixel format %d: %s",
                            like.width(),
                            like.height(),
                            like.format(),
                            VideoContainer.message(result)));
        }
    }

    /** For pictures like this one. */
    static FieldFilter of(AVFrame like) throws UnfitPictures {
        FieldFilter filter = new FieldFilter(like);
        int result = filter.start(like);
        if (result < 0) {
            filter.close();
            throw new UnfitPictures(like, result);
        }
        return filter;
    }

    private FieldFilter(AVFrame like) {
        width = like.width();
        height = like.height();
        format = like.format();
    }

    private int start(AVFrame like) {
        // More threads would only take the cores of other slots.
        graph.nb_threads(1);
        AVFilterContext fields = new AVFilterContext(null);
        String pictures =
                String.format(
                        Locale.ROOT,
                        "width=%d:height=%d:pix_fmt=%d:time_base=1/1000:colorspace=%d:range=%d",
                        width,
                        height,
                        format,
                        like.colorspace(),
                        like.color_range());
        int result = create(source, "buffer", pictures);
        if (result >= 0) {
            result = create(fields, "bwdif", "mode=send_field:parity=auto:deint=interlaced");
        }
        if (result >= 0) {
            result = create(sink, "buffersink", null);
        }
        if (result >= 0) {
            result = avfilter_link(source, 0, fields, 0);
        }
        if (result >= 0) {
            result = avfilter_link(fields, 0, sink, 0);
        }
        return result >= 0 ? avfilter_graph_config(graph, null) : result;
    }

    private int create(AVFilterContext created, String filter, String options) {
        return avfilter_graph_create_filter(
                created, avfilter_get_by_name(filter), filter, options, null, graph);
    }

    /** Whether it can take such a picture. */
    boolean takes(AVFrame picture) {
        return picture.width() == width && picture.height() == height && picture.format() == format;
    }

    /** Gives it the next picture, which stays the caller's. */
    void send(AVFrame picture) {
        picture.pts(given++);
        int sent = av_buffersrc_add_frame_flags(source, picture, AV_BUFFERSRC_FLAG_KEEP_REF);
        if (sent < 0) {
            throw new OutOfMemoryError("No memory for the fields of a picture, code " + sent);
        }
    }

    /** Says that no picture follows. */
    void drain() {
        av_buffersrc_add_frame_flags(source, null, 0);
    }

    /** Takes the next picture from it; FFmpeg's result code, negative where there is none. */
    int receive(AVFrame into) {
        return av_buffersink_get_frame(sink, into);
    }

    @Override
    public void close() {
        if (graph != null) {
            avfilter_graph_free(graph);
            graph = null;
        }
    }
}
