package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.operators.video.container.VideoCodecs;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.util.Set;

/** What a video may cost and which codecs are decoded, as configured. */
public final class ConfiguredLimits {

    private ConfiguredLimits() {}

    /**
     * @throws ConfigurationException naming a codec that FFmpeg does not decode
     */
    public static VideoLimits of(SourceOptions source) {
        Set<String> codecs = Set.copyOf(source.codecs());
        try {
            VideoCodecs.requireKnown(codecs);
        } catch (IllegalArgumentException e) {
            throw ConfigurationException.at("source.codecs", e);
        }
        return new VideoLimits(
                source.limits().pixels(),
                source.limits().duration(),
                source.limits().bytes(),
                codecs);
    }
}
