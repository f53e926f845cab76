/** Holds the library to what it promises about speed. */
@NullMarked
package dev.reverseetl.benchmarks;

import org.jspecify.annotations.NullMarked;
