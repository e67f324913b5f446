package io.barnhand.gait.job.integration.destinations;

import io.barnhand.gait.models.testing.Extended;

/** Topics without transactions: a failure may write a record again. */
@Extended
class AtLeastOnceTopicITCase extends KafkaDestinationITCase {

    @Override
    String delivery() {
        return "at-least-once";
    }

    @Override
    boolean once() {
        return false;
    }
}
