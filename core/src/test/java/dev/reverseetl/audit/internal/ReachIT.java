package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** Whose rights count as the role's: those that it has, and those that it can give itself. */
class ReachIT {
    @OutermostPostgres
    void goesThroughGroupsOfGroups(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        assertThat(reach(role)).isEmpty();
        role.run("GRANT :owner TO :grp", "GRANT :grp TO :role");
        assertThat(reach(role)).containsExactly(role.group() + " true", role.owner() + " true");
    }

    /** SET ROLE needs no INHERIT. */
    @OutermostPostgres
    void goesThroughMembershipsThatAreNotInherited(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        role.run(
                "ALTER ROLE :role NOINHERIT",
                "ALTER ROLE :grp NOINHERIT",
                "GRANT :grp TO :role",
                "GRANT :owner TO :grp");
        assertThat(reach(role)).containsExactly(role.group() + " true", role.owner() + " true");
    }

    @OutermostPostgres(since = 16)
    void followsTheOptionsOfMemberships(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        role.run("GRANT :grp TO :role WITH INHERIT FALSE, SET FALSE");
        assertThat(reach(role)).isEmpty();
        role.run("GRANT :grp TO :role WITH INHERIT TRUE");
        assertThat(reach(role)).containsExactly(role.group() + " false");
        role.run("GRANT :owner TO :grp WITH INHERIT FALSE, SET TRUE"); // of no use to whom can't SET ROLE to the group
        assertThat(reach(role)).containsExactly(role.group() + " false");
        role.run("GRANT :owner TO :grp WITH INHERIT TRUE, SET FALSE");
        assertThat(reach(role)).containsExactly(role.group() + " false", role.owner() + " false");
        role.run("GRANT :grp TO :role WITH INHERIT FALSE, SET TRUE");
        assertThat(reach(role)).containsExactly(role.group() + " true", role.owner() + " false");
    }

    /** Whoever may grant a membership can grant it to itself. */
    @OutermostPostgres(since = 16)
    void goesThroughTheAdminOption(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        role.run("GRANT :grp TO :role WITH INHERIT FALSE, SET FALSE, ADMIN TRUE");
        assertThat(reach(role)).containsExactly(role.group() + " true");
        try (var session = role.login().session()) {
            session.run("GRANT " + Identifier.of(role.group()).quoted() + " TO CURRENT_USER WITH SET TRUE");
            session.run("SET ROLE " + Identifier.of(role.group()).quoted());
        }
    }

    /** The database's owner is a member of pg_database_owner, which owns or may own schemas. */
    @OutermostPostgres
    void goesToTheOwnersOfTheDatabase(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        role.run("ALTER DATABASE :db OWNER TO :role", "GRANT CREATE ON SCHEMA app TO pg_database_owner");
        assertThat(reach(role)).containsExactly("pg_database_owner false");
        assertThat(role.findings()).extracting(Finding::code).contains("OWNS_OBJECTS", "EXCESS_PRIVILEGES");
        assertThat(role.findings())
                .anySatisfy(finding -> assertThat(finding.message())
                        .contains("CREATE on schema \"app\" through \"pg_database_owner\""));
    }

    /** Rights of predefined roles have no entry in pg_shdepend. */
    @OutermostPostgres
    void findsRightsOfPredefinedRoles(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        role.run("GRANT pg_monitor TO :role", "GRANT INSERT ON app.t TO pg_monitor");
        assertThat(role.findings())
                .anySatisfy(finding ->
                        assertThat(finding.message()).contains("INSERT on \"app\".\"t\" through \"pg_monitor\""));
        role.run("REVOKE INSERT ON app.t FROM pg_monitor");
        assertThat(role.findings()).extracting(Finding::code).doesNotContain("EXCESS_PRIVILEGES");
    }

    private static List<String> reach(AuditedRole role) {
        return role
                .read(version -> ReachableRole.query(Identifier.of(role.login().role()), version))
                .stream()
                .map(other -> other.name() + " " + other.settable())
                .toList();
    }
}
