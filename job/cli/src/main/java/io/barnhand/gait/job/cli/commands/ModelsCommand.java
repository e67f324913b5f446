package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.ending.KeptWork;
import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.cli.fetch.FetchLimits;
import io.barnhand.gait.job.cli.fetch.ModelFetch;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.inference.ModelDirectory;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.models.catalogue.ModelFolders;
import io.barnhand.gait.models.catalogue.Verification;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code barnhand models}: the catalogue of models. */
@Command(
        name = "models",
        description = "Lists, fetches and verifies the models of the catalogue.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false,
        synopsisSubcommandLabel = "(list | fetch NAME | verify FILE)")
public final class ModelsCommand {

    @Spec private CommandSpec spec;

    @Command(
            name = "list",
            description = "Lists the models, where they come from and whether they are present.",
            mixinStandardHelpOptions = true)
    int list() {
        PrintWriter out = spec.commandLine().getOut();
        ModelFolders folders = ModelDirectory.folders();
        out.printf(
                Locale.ROOT,
                "Models are searched for in %s (BARNHAND_MODELS).%n",
                folders.models());
        for (CatalogueEntry entry : ModelCatalogue.embedded().entries()) {
            out.printf(
                    Locale.ROOT,
                    "%n%s  %s, %dx%d, %s, %s%n  %s%n",
                    entry.name(),
                    entry.kind().toString().toLowerCase(Locale.ROOT),
                    entry.inputWidth(),
                    entry.inputHeight(),
                    entry.licence(),
                    folders.find(entry).isPresent() ? "present" : "missing",
                    entry.url().map(URI::toString).orElse("comes with the installation"));
            entry.keypointSemantics()
                    .ifPresent(
                            semantics ->
                                    out.printf(
                                            Locale.ROOT,
                                            "  keypoints: %s%n",
                                            semantics.toString().toLowerCase(Locale.ROOT)));
            out.printf(Locale.ROOT, "  file: %s%s%n", entry.file(), known(entry));
            out.printf(Locale.ROOT, "  score: %s%n", entry.scoreMeaning());
            entry.notice().ifPresent(notice -> out.printf(Locale.ROOT, "  note: %s%n", notice));
        }
        out.flush();
        return ExitCode.OK;
    }

    /** What identifies the file of a model. */
    private static String known(CatalogueEntry entry) {
        StringBuilder known = new StringBuilder();
        entry.bytes().ifPresent(bytes -> known.append(", ").append(bytes).append(" bytes"));
        entry.sha256().ifPresent(digits -> known.append(", sha256 ").append(digits));
        return known.toString();
    }

    @Command(
            name = "fetch",
            description = {
                "Fetches a model of the catalogue into the models directory and checks its SHA-256.",
                "Continues where an earlier fetch stopped. A file that is not the model is kept as FILE.rejected."
            },
            mixinStandardHelpOptions = true)
    int fetch(@Parameters(paramLabel = "NAME", description = "name in the catalogue") String name) {
        CatalogueEntry entry;
        try {
            entry = ModelCatalogue.embedded().find(name);
        } catch (ModelException e) {
            throw ConfigurationException.of(e);
        }
        ModelFetch fetch =
                new ModelFetch(
                        ModelDirectory.path(), FetchLimits.DEFAULT, spec.commandLine().getErr());
        ShellLine call = ShellLine.of(spec);
        KeptWork.say(() -> "What came is kept; to fetch the rest: " + call);
        spec.commandLine().getOut().println(fetch.fetch(entry));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    @Command(
            name = "verify",
            description =
                    "Says which model a file is, by its SHA-256. Exit code 1 if it is none, or not known.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = "FILE", description = "model file") Path file) {
        Verification verification = ModelCatalogue.embedded().verify(file);
        spec.commandLine().getOut().println(verification.describe());
        spec.commandLine().getOut().flush();
        return verification.entry().isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
