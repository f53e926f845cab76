package dev.reverseetl.internal.jdbc;

import dev.reverseetl.ErrorCode;

/** What can be wrong when a connection is opened, and what helps. */
enum ConnectProblem {
    UNKNOWN_HOST(
            ErrorCode.CONNECTION_FAILED,
            "the host has no known address",
            "Check its spelling, and that the name service of this machine knows it."),
    NO_ROUTE(
            ErrorCode.CONNECTION_FAILED,
            "no route leads to the host",
            "Check the network between this machine and the host: VPN, routing, firewall."),
    REFUSED(
            ErrorCode.CONNECTION_FAILED,
            "nothing accepts connections at that port",
            "Check host and port, that the server runs, and that it listens at that address (listen_addresses)."),
    TIMED_OUT(
            ErrorCode.CONNECTION_FAILED,
            "no answer came in time",
            "Check host and port, and that no firewall or security group drops the connection."
                    + " Raise the connect timeout if the server is only slow."),
    CLOSED(
            ErrorCode.CONNECTION_FAILED,
            "the server closed the connection before the login was over",
            "Check that a PostgreSQL server listens there, and look into its log."),
    NETWORK(
            ErrorCode.CONNECTION_FAILED,
            "the network failed",
            "The cause tells the details. Check the network between this machine and the host, and that a PostgreSQL"
                    + " server listens there. A server that distrusts a client certificate may hang up like that."),
    NOT_THE_PROTOCOL(
            ErrorCode.CONNECTION_FAILED,
            "what listens there does not speak PostgreSQL's protocol",
            "Check host and port."),
    WRONG_PASSWORD(
            ErrorCode.AUTHENTICATION_FAILED,
            "the server does not accept the password",
            "Check user and password. PostgreSQL answers the same for a user that does not exist, has no password, or"
                    + " whose password has expired."),
    NO_PASSWORD(
            ErrorCode.AUTHENTICATION_FAILED,
            "the server asks for a password and none was given",
            "Give the user's password; password files are not read."),
    LOGIN_METHOD(
            ErrorCode.AUTHENTICATION_FAILED,
            "the server asks for a way to log in that the driver can't follow",
            "Let pg_hba.conf ask for scram-sha-256 for this user."),
    SERVER_UNPROVEN(
            ErrorCode.AUTHENTICATION_FAILED,
            "the server could not prove that it knows the password",
            "Check host and port: another machine may be answering there, or a proxy that alters the login."),
    ROLE_REFUSED(
            ErrorCode.AUTHENTICATION_FAILED,
            "the role does not exist or may not log in",
            "Check the user's spelling: names are exact. Let the role log in: ALTER ROLE … LOGIN."),
    LOGIN_REFUSED(
            ErrorCode.AUTHENTICATION_FAILED,
            "the server does not let this user in",
            "Either the role does not exist or may not log in, or pg_hba.conf has no entry that admits it to this"
                    + " database from this address. An entry may also demand TLS (set sslmode to \"require\"),"
                    + " an unencrypted connection or a client certificate."),
    TLS_REQUIRED(
            ErrorCode.TLS_FAILED,
            "the server does not let this user in without TLS",
            "Set sslmode to \"require\" or stricter. If that is refused too, pg_hba.conf has no entry that admits this"
                    + " user to this database from this address."),
    TLS_NOT_OFFERED(
            ErrorCode.TLS_FAILED,
            "the server offers no TLS",
            "Switch it on at the server (ssl = on), as Segment needs it too; or set sslmode to \"prefer\" if an"
                    + " unencrypted connection is acceptable here."),
    CERTIFICATE_UNTRUSTED(
            ErrorCode.TLS_FAILED,
            "no trusted root signed the server's certificate",
            "Give the root certificate of the authority that did, such as your provider's bundle; for a self-signed"
                    + " certificate that is the certificate itself."),
    CERTIFICATE_EXPIRED(
            ErrorCode.TLS_FAILED,
            "the server's certificate, or one above it, has expired",
            "Renew it at the server, and check this machine's clock."),
    CERTIFICATE_NOT_YET_VALID(
            ErrorCode.TLS_FAILED,
            "the server's certificate, or one above it, is not valid yet",
            "Check this machine's clock and the dates of the certificate."),
    CERTIFICATE_REJECTED(
            ErrorCode.TLS_FAILED,
            "the server's certificate fails a check of the Java runtime",
            "The cause tells which one. Have a certificate issued for servers, with today's algorithms."),
    CERTIFICATE_OF_OTHER_HOST(
            ErrorCode.TLS_FAILED,
            "the server's certificate is not for that host",
            "Connect by a name that the certificate carries, or have one issued for this name. With sslmode"
                    + " \"verify-ca\" the name is not checked, but anybody with a certificate of the same authority can"
                    + " then pose as the server."),
    TLS_FILE(
            ErrorCode.TLS_FAILED,
            "a file with certificates or keys can't be used",
            "Check that each file exists, is readable, and has the format that ConnectionSettings.Builder describes."),
    CLIENT_KEY_EXPOSED(
            ErrorCode.TLS_FAILED,
            "others than its owner may read the client key",
            "Allow it to the owner only: chmod 600."),
    TLS_HANDSHAKE(
            ErrorCode.TLS_FAILED,
            "no TLS connection came about",
            "The cause tells the details. A server that wants a client certificate must trust the one it is shown; server"
                    + " and Java runtime must share a TLS version and a cipher."),
    NO_DATABASE(
            ErrorCode.DATABASE_NOT_FOUND,
            "the database does not exist",
            "Check its spelling: names are exact. SELECT datname FROM pg_database lists them."),
    NO_CONNECT_PRIVILEGE(
            ErrorCode.AUTHENTICATION_FAILED,
            "the user may not connect to the database",
            "Have its owner run GRANT CONNECT ON DATABASE … TO …."),
    NO_CONNECTION_LEFT(
            ErrorCode.CONNECTION_FAILED,
            "the server, the database or the role has no connection left",
            "Close idle connections, or raise max_connections or the CONNECTION LIMIT of the database or role."),
    NOT_ACCEPTING(
            ErrorCode.CONNECTION_FAILED,
            "the server is starting, stopping or recovering",
            "Try again in a moment; the server's log tells what it is doing."),
    DATABASE_CLOSED(
            ErrorCode.CONNECTION_FAILED,
            "the database does not accept connections",
            "Connect to another one, or have ALTER DATABASE … ALLOW_CONNECTIONS true run."),
    NOTHING_LENT(
            ErrorCode.CONNECTION_FAILED,
            "the pool lent no connection",
            "Check that the pool is open, large enough, and that all borrowers give back what they borrow."),
    INTERRUPTED(ErrorCode.INTERRUPTED, "the thread was interrupted", "Nothing was changed; run it again."),
    /** Needs a look at the server: see {@link TlsOffer}. */
    TLS_OR_LOGIN(
            ErrorCode.TLS_FAILED,
            "the server offers no TLS or asks for a way to log in that the driver can't follow",
            "Check the server's TLS and the password."),
    /** Needs a look at the key file. */
    HOST_NAME_OR_KEY(
            ErrorCode.TLS_FAILED,
            "the server's certificate is not for that host, or others than its owner may read the client key",
            "Check the host's name and the rights on the key file."),
    OTHER(ErrorCode.CONNECTION_FAILED, "the login failed", "The cause tells the details; so may the server's log.");

    private final ErrorCode code;
    private final String why;
    private final String remedy;

    ConnectProblem(ErrorCode code, String why, String remedy) {
        this.code = code;
        this.why = why;
        this.remedy = remedy;
    }

    ErrorCode code() {
        return code;
    }

    /** Returns what is wrong, to stand after a colon. */
    String why() {
        return why;
    }

    /** Returns what helps, as one or more sentences. */
    String remedy() {
        return remedy;
    }
}
