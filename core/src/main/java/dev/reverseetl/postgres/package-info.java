/**
 * The vocabulary of PostgreSQL: identifiers and their quoting, qualified names, privileges, server versions and facts,
 * secrets and how to connect. Values only: nothing here opens a connection or knows another package of this library
 * except the root one.
 */
@NullMarked
package dev.reverseetl.postgres;

import org.jspecify.annotations.NullMarked;
