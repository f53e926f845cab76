/**
 * The only place that executes SQL: transactions, statements, deadlines, retries and handing a connection back as it
 * came. Not exported, and free to change at any time.
 */
@NullMarked
package dev.reverseetl.internal.jdbc;

import org.jspecify.annotations.NullMarked;
