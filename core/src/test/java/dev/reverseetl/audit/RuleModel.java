package dev.reverseetl.audit;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.Login;
import javax.sql.DataSource;

/** A query that a role is to run, as the only model of an audit. */
record RuleModel(Login role, String query) {
    static final String NAME = "rule";

    PermissionAuditBuilder auditBy(DataSource administrator) {
        return PermissionAudit.builder()
                .connection(administrator)
                .role(role.role())
                .model(Model.of(NAME, query, "id"));
    }

    AuditReport reportAsSuperuser() {
        return auditBy(role.database().dataSource()).build().run();
    }

    ModelAudit auditAsSuperuser() {
        return reportAsSuperuser().model(NAME);
    }
}
