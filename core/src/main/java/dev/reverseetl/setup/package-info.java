/**
 * Sets up a PostgreSQL database as a Reverse ETL source: a plan that can be read before anything changes, its atomic
 * application, the proof that the result works, and an undo that removes only what that run added.
 */
@NullMarked
package dev.reverseetl.setup;

import org.jspecify.annotations.NullMarked;
