package io.barnhand.gait.job.integration.destinations;

/** Topics without transactions: a failure may write a record again. */
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
