/**
 * What all stages share to tell how they do: names of metrics, labels with a bound, and what log
 * lines say of the input at hand. What a stage counts is in its own package.
 */
package io.barnhand.gait.operators.stages.monitoring;
