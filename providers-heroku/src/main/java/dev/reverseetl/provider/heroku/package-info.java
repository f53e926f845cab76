/** Heroku Postgres: how to recognise it, its credentials API, {@code DATABASE_URL} and what its plans allow. */
@NullMarked
package dev.reverseetl.provider.heroku;

import org.jspecify.annotations.NullMarked;
