package dev.reverseetl.setup;

import dev.reverseetl.testing.Login;
import java.sql.SQLException;

/**
 * The schema {@code app}, which a source reads from: the tables {@code users} and {@code orders} and the view
 * {@code active}.
 */
final class AppSchema {
    private AppSchema() {}

    /** Creates it as the administrator's own. */
    static void create(Login admin) throws SQLException {
        new StartingState(StartingState.Role.ABSENT, StartingState.Schema.ABSENT, StartingState.Grants.NONE)
                .create(admin.database(), admin, "absent", "absent");
    }
}
