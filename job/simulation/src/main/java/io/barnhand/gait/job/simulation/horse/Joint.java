package io.barnhand.gait.job.simulation.horse;

/**
 * A point in the median plane of a horse.
 *
 * @param x forward, BL
 * @param z up, BL
 */
record Joint(double x, double z) {

    Joint plus(double dx, double dz) {
        return new Joint(x + dx, z + dz);
    }

    /** The point at a distance in a direction, radians from forward towards up. */
    Joint towards(double angle, double distance) {
        return new Joint(x + distance * Math.cos(angle), z + distance * Math.sin(angle));
    }

    double distance(Joint other) {
        return Math.hypot(other.x - x, other.z - z);
    }

    /** Direction to another point, radians. */
    double angle(Joint other) {
        return Math.atan2(other.z - z, other.x - x);
    }

    /**
     * Joint between two segments that lead from here to an end.
     *
     * @param first length of the segment that begins here
     * @param second length of the other one
     * @param forward whether the joint lies before the line to the end
     * @throws IllegalArgumentException if the end is out of reach
     */
    Joint bend(Joint end, double first, double second, boolean forward) {
        double reach = distance(end);
        if (reach > first + second || reach < Math.abs(first - second)) {
            throw new IllegalArgumentException(
                    "two segments of "
                            + first
                            + " and "
                            + second
                            + " BL cannot span "
                            + reach
                            + " BL");
        }
        double cosine = (first * first + reach * reach - second * second) / (2 * first * reach);
        double open = Math.acos(Math.max(-1, Math.min(1, cosine)));
        return towards(angle(end) + (forward ? open : -open), first);
    }
}
