package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.jdbc.Transaction.Access;
import dev.reverseetl.internal.jdbc.Transaction.Begun;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** A role to audit, with a group that it isn't a member of yet, and an owner of {@code app.t}. */
record AuditedRole(TestDatabase database, Login login, String group, String owner) {
    static final Identifier MANAGED = Identifier.of("__segment_reverse_etl");

    /** The role has what setup grants: CREATE on the database, and all of the managed schema. */
    static AuditedRole create(TestDatabase database) throws SQLException {
        AuditedRole role = new AuditedRole(
                database, database.createLogin("segment"), database.uniqueRole("grp"), database.uniqueRole("owner"));
        role.run(
                "CREATE ROLE :grp",
                "CREATE ROLE :owner",
                "CREATE SCHEMA app AUTHORIZATION :owner",
                "CREATE TABLE app.t (id int PRIMARY KEY, name text)",
                "ALTER TABLE app.t OWNER TO :owner",
                "GRANT USAGE ON SCHEMA app TO :role",
                "GRANT SELECT ON app.t TO :role",
                "GRANT CREATE ON DATABASE :db TO :role",
                "CREATE SCHEMA __segment_reverse_etl AUTHORIZATION :role",
                "CREATE TABLE __segment_reverse_etl.records_1 (record_id text, checksum text)",
                "GRANT ALL ON __segment_reverse_etl.records_1 TO :role",
                "CREATE TABLE __segment_reverse_etl.checkpoints_1 (checkpoint text)",
                "ALTER TABLE __segment_reverse_etl.checkpoints_1 OWNER TO :role");
        return role;
    }

    /** Runs statements as superuser, in which {@code :role} and so on stand for names. */
    void run(String... statements) throws SQLException {
        for (String sql : statements) {
            database.run(named(sql));
        }
    }

    private String named(String sql) {
        return sql.replace(":role", login.quotedRole())
                .replace(":grp", Identifier.of(group).quoted())
                .replace(":owner", Identifier.of(owner).quoted())
                .replace(":db", database.quotedName());
    }

    List<Finding> findings() {
        return findings(database.dataSource(), List.of());
    }

    List<Finding> findings(DataSource auditor, Collection<Long> locked) {
        return RoleFindings.of(state(auditor, locked));
    }

    RoleState state(DataSource auditor, Collection<Long> locked) {
        return reading(auditor, (transaction, version) -> {
            RoleStateReading reading = new RoleStateReading(Identifier.of(login.role()), MANAGED, locked, version);
            return reading.read(transaction.read(reading.queries())).orElseThrow();
        });
    }

    <T> List<T> read(Function<ServerVersion, Query<T>> query) {
        return reading(database.dataSource(), (transaction, version) -> transaction.read(query.apply(version)));
    }

    private static <T> T reading(DataSource auditor, Reading<T> reading) {
        Begun<AdminSession> begun = Transaction.begin(
                ConnectionSource.of(auditor),
                Access.READ_ONLY,
                Duration.ofSeconds(2),
                Deadline.after(Duration.ofSeconds(60)),
                AdminSession.query());
        try (Transaction transaction = begun.transaction()) {
            return reading.read(transaction, begun.rows().get(0).version());
        }
    }

    private interface Reading<T> {
        T read(Transaction transaction, ServerVersion version);
    }
}
