package dev.reverseetl.provider.rds;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.setup.PasswordVerifier;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestCertificate;
import dev.reverseetl.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * A server that lets its master user in as RDS does: by TLS, with a token sent in clear, and only with the one that is
 * due at this minute. RDS asks PAM about it; here it is the user's password, until the next one is made.
 */
final class IamServer implements AutoCloseable {
    private static final String PG_HBA = """
            hostssl all +rds_iam all password
            host    all +rds_iam all reject
            host    all all      all scram-sha-256
            """;

    private final OwnServer server;
    private final TestDatabase database;
    private final Login master;
    private final Path caBundle;

    private IamServer(OwnServer server, TestDatabase database, Login master, Path caBundle) {
        this.server = server;
        this.database = database;
        this.master = master;
        this.caBundle = caBundle;
    }

    static IamServer start(Path files) throws IOException, SQLException {
        TestCertificate root = TestCertificate.root("Amazon RDS Root CA");
        TestCertificate certificate = root.issue("server", "localhost");
        OwnServer server = PostgresServers.startOwn(
                PostgresServers.newest().major(),
                Map.of(
                        "ssl", "on",
                        "ssl_cert_file", text(certificate.writeTo(files.resolve("server.crt"))),
                        "ssl_key_file", text(certificate.writeKeyTo(files.resolve("server.key"))),
                        "hba_file", text(Files.writeString(files.resolve("hba.conf"), PG_HBA))));
        TestDatabase database = server.createDatabase();
        Login master = RdsShape.RDS.shape(database);
        database.run("GRANT rds_iam TO " + master.quotedRole());
        return new IamServer(server, database, master, root.writeTo(files.resolve("bundle.pem")));
    }

    TestDatabase database() {
        return database;
    }

    Login master() {
        return master;
    }

    Path caBundle() {
        return caBundle;
    }

    /** The minutes that pass from token to token, each of which the server learns. */
    TokenClock clock(AwsCredentialsProvider credentials, Endpoint endpoint) {
        return new TokenClock(this, credentials, endpoint);
    }

    @Override
    public void close() throws SQLException {
        database.close();
        server.close();
    }

    private static String text(Path file) {
        return file.toAbsolutePath().toString();
    }

    static final class TokenClock extends Clock {
        private final IamServer server;
        private final AwsCredentialsProvider credentials;
        private final Endpoint endpoint;
        private final List<String> tokens = new ArrayList<>();
        private Instant now = Instant.parse("2026-11-23T08:00:00Z");

        private TokenClock(IamServer server, AwsCredentialsProvider credentials, Endpoint endpoint) {
            this.server = server;
            this.credentials = credentials;
            this.endpoint = endpoint;
        }

        List<String> tokens() {
            return tokens;
        }

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofMinutes(1));
            Clock fixed = Clock.fixed(now, ZoneOffset.UTC);
            Secret token = new IamTokens(credentials, Region.EU_WEST_1, fixed).token(endpoint, server.master.role());
            tokens.add(token.reveal(String::new));
            try {
                // A verifier, or the logs of this very statement would show the token.
                server.database.run(
                        "ALTER ROLE " + server.master.quotedRole() + " PASSWORD '" + PasswordVerifier.of(token) + "'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
