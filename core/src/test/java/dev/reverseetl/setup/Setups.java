package dev.reverseetl.setup;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;

/** Set-ups as tests need them: for an administrator of a test's database, with an endpoint that Segment could reach. */
final class Setups {
    static final String PASSWORD = "correct horse battery staple";

    private Setups() {}

    static ReverseEtlSourceSetupBuilder builder(Login admin) {
        return builder(settings(admin));
    }

    static ReverseEtlSourceSetupBuilder builder(ConnectionSettings admin) {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .password(Secret.of(PASSWORD))
                .segmentEndpoint("db.example.com", 5432);
    }

    static ConnectionSettings settings(Login login) {
        return settings(login.database(), login.role(), login.password());
    }

    static ConnectionSettings settings(TestDatabase database, String user, String password) {
        return ConnectionSettings.builder()
                .host(database.server().host())
                .port(database.server().port())
                .database(database.name())
                .user(user)
                .password(Secret.of(password))
                .build();
    }
}
