package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.HostDataSource;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.xa.PGXADataSource;

/** A connection that is part of somebody's transaction is refused by every verb, and the transaction goes on. */
class EnlistedConnectionIT {
    enum Begun {
        BY_A_STATEMENT_WITHOUT_AUTOCOMMIT {
            @Override
            void begin(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
            }
        },
        BY_HAND {
            @Override
            void begin(Connection connection) throws SQLException {
                new TestSession(connection).run("BEGIN");
            }
        },
        BY_HAND_WITHOUT_AUTOCOMMIT {
            @Override
            void begin(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                new TestSession(connection).run("BEGIN");
            }
        };

        abstract void begin(Connection connection) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource
    void everyVerbRefusesAnOpenTransactionAndLeavesIt(Begun how, @OnePostgres TestDatabase database)
            throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        AppSchema.create(admin);
        Verbs verbs = Verbs.of(admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        try (PoolOfOne pool = new PoolOfOne(admin.connect())) {
            TestSession host = new TestSession(pool.connection());
            how.begin(pool.connection());
            host.run("INSERT INTO app.users VALUES (1, 'a@example.com')");
            verbs.through(pool).forEach((name, verb) -> assertThatItIsRefused(name, verb));
            assertThat(pool.isLent()).isFalse();
            assertThat(host.rows("SELECT id FROM app.users")).containsExactly("1");
            assertThat(database.rows("SELECT id FROM app.users")).isEmpty();
            host.run("COMMIT");
        }
        assertThat(database.rows("SELECT id FROM app.users")).containsExactly("1");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @Test
    void aTransactionThatFailedStaysFailed(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        Verbs verbs = Verbs.of(admin);
        try (PoolOfOne pool = new PoolOfOne(admin.connect())) {
            TestSession host = new TestSession(pool.connection());
            pool.connection().setAutoCommit(false);
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> host.run("SELECT nothing"));
            verbs.through(pool).forEach((name, verb) -> assertThatItIsRefused(name, verb));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> host.run("SELECT 1"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
        }
    }

    @ParameterizedTest
    @EnumSource(EnlistedWork.class)
    void everyVerbRefusesADistributedTransactionAndLeavesIt(EnlistedWork work, @OnePostgres TestDatabase database)
            throws SQLException, XAException {
        Login admin = AdminShape.RDS.create(database);
        AppSchema.create(admin);
        Verbs verbs = Verbs.of(admin);
        XAConnection enlisted = xaConnection(admin);
        try {
            XAResource resource = enlisted.getXAResource();
            TestXid xid = new TestXid(1);
            resource.start(xid, XAResource.TMNOFLAGS);
            if (work == EnlistedWork.DONE) {
                insert(enlisted);
            }
            verbs.through((HostDataSource) enlisted::getConnection)
                    .forEach((name, verb) -> assertThatItIsRefused(name, verb));
            if (work == EnlistedWork.TO_COME) {
                insert(enlisted);
            }
            resource.end(xid, XAResource.TMSUCCESS);
            resource.commit(xid, true);
        } finally {
            enlisted.close();
        }
        assertThat(database.rows("SELECT id FROM app.users")).containsExactly("1");
    }

    @Test
    void aDistributedConnectionOutsideOfATransactionWillDo(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        XAConnection idle = xaConnection(admin);
        try {
            ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                    .admin((HostDataSource) idle::getConnection)
                    .role(database.uniqueRole("segment"))
                    .segmentEndpoint("db.example.com", 5432)
                    .build();
            assertThat(setup.apply(setup.plan()).proof()).isEqualTo(Proof.REHEARSED);
        } finally {
            idle.close();
        }
    }

    enum EnlistedWork {
        DONE,
        TO_COME
    }

    private static void insert(XAConnection enlisted) throws SQLException {
        new TestSession(enlisted.getConnection()).run("INSERT INTO app.users VALUES (1, 'a@example.com')");
    }

    private static void assertThatItIsRefused(String name, ThrowingCallable verb) {
        assertThatExceptionOfType(ReverseEtlException.class)
                .as(name)
                .isThrownBy(verb)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_IN_TRANSACTION));
    }

    private static XAConnection xaConnection(Login admin) throws SQLException {
        PGXADataSource dataSource = new PGXADataSource();
        dataSource.setServerNames(new String[] {admin.database().server().host()});
        dataSource.setPortNumbers(new int[] {admin.database().server().port()});
        dataSource.setDatabaseName(admin.database().name());
        return dataSource.getXAConnection(admin.role(), admin.password());
    }

    /** What the verbs need, made beforehand over another connection and undone again. */
    private record Verbs(String role, SetupPlan plan, UndoRecord undoRecord) {
        static Verbs of(Login admin) {
            String role = admin.database().uniqueRole("segment");
            ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
            SetupPlan plan = setup.plan();
            UndoRecord undoRecord = setup.apply(plan).undoRecord();
            setup.undo(undoRecord);
            return new Verbs(role, plan, undoRecord);
        }

        Map<String, ThrowingCallable> through(HostDataSource dataSource) {
            ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                    .admin(dataSource)
                    .role(role)
                    .segmentEndpoint("db.example.com", 5432)
                    .build();
            Map<String, ThrowingCallable> verbs = new LinkedHashMap<>();
            verbs.put("plan", setup::plan);
            verbs.put("apply", () -> setup.apply(plan));
            verbs.put("applyPartial", () -> setup.applyPartial(plan));
            verbs.put("verify", setup::verify);
            verbs.put("removeExcess", setup::removeExcess);
            verbs.put("teardown", setup::teardown);
            verbs.put("undo", () -> setup.undo(undoRecord));
            verbs.put("rotatePassword", () -> setup.rotatePassword(Secret.of("another")));
            return verbs;
        }
    }
}
