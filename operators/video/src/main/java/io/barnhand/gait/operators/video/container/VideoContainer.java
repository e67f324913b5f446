package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.barnhand.gait.operators.video.DeadLetterReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;

/**
 * A media file opened as one of the allowed containers. Demuxers that open further files or
 * addresses (playlists, concatenations, image lists) are not allowed, whatever the file is called,
 * and no protocol but {@code file} is. A file of a store is read through Java, and opens nothing.
 */
public final class VideoContainer implements AutoCloseable {

    private static final List<String> DEMUXERS =
            List.of("mov", "matroska", "avi", "mpegts", "mpeg", "flv");

    /** The probe's answer where nothing but the file's extension speaks for a format. */
    private static final int EXTENSION_ONLY = 1;

    private static final String MOST_STREAMS = "64";

    static {
        // FFmpeg writes to the process's standard error otherwise, past every logger.
        av_log_set_level(AV_LOG_QUIET);
    }

    /** As a user names the file. */
    private final Object name;

    private final AVFormatContext context;

    /** What the context reads from; null where FFmpeg has opened the file itself. */
    private final ChannelInput input;

    private VideoContainer(Object name, AVFormatContext context, ChannelInput input) {
        this.name = name;
        this.context = context;
        this.input = input;
    }

    /**
     * Opens the container and reads its header; no frame is decoded.
     *
     * @throws VideoException {@code missing}, {@code not_video}, {@code forbidden_format} or {@code
     *     unreadable}
     */
    public static VideoContainer open(Path file) throws VideoException {
        if (!Files.exists(file)) {
            throw new VideoException(
                    DeadLetterReason.MISSING,
                    null,
                    "There is no file %s: check the path".formatted(file));
        }
        if (!Files.isRegularFile(file)) {
            throw new VideoException(
                    DeadLetterReason.NOT_VIDEO,
                    null,
                    "%s is not a regular file: name a video file".formatted(file));
        }
        try (BytePointer url =
                new BytePointer(
                        ("file:" + file.toAbsolutePath() + "\0")
                                .getBytes(StandardCharsets.UTF_8))) {
            AVInputFormat format = probe(file, url);
            return new VideoContainer(file, openAs(format, file, url, null), null);
        }
    }

    /**
     * Opens a container wherever it lies; of a file in a store only what is needed is read.
     *
     * @param file its address, which may be that of a file of this machine
     * @param store asked for any other
     * @throws VideoException {@code missing}, {@code not_video}, {@code forbidden_format} or {@code
     *     unreadable}; the latter with an {@link IOException} as its cause where the store failed
     */
    static VideoContainer open(URI file, RemoteFiles store) throws VideoException {
        if (file.getScheme().equals("file")) {
            return open(Path.of(file));
        }
        String told = StoredFile.told(file);
        ChannelInput input;
        try {
            input = new ChannelInput(store.openSeekable(file));
        } catch (FileNotFoundException e) {
            throw new VideoException(
                    DeadLetterReason.MISSING,
                    null,
                    "There is no file %s: check the path".formatted(told));
        } catch (IOException e) {
            throw storeFailed(told, e);
        }
        try (BytePointer name = new BytePointer((told + "\0").getBytes(StandardCharsets.UTF_8))) {
            AVInputFormat format = probe(input.io(), told, name);
            return new VideoContainer(told, openAs(format, told, name, input), input);
        } catch (VideoException e) {
            input.close();
            throw input.failure() == null ? e : storeFailed(told, input.failure());
        } catch (RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    /**
     * Says whether a file seems to be broken only because its store failed.
     *
     * @throws VideoException {@code unreadable} if so
     */
    void requireStore() throws VideoException {
        if (input != null && input.failure() != null) {
            throw storeFailed(name.toString(), input.failure());
        }
    }

    private static VideoException storeFailed(String file, IOException e) {
        VideoException failure =
                new VideoException(
                        DeadLetterReason.UNREADABLE,
                        null,
                        "%s could not be read (%s): check the store and the permissions"
                                .formatted(file, e.getMessage()));
        failure.initCause(e);
        return failure;
    }

    private static AVInputFormat probe(Path file, BytePointer url) throws VideoException {
        AVIOContext io = new AVIOContext(null);
        int opened = avio_open2(io, url, AVIO_FLAG_READ, null, (AVDictionary) null);
        if (opened < 0) {
            throw new VideoException(
                    DeadLetterReason.UNREADABLE,
                    null,
                    "%s cannot be opened (%s): check its permissions"
                            .formatted(file, message(opened)));
        }
        try {
            return probe(io, file, url);
        } finally {
            avio_close(io);
        }
    }

    private static AVInputFormat probe(AVIOContext io, Object file, BytePointer url)
            throws VideoException {
        AVInputFormat format = new AVInputFormat(null);
        int score = av_probe_input_buffer2(io, format, url, null, 0, 0);
        if (score <= EXTENSION_ONLY || format.isNull()) {
            throw new VideoException(
                    DeadLetterReason.NOT_VIDEO,
                    null,
                    "%s is not a video in any known container: convert it to MP4".formatted(file));
        }
        String name = format.name().getString();
        if (Arrays.stream(name.split(",")).noneMatch(DEMUXERS::contains)) {
            throw new VideoException(
                    DeadLetterReason.FORBIDDEN_FORMAT,
                    null,
                    "%s is of the format \"%s\", which is not opened: use MP4, MOV, MKV, WebM, AVI, MPEG or FLV"
                            .formatted(file, name));
        }
        return format;
    }

    private static AVFormatContext openAs(
            AVInputFormat format, Object file, BytePointer url, ChannelInput input)
            throws VideoException {
        AVFormatContext context = avformat_alloc_context();
        if (input != null) {
            context.pb(input.io());
        }
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "format_whitelist", String.join(",", DEMUXERS), 0);
        av_dict_set(options, "protocol_whitelist", input == null ? "file" : "none", 0);
        av_dict_set(options, "max_streams", MOST_STREAMS, 0);
        int opened;
        try {
            // Frees the context where it fails.
            opened = avformat_open_input(context, url, format, options);
        } finally {
            av_dict_free(options);
        }
        if (opened < 0) {
            throw new VideoException(
                    DeadLetterReason.UNREADABLE,
                    null,
                    "%s has no readable header (%s): it may have been cut or is still being written"
                            .formatted(file, message(opened)));
        }
        return context;
    }

    public AVFormatContext context() {
        return context;
    }

    /** A path or an address, for messages. */
    public Object name() {
        return name;
    }

    /** A failure that loses all of the file. */
    VideoException failure(DeadLetterReason reason, String what) {
        return new VideoException(reason, null, name + " " + what);
    }

    /** How long the file says it is, µs, or null; MPEG streams are estimated from their ends. */
    public Long durationUs() {
        long us = context.duration();
        return us == AV_NOPTS_VALUE || us <= 0 ? null : us;
    }

    public boolean isAvi() {
        return context.iformat().name().getString().equals("avi");
    }

    /** When the file says it was made; absent where it does not say so or not as an instant. */
    public Optional<Instant> creationTime() {
        AVDictionaryEntry entry = av_dict_get(context.metadata(), "creation_time", null, 0);
        if (entry == null || entry.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(entry.value().getString(StandardCharsets.UTF_8)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** What FFmpeg says of one of its error codes. */
    public static String message(int error) {
        byte[] text = new byte[128];
        av_strerror(error, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        avformat_close_input(context);
        if (input != null) {
            input.close();
        }
    }
}
