/** Reading and writing JSON, by streams only. Not exported. */
@NullMarked
package dev.reverseetl.internal.json;

import org.jspecify.annotations.NullMarked;
