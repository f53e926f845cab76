/**
 * Models: a query, the columns that identify its rows, and the contract that Segment puts on both. A model is a plain
 * value that is checked when it is made; whether a role may run it is for the audit to say.
 */
@NullMarked
package dev.reverseetl.model;

import org.jspecify.annotations.NullMarked;
