/**
 * A small renderer in plain Java: camera, light, z-buffer, shadows and the film that turns light
 * into 8-bit pictures. Lengths are body lengths (BL, 1.45 m); x runs right along the path, y away
 * from the camera, z up; the ground is z = 0. Knows nothing of horses or of barns.
 */
package io.barnhand.gait.job.simulation.render;
