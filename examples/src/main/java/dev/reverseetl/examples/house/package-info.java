/** An example of a provider plug-in of one's own: the house's servers, whose {@code pg_hba.conf} says who gets in. */
@NullMarked
package dev.reverseetl.examples.house;

import org.jspecify.annotations.NullMarked;
