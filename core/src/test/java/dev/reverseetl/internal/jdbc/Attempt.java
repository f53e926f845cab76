package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tries to connect. */
final class Attempt {
    static final String PASSWORD = "hunter2 & Co: ä/?@%";

    private Attempt() {}

    /** Connects and returns one value. */
    static String query(ConnectionSettings settings, String sql) throws SQLException {
        try (Connection connection = ConnectionSource.of(settings).open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    static boolean isEncrypted(ConnectionSettings settings) throws SQLException {
        return query(settings, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                .equals("t");
    }

    /** Checks that connecting fails, with the right code and help, the values in quotes, and without the password. */
    static ReverseEtlException fails(ConnectionSettings settings, ConnectProblem expected) {
        return fails(ConnectionSource.of(settings), expected);
    }

    static ReverseEtlException fails(ConnectionSource source, ConnectProblem expected) {
        ReverseEtlException failure = catchThrowableOfType(
                ReverseEtlException.class, () -> source.open().close());
        assertThat(failure).as("%s", expected).isNotNull();
        assertThat(failure.remedy()).as("%s", failure).isEqualTo(expected.remedy());
        assertThat(failure.code()).isEqualTo(expected.code());
        assertThat(failure).hasMessageContaining(expected.why()).hasMessageContaining(source.describe());
        hidesThePassword(failure);
        return failure;
    }

    private static void hidesThePassword(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(PASSWORD);
        }
    }
}
