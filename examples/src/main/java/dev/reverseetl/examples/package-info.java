/** Example programs, one subcommand each, run from one jar. */
@NullMarked
package dev.reverseetl.examples;

import org.jspecify.annotations.NullMarked;
