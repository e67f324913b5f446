package io.barnhand.gait.job.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The tables and views of {@code flink-deploy/sql} in a separate database. */
public final class BarnTables {

    private static final Path FILES = Path.of("../../flink-deploy/sql");

    private final Connection database;

    private BarnTables(Connection database) {
        this.database = database;
    }

    /** The existing tables. */
    public static BarnTables of(Connection database) {
        return new BarnTables(database);
    }

    /** Creates the tables again, by the files in their order. */
    public static BarnTables in(Connection database) throws IOException, SQLException {
        return in(database, FILES);
    }

    /** Creates the tables again, by the files of a folder in their order. */
    public static BarnTables in(Connection database, Path folder) throws IOException, SQLException {
        BarnTables tables = new BarnTables(database);
        tables.execute("DROP SCHEMA IF EXISTS barnhand CASCADE");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                tables.execute(Files.readString(file));
            }
        }
        return tables;
    }

    /** Applies a file, whole or not at all. */
    public void apply(String file) throws IOException, SQLException {
        execute(Files.readString(FILES.resolve(file)));
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows as texts, columns with blanks between. */
    public List<String> rows(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                String[] columns = new String[result.getMetaData().getColumnCount()];
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = result.getString(i + 1);
                }
                rows.add(String.join(" ", Arrays.asList(columns)));
            }
            return rows;
        }
    }
}
