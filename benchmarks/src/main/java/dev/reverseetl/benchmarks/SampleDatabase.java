package dev.reverseetl.benchmarks;

import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.PermissionAudit;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.PostgresServer;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database with {@link SampleObjects}, and the role that is to run models on them.
 *
 * @param database the database
 * @param role the role
 */
record SampleDatabase(TestDatabase database, Login role) {
    /** Makes one with this many tables, of which {@code objects} tells what is in use. */
    static SampleDatabase create(PostgresServer server, SampleObjects objects, int tables) throws SQLException {
        TestDatabase database = server.createDatabase();
        Login role = database.createLogin("segment");
        objects.create(database, role.quotedRole(), tables);
        return new SampleDatabase(database, role);
    }

    /** The superuser, as who audits. */
    DataSource admin() {
        return database.dataSource();
    }

    DataSource adminThrough(WireProxy proxy) {
        return proxy.dataSource(
                database.name(), PostgresServer.SUPERUSER, database.server().superuserPassword());
    }

    AuditReport audit(DataSource connection, List<Model> models) {
        return PermissionAudit.builder()
                .connection(connection)
                .role(role.role())
                .models(models)
                .deadline(Duration.ofMinutes(30))
                .build()
                .run();
    }
}
