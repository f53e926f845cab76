/**
 * Segment's side of a Reverse ETL source: its regions and the addresses that it connects from, its limits, and the
 * values that go into its source form. These facts age, so each can be overridden.
 */
@NullMarked
package dev.reverseetl.segment;

import org.jspecify.annotations.NullMarked;
