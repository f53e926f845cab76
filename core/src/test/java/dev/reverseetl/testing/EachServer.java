package dev.reverseetl.testing;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Lazily, so that servers start and databases come one at a time; JUnit closes the databases, as it does all closeable
 * arguments.
 */
final class EachServer implements ArgumentsProvider, AnnotationConsumer<EachPostgres> {
    private int since;

    @Override
    public void accept(EachPostgres annotation) {
        since = annotation.since();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        boolean database =
                parameters.getFirst().orElseThrow().getParameterType().equals(TestDatabase.class);
        return PostgresServers.selected()
                .filter(server -> server.major() >= since)
                .map(server -> argumentSet(server.toString(), database ? createDatabase(server) : server));
    }

    static TestDatabase createDatabase(PostgresServer server) {
        try {
            return server.createDatabase();
        } catch (SQLException e) {
            throw new IllegalStateException("No database on " + server, e);
        }
    }
}
