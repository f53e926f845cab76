package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.catalog.ServerFacts;

/**
 * The session that audits.
 *
 * @param server the server and the auditing user
 * @param facts what the session may do
 */
record AuditSession(ServerFacts server, SessionFacts facts) {}
