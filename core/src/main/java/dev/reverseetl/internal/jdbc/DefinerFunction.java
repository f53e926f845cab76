package dev.reverseetl.internal.jdbc;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import java.util.List;

/**
 * A temporary function that runs a statement as another role. After {@code SET ROLE}, functions that the statement
 * calls, even while it is only planned, could become the administrator again by {@code RESET ROLE}; within a
 * {@code SECURITY DEFINER} function PostgreSQL refuses that.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createfunction.html">PostgreSQL: CREATE FUNCTION</a>
 */
public final class DefinerFunction {
    private final String name;
    private final Identifier role;
    private final SearchPath path;

    /**
     * Names the function.
     *
     * @param name an unquoted name that nobody else has in the session's temporary schema
     * @param role as whom it runs
     * @param path the search path that statements in it begin with
     */
    public DefinerFunction(String name, Identifier role, SearchPath path) {
        this.name = "pg_temp." + name;
        this.role = role;
        this.path = path;
    }

    /**
     * Returns the statements that make it. They need TEMPORARY on the database, of the role too unless a superuser runs
     * them, and the right to SET ROLE to it.
     *
     * @param returns what it returns, such as {@code pg_catalog.void}
     * @param body the statements between BEGIN and END, in PL/pgSQL, with the statement to run in {@code statement};
     *     nothing in it may be looked up by the search path
     */
    public List<String> creation(String returns, String body) {
        return List.of(
                "CREATE FUNCTION " + name + "(statement pg_catalog.text) RETURNS " + returns
                        + " LANGUAGE plpgsql SECURITY DEFINER SET search_path TO " + path.quoted() + " AS "
                        + SqlLiteral.quoted("BEGIN " + body + " END"),
                "GRANT EXECUTE ON FUNCTION " + name + "(pg_catalog.text) TO PUBLIC",
                "ALTER FUNCTION " + name + "(pg_catalog.text) OWNER TO " + role.quoted());
    }

    /** Returns the call, with an expression that gives the statement. */
    public String call(String statement) {
        return name + "(" + statement + ")";
    }
}
