package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Fragment;

/** The material of a surface. */
@FunctionalInterface
interface Material {

    /** Colours a point: multiplies the tint that is there already, and may tilt the normal. */
    void paint(Fragment point);
}
