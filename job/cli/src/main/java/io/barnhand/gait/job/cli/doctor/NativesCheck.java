package io.barnhand.gait.job.cli.doctor;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;

import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.engine.EngineCheck;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.global.avutil;

/** The native libraries, which must load and run on this machine. */
public final class NativesCheck {

    /** What cameras and archives come in. */
    private static final List<String> DECODERS = List.of("h264", "hevc", "mjpeg", "mpeg4", "vp9");

    private NativesCheck() {}

    public static List<Finding> find() {
        return List.of(
                engine("PyTorch", EngineCheck::pyTorch),
                engine("ONNX Runtime", EngineCheck::onnxRuntime),
                ffmpeg());
    }

    private static Finding engine(String name, Supplier<String> trial) {
        try {
            return Finding.ok(name, String.format(Locale.ROOT, "%s, runs on the CPU", trial.get()));
        } catch (ModelException e) {
            return Finding.failed(name, e.getMessage());
        }
    }

    private static Finding ffmpeg() {
        try {
            return ffmpeg(
                    avutil.av_version_info().getString(),
                    avutil.avutil_license().getString(),
                    DECODERS.stream()
                            .filter(decoder -> avcodec_find_decoder_by_name(decoder) == null)
                            .toList());
        } catch (LinkageError e) {
            return Finding.failed(
                    "FFmpeg",
                    String.format(Locale.ROOT, "does not load (%s)", e),
                    "put org.bytedeco's javacpp and ffmpeg for this platform on the class path");
        }
    }

    static Finding ffmpeg(String version, String licence, List<String> missing) {
        String found = String.format(Locale.ROOT, "%s, %s", version, licence);
        if (!missing.isEmpty()) {
            return Finding.failed(
                    "FFmpeg",
                    String.format(
                            Locale.ROOT, "%s, cannot decode %s", found, String.join(", ", missing)),
                    "use the build of org.bytedeco that the project names");
        }
        if (!licence.startsWith("LGPL")) {
            return Finding.warning(
                    "FFmpeg",
                    found,
                    "whoever distributes this build does so under that licence; the project's own is LGPL");
        }
        return Finding.ok(
                "FFmpeg",
                String.format(Locale.ROOT, "%s, decodes %s", found, String.join(", ", DECODERS)));
    }
}
