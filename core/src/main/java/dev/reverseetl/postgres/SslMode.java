package dev.reverseetl.postgres;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How much a connection insists on TLS, with libpq's names and meaning. The order is from the weakest to the strictest.
 * Immutable and thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION">PostgreSQL: Protection
 *     Provided in Different Modes</a>
 */
public enum SslMode {
    /** Never encrypts. */
    DISABLE("disable"),
    /** Encrypts only if the server refuses an unencrypted connection. */
    ALLOW("allow"),
    /** Encrypts if the server offers it, and goes on without if not. */
    PREFER("prefer"),
    /**
     * Always encrypts, without checking whose certificate the server shows. Together with a root certificate this is
     * the same as {@link #VERIFY_CA}.
     */
    REQUIRE("require"),
    /** Always encrypts, and checks that a trusted root signed the server's certificate, but not for which host. */
    VERIFY_CA("verify-ca"),
    /** Always encrypts, and checks that a trusted root signed the server's certificate for the host connected to. */
    VERIFY_FULL("verify-full");

    private final String libpqName;

    SslMode(String libpqName) {
        this.libpqName = libpqName;
    }

    /**
     * Returns the mode of this name.
     *
     * @param name libpq's name, in lower case, such as {@code verify-full}
     * @return the mode
     * @throws IllegalArgumentException if there is no mode of exactly this name; the message lists the names
     */
    public static SslMode ofLibpqName(String name) {
        Objects.requireNonNull(name, "name");
        return Arrays.stream(values())
                .filter(mode -> mode.libpqName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no sslmode \"" + name + "\". Use one of "
                        + Arrays.stream(values()).map(SslMode::libpqName).collect(Collectors.joining(", "))));
    }

    /** {@return the name that libpq, JDBC URLs and {@code PGSSLMODE} use, such as {@code verify-full}} */
    public String libpqName() {
        return libpqName;
    }

    /** {@return whether a connection without TLS is refused: from {@link #REQUIRE} on} */
    public boolean requiresTls() {
        return compareTo(REQUIRE) >= 0;
    }

    /** {@return whether the server's certificate is checked even without a root certificate being given} */
    boolean verifiesCertificate() {
        return compareTo(VERIFY_CA) >= 0;
    }
}
