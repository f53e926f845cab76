package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.SslMode;
import dev.reverseetl.testing.TestCertificate;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real server's certificate must be for each sslmode. */
@ParameterizedClass
@MethodSource("servers")
class TlsIT {
    private static final TestCertificate ROOT = TestCertificate.root("root");

    private final TlsServer server;
    private final Path files;
    private final Path root;

    TlsIT(TlsServer server, @TempDir Path files) throws IOException {
        this.server = server;
        this.files = files;
        this.root = ROOT.writeTo(files.resolve("root.crt"));
    }

    static Stream<TlsServer> servers() {
        return TlsServer.ofOutermostVersions(
                ROOT, "CREATE ROLE app LOGIN PASSWORD '" + Attempt.PASSWORD + "'", "CREATE ROLE certified LOGIN");
    }

    @Test
    void acceptsACertificateForTheHost() throws Exception {
        server.show(ROOT.issue("server", "localhost", "127.0.0.1", "::1"));

        for (String host : hosts()) {
            assertThat(Attempt.isEncrypted(
                            verifying(SslMode.VERIFY_FULL, root).host(host).build()))
                    .as(host)
                    .isTrue();
        }
    }

    @Test
    void checksTheHostOnlyInFull() throws Exception {
        server.show(ROOT.issue("server", "elsewhere.example"));

        assertThat(Attempt.fails(
                        verifying(SslMode.VERIFY_FULL, root).build(), ConnectProblem.CERTIFICATE_OF_OTHER_HOST))
                .hasMessageContaining("\"localhost:");
        assertThat(Attempt.isEncrypted(verifying(SslMode.VERIFY_CA, root).build()))
                .isTrue();
        assertThat(Attempt.isEncrypted(verifying(SslMode.REQUIRE, root).build()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRE", "VERIFY_CA", "VERIFY_FULL"})
    void refusesACertificateOfAnotherRoot(SslMode mode) throws Exception {
        server.show(ROOT.issue("server", "localhost"));
        Path other = TestCertificate.root("other").writeTo(files.resolve("other.crt"));
        Path renewed = TestCertificate.root("root").writeTo(files.resolve("renewed.crt"));

        Attempt.fails(verifying(mode, renewed).build(), ConnectProblem.CERTIFICATE_UNTRUSTED);
        assertThat(Attempt.fails(verifying(mode, other).build(), ConnectProblem.CERTIFICATE_UNTRUSTED))
                .hasMessageContaining("other.crt");
        Attempt.fails(
                verifying(SslMode.VERIFY_FULL, ConnectionSettings.SYSTEM_ROOTS).build(),
                ConnectProblem.CERTIFICATE_UNTRUSTED);
    }

    @Test
    void refusesASelfSignedCertificateUntilItIsTrusted() throws Exception {
        TestCertificate selfSigned = TestCertificate.root("localhost");
        server.show(selfSigned);

        Attempt.fails(verifying(SslMode.VERIFY_FULL, root).build(), ConnectProblem.CERTIFICATE_UNTRUSTED);
        Path itself = selfSigned.writeTo(files.resolve("self.crt"));
        assertThat(Attempt.isEncrypted(verifying(SslMode.VERIFY_FULL, itself).build()))
                .isTrue();
    }

    @Test
    void refusesAnExpiredCertificate() throws Exception {
        Instant yesterday = Instant.now().minus(TestCertificate.days(1));
        server.show(ROOT.issue("server", yesterday.minus(TestCertificate.days(1)), yesterday, "localhost"));

        Attempt.fails(verifying(SslMode.VERIFY_CA, root).build(), ConnectProblem.CERTIFICATE_EXPIRED);
    }

    @Test
    void refusesACertificateOfTheFuture() throws Exception {
        Instant tomorrow = Instant.now().plus(TestCertificate.days(1));
        server.show(ROOT.issue("server", tomorrow, tomorrow.plus(TestCertificate.days(1)), "localhost"));

        Attempt.fails(verifying(SslMode.VERIFY_CA, root).build(), ConnectProblem.CERTIFICATE_NOT_YET_VALID);
    }

    @Test
    void asksForNoTrustUnlessToldTo() throws Exception {
        server.show(TestCertificate.root("whoever"));

        assertThat(Attempt.isEncrypted(settings().sslMode(SslMode.REQUIRE).build()))
                .isTrue();
        assertThat(Attempt.isEncrypted(settings().sslMode(SslMode.PREFER).build()))
                .isTrue();
        assertThat(Attempt.isEncrypted(settings().sslMode(SslMode.ALLOW).build()))
                .isFalse();
        assertThat(Attempt.isEncrypted(settings().sslMode(SslMode.DISABLE).build()))
                .isFalse();
    }

    @Test
    void knowsAServerWithoutTls() throws Exception {
        server.offerTls(false);
        try {
            Attempt.fails(settings().sslMode(SslMode.REQUIRE).build(), ConnectProblem.TLS_NOT_OFFERED);
            Attempt.fails(verifying(SslMode.VERIFY_FULL, root).build(), ConnectProblem.TLS_NOT_OFFERED);
            Attempt.fails(withoutPassword().sslMode(SslMode.REQUIRE).build(), ConnectProblem.TLS_NOT_OFFERED);
            assertThat(Attempt.isEncrypted(settings().build())).isFalse();
        } finally {
            server.offerTls(true);
        }
    }

    @Test
    void knowsAFileThatCannotBeUsed() throws Exception {
        Path garbage = Files.writeString(files.resolve("garbage.crt"), "garbage");

        assertThat(Attempt.fails(
                        verifying(SslMode.VERIFY_CA, files.resolve("missing.crt"))
                                .build(),
                        ConnectProblem.TLS_FILE))
                .hasMessageContaining("missing.crt");
        Attempt.fails(verifying(SslMode.VERIFY_CA, garbage).build(), ConnectProblem.TLS_FILE);
        Attempt.fails(verifying(SslMode.VERIFY_CA, files).build(), ConnectProblem.TLS_FILE);
    }

    @Test
    void showsAClientCertificate() throws Exception {
        server.show(ROOT.issue("server", "localhost"));
        TestCertificate client = ROOT.issue("certified", "client.example");
        ConnectionSettings.Builder certified = withoutPassword()
                .user("certified")
                .sslMode(SslMode.VERIFY_FULL)
                .rootCertificate(root)
                .clientCertificate(client.writeTo(files.resolve("client.crt")))
                .clientKey(client.writeKeyAsDerTo(files.resolve("client.der")));

        assertThat(Attempt.query(certified.build(), "SELECT current_user")).isEqualTo("certified");
    }

    @Test
    void knowsAClientCertificateThatTheServerDistrusts() throws Exception {
        server.show(ROOT.issue("server", "localhost"));
        TestCertificate client = TestCertificate.root("root").issue("certified", "client.example");
        ConnectionSettings.Builder certified = withoutPassword()
                .user("certified")
                .sslMode(SslMode.REQUIRE)
                .clientCertificate(client.writeTo(files.resolve("client.crt")))
                .clientKey(client.writeKeyAsDerTo(files.resolve("client.der")));

        // With TLS 1.3 the server hangs up when the client may be done with the handshake, or not.
        assertThat(catchThrowableOfType(
                                ReverseEtlException.class,
                                () -> ConnectionSource.of(certified.build())
                                        .open()
                                        .close())
                        .remedy())
                .isIn(ConnectProblem.TLS_HANDSHAKE.remedy(), ConnectProblem.NETWORK.remedy());
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRE", "VERIFY_FULL"})
    void knowsAnExposedClientKey(SslMode mode) throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        server.show(ROOT.issue("server", "localhost"));
        TestCertificate client = ROOT.issue("certified", "client.example");
        Path key = client.writeKeyTo(files.resolve("client.pem"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        ConnectionSettings.Builder certified = verifying(mode, root)
                .user("certified")
                .clientCertificate(client.writeTo(files.resolve("client.crt")))
                .clientKey(key);

        assertThat(Attempt.fails(certified.build(), ConnectProblem.CLIENT_KEY_EXPOSED))
                .hasMessageContaining("client.pem");
    }

    /** Not every machine has IPv6. */
    private String[] hosts() {
        return Stream.of("localhost", "127.0.0.1", "::1").filter(this::answers).toArray(String[]::new);
    }

    private boolean answers(String host) {
        try (Socket socket = new Socket(host, server.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private ConnectionSettings.Builder verifying(SslMode mode, Path root) {
        return settings().sslMode(mode).rootCertificate(root);
    }

    private ConnectionSettings.Builder settings() {
        return withoutPassword().password(Secret.of(Attempt.PASSWORD));
    }

    private ConnectionSettings.Builder withoutPassword() {
        return ConnectionSettings.builder()
                .host("localhost")
                .port(server.port())
                .database("postgres")
                .user("app");
    }
}
