package io.barnhand.gait.job.analysis.report.page;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the page by {@code report.ftlh}. Whatever comes from a run is escaped; the only script and
 * the only style are the page's own, which its content security policy names by their digests.
 */
public final class PageTemplate {

    private static final String FOLDER = "/io/barnhand/gait/job/analysis/report/";

    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);

    public PageTemplate() {
        configuration.setClassForTemplateLoading(PageTemplate.class, FOLDER);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    }

    /**
     * @throws IOException if it cannot be written
     */
    public void write(ReportPage page, Writer out) throws IOException {
        String style = resource("report.css");
        String script = resource("report.js");
        Map<String, Object> model =
                Map.of(
                        "page",
                        page,
                        "words",
                        Wording.method(),
                        "style",
                        style,
                        "script",
                        script,
                        "styleDigest",
                        digest(style),
                        "scriptDigest",
                        digest(script));
        try {
            configuration.getTemplate("report.ftlh").process(model, out);
        } catch (TemplateException e) {
            throw new IllegalStateException("The page could not be made", e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageTemplate.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
