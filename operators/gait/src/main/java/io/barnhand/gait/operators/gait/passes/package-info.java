/** Where a pass of a track begins and ends, and when a track was seen and could be used. */
package io.barnhand.gait.operators.gait.passes;
