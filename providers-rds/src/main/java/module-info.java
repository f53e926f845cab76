/** Amazon RDS and Aurora as a Reverse ETL source. */
module dev.reverseetl.provider.rds {
    requires transitive dev.reverseetl.core;
    requires transitive static org.jspecify;
    requires java.xml;
    requires transitive software.amazon.awssdk.auth;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.utils;

    exports dev.reverseetl.provider.rds;

    provides dev.reverseetl.spi.PostgresProvider with
            dev.reverseetl.provider.rds.RdsProvider;
}
