package io.barnhand.gait.job.simulation.render;

/** A linear colour: albedo 0 to 1, or light of any strength. */
public record Rgb(float r, float g, float b) {

    public static Rgb of(double r, double g, double b) {
        return new Rgb((float) r, (float) g, (float) b);
    }

    public static Rgb grey(double value) {
        return of(value, value, value);
    }

    public Rgb times(double factor) {
        return of(r * factor, g * factor, b * factor);
    }

    /** This colour at 0, the other at 1. */
    public Rgb mix(Rgb other, double share) {
        return of(r + share * (other.r - r), g + share * (other.g - g), b + share * (other.b - b));
    }
}
