package io.barnhand.gait.job.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.job.formats.json.SidecarJson;
import io.barnhand.gait.job.simulation.FootageRequest;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A rendered horse that trots by, in {@value #SEGMENTS} segments of a second, which any number of
 * cameras may announce as theirs.
 */
public final class AnnouncedFootage {

    public static final int SEGMENTS = 3;

    private final Path folder;
    private final List<VideoSegment> segments;

    private AnnouncedFootage(Path folder, List<VideoSegment> segments) {
        this.folder = folder;
        this.segments = segments;
    }

    /**
     * @param folder for the files, without symbolic links in its path
     */
    public static AnnouncedFootage render(Path folder) throws Exception {
        Path clip = folder.resolve("clip.mp4");
        renderClip(clip);
        CutClips.write(clip, folder);
        List<VideoSegment> segments =
                new SegmentPlanner(CameraNaming.parentFolder(), null, SidecarJson::read)
                        .plan(folder.resolve("segments").toString())
                        .segments();
        assertThat(segments).hasSize(SEGMENTS);
        return new AnnouncedFootage(folder.resolve("segments"), segments);
    }

    /** The clip before it is cut; its truth lies beside it. */
    public static void renderClip(Path clip) throws Exception {
        new RenderedFootage()
                .render(
                        new FootageRequest(
                                List.of(new FootageRequest.Horse("trot", true, 0, 0)),
                                "arena",
                                0,
                                1280,
                                720,
                                200,
                                SEGMENTS,
                                15,
                                false,
                                0,
                                0,
                                7),
                        clip,
                        clip.resolveSibling("clip.json"),
                        share -> {});
    }

    public List<VideoSegment> segments() {
        return segments;
    }

    /** The folder below which the segments lie. */
    public Path folder() {
        return folder;
    }

    /** The file that is all segments in one. */
    public Path whole() {
        return folder.resolveSibling("whole");
    }

    /**
     * Announces segments of each camera on a topic.
     *
     * @param from the first segment
     * @param to the one behind the last
     */
    public void announce(KafkaBroker broker, String topic, List<String> cameras, int from, int to)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (VideoSegment segment : segments.subList(from, to)) {
                for (String camera : cameras) {
                    producer.send(
                                    new ProducerRecord<>(
                                            topic,
                                            null,
                                            segment.startUs() / 1000,
                                            camera.getBytes(StandardCharsets.UTF_8),
                                            SegmentLine.write(of(segment, camera))
                                                    .getBytes(StandardCharsets.UTF_8)))
                            .get();
                }
            }
        }
    }

    private static VideoSegment of(VideoSegment segment, String camera) {
        return new VideoSegment(
                camera,
                segment.recording(),
                segment.sequence(),
                segment.unit(),
                segment.uri(),
                segment.startUs(),
                segment.clock(),
                segment.last(),
                segment.durationUs(),
                segment.bytes(),
                null);
    }
}
