package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.InterlacedClips.Content;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of interlaced pictures are frames of their own, half a picture apart. */
class DeinterlacerTest {

    private static final double RATE = 25;
    private static final double FIELD_US = 1e6 / RATE / 2;

    @TempDir Path folder;

    private static List<VideoFrame> read(Path file, TimeRange range) {
        return Clips.readAll(
                VideoReader.open(file, 0, range, VideoLimits.DEFAULT, range::contains));
    }

    private static List<VideoFrame> read(Path file) {
        return read(file, TimeRange.ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "fields.avi, true, -c:v ffv1 -pix_fmt yuv420p -flags +ildct",
        "fields.mkv, false, -c:v ffv1 -pix_fmt yuv422p -flags +ildct",
        "fields.ts, true, -c:v mpeg2video -flags +ildct+ilme -b:v 8M -bf 2 -top 1",
        "fields.mp4, false, -c:v mpeg4 -flags +ildct+ilme -b:v 8M -top 0",
        "fields.avi, false, -c:v dvvideo -pix_fmt yuv420p",
        "fields.mov, true, -c:v prores_ks -profile:v 0 -flags +ildct",
        "fields.mkv, true, -c:v mpeg2video -flags +ildct+ilme -b:v 8M -top 1"
    })
    void eachFieldIsAFrameAtItsOwnTime(String name, boolean topFirst, String options)
            throws Exception {
        int frames = 20;
        Path file =
                InterlacedClips.write(
                        folder.resolve(name),
                        frames,
                        RATE,
                        topFirst,
                        Content.FIELDS,
                        options.split(" "));

        List<VideoFrame> fields = read(file);

        assertThat(fields).hasSize(2 * frames);
        for (int i = 0; i < fields.size(); i++) {
            // Matroska rounds to a ms.
            assertThat((double) fields.get(i).timeUs()).isCloseTo(i * FIELD_US, offset(1_000.));
            assertThat(InterlacedClips.field(fields.get(i))).isCloseTo(i, offset(0.25));
        }
    }

    /** A progressive picture that is marked would only lose lines and get wrong times. */
    @ParameterizedTest
    @CsvSource({
        "-c:v ffv1 -pix_fmt yuv420p -flags +ildct",
        "-c:v mpeg2video -flags +ildct+ilme -b:v 8M -top 1"
    })
    void progressivePicturesThatAreMarkedPassUntouched(String options) throws Exception {
        Path marked =
                InterlacedClips.write(
                        folder.resolve("marked.mkv"),
                        20,
                        RATE,
                        true,
                        Content.PROGRESSIVE,
                        options.split(" "));

        List<VideoFrame> frames = read(marked);

        assertThat(frames).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(frames.get(i).timeUs()).isEqualTo(Math.round(2 * i * FIELD_US));
            assertThat(InterlacedClips.field(frames.get(i))).isCloseTo(2 * i, offset(0.25));
        }
    }

    @Test
    void aStreamMayBeInterlacedInParts() throws Exception {
        int frames = 90;
        Path file =
                InterlacedClips.write(
                        folder.resolve("mixed.mkv"),
                        frames,
                        RATE,
                        true,
                        Content.MIXED,
                        "-c:v ffv1 -pix_fmt yuv420p -flags +ildct".split(" "));

        List<VideoFrame> all = read(file);

        // Half a second after the last difference pictures count as progressive again.
        assertThat(all.stream().filter(f -> f.timeUs() < 1_200_000)).hasSize(60);
        assertThat(all.stream().filter(f -> f.timeUs() >= 1_760_000 && f.timeUs() < 2_400_000))
                .hasSize(16);
        assertThat(all.stream().filter(f -> f.timeUs() >= 2_400_000)).hasSize(60);
        assertThat(all).extracting(VideoFrame::timeUs).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aPartOfAFileHasTheSameFields() throws Exception {
        Path file =
                InterlacedClips.write(
                        folder.resolve("long.mkv"),
                        150,
                        RATE,
                        true,
                        Content.MIXED,
                        "-c:v mpeg2video -flags +ildct+ilme -b:v 8M -bf 2 -g 10 -top 1".split(" "));
        List<VideoFrame> all = read(file);

        for (TimeRange part :
                List.of(
                        new TimeRange(1_210_000, 2_010_000),
                        new TimeRange(3_000_000, 4_500_000),
                        new TimeRange(5_000_000, Long.MAX_VALUE))) {
            List<VideoFrame> same = all.stream().filter(f -> part.contains(f.timeUs())).toList();
            List<VideoFrame> frames = read(file, part);

            assertThat(frames).hasSameSizeAs(same);
            for (int i = 0; i < same.size(); i++) {
                assertThat(frames.get(i).timeUs()).isEqualTo(same.get(i).timeUs());
                assertThat(frames.get(i).image().pixels()).isEqualTo(same.get(i).image().pixels());
            }
        }
    }
}
