package io.barnhand.gait.operators.detection;

import io.barnhand.gait.operators.HorseCrop;
import io.barnhand.gait.operators.TrackEnded;

/** Takes what tracking finds, in its order. */
interface CropOutput {

    /** A crop; those of a track come in the order of their times. */
    void crop(HorseCrop crop);

    /** The end of a track, after its last crop. */
    void ended(TrackEnded ended);
}
