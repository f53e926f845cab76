package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** Queries that PostgreSQL understands and that JDBC, or who wraps them carelessly, wouldn't. */
class UnusualModelsIT {
    private static final String[] QUERIES = {
        "SELECT id FROM app.users -- the end",
        "SELECT id FROM app.users /* the /* nested */ end */",
        "/* first */ (SELECT id FROM app.users)",
        "SELECT id FROM app.users WHERE '{\"a\": 1}'::jsonb ? 'a' AND '{\"a\": 1}'::jsonb ?| ARRAY['a'] AND email ~ 'x?'",
        "SELECT id, '{fn now()}' AS a, '{d ''2020-01-01''}' AS b, '{\"x\":{}}'::jsonb AS c FROM app.users",
        "SELECT id, $$it's; fine$$ AS a, $x$ $$ -- $x$ AS b, E'\\';' AS c FROM app.users",
        "SELECT id, ':x' AS a, (ARRAY[1, 2, 3])[1:2] AS b, id::text AS c, ':''x''' AS \":d\" FROM app.users",
        "WITH q AS (SELECT id FROM app.users) SELECT q.id FROM q",
        "TABLE app.users",
        "VALUES (1), (2)",
        "SELECT id FROM app.users UNION ALL SELECT id FROM app.orders ORDER BY id LIMIT 10",
        "SELECT DISTINCT ON (u.id) u.id, o.amount FROM ONLY app.users u LEFT JOIN LATERAL (SELECT * FROM app.orders) o ON true",
        "SELECT id, 'WITH \"q\" AS (' AS \"?\", U&'\\0441' AS \"%s\" FROM app.users\n\n",
    };

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void pass(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        ReverseEtlSourceSetupBuilder builder =
                Setups.builder(admin).role(database.uniqueRole("segment")).grantRead(ReadScope.schema("app"));
        for (String query : QUERIES) {
            builder.model(Model.of(query, query, query.startsWith("VALUES") ? "column1" : "id"));
        }
        ReverseEtlSourceSetup setup = builder.build();
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.verify().holds()).isTrue();
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void passWithUnqualifiedNamesOnceTheSearchPathIsPinned(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(database.uniqueRole("segment"))
                .searchPath("app")
                .model(Model.of("users", "SELECT id FROM users", "id"))
                .grantRead(ReadScope.schema("app"))
                .build();
        assertThat(setup.apply(setup.plan()).proof()).isEqualTo(Proof.LOGGED_IN);
    }
}
