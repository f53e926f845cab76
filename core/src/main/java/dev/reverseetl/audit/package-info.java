/** Finds out exactly what a role lacks to run given queries. Begin with {@link PermissionAudit}. */
@NullMarked
package dev.reverseetl.audit;

import org.jspecify.annotations.NullMarked;
