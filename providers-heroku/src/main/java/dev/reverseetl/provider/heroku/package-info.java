/**
 * Heroku Postgres: recognised by what the server says, with the credential that Segment logs in as made by Heroku's own
 * interfaces. Begin with {@link dev.reverseetl.provider.heroku.HerokuProvider}.
 */
@NullMarked
package dev.reverseetl.provider.heroku;

import org.jspecify.annotations.NullMarked;
