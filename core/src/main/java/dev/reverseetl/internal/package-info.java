/** Shared inside this library only; not exported, and free to change at any time. */
@NullMarked
package dev.reverseetl.internal;

import org.jspecify.annotations.NullMarked;
