/** Reading SQL text without a server: PostgreSQL's lexical rules. Not exported; may change at any time. */
@NullMarked
package dev.reverseetl.internal.sql;

import org.jspecify.annotations.NullMarked;
