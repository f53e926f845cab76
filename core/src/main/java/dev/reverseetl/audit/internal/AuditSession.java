package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.catalog.AdminSession;

/**
 * The session that audits.
 *
 * @param server the server and the auditing user
 * @param facts what the session may do
 */
record AuditSession(AdminSession server, SessionFacts facts) {}
