/** Takes a PostgreSQL database from nothing to a proven Reverse ETL source, and keeps it one. */
module dev.reverseetl.core {
    requires java.xml;
    requires transitive java.sql;
    requires transitive static org.jspecify;
    requires static org.immutables.value.annotations;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires com.fasterxml.jackson.core;

    exports dev.reverseetl;
    exports dev.reverseetl.audit;
    exports dev.reverseetl.gate;
    exports dev.reverseetl.model;
    exports dev.reverseetl.model.dbt;
    exports dev.reverseetl.postgres;
    exports dev.reverseetl.report;
    exports dev.reverseetl.segment;
    exports dev.reverseetl.setup;
    exports dev.reverseetl.spi;
    exports dev.reverseetl.tracking;

    uses dev.reverseetl.spi.PostgresProvider;
}
