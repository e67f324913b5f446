package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CropCutterTest {

    private static final HorseRoster ROSTER =
            new HorseRoster(List.of(new HorseRoster.Pin("cam", 0, 100, "Belle")));

    private final CropCutter cutter = new CropCutter("cam", "rec", 0.1, ROSTER);
    private final FrameBuffer buffer = new FrameBuffer(List.of(), List.of());
    private final List<HorseCrop> crops = new ArrayList<>();

    private final CropOutput out =
            new CropOutput() {
                @Override
                public void crop(HorseCrop crop) {
                    crops.add(crop);
                }

                @Override
                public void ended(TrackEnded ended) {
                    throw new AssertionError("A cutter ends no track");
                }
            };

    private FrameBuffer.BufferedFrame frame(long timeUs, TrackedBox... boxes) {
        BgrImage image = new BgrImage(320, 180, new byte[3 * 320 * 180]);
        FrameBuffer.BufferedFrame frame =
                buffer.add(timeUs, List.of(FrameFlag.DUPLICATE_FRAMES.key()), image);
        frame.boxes.addAll(List.of(boxes));
        return frame;
    }

    private static TrackedBox box(String track, double x, boolean ridden) {
        return new TrackedBox(track, new Box(x, 20, x + 100, 120), 150, 0.9f, ridden);
    }

    private static Map<String, Track> shown(String... ids) {
        Map<String, Track> shown = new HashMap<>();
        for (String id : ids) {
            Box box = new Box(0, 0, 1, 1);
            shown.put(
                    id,
                    new Track(
                            id,
                            true,
                            KalmanBox.start(0, box),
                            0,
                            0,
                            box,
                            1,
                            CropSize.start(0, 100)));
        }
        return shown;
    }

    @Test
    void aCropSaysWhereItIsFromAndWhatIsKnownOfItsFrame() {
        cutter.cut(frame(7, box("a", 10, false)), shown("a"), id -> true, out);

        HorseCrop crop = crops.get(0);
        assertThat(crop.camera()).isEqualTo("cam");
        assertThat(crop.recording()).isEqualTo("rec");
        assertThat(crop.track()).isEqualTo("a");
        assertThat(crop.timeUs()).isEqualTo(7);
        assertThat(crop.imageWidth()).isEqualTo(320);
        assertThat(crop.imageHeight()).isEqualTo(180);
        assertThat(crop.transform().side()).isEqualTo(150f);
        assertThat(crop.flags()).containsExactly(FrameFlag.DUPLICATE_FRAMES.key());
        assertThat(crop.horse()).isEqualTo("Belle");
    }

    @Test
    void horsesThatOverlapAreFlaggedAndOneThatIsRidden() {
        cutter.cut(
                frame(7, box("a", 10, true), box("b", 40, false), box("c", 200, false)),
                shown("a", "b", "c"),
                id -> true,
                out);

        assertThat(crops)
                .extracting(HorseCrop::flags)
                .containsExactly(
                        List.of(
                                FrameFlag.DUPLICATE_FRAMES.key(),
                                FrameFlag.OVERLAP.key(),
                                FrameFlag.RIDER.key(),
                                FrameFlag.IDENTITY_AMBIGUOUS.key()),
                        List.of(
                                FrameFlag.DUPLICATE_FRAMES.key(),
                                FrameFlag.OVERLAP.key(),
                                FrameFlag.IDENTITY_AMBIGUOUS.key()),
                        List.of(
                                FrameFlag.DUPLICATE_FRAMES.key(),
                                FrameFlag.IDENTITY_AMBIGUOUS.key()));
        assertThat(crops).extracting(HorseCrop::horse).containsOnlyNulls();
    }

    @Test
    void whatIsNotShownIsNotCutButStillOverlaps() {
        cutter.cut(
                frame(7, box("a", 10, false), box("ghost", 40, false)),
                shown("a"),
                id -> true,
                out);

        assertThat(crops).extracting(HorseCrop::track).containsExactly("a");
        assertThat(crops.get(0).flags()).contains(FrameFlag.OVERLAP.key());
        assertThat(crops.get(0).horse()).isEqualTo("Belle");
    }

    @Test
    void whatIsShownAndNotChosenCountsButIsNotCut() {
        cutter.cut(
                frame(7, box("a", 10, false), box("b", 200, false)),
                shown("a", "b"),
                "b"::equals,
                out);

        assertThat(crops).extracting(HorseCrop::track).containsExactly("b");
        assertThat(crops.get(0).horse()).isNull();
    }

    @Test
    void aBoxOutsideOfThePictureGivesNoCrop() {
        cutter.cut(frame(7, box("a", 400, false)), shown("a"), id -> true, out);

        assertThat(crops).isEmpty();
    }

    @Test
    void aPinHoldsForItsTimeOnly() {
        cutter.cut(frame(101, box("a", 10, false)), shown("a"), id -> true, out);

        assertThat(crops.get(0).horse()).isNull();
    }
}
