/**
 * Reads PostgreSQL's catalogs into plain facts, from which the verbs decide. Not exported, and free to change at any
 * time.
 */
@NullMarked
package dev.reverseetl.internal.catalog;

import org.jspecify.annotations.NullMarked;
