package io.barnhand.gait.job.simulation.horse;

/**
 * A solid between two spheres, flattened across the horse: a part of the body that belongs to a
 * bone. Lengths in BL; x forward, y left, z up.
 *
 * @param bone that moves it
 * @param a centre of the first sphere
 * @param radiusA of the first sphere
 * @param b centre of the second sphere
 * @param radiusB of the second sphere
 * @param flat width over height, at most 1
 * @param blend how far it flows into its neighbours
 */
record RoundCone(
        Bone bone,
        double[] a,
        double radiusA,
        double[] b,
        double radiusB,
        double flat,
        double blend) {

    /**
     * Signed distance to the surface, negative inside; exact for a round cone that is not
     * flattened.
     */
    double distance(double x, double y, double z) {
        double px = x - a[0];
        double py = (y - a[1]) / flat;
        double pz = z - a[2];
        double bx = b[0] - a[0];
        double by = (b[1] - a[1]) / flat;
        double bz = b[2] - a[2];
        double length2 = bx * bx + by * by + bz * bz;
        double along = px * bx + py * by + pz * bz;
        double off2 =
                Math.max(0, px * px + py * py + pz * pz - along * along / Math.max(length2, 1e-12));
        double length = Math.sqrt(length2);
        double narrowing = radiusA - radiusB;
        if (length <= Math.abs(narrowing)) {
            double nearer = radiusA > radiusB ? 0 : 1;
            double dx = px - nearer * bx;
            double dy = py - nearer * by;
            double dz = pz - nearer * bz;
            return flat * (Math.sqrt(dx * dx + dy * dy + dz * dz) - Math.max(radiusA, radiusB));
        }
        // The nearest point of the axis is shifted towards the thin end by the cone's slope.
        double off = Math.sqrt(off2);
        double slope = narrowing / Math.sqrt(length2 - narrowing * narrowing);
        double t = Math.max(0, Math.min(1, (along / length + off * slope) / length));
        double dx = px - t * bx;
        double dy = py - t * by;
        double dz = pz - t * bz;
        double radius = radiusA + t * (radiusB - radiusA);
        return flat * (Math.sqrt(dx * dx + dy * dy + dz * dz) - radius);
    }
}
