/**
 * A gate for CI: audits models, compares them with the contract that was recorded of them, and tells what would break,
 * where it is written, before it is merged.
 */
@NullMarked
package dev.reverseetl.gate;

import org.jspecify.annotations.NullMarked;
