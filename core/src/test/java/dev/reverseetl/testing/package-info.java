/**
 * Real PostgreSQL servers for tests, and what tests need around them.
 *
 * <pre>{@code
 * class GrantsIT {
 *     @EachPostgres // or @EachAdmin, with each kind of administrator
 *     void grantsUsage(TestDatabase database) throws SQLException {
 *         Login reader = database.createLogin("reader");
 *         database.run("CREATE SCHEMA app", "GRANT USAGE ON SCHEMA app TO " + reader.quotedRole());
 *         ...
 *     }
 *
 *     @Test
 *     void needsOneServerOnly(@OnePostgres TestDatabase database) { ... }
 * }
 * }</pre>
 */
@NullMarked
package dev.reverseetl.testing;

import org.jspecify.annotations.NullMarked;
