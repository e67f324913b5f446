package io.barnhand.gait.job.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureOverlayTest {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 640;
    private static final int GROUND = new Color(90, 90, 90).getRGB();

    /** A horse that faces the left of the picture; its limbs stand well apart. */
    private static final float[][] PLACES = {
        {60, 100}, {170, 90}, {100, 160}, {260, 180}, {760, 200}, {200, 280}, {180, 400},
        {160, 520}, {340, 300}, {320, 410}, {300, 530}, {690, 300}, {680, 420}, {660, 540},
        {830, 320}, {820, 430}, {840, 550}
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void nothingIsDrawnWhereAKeypointIsAbsent(int keypoint) {
        BufferedImage complete = drawn(pose(Set.of(), Set.of()), Set.of(Limb.values()));
        BufferedImage without = drawn(pose(Set.of(keypoint), Set.of()), Set.of(Limb.values()));

        assertThat(touched(complete, PLACES[keypoint], 12)).isPositive();
        assertThat(touched(without, PLACES[keypoint], 12)).isZero();
    }

    @Test
    void aPointBelowTheThresholdIsARingAndItsBonesAreDotted() {
        int hock = Limb.LH.joint;
        BufferedImage sure = drawn(pose(Set.of(), Set.of()), Set.of());
        BufferedImage unsure = drawn(pose(Set.of(), Set.of(hock)), Set.of());

        assertThat(pixel(sure, PLACES[hock])).isNotEqualTo(GROUND);
        assertThat(pixel(unsure, PLACES[hock])).isEqualTo(GROUND);
        float[] shin = middle(PLACES[hock], PLACES[Limb.LH.hoof]);
        assertThat(touched(unsure, shin, 25)).isPositive().isLessThan(touched(sure, shin, 25) / 3);
    }

    @Test
    void theSideTowardsTheCameraIsBolderWhicheverWayTheHorseFaces() {
        HorsePose left = pose(Set.of(), Set.of());
        HorsePose right = turnedRound(left);

        assertThat(Facing.of(List.of(left))).isEqualTo(Facing.IMAGE_LEFT);
        assertThat(Facing.of(List.of(right))).isEqualTo(Facing.IMAGE_RIGHT);
        assertThat(shank(left, Limb.LF)).isGreaterThan(shank(left, Limb.RF));
        assertThat(shank(left, Limb.LH)).isGreaterThan(shank(left, Limb.RH));
        assertThat(shank(right, Limb.RF)).isGreaterThan(shank(right, Limb.LF));
        assertThat(shank(right, Limb.RH)).isGreaterThan(shank(right, Limb.LH));
    }

    @Test
    void noSideIsBolderOnAHorseThatIsSeenFromTheFront() {
        float[] rows = pose(Set.of(), Set.of()).keypoints().clone();
        rows[3 * 4] = rows[3 * 3] + 5;

        assertThat(Facing.of(List.of(pose(rows)))).isEqualTo(Facing.UNKNOWN);
        assertThat(Facing.of(List.of(pose(Set.of(3), Set.of())))).isEqualTo(Facing.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Limb.class)
    void leftIsBlueAndRightIsOrange(Limb limb) {
        BufferedImage picture = drawn(pose(Set.of(), Set.of()), Set.of());

        Color colour = new Color(pixel(picture, PLACES[limb.joint]));
        if (limb.left()) {
            assertThat(colour.getBlue()).isGreaterThan(colour.getRed() + 80);
        } else {
            assertThat(colour.getRed()).isGreaterThan(colour.getBlue() + 80);
        }
    }

    @ParameterizedTest
    @EnumSource(Limb.class)
    void aMarkLiesUnderAHoofThatStandsAndUnderNoOther(Limb limb) {
        BufferedImage none = drawn(pose(Set.of(), Set.of()), Set.of());
        BufferedImage one = drawn(pose(Set.of(), Set.of()), EnumSet.of(limb));

        for (Limb other : Limb.values()) {
            float[] hoof = PLACES[other.hoof];
            float[] under = {hoof[0], hoof[1] + 10};
            assertThat(pixel(one, under) != pixel(none, under))
                    .as("%s", other)
                    .isEqualTo(other == limb);
        }
    }

    @Test
    void onAMirroredPictureTheMarkLiesUnderTheHoofThatIsTheLimbsOwn() {
        HorsePose pose = pose(Set.of(), Set.of());
        BufferedImage picture = ground();
        new PictureOverlay(WIDTH, HEIGHT)
                .draw(
                        picture,
                        List.of(
                                new OverlaidHorse(
                                        pose,
                                        List.of(),
                                        Facing.IMAGE_LEFT,
                                        true,
                                        Set.of(Limb.LF))));

        // What the network calls the right hoof is the left one's: blue.
        float[] hoof = PLACES[Limb.RF.hoof];
        Color mark = new Color(pixel(picture, new float[] {hoof[0], hoof[1] + 10}));
        assertThat(mark.getBlue()).isGreaterThan(mark.getRed() + 80);
    }

    @Test
    void textsOfHorsesThatOverlapDoNot() {
        BufferedImage one = ground();
        BufferedImage both = ground();
        OverlaidHorse horse =
                new OverlaidHorse(
                        pose(Set.of(), Set.of()),
                        List.of("trot", "Bella"),
                        Facing.UNKNOWN,
                        false,
                        Set.of());
        new PictureOverlay(WIDTH, HEIGHT).draw(one, List.of(horse));
        new PictureOverlay(WIDTH, HEIGHT).draw(both, List.of(horse, horse));

        assertThat(white(both)).isGreaterThan(white(one) + 200);
    }

    private static BufferedImage ground() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(GROUND));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        return picture;
    }

    private static BufferedImage drawn(HorsePose pose, Set<Limb> standing) {
        BufferedImage picture = ground();
        new PictureOverlay(WIDTH, HEIGHT)
                .draw(
                        picture,
                        List.of(
                                new OverlaidHorse(
                                        pose,
                                        List.of(),
                                        Facing.of(List.of(pose)),
                                        false,
                                        standing)));
        return picture;
    }

    private static HorsePose pose(Set<Integer> absent, Set<Integer> unsure) {
        float[] rows = new float[3 * HorsePose.KEYPOINTS];
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            rows[3 * k] = PLACES[k][0];
            rows[3 * k + 1] = PLACES[k][1];
            rows[3 * k + 2] = unsure.contains(k) ? 0.1f : 0.9f;
            if (absent.contains(k)) {
                Arrays.fill(rows, 3 * k, 3 * k + 3, Float.NaN);
            }
        }
        return pose(rows);
    }

    private static HorsePose pose(float[] rows) {
        return new HorsePose(
                "arena",
                "r",
                "r/1",
                null,
                0,
                WIDTH,
                HEIGHT,
                new Box(20, 20, 880, 620),
                0.9f,
                rows,
                "made",
                List.of());
    }

    private static HorsePose turnedRound(HorsePose pose) {
        float[] rows = pose.keypoints().clone();
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            rows[3 * k] = WIDTH - rows[3 * k];
        }
        return pose(rows);
    }

    /** How many pixels are drawn about the middle of the lowest bone. */
    private static int shank(HorsePose pose, Limb limb) {
        BufferedImage picture = drawn(pose, Set.of());
        return touched(
                picture,
                middle(
                        new float[] {pose.x(limb.joint), pose.y(limb.joint)},
                        new float[] {pose.x(limb.hoof), pose.y(limb.hoof)}),
                15);
    }

    private static float[] middle(float[] a, float[] b) {
        return new float[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2};
    }

    private static int pixel(BufferedImage picture, float[] at) {
        return picture.getRGB((int) at[0], (int) at[1]);
    }

    private static int touched(BufferedImage picture, float[] about, int radius) {
        int touched = 0;
        for (int y = (int) about[1] - radius; y <= about[1] + radius; y++) {
            for (int x = (int) about[0] - radius; x <= about[0] + radius; x++) {
                touched += picture.getRGB(x, y) != GROUND ? 1 : 0;
            }
        }
        return touched;
    }

    private static int white(BufferedImage picture) {
        int white = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                white += picture.getRGB(x, y) == Color.WHITE.getRGB() ? 1 : 0;
            }
        }
        return white;
    }
}
