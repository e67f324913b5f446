package io.barnhand.gait.operators.gait.measurement;

/**
 * Vertical asymmetry of head and tail root at the trot, % of body length (gait reference, section
 * 2.8). A measurement of movement with its interval, never a diagnosis. Positive values are the
 * pattern in which the right limb is loaded less. The root of the tail is the dock, not the pelvis.
 *
 * @param headMin lowest head height around right fore mid-stance minus that around left fore
 *     mid-stance
 * @param headMax highest head height before right fore weight-bearing minus that before left fore
 * @param headVs vector sum √(headMin² + headMax²)
 * @param tailrootMin lowest tail-root height around right hind mid-stance minus around left hind
 * @param tailrootMax highest tail-root height before right hind weight-bearing minus before left
 */
@FilledByName
public record VerticalAsymmetry(
        Metric headMin, Metric headMax, Metric headVs, Metric tailrootMin, Metric tailrootMax)
        implements VerticalAsymmetryBuilder.With {

    /** Nothing known, for the given reasons. */
    public static VerticalAsymmetry absent(Metric reason) {
        return new VerticalAsymmetry(reason, reason, reason, reason, reason);
    }
}
