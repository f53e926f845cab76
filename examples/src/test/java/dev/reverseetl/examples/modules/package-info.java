/** Plug-ins as their users have them: as modules, and on the class path, each time in a JVM of its own. */
@NullMarked
package dev.reverseetl.examples.modules;

import org.jspecify.annotations.NullMarked;
