/** Amazon RDS and Aurora as a Reverse ETL source. */
module dev.reverseetl.provider.rds {
    requires transitive dev.reverseetl.core;
    requires transitive static org.jspecify;
}
