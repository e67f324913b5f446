package io.barnhand.gait.job.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;

/** The columns that {@code job/FORMATS.md} explains are those that are written. */
class PoseColumnsTest {

    private static final Path PAGE = Path.of("../FORMATS.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([a-z0-9 ]+) \\|.*");

    @Test
    void thePageNamesEveryColumnWithItsType() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("| column | type |"));

        assertThat(table.lines().skip(2).takeWhile(line -> line.startsWith("|")))
                .map(ROW::matcher)
                .allMatch(java.util.regex.Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2))
                .isEqualTo(columns());
    }

    private static List<String> columns() {
        return PoseSchema.ROW.getFields().stream()
                .map(column -> column.getName() + " " + type(column))
                .toList();
    }

    private static String type(Type column) {
        if (LogicalTypeAnnotation.listType().equals(column.getLogicalTypeAnnotation())) {
            Type element = column.asGroupType().getType(0).asGroupType().getType(0);
            return "list of " + type(element);
        }
        if (LogicalTypeAnnotation.stringType().equals(column.getLogicalTypeAnnotation())) {
            return "string";
        }
        return column.asPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    }
}
