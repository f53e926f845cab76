/** Finds provider plug-ins, asks them whose server it is, and chooses one. */
@NullMarked
package dev.reverseetl.internal.provider;

import org.jspecify.annotations.NullMarked;
