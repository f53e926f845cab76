package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.catalog.AdminSession;

/**
 * The session that audits.
 *
 * @param server the server and the auditing user
 * @param facts what the session may do
 * @param code which texts may run somebody's code while their names are resolved
 */
record AuditSession(AdminSession server, SessionFacts facts, ParseTimeCode code) {}
