package io.barnhand.gait.operators.gait.measurement;

import java.util.List;

/**
 * The measurements of one pass.
 *
 * @param record the pass
 * @param strides its strides, by time of hoof-on; empty where there are none to pool
 */
public record PassMeasurement(GaitRecord record, List<StrideRecord> strides) {

    public PassMeasurement {
        strides = List.copyOf(strides);
    }
}
