package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.UnseenHorse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HorseSearchTest {

    private static final DetectionSettings SETTINGS = DetectionSettings.defaults(Set.of("horse"));
    private static final SoughtClasses SOUGHT = new SoughtClasses(Set.of(1), Set.of(0));

    private final HorseSearch search = new HorseSearch();
    private int calls;

    /** Sees a horse where the upper left pixel is white. */
    private final Detector detector =
            new Detector() {
                @Override
                public List<List<Detection>> detect(
                        BgrImage image, float floor, List<Set<Integer>> groups) {
                    calls++;
                    boolean white = image.pixels()[0] == -1;
                    return List.of(white ? List.of(horse(0.9f)) : List.of(), List.of());
                }

                @Override
                public void close() {}
            };

    private static Detection horse(float score) {
        return new Detection(new Box(0, 0, 1, 1), score, 1);
    }

    /** A picture of 3 × 2 px with one white pixel. */
    private static BgrImage white(int x, int y) {
        byte[] pixels = new byte[18];
        for (int i = 0; i < 3; i++) {
            pixels[3 * (3 * y + x) + i] = -1;
        }
        return new BgrImage(3, 2, pixels);
    }

    private UnseenHorse outcome(boolean turned) {
        return search.outcome(detector, SETTINGS, SOUGHT, turned);
    }

    @Test
    void aTurnedPictureIsTurnedBack() {
        Map<Integer, BgrImage> stored = Map.of(90, white(0, 1), 180, white(2, 1), 270, white(2, 0));
        stored.forEach(
                (degrees, image) -> {
                    HorseSearch one = new HorseSearch();
                    one.detected(image, List.of(horse(0.25f)), false);
                    assertThat(one.outcome(detector, SETTINGS, SOUGHT, true))
                            .isEqualTo(new UnseenHorse(0.25, degrees, 0.9));
                });
    }

    @Test
    void onlyThePictureThatComesClosestIsTurned() {
        search.detected(white(2, 1), List.of(), false);
        search.detected(white(1, 0), List.of(horse(0.3f)), false);
        search.detected(white(2, 1), List.of(horse(0.2f)), false);

        assertThat(outcome(true)).isEqualTo(new UnseenHorse(0.3, null, null));
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void withoutTheEndOfARecordingNothingIsTurned() {
        search.detected(white(2, 1), List.of(), false);

        assertThat(outcome(false)).isEqualTo(new UnseenHorse(0, null, null));
        assertThat(calls).isZero();
    }

    @Test
    void aHorseThatWasFollowedEndsTheSearch() {
        search.detected(white(2, 1), List.of(), false);
        search.detected(white(2, 1), List.of(horse(0.9f)), true);
        search.detected(white(2, 1), List.of(), false);

        assertThat(outcome(true)).isNull();
        assertThat(calls).isZero();
    }

    @Test
    void withoutADetectionNothingIsKnown() {
        assertThat(outcome(true)).isNull();
    }
}
