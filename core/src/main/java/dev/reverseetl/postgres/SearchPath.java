package dev.reverseetl.postgres;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The schemas in which PostgreSQL looks up a name without a schema, in their order. Immutable and thread-safe.
 *
 * @param schemas exact names, {@code $user} standing for the schema named like the role; may be empty
 * @see <a href="https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH">PostgreSQL: The Schema
 *     Search Path</a>
 */
public record SearchPath(List<Identifier> schemas) {
    private static final Identifier ROLE_SCHEMA = Identifier.of("$user");

    /**
     * Takes a copy of the list.
     *
     * @param schemas exact names
     */
    public SearchPath {
        schemas = List.copyOf(schemas);
    }

    /**
     * Returns the search path of these schemas.
     *
     * @param schemas exact names; {@code $user} stands for the schema named like the role
     * @return the search path
     */
    public static SearchPath of(Identifier... schemas) {
        return new SearchPath(List.of(schemas));
    }

    /**
     * Reads the value of the setting {@code search_path} as the server itself does: names without quotes are folded to
     * lower case (ASCII letters only), names too long are cut. An empty name, such as {@code SET search_path TO ''}
     * leaves, finds nothing and is left out.
     *
     * @param value what {@code SHOW search_path} or {@code pg_db_role_setting} has
     * @return the search path
     * @throws IllegalArgumentException if the server would refuse the value
     */
    public static SearchPath parse(String value) {
        return new SearchPath(new SearchPathReader(value).read());
    }

    /**
     * Returns the search path as this role sees it.
     *
     * @param role the role that {@code $user} stands for
     * @return a search path without {@code $user}, unless the role itself is named so
     */
    public SearchPath resolveFor(Identifier role) {
        Objects.requireNonNull(role, "role");
        return new SearchPath(schemas.stream()
                .map(schema -> schema.equals(ROLE_SCHEMA) ? role : schema)
                .toList());
    }

    /**
     * Quotes the value for use in SQL after {@code SET search_path TO}.
     *
     * @return every name in double quotes; {@code ''} if there is none
     */
    public String quoted() {
        return schemas.isEmpty()
                ? "''"
                : schemas.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
    }

    /** {@return the names in double quotes, separated by commas} */
    @Override
    public String toString() {
        return schemas.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
    }
}
