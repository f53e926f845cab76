package dev.reverseetl.setup;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** A set-up over one lent connection, which comes by all places at which a {@link HeldLock} can hold it up. */
record WaitingSetup(PoolOfOne pool, String role) implements AutoCloseable {
    static WaitingSetup in(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        AppSchema.create(admin);
        return new WaitingSetup(new PoolOfOne(admin.connect()), database.uniqueRole("segment"));
    }

    ReverseEtlSourceSetup with(UnaryOperator<ReverseEtlSourceSetupBuilder> options) {
        return options.apply(ReverseEtlSourceSetup.builder()
                        .admin(pool)
                        .role(role)
                        .segmentEndpoint("db.example.com", 5432)
                        .grantRead(ReadScope.schema("app"))
                        .model(Model.of("users", "SELECT id FROM app.users", "id")))
                .build();
    }

    @Override
    public void close() throws SQLException {
        pool.close();
    }
}
