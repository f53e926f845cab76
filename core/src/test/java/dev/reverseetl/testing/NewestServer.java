package dev.reverseetl.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

final class NewestServer implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(NewestServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return parameter.isAnnotated(OnePostgres.class)
                && (type.equals(PostgresServer.class) || type.equals(TestDatabase.class));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        PostgresServer server = PostgresServers.newest();
        if (parameter.getParameter().getType().equals(PostgresServer.class)) {
            return server;
        }
        TestDatabase database = EachServer.createDatabase(server);
        // JUnit closes what it stores when the test ends.
        context.getStore(NAMESPACE).put(parameter.getIndex(), database);
        return database;
    }
}
