package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A server that is older than what the library knows. */
class OldServerIT {
    @Test
    void isRefusedByEveryVerbWithBothVersions() throws Exception {
        assumeTrue(PostgresServers.isAvailable(13), "PostgreSQL 13 is not there for this platform");
        try (TestDatabase database = PostgresServers.start(13).createDatabase()) {
            Login admin = AdminShape.RDS.create(database);
            String role = database.uniqueRole("segment");
            database.run("CREATE ROLE " + role + " LOGIN");
            ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
            CatalogSnapshot before = CatalogSnapshot.of(database);
            Stream<ThrowingCallable> verbs = Stream.of(
                    setup::plan, setup::teardown, setup::verify, () -> setup.rotatePassword(Secret.of("another")));
            verbs.forEach(verb -> assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(verb)
                    .withMessageContaining("PostgreSQL 13.")
                    .withMessageContaining("14 and newer")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_SERVER)));
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        }
    }
}
