package io.barnhand.gait.job.cli.archive;

import io.barnhand.gait.job.cli.run.CpuShares;
import java.util.Optional;

/**
 * What a job of an archive used.
 *
 * @param slots it ran on
 * @param cpu empty where that is not known
 */
record JobUse(int slots, Optional<CpuShares> cpu) {}
