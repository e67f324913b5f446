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
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;

/**
 * A media file opened as one of the allowed containers. Demuxers that open further files or
 * addresses (playlists, concatenations, image lists) are refused whatever the file's name, and so
 * is every protocol but {@code file}. A file of a store is read through Java and opens nothing.
 */
public final class VideoContainer implements AutoCloseable {

    private static final List<String> DEMUXERS =
            List.of("mov", "matroska", "avi", "mpegts", "mpeg", "flv");

    private static final List<String> INDEXED = List.of("mov", "matroska", "avi");

    /** The probe's answer where nothing but the file's extension speaks for a format. */
    private static final int EXTENSION_ONLY = 1;

    /** Clocks that were never set begin in 1904, 1970, 1980 or 2000. */
    private static final int FIRST_YEAR = 2001;

    private static final DateTimeFormatter CREATED =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXX][XX][X]")
                    .toFormatter(Locale.ROOT);

    private static final String MAX_STREAMS = "64";

    static {
        // FFmpeg writes to the process's standard error otherwise, past every logger.
        av_log_set_level(AV_LOG_QUIET);
    }

    /** Path or address, as a user writes it. */
    private final Object name;

    private final AVFormatContext context;

    /** The context reads from it; null where FFmpeg has opened the file itself. */
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
    public static VideoContainer open(Path file) {
        if (!Files.exists(file)) {
            throw new VideoException(
                    DeadLetterReason.MISSING,
                    null,
                    String.format(Locale.ROOT, "There is no file %s", file),
                    "check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw new VideoException(
                    DeadLetterReason.NOT_VIDEO,
                    null,
                    String.format(Locale.ROOT, "%s is not a regular file", file),
                    "name a video file");
        }
        FileNameText.fault(file)
                .ifPresent(
                        fault -> {
                            throw new VideoException(
                                    DeadLetterReason.UNREADABLE,
                                    null,
                                    String.format(
                                            Locale.ROOT,
                                            "%s cannot be opened: %s",
                                            file,
                                            fault.problem()),
                                    fault.action());
                        });
        try (BytePointer url =
                new BytePointer(
                        ("file:" + file.toAbsolutePath() + "\0")
                                .getBytes(StandardCharsets.UTF_8))) {
            AVInputFormat format = probe(file, url);
            return new VideoContainer(file, openAs(format, file, url, null), null);
        }
    }

    /**
     * Opens a container on a disk or in a store; from a store only the needed bytes are read.
     *
     * @param file its address, which may be that of a file of this machine
     * @param store asked for any other
     * @throws VideoException {@code missing}, {@code not_video}, {@code forbidden_format} or {@code
     *     unreadable}; the latter with an {@link IOException} as its cause where the store failed
     */
    static VideoContainer open(URI file, RemoteFiles store) {
        if (file.getScheme().equals("file")) {
            return open(Path.of(file));
        }
        String address = StoredFile.address(file);
        ChannelInput input;
        try {
            input = new ChannelInput(store.openSeekable(file));
        } catch (FileNotFoundException e) {
            throw new VideoException(
                    DeadLetterReason.MISSING,
                    null,
                    String.format(Locale.ROOT, "There is no file %s", address),
                    "check the path");
        } catch (IOException e) {
            throw storeFailed(address, e);
        }
        try (BytePointer name =
                new BytePointer((address + "\0").getBytes(StandardCharsets.UTF_8))) {
            AVInputFormat format = probe(input.io(), address, name);
            return new VideoContainer(address, openAs(format, address, name, input), input);
        } catch (VideoException e) {
            input.close();
            throw input.failure() == null ? e : storeFailed(address, input.failure());
        } catch (RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    /**
     * Checks that the file does not seem broken only because its store failed.
     *
     * @throws VideoException {@code unreadable} if the store failed
     */
    void requireStore() {
        if (input != null && input.failure() != null) {
            throw storeFailed(name.toString(), input.failure());
        }
    }

    private static VideoException storeFailed(String file, IOException e) {
        return new VideoException(
                DeadLetterReason.UNREADABLE,
                null,
                String.format(Locale.ROOT, "%s could not be read (%s)", file, e.getMessage()),
                "check the store and the permissions",
                e);
    }

    private static AVInputFormat probe(Path file, BytePointer url) {
        AVIOContext io = new AVIOContext(null);
        int opened = avio_open2(io, url, AVIO_FLAG_READ, null, (AVDictionary) null);
        if (opened < 0) {
            throw new VideoException(
                    DeadLetterReason.UNREADABLE,
                    null,
                    String.format(Locale.ROOT, "%s cannot be opened (%s)", file, message(opened)),
                    "check its permissions");
        }
        try {
            return probe(io, file, url);
        } finally {
            avio_close(io);
        }
    }

    private static AVInputFormat probe(AVIOContext io, Object file, BytePointer url) {
        AVInputFormat format = new AVInputFormat(null);
        int score = av_probe_input_buffer2(io, format, url, null, 0, 0);
        if (score <= EXTENSION_ONLY || format.isNull()) {
            throw new VideoException(
                    DeadLetterReason.NOT_VIDEO,
                    null,
                    String.format(Locale.ROOT, "%s is not a video in any known container", file),
                    "convert it to MP4");
        }
        String name = format.name().getString();
        if (Arrays.stream(name.split(",")).noneMatch(DEMUXERS::contains)) {
            throw new VideoException(
                    DeadLetterReason.FORBIDDEN_FORMAT,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s has the format \"%s\", which is not accepted",
                            file,
                            name),
                    "use MP4, MOV, MKV, WebM, AVI, MPEG or FLV"
                            + ConversionCommand.forFormat(file.toString(), name)
                                    .map(command -> ", or " + command)
                                    .orElse(""));
        }
        return format;
    }

    private static AVFormatContext openAs(
            AVInputFormat format, Object file, BytePointer url, ChannelInput input) {
        AVFormatContext context = avformat_alloc_context();
        if (input != null) {
            context.pb(input.io());
        }
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "format_whitelist", String.join(",", DEMUXERS), 0);
        av_dict_set(options, "protocol_whitelist", input == null ? "file" : "none", 0);
        av_dict_set(options, "max_streams", MAX_STREAMS, 0);
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
                    String.format(
                            Locale.ROOT, "%s has no readable header (%s)", file, message(opened)),
                    "copy it again, it may have been cut or is still being written");
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

    /** The file itself, where it is one of this machine. */
    Optional<Path> path() {
        return name instanceof Path path ? Optional.of(path) : Optional.empty();
    }

    /**
     * A failure that loses the complete file.
     *
     * @param problem the rest of a sentence that begins with the file's name
     */
    VideoException failure(DeadLetterReason reason, String problem, String action) {
        return new VideoException(reason, null, name + " " + problem, action);
    }

    /** Announced duration, µs, or null; that of MPEG streams is estimated from their ends. */
    public Long durationUs() {
        long us = context.duration();
        return us == AV_NOPTS_VALUE || us <= 0 ? null : us;
    }

    public boolean isAvi() {
        return context.iformat().name().getString().equals("avi");
    }

    /** Whether it is an MP4 or a QuickTime file. */
    boolean isMov() {
        return context.iformat().name().getString().startsWith("mov,");
    }

    /** Whether it is of a kind that has an index. */
    boolean isIndexed() {
        String[] names = context.iformat().name().getString().split(",");
        return Arrays.stream(names).anyMatch(INDEXED::contains);
    }

    /**
     * Creation time in the file's metadata. That of an Apple device goes first: it stays when a
     * clip is edited and exported, which sets the other. Empty without one, and where it comes from
     * a clock that was never set.
     */
    public Optional<WrittenTime> creationTime() {
        return tag("com.apple.quicktime.creationdate")
                .or(() -> tag("creation_time").filter(time -> time.offset() != null));
    }

    private Optional<WrittenTime> tag(String key) {
        AVDictionaryEntry entry = av_dict_get(context.metadata(), key, null, 0);
        if (entry == null || entry.isNull()) {
            return Optional.empty();
        }
        try {
            TemporalAccessor read =
                    CREATED.parse(entry.value().getString(StandardCharsets.UTF_8).strip());
            WrittenTime time =
                    new WrittenTime(LocalDateTime.from(read), read.query(TemporalQueries.offset()));
            return Optional.of(time).filter(t -> t.local().getYear() >= FIRST_YEAR);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** FFmpeg's text for one of its error codes. */
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
