/** Finding animals in pictures: YOLOX, its letterbox, decoding and non-maximum suppression. */
package io.barnhand.gait.models.detection;
