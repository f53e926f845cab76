package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.DatabaseFacts;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.CreateRole;
import dev.reverseetl.internal.change.CreateSchema;
import dev.reverseetl.internal.change.CreatedOids;
import dev.reverseetl.internal.change.DropOwned;
import dev.reverseetl.internal.change.GrantFutureTables;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.ServerVersion;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.segment.SegmentRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans and results to render, with a bit of everything. */
final class ReportSamples {
    /** Ends a script element, a line and a statement, recolours a terminal, and turns the direction of reading. */
    static final String HOSTILE = "a\"</script>\n\u001b[31m; \u202eDROP\u0085";

    static final String PASSWORD = "hunter2-is-never-shown";
    static final Identifier ROLE = Identifier.of("segment");
    static final Identifier DATABASE = Identifier.of("shop");
    static final Identifier SCHEMA = Identifier.of("__segment_reverse_etl");

    static final Finding BLOCKER = new Finding(
            "ENDPOINT_UNREACHABLE",
            Severity.BLOCKER,
            "Segment would connect to \"localhost:5432\", which it can't reach: it means the machine itself.",
            "Give the database's public name with segmentEndpoint(host, port).");
    static final Finding WARNING = new Finding(
            "ROLE_EXPIRES",
            Severity.WARNING,
            "The password of \"segment\" is valid until 2027-01-01T00:00:00.000000Z only.",
            "Rotate it before, or give another end with validUntil(Instant).");
    static final Finding NOTICE = new Finding(
            "ALLOW_SEGMENT_ADDRESSES",
            Severity.NOTICE,
            "Segment connects from 3.251.148.96/29, always with TLS.",
            "Let these addresses through every firewall before the database's port.");

    private ReportSamples() {}

    static List<SqlStep> ownSteps() {
        return List.of(
                own(createRole(ROLE), "Segment logs in as this role."),
                own(createSchema(), "Segment keeps track there of what changed in the results of your queries."),
                own(
                        new GrantFutureTables(Identifier.of("shop_admin"), 7, Identifier.of("app"), 16_400, ROLE),
                        "You asked for future tables too; PostgreSQL keeps default privileges for each creating role on its own."));
    }

    private static final ChosenProvider PROVIDER = new ChosenProvider(
            "rds", List.of("the setting rds.extensions exists", "the role \"rds_superuser\" exists"));

    static PlanStep foreignStep() {
        return foreign(select("app", "secrets"), "You asked for the role to read it.");
    }

    /** Blocked, and waiting for somebody else at that. */
    static SetupPlan plan() {
        return plan(
                PlanPurpose.SET_UP,
                List.of(
                        foreign(createRole(ROLE), "Segment logs in as this role."),
                        new SqlStep(
                                createSchema(),
                                "Segment keeps track there of what changed in the results of your queries.",
                                Optional.empty(),
                                true),
                        foreignStep()),
                List.of(NOTICE, WARNING, BLOCKER));
    }

    static SetupPlan teardown() {
        return plan(
                PlanPurpose.TEAR_DOWN,
                List.of(own(new DropOwned(ROLE), "A role that has rights can't be dropped.")),
                List.of());
    }

    static SetupPlan plan(PlanPurpose purpose, List<PlanStep> steps, List<Finding> findings) {
        return new SetupPlan(
                purpose,
                ManagedTables.KEEP,
                DATABASE,
                ROLE,
                SCHEMA,
                steps,
                findings,
                Optional.empty(),
                Optional.of(PROVIDER));
    }

    static SetupPlan hostilePlan() {
        Identifier name = Identifier.of(HOSTILE);
        return new SetupPlan(
                PlanPurpose.SET_UP,
                ManagedTables.KEEP,
                name,
                name,
                name,
                List.of(
                        own(createRole(name), HOSTILE),
                        new SqlStep(
                                select(HOSTILE, HOSTILE),
                                HOSTILE,
                                Optional.of(new ForeignStep(HOSTILE, HOSTILE)),
                                false)),
                List.of(new Finding("TABLE_NOT_FOUND", Severity.BLOCKER, HOSTILE, HOSTILE)),
                Optional.empty(),
                Optional.empty());
    }

    static SetupResult result() {
        SetupGoal goal = ImmutableSetupGoal.builder()
                .role(ROLE)
                .managedSchema(SCHEMA)
                .password(SetupGoal.Password.GIVEN)
                .createOnDatabase(true)
                .endpoint(new SegmentEndpoint("db.example.com", 5432))
                .region(SegmentRegion.EU)
                .build();
        return new SetupResult(
                PlanPurpose.SET_UP,
                goal,
                List.copyOf(ownSteps()),
                List.of(foreignStep()),
                List.of(NOTICE),
                new ProofOutcome(Proof.REHEARSED, "The rehearsal passed; no login was tried.", List.of()),
                undoRecord(),
                facts(),
                Optional.of(Secret.of(PASSWORD)));
    }

    static Verification verification() {
        return new Verification(
                plan(PlanPurpose.SET_UP, List.of(foreignStep()), List.of(NOTICE, WARNING)),
                new ProofOutcome(Proof.STATIC_ONLY, "The rehearsal failed.", List.of()));
    }

    private static UndoRecord undoRecord() {
        CreatedOids oids = new CreatedOids(16_500, 16_501);
        List<Change> run =
                ownSteps().stream().map(step -> step.change().resolved(oids)).toList();
        return new UndoRecord(
                "00000000-0000-4000-8000-000000000001",
                Instant.parse("2026-11-22T03:00:00Z"),
                DATABASE,
                ROLE,
                oids.role(),
                SCHEMA,
                UndoRecord.inverses(run),
                List.of());
    }

    private static SetupFacts facts() {
        Identifier admin = Identifier.of("shop_admin");
        return new SetupFacts(
                new AdminSession(
                        new ServerVersion(170_011),
                        "PostgreSQL 17.11",
                        DATABASE,
                        false,
                        1,
                        admin,
                        true,
                        false,
                        true,
                        true,
                        true,
                        ""),
                new DatabaseFacts(16_384, DATABASE, admin, true, true, true, true, true, "\"$user\", public"),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static SqlStep own(Change change, String why) {
        return new SqlStep(change, why, Optional.empty(), false);
    }

    private static PlanStep foreign(Change change, String why) {
        return new SqlStep(
                change,
                why,
                Optional.of(new ForeignStep(
                        "the owner \"vault\", a member of it, or a superuser",
                        "\"shop_admin\" has no grant option on it.")),
                false);
    }

    private static CreateRole createRole(Identifier name) {
        return new CreateRole(name, 0, true, -1, Optional.empty());
    }

    private static CreateSchema createSchema() {
        return new CreateSchema(SCHEMA, 0, Optional.of(ROLE));
    }

    private static GrantPrivileges select(String schema, String table) {
        return new GrantPrivileges(
                DatabaseObject.table(16_410, QualifiedName.of(schema, table)), List.of(Privilege.SELECT), ROLE, false);
    }
}
