package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.tracking.CropOutput;
import io.barnhand.gait.operators.stages.tracking.FrameTracking;
import io.barnhand.gait.operators.stages.tracking.SoughtClasses;
import io.barnhand.gait.operators.stages.tracking.TrackingState;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import org.junit.jupiter.api.Test;

class HeldTrackingsTest {

    private static final int FRAME_BYTES = 3 * Paddock.WIDTH * Paddock.HEIGHT;

    private static final CropOutput NOWHERE =
            new CropOutput() {
                @Override
                public void crop(HorseCrop crop) {}

                @Override
                public void ended(TrackEnded ended) {}
            };

    /** Holds all frames since the first, and that one too while its horse awaits confirmation. */
    private static FrameTracking after(int frames) {
        FrameTracking tracking =
                new FrameTracking(
                        "cam",
                        "rec",
                        CutRecording.settings(),
                        new Paddock.BlobDetector(),
                        SoughtClasses.of(CutRecording.settings(), ClassNames.coco()),
                        TrackingState.beginning(null));
        for (int i = 0; i < frames; i++) {
            BgrImage image = new BgrImage(Paddock.WIDTH, Paddock.HEIGHT, Paddock.frame(i));
            tracking.frame(
                    new VideoFrame(PaddockFootage.timeUs(i), image), ClockStatus.KNOWN, NOWHERE);
        }
        return tracking;
    }

    @Test
    void givesBackWhatWasHeldOnce() {
        HeldTrackings held = new HeldTrackings(10 * FRAME_BYTES);
        FrameTracking tracking = after(3);

        held.keep("a", tracking);

        assertThat(held.take("b")).isEmpty();
        assertThat(held.take("a")).containsSame(tracking);
        assertThat(held.take("a")).isEmpty();
    }

    @Test
    void holdsNothingThatHasNoPixels() {
        HeldTrackings held = new HeldTrackings(FRAME_BYTES);

        held.keep("a", after(0));

        assertThat(held.take("a")).isEmpty();
    }

    @Test
    void letsGoWhatWasUsedLongestAgo() {
        HeldTrackings held = new HeldTrackings(7 * FRAME_BYTES);
        held.keep("a", after(3));
        held.keep("b", after(3));
        held.keep("a", held.take("a").orElseThrow());

        held.keep("c", after(3));

        assertThat(held.take("b")).isEmpty();
        assertThat(held.take("a")).isPresent();
        assertThat(held.take("c")).isPresent();
    }
}
