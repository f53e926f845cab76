package dev.reverseetl.postgres;

/**
 * PostgreSQL's privileges, by the names of {@code GRANT}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-priv.html">PostgreSQL: Privileges</a>
 */
public enum Privilege {
    /** Read rows of a table or column, or read a sequence. */
    SELECT,
    /** Add rows to a table. */
    INSERT,
    /** Change rows of a table; also needed, with SELECT, for {@code SELECT … FOR UPDATE}. */
    UPDATE,
    /** Remove rows of a table. */
    DELETE,
    /** Empty a table. */
    TRUNCATE,
    /** Refer to a table in a foreign key. */
    REFERENCES,
    /** Put a trigger on a table. */
    TRIGGER,
    /** Create schemas in a database, or objects in a schema. */
    CREATE,
    /** Connect to a database. */
    CONNECT,
    /** Create temporary tables in a database. */
    TEMPORARY,
    /** Call a routine. */
    EXECUTE,
    /** Look up names in a schema, or use a sequence, type, language or server. */
    USAGE,
    /** Run maintenance commands on a table; PostgreSQL 17 and newer. */
    MAINTAIN
}
