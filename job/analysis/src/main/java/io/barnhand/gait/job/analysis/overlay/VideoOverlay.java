package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.DecodeAhead;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * A copy of a video with the measurements of a run drawn onto its frames: an MP4 that browsers
 * play.
 *
 * <pre>{@code
 * new VideoOverlay(lines).withNotice("Rendered horses").write(video, file, us -> {});
 * }</pre>
 *
 * <p>Poses are put onto frames by event time (the segment's start plus the frame's presentation
 * time). Frames keep their times to the µs, and their size, but for an odd side, which grows by one
 * pixel. A frame without poses shows the time alone. Sound is left out.
 */
public final class VideoOverlay {

    /**
     * The result.
     *
     * @param frames written
     * @param framesWithPoses those among them that have poses
     * @param warning what the user must know, or null: why the video could not be read to its end
     *     (the frames before that are written), or that no pose falls on a frame
     */
    public record Written(long frames, long framesWithPoses, String warning) {}

    /**
     * Segments of a recording may be without a horse, but none is further than this from others.
     */
    private static final long FARTHEST_US = 86_400_000_000L;

    /** Four lines at the foot of a picture. */
    private static final int MAX_NOTICE = 250;

    private static final String SET_START = "set its start in the sidecar that the run had";

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final int FRAMES_AHEAD = 4;
    private static final long BYTES_AHEAD = 64L << 20;

    private final RecordingLines lines;
    private final String notice;
    private final DetectionModel people;

    /** Draws what the lines say. */
    public VideoOverlay(RecordingLines lines) {
        this(lines, "", null);
    }

    private VideoOverlay(RecordingLines lines, String notice, DetectionModel people) {
        this.lines = lines;
        this.notice = notice;
        this.people = people;
    }

    /**
     * The same with a text at the foot of every frame.
     *
     * @throws ConfigurationException if it is longer than 250 characters
     */
    public VideoOverlay withNotice(String text) {
        String plain = Caption.plain(text);
        if (plain.length() > MAX_NOTICE) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The notice has %d characters, must be at most %d to be read at the foot of a picture",
                            plain.length(),
                            MAX_NOTICE),
                    "shorten it");
        }
        return new VideoOverlay(lines, plain, people);
    }

    /**
     * The same with the people that a detector finds made unrecognisable. Those whom it misses stay
     * as they are.
     *
     * @param model closed by the caller, after writing
     * @throws io.barnhand.gait.models.ModelException if it does not know persons
     */
    public VideoOverlay withPeopleBlurred(DetectionModel model) {
        PeopleBlur.persons(model.classes());
        return new VideoOverlay(lines, notice, model);
    }

    /**
     * Writes the overlay under a temporary name, and renames it when it is complete.
     *
     * @param video as the job plans it
     * @param out MP4; its folder is made where it is missing, a file of that name is replaced
     * @param progress gets the time written so far, µs since the first frame
     * @throws ConfigurationException if nothing of the video can be read, it is the output itself,
     *     its frames are of a size that cannot be written, or all poses are of other days
     * @throws IOException if the output cannot be written
     */
    public Written write(VideoSegment video, Path out, LongConsumer progress) throws IOException {
        refuseTheVideoItself(video, out);
        try (FrameSource source = open(video)) {
            PeekedFrames frames = new PeekedFrames(source);
            BgrImage first = DrawablePicture.even(frames.first());
            try (ClipWriter writer = writer(out, first, frames.rate())) {
                Written written = write(video, frames, first, writer, progress);
                writer.finish();
                return written;
            }
        } catch (VideoException e) {
            throw ConfigurationException.at("The overlay cannot be made", e);
        }
    }

    private static void refuseTheVideoItself(VideoSegment video, Path out) throws IOException {
        Path in = Path.of(URI.create(video.uri()));
        if (Files.exists(out) && Files.exists(in) && Files.isSameFile(in, out)) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s is the video itself, which would be lost", out),
                    "give the overlay another name");
        }
    }

    private FrameSource open(VideoSegment video) {
        // First, for nothing closes a decoder whose detector cannot be made.
        Detector detector = people == null ? null : people.newDetector();
        FrameSource frames =
                new DecodeAhead(
                        (segment, wanted) -> VideoReader.open(segment, VideoLimits.DEFAULT, wanted),
                        video,
                        time -> true,
                        "overlay-decoder",
                        FRAMES_AHEAD,
                        BYTES_AHEAD);
        return detector == null ? frames : new PeopleBlur(frames, detector, people.classes());
    }

    private ClipWriter writer(Path out, BgrImage first, double rate) throws IOException {
        try {
            return ClipWriter.open(out, first.width(), first.height(), rate, notice);
        } catch (IllegalArgumentException e) {
            throw ConfigurationException.at("The overlay cannot be made", e);
        }
    }

    private Written write(
            VideoSegment video,
            PeekedFrames frames,
            BgrImage first,
            ClipWriter writer,
            LongConsumer progress)
            throws IOException {
        PictureOverlay overlay = new PictureOverlay(first.width(), first.height());
        List<String> foot =
                notice.isEmpty() ? List.of() : Caption.lines(notice, overlay.noticeLetters());
        long count = 0;
        long posed = 0;
        long lastUs = video.startUs();
        String warning = null;
        try {
            for (VideoFrame frame; (frame = frames.next()) != null; count++) {
                BgrImage image = DrawablePicture.even(frame.image());
                if (image.width() != first.width() || image.height() != first.height()) {
                    throw new ConfigurationException(
                            String.format(
                                    Locale.ROOT,
                                    "The frames change from %d x %d to %d x %d px at %.3f s",
                                    first.width(),
                                    first.height(),
                                    image.width(),
                                    image.height(),
                                    1e-6 * (frame.timeUs() - video.startUs())),
                            "cut the video there");
                }
                List<OverlaidHorse> horses = lines.at(frame.timeUs(), video.startUs());
                posed += horses.isEmpty() ? 0 : 1;
                overlay.draw(
                        DrawablePicture.over(image),
                        horses,
                        new FrameText(elapsed(frame, video), clock(frame, video), foot));
                writer.write(image.pixels(), frame.timeUs());
                lastUs = frame.timeUs();
                progress.accept(lastUs - video.startUs());
            }
        } catch (VideoException e) {
            warning = e.getMessage();
        }
        if (warning == null && posed == 0 && lines.poses() > 0) {
            warning = ofOtherTimes(video, lastUs);
        }
        return new Written(count, posed, warning);
    }

    /**
     * Says when the poses are, of which none is of any frame.
     *
     * @throws ConfigurationException if that is so far away that a start must be wrong
     */
    private String ofOtherTimes(VideoSegment video, long lastUs) {
        String problem =
                String.format(
                        Locale.ROOT,
                        "None of the %d poses of camera %s, recording %s falls on a frame: they are from %s to %s, the video begins at %s",
                        lines.poses(),
                        lines.camera(),
                        lines.recording(),
                        CLOCK.format(instant(lines.firstUs())),
                        CLOCK.format(instant(lines.lastUs())),
                        CLOCK.format(instant(video.startUs())));
        if (lines.firstUs() - lastUs > FARTHEST_US
                || video.startUs() - lines.lastUs() > FARTHEST_US) {
            throw new ConfigurationException(problem, SET_START);
        }
        return BarnhandException.message(problem, SET_START);
    }

    private static String elapsed(VideoFrame frame, VideoSegment video) {
        long ms = Math.floorDiv(frame.timeUs() - video.startUs(), 1000);
        return String.format(Locale.ROOT, "%02d:%02d.%03d", ms / 60_000, ms / 1000 % 60, ms % 1000);
    }

    private static String clock(VideoFrame frame, VideoSegment video) {
        String time = CLOCK.format(instant(frame.timeUs()));
        return switch (video.clock()) {
            case UNKNOWN -> "clock unknown";
            case ASSUMED_UTC -> time + " (assumed)";
            case AMBIGUOUS -> time + " (ambiguous)";
            case KNOWN, OFF -> time;
        };
    }

    private static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }
}
