package io.barnhand.gait.job.tools.footage.scene;

import io.barnhand.gait.job.tools.footage.render.Fragment;

/** What a surface is made of. */
@FunctionalInterface
interface Material {

    /** Colours a point: multiplies the tint that is there already, and may tilt the normal. */
    void paint(Fragment point);
}
