package io.barnhand.gait.job.simulation.training;

/** Factors that no picture of the training split has. */
enum HeldOut {
    NONE,
    /** Palominos. */
    COAT,
    /** Arenas. */
    SCENE,
    /** Cobs. */
    SHAPE,
    /** Cameras above 1.6 BL. */
    CAMERA,
    /** Horses that step high. */
    SWING
}
