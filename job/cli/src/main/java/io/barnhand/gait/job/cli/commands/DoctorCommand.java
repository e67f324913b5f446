package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.cli.doctor.BrokerCheck;
import io.barnhand.gait.job.cli.doctor.ClusterCheck;
import io.barnhand.gait.job.cli.doctor.DoctorReport;
import io.barnhand.gait.job.cli.doctor.FlinkCheck;
import io.barnhand.gait.job.cli.doctor.FolderCheck;
import io.barnhand.gait.job.cli.doctor.GpuCheck;
import io.barnhand.gait.job.cli.doctor.JavaCheck;
import io.barnhand.gait.job.cli.doctor.MachineCheck;
import io.barnhand.gait.job.cli.doctor.ModelsCheck;
import io.barnhand.gait.job.cli.doctor.NativesCheck;
import io.barnhand.gait.job.cli.doctor.StoreCheck;
import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.inference.ModelDirectory;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand doctor}: checks the machine. */
@Command(
        name = "doctor",
        description = {
            "Checks the machine: Java, Flink, native libraries, GPUs, models, memory and disk.",
            "With --conf also what it points at, with --jobmanager also a cluster.",
            "Exit code 1 if something failed; warnings are not failures."
        },
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--jobmanager",
            paramLabel = "HOST:PORT",
            description = "REST interface of a cluster's JobManager")
    private String jobManager;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<JobConfiguration> configuration =
                options.given() ? Optional.of(options.read()) : Optional.empty();
        Optional<ClusterCheck> cluster =
                Optional.ofNullable(jobManager).map(RestAddress::parse).map(ClusterCheck::of);
        DoctorReport report =
                new DoctorReport(
                        spec.commandLine().getOut(), spec.commandLine().getColorScheme().ansi());
        report.add("Java", JavaCheck::find);
        report.add("Flink", FlinkCheck::find);
        report.add(
                "Machine",
                () -> MachineCheck.find(configuration.map(c -> c.run().parallelism()).orElse(0)));
        report.add(
                "Disk",
                () -> FolderCheck.find(configuration.map(DoctorCommand::fetched).orElse(0L)));
        report.add("Natives", NativesCheck::find);
        report.add("GPU", GpuCheck::find);
        configuration.ifPresentOrElse(
                configured -> {
                    report.add("Models", () -> ModelsCheck.find(configured));
                    report.add("Kafka", () -> BrokerCheck.find(configured));
                    report.add("Store", () -> StoreCheck.find(configured.source()));
                    Destinations.of(configured)
                            .all()
                            .forEach(store -> report.add(store.name(), store::findings));
                },
                () -> report.add("Models", () -> ModelsCheck.find(ModelDirectory.folders())));
        cluster.ifPresent(check -> report.add("Cluster", check::find));
        report.end();
        return report.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** Every slot keeps one segment at a time of those that are not on a local disk. */
    private static long fetched(JobConfiguration configuration) {
        if (configuration.source().kind() != SourceOptions.SourceKind.KAFKA) {
            return 0;
        }
        int slots =
                configuration.run().parallelism() > 0
                        ? configuration.run().parallelism()
                        : Runtime.getRuntime().availableProcessors();
        return slots * configuration.source().kafka().fetchBytes();
    }
}
