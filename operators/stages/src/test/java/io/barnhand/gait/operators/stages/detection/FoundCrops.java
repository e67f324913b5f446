package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.video.DeadLetter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/** The results of detection so far. */
class FoundCrops {

    /** A crop, comparable. */
    record Cut(
            String track,
            long timeUs,
            String box,
            String transform,
            List<String> flags,
            float score,
            long pixels) {

        static Cut of(HorseCrop crop) {
            CRC32 digest = new CRC32();
            digest.update(crop.pixels());
            return new Cut(
                    crop.track(),
                    crop.timeUs(),
                    crop.box().toString(),
                    crop.transform().toString(),
                    crop.flags(),
                    crop.boxScore(),
                    digest.getValue());
        }
    }

    final List<Cut> cuts = new ArrayList<>();
    final List<TrackEnded> ended = new ArrayList<>();
    final List<DeadLetter> dead = new ArrayList<>();
    final List<CoverageSpan> coverage = new ArrayList<>();
    int largestBatch;

    /** Takes a batch; no track may continue after its end. */
    void take(HorseCrops crops) {
        Set<String> over = new HashSet<>();
        ended.forEach(track -> over.add(track.camera() + track.track()));
        for (HorseCrop crop : crops.crops()) {
            if (over.contains(crop.camera() + crop.track())) {
                throw new AssertionError("A crop after the end of " + crop.track());
            }
            cuts.add(Cut.of(crop));
        }
        largestBatch = Math.max(largestBatch, crops.crops().size());
        ended.addAll(crops.ended());
    }
}
