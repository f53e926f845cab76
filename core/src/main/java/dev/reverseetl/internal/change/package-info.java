/** Alterations of the catalog as values: the statement, the words for it, and what takes it back. Not exported. */
@NullMarked
package dev.reverseetl.internal.change;

import org.jspecify.annotations.NullMarked;
