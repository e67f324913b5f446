package io.barnhand.gait.job.simulation.horse;

/** Colours of coat and hair as they are called; linear RGB. */
public enum CoatColour {
    BAY(.170, .066, .028, .013, .011, .010, .014, .012, .011),
    DARK_BAY(.060, .029, .017, .011, .010, .009, .012, .011, .010),
    CHESTNUT(.240, .090, .033, .110, .042, .020, .230, .095, .040),
    FLAXEN_CHESTNUT(.200, .080, .032, .100, .042, .022, .520, .370, .210),
    BLACK(.017, .016, .017, .012, .011, .012, .012, .011, .012),
    GREY(.420, .410, .395, .140, .135, .130, .360, .350, .340),
    DAPPLE_GREY(.170, .170, .175, .070, .070, .075, .460, .460, .450),
    BUCKSKIN(.410, .270, .120, .016, .013, .011, .016, .013, .011),
    ROAN(.200, .165, .155, .040, .030, .026, .030, .024, .022),
    PINTO(.150, .060, .027, .140, .056, .026, .300, .260, .220),
    PALOMINO(.420, .245, .090, .300, .175, .075, .760, .690, .560);

    final float[] body;

    /** Lower limbs, muzzle and rims of the ears. */
    final float[] points;

    final float[] hair;

    CoatColour(
            double r,
            double g,
            double b,
            double pr,
            double pg,
            double pb,
            double hr,
            double hg,
            double hb) {
        body = new float[] {(float) r, (float) g, (float) b};
        points = new float[] {(float) pr, (float) pg, (float) pb};
        hair = new float[] {(float) hr, (float) hg, (float) hb};
    }
}
