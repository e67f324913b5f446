package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Fragment;

/** The background above the horizon. */
@FunctionalInterface
interface Backdrop {

    /** Sets r, g, b to the light that comes from a direction. */
    void paint(double[] direction, Fragment out);
}
