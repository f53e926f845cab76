package dev.reverseetl.setup;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.segment.SegmentRegion;
import dev.reverseetl.spi.PostgresProvider;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Builds a {@link ReverseEtlSourceSetup}. A single value is checked where it is set; values that contradict each other
 * are reported together by {@link #build()}. Implemented by this library only. Not thread-safe; can be used again after
 * {@code build()}. Defaults:
 *
 * <ul>
 *   <li>role {@code segment}, managed schema {@code __segment_reverse_etl}
 *   <li>no password, no connection limit, no end of validity, no settings
 *   <li>nothing to read, no models
 *   <li>CREATE on the database: granted
 *   <li>Segment's US workspace; its endpoint is the administrator's own
 *   <li>the provider is detected; without a plug-in that recognises the server it is a generic PostgreSQL
 *   <li>deadline of a verb 5 minutes; wait for a lock 10 seconds
 * </ul>
 */
public interface ReverseEtlSourceSetupBuilder {
    /**
     * Sets the administrator: the account that is allowed to set up. Connections are borrowed one at a time and go back
     * as they came.
     *
     * @param dataSource gives connections to the database that is to become a source
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder admin(DataSource dataSource);

    /**
     * Sets the administrator: the account that is allowed to set up.
     *
     * @param settings how to connect to the database that is to become a source
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder admin(ConnectionSettings settings);

    /**
     * Sets the role that Segment logs in as.
     *
     * @param name its exact name; never folded to lower case
     * @return this builder
     * @throws IllegalArgumentException if the name is none that PostgreSQL allows, or reserved
     */
    ReverseEtlSourceSetupBuilder role(String name);

    /**
     * Sets the password that the role gets when it is created. An existing role keeps its own; it is tried by a login
     * where a way in is known.
     *
     * @param secret the password
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder password(Secret secret);

    /**
     * Lets the role get a random password of 32 letters and digits when it is created; {@link SetupResult#password()}
     * returns it.
     *
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder generatedPassword();

    /**
     * Sets the schema in which Segment keeps track of changes. The upper-case spelling of Segment's guide is read as
     * the lower-case one that its unquoted SQL means; the plan has a notice then.
     *
     * @param name its exact name
     * @return this builder
     * @throws IllegalArgumentException if the name is none that PostgreSQL allows, or reserved
     */
    ReverseEtlSourceSetupBuilder managedSchema(String name);

    /**
     * Adds a model: a query that Segment will run. It is audited: the plan grants exactly what the role, or the owner
     * of a view on the way, lacks to run it. Before anything is committed it is audited again, and explained as the
     * role.
     *
     * @param model the model
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder model(Model model);

    /**
     * Adds models, as {@link #model} does each.
     *
     * @param models the models
     * @return this builder
     */
    default ReverseEtlSourceSetupBuilder models(Iterable<Model> models) {
        models.forEach(this::model);
        return this;
    }

    /**
     * Adds something that the role may read.
     *
     * @param scope tables, or all tables of a schema
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder grantRead(ReadScope scope);

    /**
     * Grants what models need on the needed columns only. Without this, grants are on whole tables, which go on working
     * when a query uses one more column.
     *
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder columnGrants();

    /**
     * Chooses whether the role gets CREATE on the database; by default it does. Segment may issue {@code CREATE SCHEMA
     * IF NOT EXISTS}, which needs it even of the schema's owner.
     *
     * @param create whether to grant it
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder createOnDatabase(boolean create);

    /**
     * Sets how many connections the role may have at once. Unless set, an existing limit stays, except 0.
     *
     * @param limit at least 1, or -1 for no limit
     * @return this builder
     * @throws IllegalArgumentException if the limit lets nobody in
     */
    ReverseEtlSourceSetupBuilder connectionLimit(int limit);

    /**
     * Sets until when the role's password is valid. Unless set, an existing end stays if it is in the future.
     *
     * @param end a moment in the future and before the year 10000, to the microsecond
     * @return this builder
     * @throws IllegalArgumentException if the moment has passed, or is too far
     */
    ReverseEtlSourceSetupBuilder validUntil(Instant end);

    /**
     * Sets {@code statement_timeout} for the role's sessions in this database.
     *
     * @param timeout at least a millisecond, at most about 24 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of PostgreSQL's range
     */
    ReverseEtlSourceSetupBuilder statementTimeout(Duration timeout);

    /**
     * Pins {@code search_path} for the role's sessions in this database, so that unqualified names in models mean what
     * you mean.
     *
     * @param schemas exact names, in their order; {@code $user} stands for the schema named as the role
     * @return this builder
     * @throws IllegalArgumentException if none is given, or a name is none that PostgreSQL allows
     */
    ReverseEtlSourceSetupBuilder searchPath(String... schemas);

    /**
     * Sets where Segment will connect. Default is the administrator's own endpoint.
     *
     * @param host the public host name or address
     * @param port the port
     * @return this builder
     * @throws IllegalArgumentException if host or port is not possible
     */
    ReverseEtlSourceSetupBuilder segmentEndpoint(String host, int port);

    /**
     * Sets the region of the Segment workspace, whose addresses must reach the database.
     *
     * @param region the region
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder segmentRegion(SegmentRegion region);

    /**
     * Replaces the region's address ranges, which Segment may change.
     *
     * @param ranges in CIDR notation, IPv4 or IPv6, or plain addresses; at least one
     * @return this builder
     * @throws IllegalArgumentException if none is given, or one is malformed, has a prefix that is too long, or bits
     *     set after it; the message has all problems
     */
    ReverseEtlSourceSetupBuilder allowFrom(String... ranges);

    /**
     * Chooses who runs the server, instead of whichever of the plug-ins that {@code ServiceLoader} finds recognises it.
     *
     * @param provider the plug-in, configured; thread-safe if this set-up is used by several threads
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder provider(PostgresProvider provider);

    /**
     * Chooses who runs the server, by the id of a plug-in that {@code ServiceLoader} finds, such as {@code rds}. The id
     * {@code generic} stands for a PostgreSQL of no provider in particular: no plug-in is asked.
     *
     * @param id the plug-in's id
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder provider(String id);

    /**
     * Sets how to log in as the role, to prove that it can: host, port, database and TLS as here, user and password
     * replaced by the role's as far as they are known. Default is the administrator's own way, if it was given as
     * {@code ConnectionSettings}.
     *
     * @param settings how to connect
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder loginThrough(ConnectionSettings settings);

    /**
     * Sets who is told what happens while it does.
     *
     * @param listener the listener
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder listener(SetupListener listener);

    /**
     * Sets where runs are noted before they commit.
     *
     * @param journal the journal
     * @return this builder
     */
    ReverseEtlSourceSetupBuilder journal(SetupJournal journal);

    /**
     * Sets by when a verb must have ended, waiting and retrying included.
     *
     * @param deadline at least a millisecond, at most about 24 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    ReverseEtlSourceSetupBuilder deadline(Duration deadline);

    /**
     * Sets how long a statement waits for a lock before everything is rolled back and begun again.
     *
     * @param timeout at least a millisecond, at most about 24 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    ReverseEtlSourceSetupBuilder lockTimeout(Duration timeout);

    /**
     * Builds the set-up. Opens no connection.
     *
     * @return the set-up
     * @throws IllegalArgumentException if something is missing or contradictory; the message has all problems
     */
    ReverseEtlSourceSetup build();
}
