package dev.reverseetl.report;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.AuditMethod;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.NeededColumns;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.audit.Opaque;
import dev.reverseetl.audit.Verdict;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.List;
import java.util.Optional;

/** Reports of audits to render, with a bit of everything. */
final class AuditSamples {
    /** Ends a script element, a line and a statement, recolours a terminal, and turns the direction of reading. */
    static final String HOSTILE = "a\"</script>\n\u001b[31m; \u202eDROP\u0085é😀";

    static final Identifier ROLE = Identifier.of("segment");
    static final Identifier VIEW_OWNER = Identifier.of("app_owner");
    static final AuditMethod VIEWS = new AuditMethod(AuditMethod.Binding.TEMPORARY_VIEWS, true, List.of());

    private static final String OWNER = "the owner \"app_owner\", a member of it, or a superuser";
    private static final String MODEL = "model \"active_users\"";
    private static final String VIEW = "view \"app\".\"recent\"";

    private AuditSamples() {}

    /** Nothing to complain about. */
    static AuditReport passed() {
        return new AuditReport(ROLE, ROLE, VIEWS, List.of(model("orders", Verdict.OK)), List.of(), List.of());
    }

    /** Passed, but for what nobody can look into. */
    static AuditReport opaque() {
        ModelAudit model = new ModelAudit(
                "scores",
                Verdict.OK_EXCEPT_OPAQUE,
                List.of(),
                List.of(scoreFunction()),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new AuditReport(ROLE, ROLE, VIEWS, List.of(model), List.of(), List.of());
    }

    /** Every verdict, and every kind of thing that a report can hold. */
    static AuditReport everything() {
        return new AuditReport(
                ROLE,
                Identifier.of("segment_group"),
                new AuditMethod(
                        AuditMethod.Binding.PARSE_ONLY,
                        false,
                        List.of("Whether the planner leaves checks out: the server is a standby.")),
                List.of(
                        model("orders", Verdict.OK),
                        new ModelAudit(
                                "active_users",
                                Verdict.MISSING,
                                missing(),
                                List.of(scoreFunction()),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()),
                        new ModelAudit(
                                "tenants",
                                Verdict.FILTERED,
                                List.of(),
                                List.of(),
                                List.of(filtered()),
                                Optional.empty(),
                                Optional.empty()),
                        model("shadowed", Verdict.CHANGED_MEANING),
                        new ModelAudit(
                                "scores",
                                Verdict.OK_EXCEPT_OPAQUE,
                                List.of(),
                                List.of(scoreFunction()),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()),
                        new ModelAudit(
                                "typo",
                                Verdict.UNRESOLVABLE,
                                List.of(),
                                List.of(),
                                List.of(unknownTable()),
                                Optional.empty(),
                                Optional.empty()),
                        model("secrets", Verdict.NOT_AUDITABLE),
                        new ModelAudit(
                                "unread",
                                Verdict.OK,
                                List.of(),
                                List.of(),
                                List.of(blocker()),
                                Optional.empty(),
                                Optional.empty())),
                List.of(
                        "GRANT USAGE ON SCHEMA \"app\" TO \"segment_group\"",
                        "GRANT SELECT ON TABLE \"app\".\"recent\" TO \"segment_group\"",
                        "GRANT SELECT ON TABLE \"app\".\"users\", \"app\".\"user_addresses_of_the_last_year\","
                                + " \"app\".\"countries\" TO \"app_owner\""),
                List.of(
                        blocker(),
                        new Finding(
                                "ROLE_EXPIRES",
                                Severity.WARNING,
                                "The password of \"segment\" is valid until 2027-01-01 only.",
                                "Rotate it before."),
                        new Finding("STATEMENT_TIMEOUT", Severity.NOTICE, "It is 5 seconds.", "Raise it.")));
    }

    /** Names and words that somebody chose for the reader's terminal. */
    static AuditReport hostile() {
        Identifier name = Identifier.of(HOSTILE);
        MissingPrivilege missing = new MissingPrivilege(
                name,
                Privilege.SELECT,
                ObjectKind.TABLE,
                16_400,
                Optional.of(name),
                name,
                NeededColumns.named(List.of(name)),
                true,
                List.of(HOSTILE),
                Optional.of("GRANT SELECT ON " + name.quoted() + "." + name.quoted() + " TO " + name.quoted()),
                HOSTILE);
        Finding finding = new Finding("ROLE_EXPIRES", Severity.WARNING, HOSTILE, HOSTILE);
        return new AuditReport(
                name,
                name,
                new AuditMethod(AuditMethod.Binding.PARSE_ONLY, false, List.of(HOSTILE)),
                List.of(new ModelAudit(
                        HOSTILE,
                        Verdict.MISSING,
                        List.of(missing),
                        List.of(new Opaque(HOSTILE, HOSTILE)),
                        List.of(finding),
                        Optional.empty(),
                        Optional.empty())),
                List.of(missing.sql().orElseThrow()),
                List.of(finding));
    }

    static ModelAudit model(String name, Verdict verdict) {
        return new ModelAudit(name, verdict, List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    static Finding blocker() {
        return new Finding(
                "ROLE_CANNOT_LOGIN",
                Severity.BLOCKER,
                "\"segment\" has NOLOGIN.",
                "ALTER ROLE \"segment\" LOGIN, by an administrator of the role.");
    }

    private static List<MissingPrivilege> missing() {
        Identifier acting = Identifier.of("segment_group");
        return List.of(
                atom(acting, Privilege.USAGE, ObjectKind.SCHEMA, "app", NeededColumns.none(), false, List.of(MODEL)),
                atom(acting, Privilege.SELECT, ObjectKind.VIEW, "recent", named("id", "email"), false, List.of(MODEL)),
                atom(
                        VIEW_OWNER,
                        Privilege.SELECT,
                        ObjectKind.TABLE,
                        "users",
                        NeededColumns.all(),
                        false,
                        List.of(MODEL, VIEW)),
                atom(
                        VIEW_OWNER,
                        Privilege.SELECT,
                        ObjectKind.FOREIGN_TABLE,
                        "countries",
                        NeededColumns.any(),
                        true,
                        List.of(MODEL, VIEW)),
                new MissingPrivilege(
                        acting,
                        Privilege.SELECT,
                        ObjectKind.TABLE,
                        1_260,
                        Optional.of(Identifier.of("pg_catalog")),
                        Identifier.of("pg_authid"),
                        named("rolpassword"),
                        false,
                        List.of(MODEL),
                        Optional.empty(),
                        "nobody: it holds the passwords"));
    }

    private static MissingPrivilege atom(
            Identifier grantee,
            Privilege privilege,
            ObjectKind kind,
            String object,
            NeededColumns columns,
            boolean soft,
            List<String> way) {
        Optional<Identifier> schema = kind == ObjectKind.SCHEMA ? Optional.empty() : Optional.of(Identifier.of("app"));
        String word = kind == ObjectKind.SCHEMA ? "SCHEMA \"" : "TABLE \"app\".\"";
        String sql = "GRANT " + privilege + " ON " + word + object + "\" TO " + grantee.quoted();
        return new MissingPrivilege(
                grantee,
                privilege,
                kind,
                16_400 + object.length(),
                schema,
                Identifier.of(object),
                columns,
                soft,
                way,
                Optional.of(sql),
                OWNER);
    }

    private static NeededColumns named(String... names) {
        return NeededColumns.named(List.of(names).stream().map(Identifier::of).toList());
    }

    private static Opaque scoreFunction() {
        return new Opaque("function \"app\".\"score\"(integer)", "It is written in C.");
    }

    private static Finding filtered() {
        return new Finding(
                "ROWS_FILTERED",
                Severity.WARNING,
                "The policy \"own_rows\" of \"app\".\"tenants\" hides rows from \"segment_group\".",
                "Add a policy for the role.");
    }

    private static Finding unknownTable() {
        return new Finding(
                "UNRESOLVABLE",
                Severity.BLOCKER,
                "Line 1, column 15: there is no table \"app\".\"usres\" (SQLSTATE 42P01).",
                "Perhaps \"app\".\"users\" is meant.");
    }
}
