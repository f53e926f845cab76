package dev.reverseetl.setup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lends one connection, as it is, and fails when a second is asked for. Resets nothing, so that a borrower's traces
 * stay to be seen, and notes what is done with a handle that was given back: the connection may be somebody else's by
 * then.
 */
public final class PoolOfOne implements HostDataSource, AutoCloseable {
    private final Connection connection;
    private final List<String> misuses = new ArrayList<>();
    private boolean lent;

    public PoolOfOne(Connection connection) {
        this.connection = connection;
    }

    /** The connection itself, for the host's own use. */
    public Connection connection() {
        return connection;
    }

    public boolean isLent() {
        return lent;
    }

    /** What was done with handles that had been given back. */
    public List<String> misuses() {
        return List.copyOf(misuses);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (lent) {
            throw new SQLException("the pool's only connection is lent already");
        }
        lent = true;
        return (Connection) Proxy.newProxyInstance(
                PoolOfOne.class.getClassLoader(), new Class<?>[] {Connection.class}, new Handle()::invoke);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private final class Handle {
        private boolean closed;

        @Nullable
        Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                if (!closed) {
                    closed = true;
                    lent = false;
                }
                return null;
            }
            if (method.getDeclaringClass().equals(java.sql.Wrapper.class)) {
                throw new SQLException("this pool doesn't unwrap");
            }
            if (closed) {
                misuses.add(method.getName());
                throw new SQLException("the handle was given back");
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
