package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.PostgresServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Whatever PostgreSQL lets a name be, the SQL is right: on a real server, and in psql too. */
class HostileNamesIT {
    private static final List<String> NASTY = List.of(
            "\"",
            "'",
            ";",
            "--",
            "%",
            "%s",
            "$$",
            "$1",
            "?",
            "??",
            " ",
            "\\",
            "\n",
            "\t",
            "/*",
            "*/",
            ":",
            ":'verifier'",
            ":\"x\"",
            "{fn now()}",
            "{",
            "A",
            "ü",
            "名",
            "🐘",
            "\u00a0",
            "\u202e",
            ".",
            ",",
            "select",
            "public",
            "null",
            "user",
            "a",
            "Z",
            "_",
            "0");

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void areAlwaysQuotedRight(
            @ForAll("servers") PostgresServer server,
            @ForAll("names") String role,
            @ForAll("names") String schema,
            @ForAll("names") String table,
            @ForAll("names") String database)
            throws SQLException {
        check(server, role, schema, table, database);
    }

    @Tag("long")
    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void areAlwaysQuotedRightInManyMoreCases(
            @ForAll("servers") PostgresServer server,
            @ForAll("names") String role,
            @ForAll("names") String schema,
            @ForAll("names") String table,
            @ForAll("names") String database)
            throws SQLException {
        check(server, role, schema, table, database);
    }

    private static void check(PostgresServer server, String role, String schema, String table, String database)
            throws SQLException {
        // Tests share the cluster: a prefix keeps roles and databases apart
        String databaseName = cut("db " + Long.toHexString(System.nanoTime()) + database);
        try (TestDatabase created = server.createDatabase(databaseName, PostgresServer.SUPERUSER)) {
            String roleName = created.adoptRole(cut("r " + Long.toHexString(System.nanoTime()) + role));
            Login admin = AdminShape.RDS.create(created);
            String managed = cut("m" + schema);
            QualifiedName source = QualifiedName.of(cut("s" + schema), table);
            created.run(
                    "CREATE SCHEMA " + source.schema().quoted() + " AUTHORIZATION " + admin.quotedRole(),
                    "CREATE TABLE " + source.quoted() + " ("
                            + Identifier.of(table).quoted() + " int)",
                    "ALTER TABLE " + source.quoted() + " OWNER TO " + admin.quotedRole());
            ReverseEtlSourceSetup setup = Setups.builder(admin)
                    .role(roleName)
                    .managedSchema(managed)
                    .searchPath(source.schema().value(), "$user")
                    .model(Model.of("all", "SELECT * FROM " + source.name().quoted(), table))
                    .grantRead(ReadScope.schema(source.schema().value()).includingFutureTables())
                    .build();
            CatalogSnapshot before = CatalogSnapshot.of(created);
            SetupPlan plan = setup.plan();
            SetupResult result = setup.apply(plan);
            assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
            assertThat(setup.plan().steps()).isEmpty();
            CatalogSnapshot applied = CatalogSnapshot.of(created);
            setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
            assertThat(CatalogSnapshot.of(created).lines()).isEqualTo(before.lines());

            Psql.assumeInstalled().run(admin, plan.toPsqlScript(), Setups.PASSWORD);
            assertThat(CatalogSnapshot.of(created).lines()).isEqualTo(applied.lines());
        }
    }

    @Provide
    Arbitrary<PostgresServer> servers() {
        return Arbitraries.of(PostgresServers.selected().toList());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(NASTY)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(parts -> cut(String.join("", parts)))
                .filter(name -> !name.startsWith("pg_"));
    }

    /** Cuts to 63 bytes of UTF-8 without cutting a character. */
    private static String cut(String name) {
        StringBuilder cut = new StringBuilder();
        int bytes = 0;
        for (int codePoint : name.codePoints().toArray()) {
            String character = Character.toString(codePoint);
            bytes += character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > Identifier.MAX_BYTES) {
                break;
            }
            cut.append(character);
        }
        return cut.toString();
    }
}
