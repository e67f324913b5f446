package io.barnhand.gait.job.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.simulation.ClipTruth.FrameTruth;
import io.barnhand.gait.job.simulation.ClipTruth.HorseInFrame;
import io.barnhand.gait.job.simulation.ClipTruth.Keypoint;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.records.Limb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class RenderedFootageTest {

    @TempDir private Path folder;

    @Test
    void shouldRenderTheSameClipFromTheSameSeed() throws Exception {
        FootageRequest request = request("walk", "paddock", 0, false, 0, 4, .3);
        new RenderedFootage().render(request, file("a.mp4"), file("a.json"), share -> {});
        new RenderedFootage().render(request, file("b.mp4"), file("b.json"), share -> {});
        assertThat(file("a.mp4")).hasSameBinaryContentAs(file("b.mp4"));
        assertThat(file("a.json")).hasSameTextualContentAs(file("b.json"));
        new RenderedFootage()
                .render(
                        request("walk", "paddock", 0, false, 0, 5, .3),
                        file("c.mp4"),
                        file("c.json"),
                        share -> {});
        assertThat(Files.readString(file("c.json"))).isNotEqualTo(Files.readString(file("a.json")));
    }

    @Test
    void shouldGiveTheBoxOfTheHorse() throws Exception {
        ClipTruth truth = render(request("trot", "aisle", 0, false, 0, 3, .5));
        assertThat(truth.notice()).isEqualTo(RenderedFootage.NOTICE);
        HorseTruth horse = truth.horse(0);
        assertThat(horse.limbs().keySet()).containsExactly(Limb.values());
        FrameTruth first = truth.frames().get(0);
        FrameTruth last = truth.frames().get(truth.frames().size() - 1);
        double moved = neck(last).x() - neck(first).x();
        double seconds = 1e-6 * (last.timeUs() - first.timeUs());
        // A square camera: the picture's scale at the path is as asked for, to the first order.
        assertThat(moved / seconds / PX_PER_BL).isCloseTo(horse.speedBlS(), within(.1));
        HorseInFrame middle = truth.frames().get(truth.frames().size() / 2).horses().get(0);
        for (Keypoint point : middle.keypoints()) {
            assertThat(point.x()).isBetween(middle.bbox().x1(), middle.bbox().x2());
            assertThat(point.y()).isBetween(middle.bbox().y1(), middle.bbox().y2());
        }
        // It goes to the right: its left side is the far one, and its left stifle is hidden.
        assertThat(middle.keypoints().get(Limb.LH.pivot).v()).isEqualTo(Keypoint.OCCLUDED);
        assertThat(middle.keypoints().get(Limb.RH.pivot).v()).isEqualTo(Keypoint.VISIBLE);
        assertThat(middle.visibleShare()).isGreaterThan(.97);
    }

    @Test
    void shouldMarkKeypointsBehindAPostAsHidden() throws Exception {
        FootageRequest clear = request("stand", "arena", 0, false, 0, 6, .1);
        FootageRequest hidden = request("stand", "arena", 6, false, 0, 6, .1);
        assertThat(shown(render(hidden))).isLessThan(shown(render(clear)) - .05);
    }

    @Test
    void shouldVaryTheRateOnRequest() throws Exception {
        List<FrameTruth> frames = render(request("walk", "paddock", 0, true, 0, 8, 5)).frames();
        List<Long> steps =
                IntStream.range(1, frames.size())
                        .mapToObj(i -> frames.get(i).timeUs() - frames.get(i - 1).timeUs())
                        .toList();
        assertThat(steps.stream().distinct().count()).isGreaterThan(steps.size() / 2);
        assertThat(frames.stream().filter(FrameTruth::frozen).count()).isBetween(1L, 10L);
        assertThat(frames.get(frames.size() - 1).timeUs()).isBetween(4_700_000L, 5_000_000L);
    }

    @Test
    void shouldLowerTheHeadByTheRequestedAsymmetry() throws Exception {
        ClipTruth even = render(request("trot", "aisle", 0, false, 0, 9, .1));
        ClipTruth uneven = render(request("trot", "aisle", 0, false, .02, 9, .1));
        double change = uneven.horse(0).head().minDiff() - even.horse(0).head().minDiff();
        // Twice the amplitude at the poll; eyes and nose hang lower and move a little more.
        assertThat(Math.abs(change)).isCloseTo(.04, within(.015));
    }

    @Test
    void shouldHaveNoStridesWhereTheHorseStands() throws Exception {
        HorseTruth horse = render(request("stand", "night", 0, false, 0, 2, .1)).horse(0);
        assertThat(horse.strideFrequencyHz()).isNull();
        assertThat(horse.limbs()).isEmpty();
        assertThat(horse.speedBlS()).isZero();
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsStopped() {
        FootageRequest request = request("walk", "aisle", 0, false, 0, 1, 2);
        Thread.currentThread().interrupt();
        assertThatThrownBy(
                        () ->
                                new RenderedFootage()
                                        .render(
                                                request,
                                                file("stopped.mp4"),
                                                file("stopped.json"),
                                                share -> {}))
                .isInstanceOf(InterruptedException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldNameTheScenesAndGaitsThatThereAre() {
        assertThatThrownBy(() -> request("walk", "beach", 0, false, 0, 1, 1))
                .hasMessageContaining("beach")
                .hasMessageContaining("aisle, arena, paddock or night");
        assertThatThrownBy(() -> request("amble", "aisle", 0, false, 0, 1, 1))
                .hasMessageContaining("amble")
                .hasMessageContaining("canter-left");
    }

    private static final double PX_PER_BL = 70;

    private static FootageRequest request(
            String gait,
            String scene,
            int posts,
            boolean variable,
            double asymmetry,
            long seed,
            double seconds) {
        return new FootageRequest(
                List.of(new FootageRequest.Horse(gait, true, 0, 0)),
                scene,
                posts,
                320,
                180,
                PX_PER_BL,
                seconds,
                30,
                variable,
                0,
                asymmetry,
                seed);
    }

    private ClipTruth render(FootageRequest request) throws IOException, InterruptedException {
        new RenderedFootage().render(request, file("clip.mp4"), file("clip.json"), share -> {});
        return ClipTruthJson.read(file("clip.json"));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static double shown(ClipTruth truth) {
        return truth.frames().get(0).horses().get(0).visibleShare();
    }

    private static Keypoint neck(FrameTruth frame) {
        return frame.horses().get(0).keypoints().get(3);
    }
}
