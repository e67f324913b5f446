package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.tracking.CropOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers crops into micro-batches; the end of a track goes with or after its last crop. */
final class CropBatches implements CropOutput {

    private final int max;
    private final Consumer<HorseCrops> out;
    private List<HorseCrop> crops = new ArrayList<>();
    private List<TrackEnded> ended = new ArrayList<>();

    CropBatches(int max, Consumer<HorseCrops> out) {
        this.max = max;
        this.out = out;
    }

    @Override
    public void crop(HorseCrop crop) {
        crops.add(crop);
        if (crops.size() == max) {
            flush();
        }
    }

    @Override
    public void ended(TrackEnded track) {
        ended.add(track);
    }

    /** Emits the rest. */
    void flush() {
        if (!crops.isEmpty() || !ended.isEmpty()) {
            out.accept(new HorseCrops(crops, ended));
            crops = new ArrayList<>();
            ended = new ArrayList<>();
        }
    }
}
