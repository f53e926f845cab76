package dev.reverseetl.testing;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

final class EachServerAndAdmin implements ArgumentsProvider, AnnotationConsumer<EachAdmin> {
    private AdminShape[] shapes = {};

    @Override
    public void accept(EachAdmin annotation) {
        shapes = annotation.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return PostgresServers.turningPoints()
                .flatMap(server -> Arrays.stream(shapes).map(shape -> arguments(server, shape)));
    }

    private static Arguments arguments(PostgresServer server, AdminShape shape) {
        TestDatabase database = EachServer.createDatabase(server);
        try {
            return argumentSet(server + ", " + shape, database, shape.create(database));
        } catch (SQLException e) {
            throw new IllegalStateException("No administrator " + shape + " on " + server, e);
        }
    }
}
