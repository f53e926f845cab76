package dev.reverseetl.testing;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** As {@link EachServer}, but only the oldest and the newest, unless long tests run too. */
final class OutermostServers implements ArgumentsProvider, AnnotationConsumer<OutermostPostgres> {
    private int since;

    @Override
    public void accept(OutermostPostgres annotation) {
        since = annotation.since();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        boolean database =
                parameters.getFirst().orElseThrow().getParameterType().equals(TestDatabase.class);
        return PostgresServers.outermost()
                .filter(server -> server.major() >= since)
                .map(server -> argumentSet(server.toString(), database ? EachServer.createDatabase(server) : server));
    }
}
