/** What an archive holds, found from its files without decoding them. */
package io.barnhand.gait.job.cli.plan;
