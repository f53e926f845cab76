package dev.reverseetl.examples.house;

import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestCertificate;
import dev.reverseetl.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A server of the house, with TLS, which lets nobody in but its superuser and those who set up. */
record HouseServer(OwnServer server, TestDatabase database, Login admin, Path hba) implements AutoCloseable {
    static HouseServer start(int major, Path files) throws IOException, SQLException {
        TestCertificate certificate = TestCertificate.root("house").issue("server", "localhost");
        Path hba = Files.writeString(
                files.resolve("pg_hba.conf"), "# the house's\nhost all postgres,+administrators all scram-sha-256\n");
        OwnServer server = PostgresServers.startOwn(
                major,
                Map.of(
                        "cluster_name", "house-1",
                        "ssl", "on",
                        "ssl_cert_file", text(certificate.writeTo(files.resolve("server.crt"))),
                        "ssl_key_file", text(certificate.writeKeyTo(files.resolve("server.key"))),
                        "hba_file", text(hba)));
        TestDatabase database = server.createDatabase();
        Login admin = AdminShape.RDS.create(database);
        database.run("CREATE ROLE administrators", "GRANT administrators TO " + admin.quotedRole());
        return new HouseServer(server, database, admin, hba);
    }

    List<String> hbaLines() throws IOException {
        return Files.readAllLines(hba);
    }

    @Override
    public void close() throws SQLException {
        database.close();
        server.close();
    }

    private static String text(Path file) {
        return file.toAbsolutePath().toString();
    }
}
