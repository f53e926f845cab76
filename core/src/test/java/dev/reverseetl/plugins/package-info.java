/** Plug-ins that tests have found by ServiceLoader, in a class loader of their own. */
@NullMarked
package dev.reverseetl.plugins;

import org.jspecify.annotations.NullMarked;
