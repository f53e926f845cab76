package dev.reverseetl.postgres;

/** What libpq takes for granted where a URL or the environment is silent. */
final class ConnectionDefaults {
    private ConnectionDefaults() {}

    /** {@return a builder that has libpq's host and user, where the operating system tells a user's name} */
    static ConnectionSettings.Builder builder() {
        ConnectionSettings.Builder builder = ConnectionSettings.builder().host("localhost");
        String user = System.getProperty("user.name", "");
        return user.isEmpty() ? builder : builder.user(user);
    }
}
