/** Binds models, reads their parse trees, closes over views, policies and functions, and compares. Not exported. */
@NullMarked
package dev.reverseetl.audit.internal;

import org.jspecify.annotations.NullMarked;
