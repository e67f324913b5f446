package io.barnhand.gait.job.pipeline.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a run says of itself before it writes its first record.
 *
 * @param run id
 * @param token of this start alone, so that two starts with one id know which of them has the claim
 * @param live whether its input has no end
 * @param fingerprint of the source and of the settings that affect results, hexadecimal; equal
 *     where a start may continue an earlier one
 * @param description of the run as it is kept beside its results, without its inputs
 */
public record RunClaim(
        String run, String token, boolean live, String fingerprint, ObjectNode description) {}
