package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.pipeline.checks.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Java that this process runs on. */
public final class JavaCheck {

    private static final int TRIED = 17;
    private static final String SUBJECT = "Java";
    private static final String OPENED = "java.util";

    private JavaCheck() {}

    public static List<Finding> find() {
        return of(
                Runtime.version().feature(),
                String.format(
                        Locale.ROOT,
                        "%s, %s, %s",
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"),
                        System.getProperty("java.home")),
                Object.class.getModule().isOpen(OPENED, JavaCheck.class.getModule()));
    }

    /**
     * @param feature its version, such as 17
     * @param opened whether Flink may read what is private in the collections of the JDK
     */
    static List<Finding> of(int feature, String described, boolean opened) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                feature == TRIED
                        ? Finding.ok(SUBJECT, described)
                        : Finding.warning(
                                SUBJECT,
                                described,
                                String.format(
                                        Locale.ROOT,
                                        "the job is tested with Java %d only: set JAVA_HOME to one",
                                        TRIED)));
        if (!opened) {
            findings.add(
                    Finding.failed(
                            SUBJECT,
                            String.format(
                                    Locale.ROOT, "%s is closed to Flink's serialisers", OPENED),
                            String.format(
                                    Locale.ROOT,
                                    "start Java with --add-opens=java.base/%s=ALL-UNNAMED, as flink-deploy/barnhand does",
                                    OPENED)));
        }
        return findings;
    }
}
