package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;

/** What a role's code, which EXPLAIN runs, leaves in the session of the administrator that no rollback takes back. */
class HostileSessionIT {
    private static final String[] REPLACE = {"""
        CREATE FUNCTION evil.replace(wait float8) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
        DECLARE name text; BEGIN
          FOR name IN SELECT p.name FROM pg_prepared_statements p LOOP
            EXECUTE format('DEALLOCATE %I', name);
            EXECUTE format('PREPARE %I AS SELECT evil.trace()', name);
          END LOOP;
          PERFORM pg_sleep(wait);
          RETURN 1;
        END $$""", """
        CREATE FUNCTION evil.hand(wait float8) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
          RETURN evil.replace(wait); END $$"""};

    /** The driver prepares what a host runs often, its COMMIT and ROLLBACK too, and no rollback undoes a PREPARE. */
    @OutermostPostgres
    void itCannotReplaceWhatTheSessionHasPrepared(TestDatabase database) throws SQLException {
        for (AdminShape shape : List.of(AdminShape.SUPERUSER, AdminShape.RDS)) {
            Attack attack = Attack.on(database, shape);
            attack.asRole(REPLACE);
            for (boolean running : new boolean[] {false, true}) {
                auditInAPool(attack, audit -> {
                    PermissionAuditBuilder builder =
                            audit.model(Model.of("m", "SELECT 1 AS id WHERE evil.hand(0) = 1", "id"));
                    (running ? builder.runningModels() : builder).build().run();
                });
            }
            attack.assertNothingRan();
            attack.end();
        }
    }

    @OutermostPostgres
    void norWhenTheAuditRunsOutOfTime(TestDatabase database) throws SQLException {
        Attack attack = Attack.on(database, AdminShape.SUPERUSER);
        attack.asRole(REPLACE);
        auditInAPool(
                attack,
                audit -> assertThatExceptionOfType(ReverseEtlException.class)
                        .isThrownBy(() -> audit.model(Model.of("m", "SELECT 1 AS id WHERE evil.hand(60) = 1", "id"))
                                .deadline(Duration.ofSeconds(2))
                                .build()
                                .run())
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED)));
        attack.assertNothingRan();
    }

    /** The host goes on with the connection that it lent. */
    private static void auditInAPool(Attack attack, Consumer<PermissionAuditBuilder> audit) throws SQLException {
        PGSimpleDataSource source = (PGSimpleDataSource) attack.admin().dataSource();
        source.setProperty("flushCacheOnDdl", "false"); // as with older drivers
        try (PoolOfOne pool = new PoolOfOne(source.getConnection())) {
            use(pool.connection());
            audit.accept(PermissionAudit.builder()
                    .connection(pool)
                    .role(attack.role().role()));
            use(pool.connection());
        }
    }

    private static void use(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement("SELECT 'as usual'")) {
            for (int i = 0; i < 10; i++) {
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    assertThat(result.getString(1)).isEqualTo("as usual");
                }
            }
        }
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
