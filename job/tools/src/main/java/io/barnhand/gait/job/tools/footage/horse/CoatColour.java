package io.barnhand.gait.job.tools.footage.horse;

/** Colours of coat and hair as they are called; linear RGB. */
public enum CoatColour {
    BAY(.170, .066, .028, .013, .011, .010, .014, .012, .011),
    DARK_BAY(.060, .029, .017, .011, .010, .009, .012, .011, .010),
    CHESTNUT(.240, .090, .033, .190, .070, .028, .230, .095, .040),
    FLAXEN_CHESTNUT(.200, .080, .032, .160, .066, .030, .520, .370, .210),
    BLACK(.017, .016, .017, .012, .011, .012, .012, .011, .012),
    GREY(.560, .550, .530, .400, .390, .380, .600, .590, .570),
    DAPPLE_GREY(.210, .210, .220, .080, .080, .085, .420, .420, .420),
    BUCKSKIN(.410, .270, .120, .016, .013, .011, .016, .013, .011),
    ROAN(.230, .200, .200, .045, .034, .030, .050, .038, .034),
    PINTO(.150, .060, .027, .140, .056, .026, .300, .260, .220),
    PALOMINO(.520, .320, .125, .500, .310, .125, .760, .690, .560);

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
