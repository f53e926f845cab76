/**
 * Renders what the verbs return, as text, JSON, Markdown and the formats of build servers. Rendering only: nothing here
 * decides anything, and no other package of this library knows this one.
 */
@NullMarked
package dev.reverseetl.report;

import org.jspecify.annotations.NullMarked;
