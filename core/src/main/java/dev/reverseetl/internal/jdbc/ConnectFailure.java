package dev.reverseetl.internal.jdbc;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.PasswordSource;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/** Words what went wrong with opening a connection. */
final class ConnectFailure {
    private ConnectFailure() {}

    /**
     * Returns the exception to throw.
     *
     * @param problem what is wrong
     * @param failure what was caught, if anything; its own text is not quoted, since a data source may put its URL
     *     there
     * @param source what {@link ConnectionSource#describe()} says
     * @param settings how the connection was made, if that is known
     */
    static ReverseEtlException explain(
            ConnectProblem problem, @Nullable Exception failure, String source, Optional<ConnectionSettings> settings) {
        String what = "Could not connect to "
                + settings.map(ConnectionSettings::toString).orElse(source) + ": ";
        String details = Stream.of(used(problem, settings), answer(failure))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        String why = problem.why() + (details.isEmpty() ? "" : " (" + details + ")") + ".";
        return new ReverseEtlException(problem.code(), what + why, remedy(problem, settings), failure);
    }

    private static String remedy(ConnectProblem problem, Optional<ConnectionSettings> settings) {
        String ofSource = problem.code() == ErrorCode.AUTHENTICATION_FAILED
                ? settings.flatMap(ConnectionSettings::passwordSource)
                        .map(PasswordSource::remedyIfRefused)
                        .orElse("")
                : "";
        return ofSource.isEmpty() ? problem.remedy() : problem.remedy() + " " + ofSource;
    }

    /** The settings that the problem is about, beside those that every message shows. */
    private static String used(ConnectProblem problem, Optional<ConnectionSettings> settings) {
        if (settings.isEmpty()) {
            return "";
        }
        ConnectionSettings used = settings.get();
        return switch (problem) {
            case TIMED_OUT -> "connect timeout " + used.connectTimeout().toMillis() + " ms";
            case CERTIFICATE_UNTRUSTED -> file("root certificate", used.rootCertificate());
            case CLIENT_KEY_EXPOSED -> file("client key", used.clientKey());
            case TLS_FILE ->
                Stream.of(
                                file("root certificate", used.rootCertificate()),
                                file("client certificate", used.clientCertificate()),
                                file("client key", used.clientKey()))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
            default -> "";
        };
    }

    private static String file(String what, Optional<Path> file) {
        return file.map(path -> what + " \"" + path + "\"").orElse("");
    }

    /** The SQLSTATE, and the first line of what the server said; its details and hints may hold data. */
    private static String answer(@Nullable Exception failure) {
        if (failure == null) {
            return "";
        }
        return SqlFailure.in(failure)
                .map(sql -> "SQLSTATE " + sql.state()
                        + sql.server()
                                .map(ServerErrorMessage::getMessage)
                                .filter(Objects::nonNull)
                                .map(text -> ", the server says: " + text)
                                .orElse(""))
                .orElse("");
    }
}
