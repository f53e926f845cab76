package dev.reverseetl.provider.rds;

/**
 * The database that a host name leads to.
 *
 * @param database an instance, or the cluster if the name is a cluster's or that of an instance in it
 * @param role what the name is to the database
 */
record EndpointMatch(RdsDatabase database, Role role) {
    enum Role {
        /** The one to write to: that of an instance alone, or a cluster's for its writer. */
        WRITER,
        /** A cluster's for its readers. */
        READER,
        /** A custom one of a cluster. */
        CUSTOM,
        /** That of an instance of a cluster: it stays with the instance when another becomes the writer. */
        MEMBER
    }
}
