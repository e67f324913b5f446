package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.decoding.FrameCondition;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayList;
import java.util.List;

/** The flags that poses take over from their frame. */
final class FrameFlags {

    private FrameFlags() {}

    /** First that of the clock, then those of the frame in the order of its conditions. */
    static List<FrameFlag> of(VideoFrame frame, ClockStatus clock) {
        List<FrameFlag> flags = new ArrayList<>();
        switch (clock) {
            case KNOWN -> {}
            case UNKNOWN -> flags.add(FrameFlag.CLOCK_UNKNOWN);
            case OFF -> flags.add(FrameFlag.CLOCK_OFF);
            case ASSUMED_UTC -> flags.add(FrameFlag.CLOCK_ASSUMED_UTC);
            case AMBIGUOUS -> flags.add(FrameFlag.CLOCK_AMBIGUOUS);
        }
        for (FrameCondition condition : frame.conditions()) {
            flags.add(
                    switch (condition) {
                        case TIME_JUMP, AFTER_TIME_JUMP -> FrameFlag.TIME_JUMP;
                        case TIME_SCALED -> FrameFlag.TIME_SCALED;
                        case CAPTURE_RATE_INVALID -> FrameFlag.CAPTURE_RATE_INVALID;
                        case ORIENTATION_UNCLEAR -> FrameFlag.ORIENTATION_UNCLEAR;
                    });
        }
        return flags;
    }
}
