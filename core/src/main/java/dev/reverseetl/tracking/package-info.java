/**
 * Finds out what was added, updated and deleted in the result of a model since the last acknowledged run. Begin with
 * {@link ChangeTracker}.
 */
@NullMarked
package dev.reverseetl.tracking;

import org.jspecify.annotations.NullMarked;
