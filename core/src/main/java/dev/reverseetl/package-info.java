/**
 * What all of the library shares: {@code ReverseEtlException}, the one unchecked failure that every verb throws, and
 * the stable error codes by which a program tells its causes apart. The verbs themselves live in the packages below:
 * set up, audit and track.
 */
@NullMarked
package dev.reverseetl;

import org.jspecify.annotations.NullMarked;
