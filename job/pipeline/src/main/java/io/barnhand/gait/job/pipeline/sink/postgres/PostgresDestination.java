package io.barnhand.gait.job.pipeline.sink.postgres;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.configuration.SinkOptions.ResultTarget;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.sink.Destination;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;

/** Databases with the tables of {@code flink-deploy/sql}, for all results but poses. */
public final class PostgresDestination extends Destination<Target.Postgres> {

    /** The newest file of {@code flink-deploy/sql} that the job relies on. */
    static final int VERSION = 5;

    private static final String NAME = "PostgreSQL";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String DENIED = "42501";

    public PostgresDestination(SinkOptions sinks) {
        super(NAME, sinks.targets(Target.Postgres.class));
    }

    private List<String> urls() {
        return targets().stream().map(target -> target.settings().url()).distinct().toList();
    }

    @Override
    protected <T> Sink<T> sink(
            ResultKind<T> result, ResultTarget<Target.Postgres> target, String run) {
        return PostgresSink.into(
                new Database(target.settings().url()),
                PostgresTable.of(result),
                run,
                result.lines(run));
    }

    /** Checks that every database can be reached, has the tables and takes rows. */
    @Override
    public void require() {
        List<String> problems = new ArrayList<>();
        for (String url : urls()) {
            requireTables(url);
            try {
                problems.addAll(PostgresTrial.problems(new Database(url), tables(url)));
            } catch (SQLException e) {
                throw unusable(url, e);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private List<PostgresTable> tables(String url) {
        return targets().stream()
                .filter(target -> target.settings().url().equals(url))
                .map(target -> PostgresTable.of(target.result()))
                .distinct()
                .toList();
    }

    @Override
    public List<RunRegister> registers() {
        return urls().stream()
                .<RunRegister>map(url -> new PostgresRegister(new Database(url)))
                .toList();
    }

    @Override
    public List<HeldFootage> held(Collection<String> runs) {
        return urls().stream().flatMap(url -> held(url, runs).stream()).toList();
    }

    private static List<HeldFootage> held(String url, Collection<String> runs) {
        requireTables(url);
        try {
            return PostgresFootage.of(url, runs);
        } catch (SQLException e) {
            throw unusable(url, e);
        }
    }

    /** A row that is written again replaces itself. */
    @Override
    public void beginAgain(String run) {}

    @Override
    public List<Finding> findings() {
        if (targets().isEmpty()) {
            return List.of();
        }
        try {
            require();
            return List.of(
                    Finding.ok(
                            NAME,
                            String.format(
                                    Locale.ROOT,
                                    "%s has the tables and takes rows",
                                    String.join(", ", urls()))));
        } catch (ConfigurationException e) {
            return List.of(Finding.failed(NAME, e.getMessage()));
        }
    }

    @Override
    public List<PostgresPurge> purges(PurgeScope scope) {
        return urls().stream().sorted().map(url -> new PostgresPurge(url, scope)).toList();
    }

    @Override
    public Stream<String> written(String run) {
        return urls().stream().map(url -> "run " + run + " of " + url);
    }

    private static void requireTables(String url) {
        try (Connection connection = new Database(url).open();
                Statement statement = connection.createStatement();
                ResultSet version =
                        statement.executeQuery(
                                "SELECT coalesce(max(version), 0) FROM barnhand.schema_version")) {
            version.next();
            if (version.getInt(1) < VERSION) {
                throw missing(
                        url,
                        String.format(
                                Locale.ROOT, "has version %d of the tables", version.getInt(1)));
            }
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw missing(url, "has no tables of this job");
            }
            throw unusable(url, e);
        }
    }

    private static ConfigurationException unusable(String url, SQLException e) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "The database %s cannot be used (%s)",
                        url,
                        Database.reason(e)),
                DENIED.equals(e.getSQLState())
                        ? "grant the rights that its user needs (flink-deploy/SINKS.md, Into PostgreSQL)"
                        : "check sinks.*.url, and the password in the file that PGPASSFILE names or in ~/.pgpass");
    }

    private static ConfigurationException missing(String url, String found) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "The database %s %s, version %d is needed",
                        url,
                        found,
                        VERSION),
                "apply the files of flink-deploy/sql that are missing, in order, with psql -f");
    }
}
