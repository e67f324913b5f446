/** YOLOX: its two file formats, network, letterbox, decoding and non-maximum suppression. */
package io.barnhand.gait.models.detection.yolox;
