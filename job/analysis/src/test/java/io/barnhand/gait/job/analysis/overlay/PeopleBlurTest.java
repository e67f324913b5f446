package io.barnhand.gait.job.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Noise, in which a person is who has the colour blue at its highest. */
class PeopleBlurTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;
    private static final int TALL = 100;
    private static final int WIDE = 40;
    private static final int TOP = 100;
    private static final long STEP_US = 33_333;

    private final List<Integer> inspected = new ArrayList<>();

    @Test
    void aPersonWhoWalksIsCoveredOnEveryFrame() throws Exception {
        // Four metres a second, the person being 1.8 m tall.
        check(24, 7, Set.of());
        assertThat(inspected.size()).isLessThan(24 / 3);
    }

    @Test
    void aPersonWhomOneDetectionMissesStaysCovered() throws Exception {
        check(24, 1, Set.of(2));
    }

    @Test
    void theRestOfThePictureIsLeftAsItIs() throws Exception {
        List<VideoFrame> frames = frames(12, 1);
        List<byte[]> before = frames.stream().map(f -> f.image().pixels().clone()).toList();

        List<VideoFrame> after = blurred(frames, null, Set.of());

        for (int i = 0; i < after.size(); i++) {
            byte[] pixels = after.get(i).image().pixels();
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 400; x < WIDTH; x++) {
                    int at = 3 * (y * WIDTH + x);
                    assertThat(pixels[at + 1]).isEqualTo(before.get(i)[at + 1]);
                }
            }
        }
    }

    @Test
    void framesBeforeAFaultAreCoveredAndHandedOnBeforeIt() throws Exception {
        List<VideoFrame> frames = frames(8, 1);
        VideoException fault =
                new VideoException(
                        DeadLetterReason.TRUNCATED, null, "it ends early", "copy it again");
        List<VideoFrame> after = new ArrayList<>();

        try (PeopleBlur blur = new PeopleBlur(source(frames, fault), detector(Set.of()), coco())) {
            assertThatThrownBy(
                            () -> {
                                for (VideoFrame f; (f = blur.next()) != null; ) {
                                    after.add(f);
                                }
                            })
                    .isSameAs(fault);
        }

        assertThat(after).hasSize(8);
        assertThat(shareLeft(after.get(7), frames(8, 1).get(7), 7, 1)).isLessThan(0.03);
    }

    @Test
    void aDetectorThatDoesNotKnowPersonsIsRefused() {
        DetectionModel horsesOnly =
                new DetectionModel() {
                    @Override
                    public Detector newDetector() {
                        throw new AssertionError("it is of no use");
                    }

                    @Override
                    public ClassNames classes() {
                        return new ClassNames(List.of("horse"));
                    }

                    @Override
                    public String id() {
                        return "horses-only";
                    }

                    @Override
                    public void close() {}
                };
        VideoOverlay overlay = new VideoOverlay(new RecordingLines("arena", "r"));

        assertThatThrownBy(() -> overlay.withPeopleBlurred(horsesOnly))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'person' is not a class of the detector")
                .hasMessageContaining("horse");
    }

    private void check(int count, int pxPerFrame, Set<Integer> missed) throws Exception {
        List<VideoFrame> after = blurred(frames(count, pxPerFrame), null, missed);

        List<VideoFrame> before = frames(count, pxPerFrame);
        assertThat(after)
                .extracting(VideoFrame::timeUs)
                .containsExactlyElementsOf(before.stream().map(VideoFrame::timeUs).toList());
        for (int i = 0; i < count; i++) {
            assertThat(shareLeft(after.get(i), before.get(i), i, pxPerFrame))
                    .as("share of the person that is as it was, frame %d", i)
                    .isLessThan(0.03);
        }
    }

    private List<VideoFrame> blurred(
            List<VideoFrame> frames, VideoException fault, Set<Integer> missed) throws Exception {
        List<VideoFrame> after = new ArrayList<>();
        try (PeopleBlur blur = new PeopleBlur(source(frames, fault), detector(missed), coco())) {
            for (VideoFrame frame; (frame = blur.next()) != null; ) {
                after.add(frame);
            }
        }
        return after;
    }

    private static int left(int frame, int pxPerFrame) {
        return 60 + frame * pxPerFrame;
    }

    private static List<VideoFrame> frames(int count, int pxPerFrame) {
        List<VideoFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bgr = new byte[3 * WIDTH * HEIGHT];
            SplittableRandom random = new SplittableRandom(i);
            for (int at = 0; at < bgr.length; at++) {
                bgr[at] = (byte) random.nextInt(200);
            }
            for (int y = TOP; y < TOP + TALL; y++) {
                for (int x = left(i, pxPerFrame); x < left(i, pxPerFrame) + WIDE; x++) {
                    bgr[3 * (y * WIDTH + x)] = (byte) 255;
                }
            }
            frames.add(new VideoFrame(i * STEP_US, new BgrImage(WIDTH, HEIGHT, bgr)));
        }
        return frames;
    }

    /** Share of the person's pixels whose noise is still what it was; one in 200 is by chance. */
    private static double shareLeft(VideoFrame after, VideoFrame before, int i, int pxPerFrame) {
        int same = 0;
        for (int y = TOP; y < TOP + TALL; y++) {
            for (int x = left(i, pxPerFrame); x < left(i, pxPerFrame) + WIDE; x++) {
                int green = 3 * (y * WIDTH + x) + 1;
                same += after.image().pixels()[green] == before.image().pixels()[green] ? 1 : 0;
            }
        }
        return same / (double) (TALL * WIDE);
    }

    private static ClassNames coco() {
        return ClassNames.coco();
    }

    private static FrameSource source(List<VideoFrame> frames, VideoException fault) {
        Iterator<VideoFrame> iterator = frames.iterator();
        return new FrameSource() {
            @Override
            public VideoFrame next() {
                if (!iterator.hasNext() && fault != null) {
                    throw fault;
                }
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public void close() {}
        };
    }

    /** Finds the box of what is blue. */
    private Detector detector(Set<Integer> missed) {
        return new Detector() {
            @Override
            public List<List<Detection>> detect(
                    BgrImage image, float floor, List<Set<Integer>> groups) {
                inspected.add(inspected.size());
                assertThat(groups).containsExactly(Set.of(0));
                return List.of(
                        missed.contains(inspected.size() - 1)
                                ? List.of()
                                : List.of(new Detection(blue(image), 0.8f, 0)));
            }

            @Override
            public void close() {}
        };
    }

    private static Box blue(BgrImage image) {
        int x1 = WIDTH;
        int x2 = 0;
        for (int x = 0; x < WIDTH; x++) {
            if (image.pixels()[3 * ((TOP + TALL / 2) * WIDTH + x)] == (byte) 255) {
                x1 = Math.min(x1, x);
                x2 = Math.max(x2, x + 1);
            }
        }
        return new Box(x1, TOP, x2, TOP + TALL);
    }
}
