package dev.reverseetl.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which TLS settings fit together. What would quietly protect less than it looks is refused. */
final class TlsRules {
    private TlsRules() {}

    static List<String> problems(
            SslMode mode, @Nullable Path rootCertificate, @Nullable Path clientCertificate, @Nullable Path clientKey) {
        List<String> problems = new ArrayList<>();
        if (ConnectionSettings.SYSTEM_ROOTS.equals(rootCertificate)) {
            systemRoots(mode, clientCertificate, clientKey, problems);
        } else {
            rootFile(mode, rootCertificate, problems);
        }
        clientFiles(mode, clientCertificate, clientKey, problems);
        return problems;
    }

    private static void systemRoots(
            SslMode mode, @Nullable Path clientCertificate, @Nullable Path clientKey, List<String> problems) {
        if (mode != SslMode.VERIFY_FULL) {
            problems.add(
                    "Root certificate \"system\" needs sslmode \"verify-full\", since those roots sign for anybody;"
                            + " sslmode is \"" + mode.libpqName() + "\"");
        }
        if (clientCertificate != null || clientKey != null) {
            problems.add("Root certificate \"system\" can't be combined with a client certificate in the JDBC driver."
                    + " Name the file of the root certificate");
        }
    }

    private static void rootFile(SslMode mode, @Nullable Path rootCertificate, List<String> problems) {
        if (rootCertificate == null && mode.verifiesCertificate()) {
            problems.add("Sslmode \"" + mode.libpqName() + "\" needs a root certificate to check the server's against."
                    + " Name its file, or \"system\" for the roots that the Java runtime trusts");
        }
        if (rootCertificate != null && !mode.requiresTls()) {
            problems.add("Root certificate \"" + rootCertificate + "\" protects nothing with sslmode \""
                    + mode.libpqName() + "\", which goes on without TLS where the check fails."
                    + " Set sslmode to \"verify-full\", or leave the root certificate out");
        }
    }

    private static void clientFiles(
            SslMode mode, @Nullable Path clientCertificate, @Nullable Path clientKey, List<String> problems) {
        if (clientCertificate != null && clientKey == null) {
            problems.add("Client certificate \"" + clientCertificate + "\" needs the client key that belongs to it");
        }
        if (clientKey != null && clientCertificate == null && !bringsItsCertificate(clientKey)) {
            problems.add("Client key \"" + clientKey + "\" needs the client certificate that belongs to it");
        }
        if (mode == SslMode.DISABLE && (clientCertificate != null || clientKey != null)) {
            problems.add("A client certificate can't be shown with sslmode \"disable\"");
        }
    }

    private static boolean bringsItsCertificate(Path clientKey) {
        String name = clientKey.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }
}
