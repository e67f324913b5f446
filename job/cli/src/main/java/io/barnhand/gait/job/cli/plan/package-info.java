/** What an archive holds, told from its files without decoding them. */
package io.barnhand.gait.job.cli.plan;
