package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.HostDataSource;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An administrator whose sessions have a search path of their own: models are explained with the one that the role's
 * sessions will have.
 */
class AdminSearchPathIT {
    /** Where the administrator's search path comes from. */
    enum Origin {
        CONNECTION,
        POOL,
        ROLE,
        ROLE_IN_DATABASE
    }

    @ParameterizedTest
    @EnumSource
    void hidesNothingFromTheRehearsal(Origin origin, @OnePostgres TestDatabase database) throws SQLException {
        Login admin = adminWithPath(database, "\"Elsewhere\"", origin);
        ReverseEtlSourceSetup setup = setup(admin, "\"Elsewhere\"", origin, "SELECT id FROM users");
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.REHEARSED);
        assertThat(setup.verify().holds()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void addsNothingToTheAudit(Origin origin, @OnePostgres TestDatabase database) throws SQLException {
        Login admin = adminWithPath(database, "\"Elsewhere\", public", origin);
        ReverseEtlSourceSetup setup = setup(admin, "\"Elsewhere\", public", origin, "SELECT id FROM secrets");
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(setup.plan()))
                .withMessageContaining("\"secrets\" does not exist")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_BLOCKED));
    }

    @ParameterizedTest
    @EnumSource
    void doesNotReplaceThatOfTheDatabase(Origin origin, @OnePostgres TestDatabase database) throws SQLException {
        Login admin = adminWithPath(database, "public", origin);
        database.run("ALTER DATABASE " + database.quotedName() + " SET search_path = \"Elsewhere\"");
        ReverseEtlSourceSetup setup = setup(admin, "public", origin, "SELECT id FROM secrets");
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.REHEARSED);
        assertThat(setup.verify().holds()).isTrue();
    }

    /** {@code public.users}, which the role's sessions find, and {@code "Elsewhere".secrets}, which they don't. */
    private static Login adminWithPath(TestDatabase database, String path, Origin origin) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        database.run(
                "CREATE TABLE public.users (id int)",
                "CREATE SCHEMA \"Elsewhere\"",
                "CREATE TABLE \"Elsewhere\".secrets (id int)");
        switch (origin) {
            case ROLE -> database.run("ALTER ROLE " + admin.quotedRole() + " SET search_path = " + path);
            case ROLE_IN_DATABASE ->
                database.run("ALTER ROLE " + admin.quotedRole() + " IN DATABASE " + database.quotedName()
                        + " SET search_path = " + path);
            case CONNECTION, POOL -> {}
        }
        return admin;
    }

    private static ReverseEtlSourceSetup setup(Login admin, String path, Origin origin, String query) {
        return ReverseEtlSourceSetup.builder()
                .admin(dataSource(admin, path, origin))
                .role(admin.database().uniqueRole("segment"))
                .segmentEndpoint("db.example.com", 5432)
                .grantRead(ReadScope.schema("public"))
                .grantRead(ReadScope.schema("Elsewhere"))
                .model(Model.of("model", query, "id"))
                .build();
    }

    private static DataSource dataSource(Login admin, String path, Origin origin) {
        PGSimpleDataSource dataSource = (PGSimpleDataSource) admin.dataSource();
        return switch (origin) {
            case CONNECTION -> {
                dataSource.setOptions("-c search_path=" + path.replace(" ", ""));
                yield dataSource;
            }
            case POOL ->
                (HostDataSource) () -> {
                    Connection connection = dataSource.getConnection();
                    new TestSession(connection).run("SET search_path = " + path);
                    return connection;
                };
            case ROLE, ROLE_IN_DATABASE -> dataSource;
        };
    }
}
