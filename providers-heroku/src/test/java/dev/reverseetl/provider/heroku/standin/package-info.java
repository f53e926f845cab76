/**
 * A stand-in for Heroku on this machine: it speaks the Platform API and the Data API over HTTP, as far as this library
 * uses them, keeps state, checks the token, records requests and fails on demand. A credential that it makes is a role
 * on a PostgreSQL server, in the states that Heroku goes through: each look at it brings it one further.
 *
 * <pre>{@code
 * StandInDatabase shop = new StandInDatabase("postgresql-curved-12345", "heroku-postgresql:standard-0", "shop", roles)
 *         .at("ec2-1-2-3-4.compute-1.amazonaws.com", 5432, "d0123456789abc")
 *         .owner("u0123456789abc", "p…");
 * try (HerokuStandIn heroku = HerokuStandIn.start(StandInAccount.create().add(shop))) {
 *     // hand heroku.endpoint() and heroku.account().token() to the provider
 * }
 * }</pre>
 */
@NullMarked
package dev.reverseetl.provider.heroku.standin;

import org.jspecify.annotations.NullMarked;
