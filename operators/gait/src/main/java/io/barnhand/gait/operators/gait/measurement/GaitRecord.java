package io.barnhand.gait.operators.gait.measurement;

/**
 * The gait of one pass (or one sliding window, or a pool of passes) of one track. A metric whose
 * value is null could not be estimated; its flags say why.
 *
 * @param schemaVersion of this structure
 * @param track horse, track and camera
 * @param provenance model and versions behind it
 * @param window which stretch of the track
 * @param scale unit of length
 * @param gait gait class
 * @param metrics what was measured
 * @param quality how much to trust it
 */
public record GaitRecord(
        String schemaVersion,
        TrackIdentity track,
        Provenance provenance,
        GaitWindow window,
        Scale scale,
        GaitClass gait,
        WindowMetrics metrics,
        Quality quality) {

    public static final String SCHEMA_VERSION = "1.1";
}
