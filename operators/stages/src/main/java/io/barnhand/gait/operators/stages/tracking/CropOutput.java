package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;

/** Takes the results of tracking, in their order. */
public interface CropOutput {

    /** A crop; those of a track come in the order of their times. */
    void crop(HorseCrop crop);

    /** The end of a track, after its last crop. */
    void ended(TrackEnded ended);
}
